import type { CallbackEntry, MemberCallbackEntry, SymbolPath } from './schema.ts';
import { serverCallbacks } from './server-callbacks.ts';

/** Slots of the platforms, of editors, desktop applications and user interfaces that call a function from the event loop. */

type Slot = Omit<CallbackEntry, 'symbol' | 'source'>;

function calls(source: string, symbols: readonly SymbolPath[], slot: Slot): readonly CallbackEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...slot }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, slot: Slot): readonly CallbackEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), slot));
}

const node = 'https://nodejs.org/api';
const mdn = 'https://developer.mozilla.org/en-US/docs/Web/API';
const emitter = `${node}/events.html#emitteroneventname-listener`;
const emitterMembers = 'addListener on once prependListener prependOnceListener';

const timers = [
  ...members(`${node}/timers.html#scheduling-timers`, [':', 'timers:'], 'setImmediate setInterval setTimeout', { argument: 0, context: 'timer callback' }),
  ...calls(`${node}/globals.html#queuemicrotaskcallback`, [':queueMicrotask'], { argument: 0, context: 'timer callback' }),
  ...calls(`${node}/process.html#processnexttickcallback-args`, [':process.nextTick', 'process:nextTick'], { argument: 0, context: 'timer callback' }),
];

/** Emitters of Node.js, by what their listeners are called for. */
const emitters = [
  ...members(
    emitter,
    [
      'events:EventEmitter#',
      'events:EventEmitterAsyncResource#',
      'events:default#',
      ':process.',
      'process:',
      'child_process:ChildProcess#',
      'child_process:exec()#',
      'child_process:execFile()#',
      'child_process:fork()#',
      'child_process:spawn()#',
      'cluster:',
      'cluster:Worker#',
      'cluster:fork()#',
      'fs:FSWatcher#',
      'fs:watch()#',
      'worker_threads:Worker#',
    ],
    emitterMembers,
    { argument: 1, context: 'event listener' },
  ),
  ...members(`${node}/events.html#nodeeventtargetontype-listener`, ['worker_threads:MessagePort#', 'worker_threads:parentPort.'], 'addListener on once', { argument: 1, context: 'event listener' }),
  ...members(
    emitter,
    ['http:Server#', 'http:createServer()#', 'http2:Http2SecureServer#', 'http2:Http2Server#', 'http2:createSecureServer()#', 'http2:createServer()#', 'https:Server#', 'https:createServer()#'],
    emitterMembers,
    { argument: 1, context: 'request handler' },
  ),
  ...members(
    `${node}/http.html#serverclosecallback`,
    ['http:Server#', 'http:createServer()#', 'http2:createSecureServer()#', 'http2:createServer()#', 'https:Server#', 'https:createServer()#', 'net:Server#', 'net:createServer()#'],
    'close',
    { argument: 'last', context: 'completion callback' },
  ),
  ...members(
    emitter,
    [
      'dgram:Socket#',
      'dgram:createSocket()#',
      'net:Server#',
      'net:Socket#',
      'net:connect()#',
      'net:createConnection()#',
      'net:createServer()#',
      'tls:Server#',
      'tls:TLSSocket#',
      'tls:connect()#',
      'tls:createServer()#',
    ],
    emitterMembers,
    { argument: 1, context: 'socket callback' },
  ),
  ...members(
    emitter,
    [
      ':process.stderr.',
      ':process.stdin.',
      ':process.stdout.',
      'child_process:fork()#stderr.',
      'child_process:fork()#stdout.',
      'child_process:spawn()#stderr.',
      'child_process:spawn()#stdin.',
      'child_process:spawn()#stdout.',
      'fs:ReadStream#',
      'fs:WriteStream#',
      'fs:createReadStream()#',
      'fs:createWriteStream()#',
      'http:ClientRequest#',
      'http:IncomingMessage#',
      'http:ServerResponse#',
      'http:get()#',
      'http:request()#',
      'https:get()#',
      'https:request()#',
      'readline:Interface#',
      'readline:createInterface()#',
      'readline/promises:Interface#',
      'readline/promises:createInterface()#',
      'stream:Duplex#',
      'stream:PassThrough#',
      'stream:Readable#',
      'stream:Readable.from()#',
      'stream:Transform#',
      'stream:Writable#',
      'zlib:create*()#',
    ],
    emitterMembers,
    { argument: 1, context: 'stream callback' },
  ),
];

const nodeSlots = [
  ...calls(`${node}/http.html#httpcreateserveroptions-requestlistener`, ['http:createServer', 'https:createServer', 'http2:createSecureServer', 'http2:createServer'], {
    argument: 'last',
    context: 'request handler',
  }),
  ...calls(`${node}/net.html#netcreateserveroptions-connectionlistener`, ['net:createServer', 'tls:createServer', 'dgram:createSocket'], { argument: 'last', context: 'socket callback' }),
  ...calls(`${node}/http.html#httprequesturl-options-callback`, ['http:get', 'http:request', 'https:get', 'https:request'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/net.html#netcreateconnection`, ['net:connect', 'net:createConnection', 'tls:connect'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/child_process.html#asynchronous-process-creation`, ['child_process:exec', 'child_process:execFile'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/crypto.html`, ['crypto:*'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/dns.html`, ['dns:*'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/fs.html#callback-api`, ['fs:*'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/zlib.html#convenience-methods`, ['zlib:*'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/fs.html#fswatchfilename-options-listener`, ['fs:watch', 'fs:watchFile'], { argument: 'last', context: 'event listener' }),
  ...calls(`${node}/stream.html#streampipelinestreams-callback`, ['stream:finished', 'stream:pipeline'], { argument: 'last', context: 'completion callback' }),
  ...calls(`${node}/readline.html#rlquestionquery-options-callback`, ['readline:Interface#question', 'readline:createInterface()#question'], {
    argument: 'last',
    context: 'completion callback',
  }),
  ...calls(`${node}/stream.html#new-streamreadableoptions`, ['stream:Readable'], { argument: 0, properties: ['construct', 'destroy', 'read'], context: 'stream callback' }),
  ...calls(`${node}/stream.html#new-streamwritableoptions`, ['stream:Writable'], {
    argument: 0,
    properties: ['construct', 'destroy', 'final', 'write', 'writev'],
    context: 'stream callback',
  }),
  ...calls(`${node}/stream.html#new-streamduplexoptions`, ['stream:Duplex'], {
    argument: 0,
    properties: ['construct', 'destroy', 'final', 'read', 'write', 'writev'],
    context: 'stream callback',
  }),
  ...calls(`${node}/stream.html#new-streamtransformoptions`, ['stream:Transform'], {
    argument: 0,
    properties: ['construct', 'destroy', 'final', 'flush', 'transform'],
    context: 'stream callback',
  }),
  ...calls(`${node}/events.html#eventsaddabortlistenersignal-listener`, ['events:addAbortListener'], { argument: 1, context: 'event listener' }),
  ...calls(`${node}/diagnostics_channel.html#diagnostics_channelsubscribename-onmessage`, ['diagnostics_channel:subscribe'], { argument: 1, context: 'event listener' }),
  ...calls(`${node}/diagnostics_channel.html#channelsubscribeonmessage`, ['diagnostics_channel:Channel#subscribe', 'diagnostics_channel:channel()#subscribe'], {
    argument: 0,
    context: 'event listener',
  }),
];

const eventTargets = [
  ':',
  ':AbortController#signal.',
  ':AbortSignal#',
  ':BroadcastChannel#',
  ':Document#',
  ':Element#',
  ':EventSource#',
  ':EventTarget#',
  ':HTMLElement#',
  ':MediaQueryList#',
  ':MessagePort#',
  ':Node#',
  ':WebSocket#',
  ':Window#',
  ':Worker#',
  ':XMLHttpRequest#',
  ':document.',
  ':document.body.',
  ':document.getElementById()#',
  ':document.querySelector()#',
  ':navigator.serviceWorker.',
];

const web = [
  ...members(`${mdn}/EventTarget/addEventListener`, eventTargets, 'addEventListener', { argument: 1, context: 'event listener' }),
  ...members(`${mdn}/Window`, [':'], 'requestAnimationFrame requestIdleCallback', { argument: 0, context: 'user interface handler' }),
  ...members(mdn, [':'], 'IntersectionObserver MutationObserver PerformanceObserver ResizeObserver', { argument: 0, context: 'user interface handler' }),
  ...members(`${mdn}/Geolocation`, [':navigator.geolocation.'], 'getCurrentPosition watchPosition', { argument: 'all', context: 'event listener' }),
  ...calls(`${mdn}/ReadableStream/ReadableStream`, [':ReadableStream'], { argument: 0, properties: ['cancel', 'pull', 'start'], context: 'stream callback', awaits: true }),
  ...calls(`${mdn}/WritableStream/WritableStream`, [':WritableStream'], { argument: 0, properties: ['abort', 'close', 'start', 'write'], context: 'stream callback', awaits: true }),
  ...calls(`${mdn}/TransformStream/TransformStream`, [':TransformStream'], {
    argument: 0,
    properties: ['cancel', 'flush', 'start', 'transform'],
    context: 'stream callback',
    awaits: true,
  }),
  ...calls('https://developer.chrome.com/docs/extensions/reference/api/events', [':browser.*.*.addListener', ':chrome.*.*.addListener', 'webextension-polyfill:*.*.addListener'], {
    argument: 0,
    context: 'event listener',
  }),
  ...calls(
    'https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/runtime/onMessage',
    [':browser.runtime.onMessage.addListener', 'webextension-polyfill:runtime.onMessage.addListener'],
    { argument: 0, context: 'event listener', awaits: true },
  ),
];

const userInterface = [
  ...members('https://react.dev/reference/react/useEffect', ['react:', 'preact/hooks:', 'preact/compat:'], 'useEffect useInsertionEffect useLayoutEffect', {
    argument: 0,
    context: 'user interface handler',
  }),
  ...members(
    'https://vuejs.org/api/composition-api-lifecycle.html',
    ['vue:', '@vue/runtime-core:'],
    'onActivated onBeforeMount onBeforeUnmount onBeforeUpdate onDeactivated onMounted onUnmounted onUpdated watchEffect',
    { argument: 0, context: 'user interface handler', awaits: true },
  ),
  ...members('https://vuejs.org/api/reactivity-core.html#watch', ['vue:', '@vue/runtime-core:'], 'watch', { argument: 1, context: 'user interface handler', awaits: true }),
  ...members('https://svelte.dev/docs/svelte/svelte', ['svelte:'], 'onDestroy onMount', { argument: 0, context: 'user interface handler' }),
  ...members('https://docs.solidjs.com/reference/basic-reactivity/create-effect', ['solid-js:'], 'createEffect createRenderEffect onCleanup onMount', {
    argument: 0,
    context: 'user interface handler',
  }),
  ...calls('https://angular.dev/api/core/HostListener', ['@angular/core:HostListener()'], { argument: 'decorated', context: 'user interface handler' }),
  ...members('https://api.jquery.com/category/events/', ['jquery:default()#', ':$()#', ':jQuery()#'], 'blur change click focus keydown keyup on one ready scroll submit', {
    argument: 'last',
    context: 'user interface handler',
  }),
  ...members('https://rxjs.dev/api/index/class/Observable', ['rxjs:BehaviorSubject#', 'rxjs:Observable#', 'rxjs:ReplaySubject#', 'rxjs:Subject#', 'rxjs:*()#', 'rxjs:*()#pipe()#', 'rxjs:*#pipe()#'], 'subscribe', {
    argument: 'all',
    context: 'event listener',
  }),
  ...members(
    'https://lodash.com/docs/#debounce',
    ['lodash:', 'lodash-es:', 'es-toolkit:', 'es-toolkit/function:', 'es-toolkit/compat:', 'underscore:'],
    'debounce throttle',
    // The function they return gives what the callback returned to whoever calls it.
    { argument: 0, context: 'timer callback', awaits: 'unknown' },
  ),
  ...['debounce', 'throttle'].flatMap((name) =>
    calls(`https://lodash.com/docs/#${name}`, [`lodash/${name}:default`, `lodash/${name}.js:default`, `lodash-es/${name}:default`, `lodash-es/${name}.js:default`, `lodash.${name}:default`], {
      argument: 0,
      context: 'timer callback',
      awaits: 'unknown',
    }),
  ),
];

const vscode = 'https://code.visualstudio.com/api/references/vscode-api';
const lsp = 'https://github.com/microsoft/vscode-languageserver-node#readme';
const connections = ['vscode-languageserver:createConnection()#', 'vscode-languageserver/node:createConnection()#', 'vscode-languageserver/node.js:createConnection()#', 'vscode-languageserver:Connection#'];

const editors = [
  ...calls(vscode, ['vscode:commands.registerCommand'], { argument: 1, context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:commands.registerTextEditorCommand'], { argument: 1, context: 'editor command' }),
  ...calls(vscode, ['vscode:window.withProgress'], { argument: 1, context: 'editor command', awaits: true }),
  ...members(
    vscode,
    ['authentication.', 'debug.', 'env.', 'extensions.', 'languages.', 'tasks.', 'window.', 'workspace.'].map((namespace) => `vscode:${namespace}`),
    'onDid*',
    { argument: 0, context: 'event listener' },
  ),
  ...calls(vscode, ['vscode:workspace.onWill*'], { argument: 0, context: 'event listener' }),
  ...members(
    vscode,
    ['vscode:FileSystemWatcher#', 'vscode:Webview#', 'vscode:WebviewPanel#', 'vscode:window.createWebviewPanel()#', 'vscode:window.createWebviewPanel()#webview.', 'vscode:workspace.createFileSystemWatcher()#'],
    'onDid*',
    { argument: 0, context: 'event listener' },
  ),
  ...calls(vscode, ['vscode:EventEmitter#event', 'vscode:CancellationToken#onCancellationRequested'], { argument: 0, context: 'event listener' }),
  ...calls(vscode, ['vscode:languages.register*Provider'], { argument: 1, properties: ['provide*', 'resolve*', 'prepare*'], context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:workspace.registerTextDocumentContentProvider'], { argument: 1, properties: ['provideTextDocumentContent'], context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:window.registerTreeDataProvider', 'vscode:window.createTreeView'], { argument: 1, properties: ['get*', 'resolve*'], context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:window.registerWebviewViewProvider'], { argument: 1, properties: ['resolveWebviewView'], context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:chat.createChatParticipant'], { argument: 1, context: 'editor command', awaits: true }),
  ...calls(vscode, ['vscode:lm.registerTool'], { argument: 1, properties: ['invoke', 'prepareInvocation'], context: 'editor command', awaits: true }),
  ...members(lsp, connections, 'on*', { argument: 'last', context: 'editor command', awaits: true }),
  ...members(lsp, connections, 'onNotification', { argument: 'last', context: 'editor command', awaitsSince: 10 }),
  ...members(lsp, connections, 'onDid*', { argument: 0, context: 'editor command', awaitsSince: 10 }),
  ...members(lsp, ['vscode-languageserver:TextDocuments#', 'vscode-languageserver/node:TextDocuments#', 'vscode-languageserver/node.js:TextDocuments#'], 'onDid*', {
    argument: 0,
    context: 'event listener',
  }),
];

const electron = 'https://www.electronjs.org/docs/latest/api';

const desktop = [
  ...members(`${electron}/ipc-main#ipcmainhandlechannel-listener`, ['electron:ipcMain.', 'electron:IpcMain#'], 'handle handleOnce', { argument: 1, context: 'request handler', awaits: true }),
  ...members(
    `${electron}/app`,
    ['electron:BrowserWindow#', 'electron:BrowserWindow#webContents.', 'electron:Tray#', 'electron:WebContents#', 'electron:app.', 'electron:autoUpdater.', 'electron:App#', 'electron:IpcMain#', 'electron:IpcRenderer#', 'electron:ipcMain.', 'electron:ipcRenderer.', 'electron:nativeTheme.', 'electron:powerMonitor.'],
    'addListener on once',
    { argument: 1, context: 'event listener' },
  ),
  ...calls(`${electron}/global-shortcut`, ['electron:globalShortcut.register'], { argument: 1, context: 'user interface handler' }),
  ...calls(`${electron}/protocol#protocolhandlescheme-handler`, ['electron:protocol.handle'], { argument: 1, context: 'request handler', awaits: true }),
];

export const callbacks: readonly CallbackEntry[] = [
  ...timers,
  ...emitters,
  ...nodeSlots,
  ...web,
  ...userInterface,
  ...editors,
  ...desktop,
  ...serverCallbacks,
];

// --- Receivers nothing is known of ---------------------------------------------------------------------------

const listenerMethods = ['addListener', 'on', 'once', 'prependListener', 'prependOnceListener'];
const streamEvents = ['data', 'drain', 'end', 'finish', 'line', 'pause', 'pipe', 'readable', 'resume', 'unpipe'];
const processEvents = ['SIGHUP', 'SIGINT', 'SIGTERM', 'beforeExit', 'close', 'disconnect', 'error', 'exit', 'uncaughtException', 'unhandledRejection'];
const emitterNames = ['child', 'conn', 'connection', 'emitter', 'eventBus', 'events', 'io', 'page', 'proc', 'process', 'readable', 'rl', 'socket', 'subscriber', 'stream', 'watcher', 'worker', 'writable', 'ws', 'wss'];
const routerNames = ['api', 'app', 'fastify', 'route', 'router', 'routes', 'server'];
const routeMethods = ['all', 'del', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put'];
const express = 'https://expressjs.com/en/5x/api.html#routing-methods';

export const memberCallbacks: readonly MemberCallbackEntry[] = [
  // Who has these events is an emitter, and an emitter drops what its listeners return.
  ...listenerMethods.flatMap((member): readonly MemberCallbackEntry[] => [
    { member, argument: 1, context: 'stream callback', first: streamEvents, awaits: false, source: emitter },
    { member, argument: 1, context: 'event listener', first: processEvents, awaits: false, source: emitter },
    { member, argument: 1, context: 'event listener', first: 'event', receivers: emitterNames, awaits: false, source: emitter },
    // Bots and webhook receivers have `on` too, and wait for their listeners.
    { member, argument: 1, context: 'event listener', first: 'event', source: emitter },
  ]),
  { member: 'addEventListener', argument: 1, context: 'event listener', first: 'event', awaits: false, source: `${mdn}/EventTarget/addEventListener` },

  // Express before version 5 drops the promise of a handler; most other frameworks wait for it.
  ...routeMethods.map((member): MemberCallbackEntry => ({ member, argument: 'all', context: 'request handler', first: 'path', receivers: routerNames, source: express })),
  { member: 'use', argument: 'all', context: 'request handler', receivers: ['app', 'router', 'server'], source: 'https://expressjs.com/en/5x/api.html#app.use' },
  { member: 'addHook', argument: 1, context: 'request handler', first: 'event', receivers: ['app', 'fastify', 'server'], awaits: true, source: 'https://fastify.dev/docs/latest/Reference/Hooks/' },
  { member: 'setRequestHandler', argument: 1, context: 'request handler', awaits: true, source: 'https://github.com/modelcontextprotocol/typescript-sdk#readme' },
  { member: 'registerTool', argument: 'last', context: 'request handler', receivers: ['mcp', 'server'], awaits: true, source: 'https://github.com/modelcontextprotocol/typescript-sdk#readme' },

  { member: 'run', argument: 0, properties: ['eachBatch', 'eachMessage'], context: 'queue consumer', awaits: true, source: 'https://kafka.js.org/docs/consuming' },
  { member: 'consume', argument: 1, context: 'queue consumer', receivers: ['ch', 'channel'], awaits: false, source: 'https://amqp-node.github.io/amqplib/channel_api.html#channel_consume' },
  { member: 'process', argument: 'last', context: 'queue consumer', receivers: ['queue'], awaits: true, source: 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueprocess' },
  { member: 'registerCommand', argument: 1, context: 'editor command', first: 'event', awaits: true, source: vscode },
  { member: 'subscribe', argument: 0, context: 'event listener', source: 'https://rxjs.dev/api/index/class/Observable' },
];
