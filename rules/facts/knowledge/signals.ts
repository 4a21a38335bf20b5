import type { SignalEntry, SymbolPath } from './schema.ts';

/**
 * Calls that an abort signal cancels. Left out is what creates a stream, server or socket that lives on: there the
 * signal is one of several ways to end it, and most code rightly takes another.
 */

type Position = Omit<SignalEntry, 'symbol' | 'source'>;

const node = 'https://nodejs.org/api';
const mdn = 'https://developer.mozilla.org/en-US/docs/Web/API';

/** An options object with a signal in this argument. */
function options(argument: number | 'last', more: Partial<Position> = {}): Position {
  return { argument, as: 'property', ...more };
}

function calls(source: string, symbols: readonly SymbolPath[], position: Position): readonly SignalEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...position }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, position: Position): readonly SignalEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), position));
}

const encoding = { shorthand: 'encoding' } as const;

const nodeSignals = [
  ...calls(`${node}/timers.html#timerspromisessettimeoutdelay-value-options`, ['timers/promises:setTimeout'], options(2)),
  ...calls(`${node}/timers.html#timerspromisessetimmediatevalue-options`, ['timers/promises:setImmediate'], options(1, { brief: true })),
  ...calls(`${node}/timers.html#timerspromisessetintervaldelay-value-options`, ['timers/promises:setInterval'], options(2)),
  ...calls(`${node}/timers.html#timerspromisesschedulerwaitdelay-options`, ['timers/promises:scheduler.wait'], options(1)),
  ...calls(`${node}/events.html#eventsonceemitter-name-options`, ['events:once'], options(2)),
  ...calls(`${node}/events.html#eventsonemitter-eventname-options`, ['events:on'], options(2)),
  ...calls(`${node}/events.html#eventsaddabortlistenersignal-listener`, ['events:addAbortListener'], { argument: 0, as: 'value' }),
  ...calls(`${node}/util.html#utilabortedsignal-resource`, ['util:aborted'], { argument: 0, as: 'value' }),

  ...calls(`${node}/fs.html#fspromisesreadfilepath-options`, ['fs/promises:readFile'], options(1, encoding)),
  ...calls(`${node}/fs.html#fspromiseswritefilefile-data-options`, ['fs/promises:writeFile'], options(2, encoding)),
  ...calls(`${node}/fs.html#fspromiseswatchfilename-options`, ['fs/promises:watch'], options(1, encoding)),
  ...calls(`${node}/fs.html#filehandlereadfileoptions`, ['fs/promises:FileHandle#readFile', 'fs/promises:open()#readFile'], options(0, encoding)),
  ...calls(`${node}/fs.html#filehandlewritefiledata-options`, ['fs/promises:FileHandle#writeFile', 'fs/promises:open()#writeFile'], options(1, encoding)),
  ...calls(`${node}/fs.html#fsreadfilepath-options-callback`, ['fs:readFile'], options(1, encoding)),
  ...calls(`${node}/fs.html#fswritefilefile-data-options-callback`, ['fs:writeFile'], options(2, encoding)),
  ...calls(`${node}/fs.html#fswatchfilename-options-listener`, ['fs:watch'], options(1, { ...encoding, unregisters: true })),

  ...calls(`${node}/child_process.html#child_processexeccommand-options-callback`, ['child_process:exec'], options(1)),
  ...calls(`${node}/child_process.html#child_processexecfilefile-args-options-callback`, ['child_process:execFile'], options(2, { earliest: 1 })),
  ...calls(`${node}/child_process.html#child_processspawncommand-args-options`, ['child_process:spawn'], options(2, { earliest: 1 })),
  ...calls(`${node}/child_process.html#child_processforkmodulepath-args-options`, ['child_process:fork'], options(2, { earliest: 1 })),

  ...calls(`${node}/stream.html#streamaddabortsignalsignal-stream`, ['stream:addAbortSignal'], { argument: 0, as: 'value' }),
  ...calls(`${node}/stream.html#streampipelinesource-transforms-destination-options`, ['stream/promises:pipeline'], options('last')),
  ...calls(`${node}/stream.html#streamfinishedstream-options`, ['stream/promises:finished'], options(1)),
  ...calls(`${node}/stream.html#streamfinishedstream-options-callback`, ['stream:finished'], options(1)),
  ...members(`${node}/stream.html#readabletoarrayoptions`, ['stream:Readable#', 'stream:Readable.from()#'], 'toArray', options(0)),
  ...members(`${node}/stream.html#readableforeachfn-options`, ['stream:Readable#', 'stream:Readable.from()#'], 'every find forEach some', options(1)),

  ...members(`${node}/http.html#httprequesturl-options-callback`, ['http:'], 'get request', options(1, { earliest: 0 })),
  ...members(`${node}/https.html#httpsrequesturl-options-callback`, ['https:'], 'get request', options(1, { earliest: 0 })),
  ...calls(`${node}/http2.html#clienthttp2sessionrequestheaders-options`, ['http2:ClientHttp2Session#request', 'http2:connect()#request'], options(1)),
  ...members(
    `${node}/readline.html#rlquestionquery-options`,
    ['readline/promises:Interface#', 'readline/promises:createInterface()#', 'readline:Interface#', 'readline:createInterface()#'],
    'question',
    options(1),
  ),
];

const web = [
  ...calls(`${mdn}/RequestInit#signal`, [':fetch', ':Request'], options(1)),
  ...calls(`${mdn}/ReadableStream/pipeTo`, [':ReadableStream#pipeTo'], options(1)),
  ...calls(`${mdn}/ReadableStream/pipeThrough`, [':ReadableStream#pipeThrough'], options(1)),
  ...calls(`${mdn}/LockManager/request`, [':navigator.locks.request'], options(1)),
  ...calls(`${mdn}/CredentialsContainer`, [':navigator.credentials.create', ':navigator.credentials.get'], options(0)),
  ...calls(`${mdn}/Scheduler/postTask`, [':scheduler.postTask'], options(1)),
  ...calls(
    `${mdn}/EventTarget/addEventListener`,
    [':AbortSignal#addEventListener', ':EventTarget#addEventListener', ':addEventListener', ':document.addEventListener'],
    options(2, { unregisters: true }),
  ),
];

const runtimes = [
  ...members('https://docs.deno.com/api/deno/~/Deno.ReadFileOptions', [':Deno.'], 'readFile readTextFile', options(1)),
  ...members('https://docs.deno.com/api/deno/~/Deno.WriteFileOptions', [':Deno.'], 'writeFile writeTextFile', options(2)),
  ...calls('https://docs.deno.com/api/deno/~/Deno.CommandOptions', [':Deno.Command'], options(1)),
  ...calls('https://bun.com/docs/runtime/child-process', [':Bun.spawn'], options(1, { earliest: 0 })),
];

const axios = 'https://axios-http.com/docs/cancellation';
const axiosReceivers = ['axios:', 'axios:create()#', 'axios:Axios#', 'axios:AxiosInstance#'];
const got = 'https://github.com/sindresorhus/got/blob/main/documentation/2-options.md#signal';
const ky = 'https://github.com/sindresorhus/ky#cancellation';
const undici = 'https://undici.nodejs.org/#/docs/api/Dispatcher';
const undiciClients = ['undici:Agent#', 'undici:Client#', 'undici:Dispatcher#', 'undici:Pool#'];
const execa = 'https://github.com/sindresorhus/execa/blob/main/docs/termination.md';
const sindre = 'https://github.com/sindresorhus';
const openai = 'https://github.com/openai/openai-node#readme';
const openaiReceivers = ['openai:default#', 'openai:OpenAI#', 'openai:AzureOpenAI#'];
const mongo = 'https://mongodb.github.io/node-mongodb-native/6.0/classes/Collection.html';
const puppeteer = 'https://pptr.dev/api/puppeteer.waitforselectoroptions';
const puppeteerPages = ['puppeteer:Page#', 'puppeteer:launch()#newPage()#', 'puppeteer-core:Page#', 'puppeteer-core:launch()#newPage()#'];

const libraries = [
  ...calls(axios, ['axios:default', 'axios:create()', 'axios:AxiosInstance#'], options(1, { earliest: 0 })),
  ...members(axios, axiosReceivers, 'request', options(0)),
  ...members(axios, axiosReceivers, 'delete get head options', options(1)),
  ...members(axios, axiosReceivers, 'patch patchForm post postForm put putForm', options(2)),
  ...calls(got, ['got:default', 'got:got', 'got:extend()', 'got:got.extend()'], options(1, { earliest: 0 })),
  ...members(got, ['got:', 'got:got.', 'got:extend()#', 'got:got.extend()#'], 'delete get head patch post put', options(1, { earliest: 0 })),
  ...calls(ky, ['ky:default', 'ky:create()', 'ky:extend()'], options(1)),
  ...members(ky, ['ky:', 'ky:create()#', 'ky:extend()#'], 'delete get head patch post put', options(1)),
  ...calls('https://github.com/node-fetch/node-fetch#request-cancellation-with-abortsignal', ['node-fetch:default'], options(1)),
  ...calls('https://github.com/lquixada/cross-fetch#usage', ['cross-fetch:default', 'cross-fetch:fetch'], options(1)),
  ...calls('https://github.com/unjs/ofetch#readme', ['ofetch:$fetch', 'ofetch:ofetch', 'ofetch:$fetch.raw', 'ofetch:ofetch.raw'], options(1)),
  ...members(undici, ['undici:'], 'fetch request stream', options(1)),
  ...members(undici, undiciClients, 'request stream', options(0)),

  ...members(execa, ['execa:'], 'execa execaNode', options(2, { earliest: 1, property: 'cancelSignal' })),
  ...calls(execa, ['execa:execaCommand'], options(1, { property: 'cancelSignal' })),
  ...calls('https://github.com/tinylibs/tinyexec#readme', ['tinyexec:exec', 'tinyexec:x'], options(2, { earliest: 1 })),
  ...calls('https://github.com/sindresorhus/nano-spawn#options', ['nano-spawn:default'], options(2, { earliest: 1 })),
  ...calls('https://github.com/jprichardson/node-fs-extra#methods', ['fs-extra:readFile'], options(1, encoding)),
  ...calls('https://github.com/jprichardson/node-fs-extra#methods', ['fs-extra:writeFile'], options(2, encoding)),

  ...members(`${sindre}/p-queue#readme`, ['p-queue:default#'], 'add addAll', options(1)),
  ...calls(`${sindre}/p-map#signal`, ['p-map:default'], options(2)),
  ...calls(`${sindre}/p-retry#signal`, ['p-retry:default'], options(1)),
  ...calls(`${sindre}/p-timeout#signal`, ['p-timeout:default'], options(1)),
  ...calls(`${sindre}/p-event#signal`, ['p-event:pEvent', 'p-event:pEventMultiple'], options(2)),
  ...calls(`${sindre}/p-wait-for#signal`, ['p-wait-for:default'], options(1)),
  ...calls(`${sindre}/delay#signal`, ['delay:default'], options(1)),
  ...members('https://es-toolkit.dev/reference/promise/delay', ['es-toolkit:', 'es-toolkit/promise:'], 'delay', options(1)),

  ...calls('https://aws.amazon.com/blogs/developer/abortcontroller-in-modular-aws-sdk-for-javascript/', ['@aws-sdk/client-*:*#send'], options(1, { property: 'abortSignal' })),
  ...members(
    'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/',
    ['@aws-sdk/lib-dynamodb:DynamoDBDocumentClient#', '@aws-sdk/lib-dynamodb:DynamoDBDocumentClient.from()#'],
    'send',
    options(1, { property: 'abortSignal' }),
  ),
  ...members(openai, openaiReceivers, 'audio.speech.create audio.transcriptions.create chat.completions.create embeddings.create images.edit images.generate responses.create', options(1)),
  ...members('https://github.com/anthropics/anthropic-sdk-typescript#readme', ['@anthropic-ai/sdk:default#', '@anthropic-ai/sdk:Anthropic#'], 'messages.countTokens messages.create messages.stream', options(1)),
  ...members('https://ai-sdk.dev/docs/reference/ai-sdk-core', ['ai:'], 'embed embedMany generateObject generateText streamObject streamText', options(0, { property: 'abortSignal' })),
  ...members('https://discord.js.org/docs/packages/rest/main', ['discord.js:REST#'], 'delete get patch post put', options(1)),
  ...members(mongo, ['mongodb:Collection#', 'mongodb:Db#collection()#', 'mongodb:MongoClient#db()#collection()#'], 'aggregate countDocuments find findOne', options(1)),
  ...members(puppeteer, puppeteerPages, 'goto waitForFunction waitForRequest waitForResponse waitForSelector', options(1)),
  ...members(puppeteer, puppeteerPages, 'waitForNavigation', options(0)),
  ...members('https://github.com/modelcontextprotocol/typescript-sdk#readme', ['@modelcontextprotocol/sdk/client/index.js:Client#'], 'callTool request', options(2)),
];

export const signals: readonly SignalEntry[] = [...nodeSignals, ...web, ...runtimes, ...libraries];

/** Events by which a request or connection tells that the other side has gone. */
export const departureEvents: ReadonlySet<string> = new Set(['close', 'aborted', 'disconnect', 'cancelled']);
