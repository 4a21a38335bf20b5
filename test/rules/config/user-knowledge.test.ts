import assert from 'node:assert/strict';
import { type Project, createProject } from '../../../rules/engine/api.ts';
import type { UserKnowledge } from '../../../rules/facts/user-knowledge.ts';

function projectOf(files: Readonly<Record<string, string>>): Project {
  return createProject({ host: { readFile: (path) => files[path] } });
}

/** The findings of a file as rule and the text they are at. */
function findingsIn(project: Project, path: string, text: string, knowledge?: UserKnowledge): string[] {
  const { findings, problems } = project.check(path, { preset: 'all', rules: {}, role: { role: 'server', reason: '' }, knowledge });
  assert.deepEqual(problems, []);
  return findings.map(({ ruleId, span }) => `${ruleId}: ${text.slice(span.start, span.end)}`);
}

function check(text: string, knowledge?: UserKnowledge): string[] {
  return findingsIn(projectOf({ '/app/a.ts': text }), '/app/a.ts', text, knowledge);
}

describe('knowledge of users', () => {
  it('of functions that block: by their own name, as they are written, by symbol path', () => {
    const text = `
      import { querySync } from '@acme/db';
      export async function handle(logger, store) { loadSync(); logger.audit(); logger.info(); store.query.runSync(); querySync(); }`;
    assert.deepEqual(check(text), []);
    assert.deepEqual(check(text, { blocking: ['loadSync', 'logger.audit', 'runSync', '@acme/db:querySync'] }), [
      'no-blocking-call: loadSync()',
      'no-blocking-call: logger.audit()',
      'no-blocking-call: store.query.runSync()',
      'no-blocking-call: querySync()',
    ]);
  });

  it('of functions that block says what they do and what replaces them, as built-in knowledge does', () => {
    const text = "import { querySync } from '@acme/db';\nexport async function handle() {\n  return querySync('x');\n}\n";
    const files = { '/app/a.ts': text };
    const knowledge: UserKnowledge = { blocking: [{ symbol: '@acme/db:querySync', does: 'asks the database', replacement: '@acme/db:query' }] };
    const [finding] = projectOf(files).check('/app/a.ts', { preset: 'all', rules: {}, knowledge }).findings;
    assert.match(finding?.message ?? '', /^`querySync` asks the database synchronously in the async function `handle`.*Await `query` of `@acme\/db` instead\.$/);
    assert.deepEqual(finding?.suggestions[0]?.edits.map((edit) => edit.text), [', query', 'await ', 'query']);
  });

  it('asks the questions of an entry, and overrules what is built in', () => {
    const text = "import { readFileSync, statSync } from 'node:fs';\nexport async function handle() { load({ sync: true }); load({}); readFileSync('x'); statSync('x'); }";
    const knowledge: UserKnowledge = {
      blocking: [{ symbol: 'load', onlyIf: { argument: 0, property: 'sync', equals: true } }, { symbol: 'node:fs:readFileSync', cheap: true }, { symbol: 'fs:statSync', does: 'waits' }],
    };
    assert.deepEqual(check(text, knowledge), ['no-blocking-call: load({ sync: true })', "no-blocking-call: statSync('x')"]);
  });

  it('reaches through helpers in other files, also where the package is a part of the program', () => {
    const files = {
      '/app/a.ts': "import { load } from './load.js';\nexport async function handle() { return load(); }",
      '/app/load.ts': "import { slow } from './slow.js';\nexport function load() { return slow(); }",
      '/app/slow.ts': 'export function slow() { return 1; }',
    };
    const project = createProject({ host: { readFile: (path) => (files as Record<string, string>)[path] } });
    for (const [path, text] of Object.entries(files)) project.setText(path, text);
    assert.deepEqual(findingsIn(project, '/app/a.ts', files['/app/a.ts'], { blocking: ['slow'] }), ['no-blocking-call: load()']);
    assert.deepEqual(findingsIn(project, '/app/a.ts', files['/app/a.ts'], { blocking: ['./slow.js:slow'] }), ['no-blocking-call: load()']);
  });

  it('of limiters: as functions, as permits, with a form', () => {
    const fanOut = (work: string): string => `
      export async function all(urls: string[]) {
        const found = await db.listUrls();
        return Promise.all(found.map(async (url) => { ${work} }));
      }`;
    assert.equal(check(fanOut('return fetch(url);')).length, 1);
    const takesTurn = fanOut('await turns.next(); return fetch(url);');
    const isGiven = fanOut('return withRoom(() => fetch(url));');
    assert.deepEqual([check(takesTurn).length, check(isGiven).length], [1, 1]);
    assert.deepEqual(check(takesTurn, { limiters: ['turns.next'] }), []);
    assert.deepEqual(check(isGiven, { limiters: ['withRoom'] }), []);
    assert.deepEqual(check(takesTurn, { limiters: [{ symbol: 'turns.next', form: 'acquire' }] }), []);
    assert.equal(check(takesTurn, { limiters: [{ symbol: 'turns.next', form: 'function' }] }).length, 1);
  });

  it('of limiters that must be told their bound', () => {
    const text = (options: string): string => `
      export async function all() {
        const found = await db.listUrls();
        return mapAll(found, async (url) => fetch(url)${options});
      }`;
    const knowledge: UserKnowledge = { limiters: [{ symbol: 'mapAll', form: 'mapper', callback: 1, bound: { argument: 2, property: 'limit', of: 'call' } }] };
    assert.deepEqual([check(text('')).length, check(text(''), knowledge).length, check(text(', { limit: 4 }'), knowledge).length], [0, 1, 0]);
  });

  it('of handlers makes hot code of what they are given', () => {
    const text = "import { readFileSync } from 'node:fs';\nbus.route('x', () => { readFileSync('x'); });\nexport const jobs = queue.worker({ run() { readFileSync('y'); } });";
    assert.deepEqual(check(text), []);
    assert.deepEqual(check(text, { handlers: ['bus.route'] }), ["no-blocking-call: readFileSync('x')"]);
    assert.deepEqual(check(text, { awaitingHandlers: [{ symbol: 'worker', argument: 0, properties: ['run'], context: 'queue consumer' }] }), ["no-blocking-call: readFileSync('y')"]);
  });

  it('of loggers and cleanup changes what a handler swallows', () => {
    const text = (work: string, handler: string): string => `
      export async function sync(signal: AbortSignal) {
        try { await ${work}('x', { signal }); } catch (error) { ${handler} }
      }`;
    assert.deepEqual(check(text('fetch', 'tell(error);')), []);
    assert.equal(check(text('fetch', 'tell(error);'), { loggers: ['tell'] }).length, 1);
    assert.equal(check(`import { tell } from '@acme/log';${text('fetch', 'tell.now(error);')}`, { loggers: ['@acme/log:tell'] }).length, 1);
    assert.equal(check(text('fetch', 'console.error(error);')).length, 1);
    assert.deepEqual(check(text('fetch', 'console.error(error);'), { cleanup: ['fetch'] }), []);
  });

  it('of functions that never reject lets their promises float', () => {
    const text = 'async function report() {} async function save() {} export function f() { report(); save(); }';
    assert.equal(check(text).length, 2);
    assert.deepEqual(check(text, { nonRejecting: ['report'] }).length, 1);
  });
});

describe('what is derived under some knowledge', () => {
  const files: Record<string, string> = {
    '/app/a.ts': "import { load } from './load.js';\nexport async function handle() { return load(); }",
    '/app/load.ts': 'export function load() { return slow(); }',
  };
  const open = (): Project => {
    const project = projectOf(files);
    for (const [path, text] of Object.entries(files)) project.setText(path, text);
    return project;
  };
  const text = files['/app/a.ts'] ?? '';
  const slow: UserKnowledge = { blocking: ['slow'] };
  const found = ['no-blocking-call: load()'];

  it('never shows under another', () => {
    const project = open();
    const rounds = [undefined, slow, { blocking: ['other'] }, slow, undefined];
    assert.deepEqual(rounds.map((knowledge) => findingsIn(project, '/app/a.ts', text, knowledge)), [[], found, [], found, []]);
  });

  it('is dropped under all knowledge when a file changes', () => {
    const project = open();
    assert.deepEqual(findingsIn(project, '/app/a.ts', text, slow), found);
    project.setText('/app/load.ts', 'export function load() { return quick(); }');
    assert.deepEqual([findingsIn(project, '/app/a.ts', text, slow), findingsIn(project, '/app/a.ts', text)], [[], []]);
    project.setText('/app/load.ts', files['/app/load.ts'] ?? '');
    assert.deepEqual([findingsIn(project, '/app/a.ts', text, slow), findingsIn(project, '/app/a.ts', text)], [found, []]);
    project.invalidate('/app/asynclint.json');
    assert.deepEqual(findingsIn(project, '/app/a.ts', text, slow), found);
  });

  it('equals that of a fresh project, whatever was asked before', () => {
    const project = open();
    for (let number = 0; number < 40; number++) findingsIn(project, '/app/a.ts', text, { blocking: [`f${String(number)}`] });
    assert.deepEqual(findingsIn(project, '/app/a.ts', text, slow), findingsIn(open(), '/app/a.ts', text, slow));
  });
});
