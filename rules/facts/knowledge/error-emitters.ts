import type { SymbolPath } from './schema.ts';

/** Calls that give an event emitter whose 'error' event, where nothing listens for it, is thrown and ends the process. */
export interface ErrorEmitter {
  readonly symbol: SymbolPath;
  readonly source: string;
  /** When it happens, to be read after "when": "the file is missing". */
  readonly when: string;
  /** It counts only where it is piped to: it can be used without events as well, and throws then. */
  readonly onlyPiped?: true;
}

const node = 'https://nodejs.org/api';

function emitters(source: string, when: string, symbols: readonly SymbolPath[], more: Pick<ErrorEmitter, 'onlyPiped'> = {}): readonly ErrorEmitter[] {
  return symbols.map((symbol) => ({ symbol, source, when, ...more }));
}

export const errorEmitters: readonly ErrorEmitter[] = [
  ...emitters(`${node}/fs.html#fscreatereadstreampath-options`, 'the file is missing or cannot be read', ['fs:createReadStream', 'fs:ReadStream', 'fs-extra:createReadStream', 'graceful-fs:createReadStream']),
  ...emitters(`${node}/fs.html#fscreatewritestreampath-options`, 'the file cannot be written or the disk is full', [
    'fs:createWriteStream',
    'fs:WriteStream',
    'fs-extra:createWriteStream',
    'graceful-fs:createWriteStream',
  ]),
  ...emitters(`${node}/fs.html#filehandlecreatereadstreamoptions`, 'reading the file fails', ['fs/promises:open()#createReadStream', 'fs/promises:FileHandle#createReadStream']),
  ...emitters(`${node}/fs.html#filehandlecreatewritestreamoptions`, 'writing the file fails', ['fs/promises:open()#createWriteStream', 'fs/promises:FileHandle#createWriteStream']),
  ...emitters(`${node}/child_process.html#event-error`, 'the program is missing or cannot be started', ['child_process:spawn', 'child_process:fork', 'cross-spawn:default', 'cross-spawn:spawn']),
  ...emitters(`${node}/net.html#event-error_1`, 'the connection is refused or breaks', ['net:connect', 'net:createConnection', 'net:Socket', 'tls:connect', 'tls:TLSSocket']),
  ...emitters(`${node}/http.html#class-httpclientrequest`, 'the connection is refused or breaks', ['http:request', 'http:get', 'https:request', 'https:get', 'http:ClientRequest']),
  ...emitters(`${node}/http2.html#http2connectauthority-options-listener`, 'the connection is refused or breaks', ['http2:connect']),
  ...emitters(`${node}/dgram.html#event-error`, 'the socket cannot be bound or sending fails', ['dgram:createSocket']),
  ...emitters(`${node}/worker_threads.html#event-error`, 'the worker throws', ['worker_threads:Worker']),
  ...emitters(`${node}/zlib.html#class-zlibzlibbase`, 'the data is damaged', ['zlib:createGunzip', 'zlib:createUnzip', 'zlib:createInflate', 'zlib:createInflateRaw', 'zlib:createBrotliDecompress', 'zlib:createZstdDecompress'], { onlyPiped: true }),
  ...emitters(`${node}/crypto.html#class-decipheriv`, 'the key or the data is wrong', ['crypto:createDecipheriv'], { onlyPiped: true }),
  ...emitters('https://github.com/websockets/ws/blob/master/doc/ws.md#event-error-1', 'the connection is refused or breaks', ['ws:default', 'ws:WebSocket']),
];

/** Calls whose result emits the errors of the stream that they are given. */
export const passingOn: ReadonlySet<SymbolPath> = new Set(['readline:createInterface']);

/** Calls that hand a new emitter to a callback for each connection. */
export interface ConnectionEntry {
  readonly symbol: SymbolPath;
  readonly source: string;
  /** The event, where the call listens for one. */
  readonly event?: string;
  readonly when: string;
}

const breaks = 'the connection breaks';
const netServers = ['net:createServer()', 'net:Server'];
const webSocketServers = ['ws:WebSocketServer', 'ws:Server', 'ws:default.Server'];

/** The methods that add a listener for connections. */
function connections(source: string, event: string, servers: readonly string[]): readonly ConnectionEntry[] {
  return servers.flatMap((server) => ['on', 'addListener'].map((method) => ({ symbol: `${server}#${method}`, source, event, when: breaks })));
}

export const connectionCallbacks: readonly ConnectionEntry[] = [
  { symbol: 'net:createServer', source: `${node}/net.html#event-error_1`, when: breaks },
  { symbol: 'net:Server', source: `${node}/net.html#event-error_1`, when: breaks },
  { symbol: 'tls:createServer', source: `${node}/tls.html#class-tlstlssocket`, when: breaks },
  ...connections(`${node}/net.html#event-connection`, 'connection', netServers),
  ...connections(`${node}/tls.html#event-secureconnection`, 'secureConnection', ['tls:createServer()', 'tls:Server']),
  ...connections('https://github.com/websockets/ws/blob/master/doc/ws.md#event-error-1', 'connection', webSocketServers),
];
