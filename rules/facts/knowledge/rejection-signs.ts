/** Words by which code says what losing an error would mean. They are data for rules; nothing here looks at code. */

/** First words of functions whose effect outlasts the call, so that a failure that nobody hears of loses something. */
export const effectWords: ReadonlySet<string> = new Set(
  (
    'save store persist insert update upsert delete create write append send publish enqueue emit upload commit charge pay refund transfer ' +
    'import export migrate submit archive approve grant revoke book order invite deliver email mail process sync backup restore provision assign complete finalize'
  ).split(' '),
);

/** The same where what they are called on is one of these: `queue.add(job)`, `db.run(sql)`. */
export const effectMethods: ReadonlySet<string> = new Set(['add', 'set', 'put', 'post', 'push', 'run', 'exec', 'execute', 'query', 'patch']);
export const effectReceivers: ReadonlySet<string> = new Set(['queue', 'db', 'database', 'api', 'repository', 'repo', 'collection', 'table', 'store', 'storage', 'bus', 'producer']);

/** First words of calls that hand something to a peer, and names of what they are called on. */
export const sendingWords: ReadonlySet<string> = new Set(['write', 'send']);
export const peerNames: ReadonlySet<string> = new Set(['stream', 'sse', 'writer', 'socket', 'ws', 'res', 'response', 'reply']);

/** Words of work that is done in the hope that it helps: nobody misses it where it fails. */
export const optionalWords: ReadonlySet<string> = new Set(
  (
    'telemetry analytics track tracking metric metrics stats statistics prefetch preload preconnect prewarm warm warmup cache cached caches memo hint ping heartbeat ' +
    'beacon touch log logs logger logging verbosity debug trace span sentry optional maybe try attempt best effort ignore ignored silent silently quiet quietly noop poll preview updates changed updated diagnostics progress status'
  ).split(' '),
);

/** What functions that are called so do is no more than a help, or a note: all of it. */
export const optionalVerbs: ReadonlySet<string> = new Set(['beacon', 'ping', 'preconnect', 'prefetch', 'preload', 'prewarm', 'track', 'warm', 'warmup']);

/** Words of calls that end something, wherever in the name they stand: what fails in them has no more use. */
export const endingWords: ReadonlySet<string> = new Set('end quit cancel abort stop dispose close destroy cleanup teardown shutdown release disconnect detach kill terminate logout exit leave'.split(' '));

/** First words of calls that only look, wait or read, which nobody asked the outcome of: what fails is the matter of who does the work. */
export const watchingWords: ReadonlySet<string> = new Set('wait waits until ready settled done finished idle play text blob resume for'.split(' '));

/** What a browser may refuse a page, which then goes on without. Source: https://developer.mozilla.org/en-US/docs/Web/API */
export const refusableMethods: ReadonlySet<string> = new Set('requestFullscreen exitFullscreen requestPictureInPicture exitPictureInPicture requestPointerLock play share vibrate'.split(' '));

/** Names of functions that drop an error on purpose, as far as their names tell. */
export const droppingNames = /ignore|swallow|suppress|silence|discard|tolerate/i;

/** Functions of libraries that do nothing. */
export const emptyFunctions: ReadonlySet<string> = new Set(['lodash:noop', 'lodash/noop:default', 'lodash-es:noop', 'lodash-es/noop:default', 'rxjs:noop', 'es-toolkit:noop', 'radash:noop', 'ramda:noop', 'underscore:noop', 'jquery:noop']);

/** First words of functions whose callers want what they give. */
export const readingWords: ReadonlySet<string> = new Set('get load find fetch read query list lookup select resolve search parse retrieve'.split(' '));

/** Names of functions that are the program: what fails in them ends it, as it should. */
export const programNames = /^(?:main|run|start|bootstrap|cli|init|serve)$/;

/** What comments say where an error is dropped on purpose. */
export const deliberateComment =
  /ignor|best[- ]?effort|swallow|on purpose|deliberate|intention|optional|not? (?:matter|care|critical|fatal|important)|don'?t (?:care|mind)|doesn'?t matter|safe to|never (?:reject|throw|fail)|handled|fire[- ]and[- ]forget|background|non[- ]?fatal|expected|suppress|no-?op/i;

/** Packages of code that runs in a page, where an unhandled rejection shows in the console and ends nothing. */
export const interfaceModules = /^(?:react|react-dom|react-native|preact|vue|svelte|solid-js|mobx|mobx-react|@angular\/core|@tanstack\/react-query|prosemirror-[a-z-]+|@tiptap\/[a-z-]+|next\/(?:navigation|router)|react-router(?:-dom)?)(?:\/|$)/;

/** Modules that only code of a server imports, whatever else it does. */
export const serverModules = /^(?:server-only|next\/(?:cache|headers|server)|(?:node:)?(?:fs|net|http|https|child_process|cluster|worker_threads)(?:\/promises)?)$/;
