import type { IoKind } from './io-signs.ts';
import type { SymbolPath } from './schema.ts';

/** A call that starts something outside this thread and returns at once, with no task to wait for. */
export interface StartEntry {
  readonly symbol: SymbolPath;
  readonly starts: IoKind;
  readonly source: string;
}

function calls(source: string, starts: IoKind, symbols: readonly SymbolPath[]): readonly StartEntry[] {
  return symbols.map((symbol) => ({ symbol, starts, source }));
}

const node = 'https://nodejs.org/api';
const processes = ['spawn', 'fork', 'exec', 'execFile'].map((name) => `child_process:${name}`);
const execa = ['execa', 'execaCommand', 'execaNode', '$', 'default'].map((name) => `execa:${name}`);
const files = ['readFile', 'writeFile', 'appendFile', 'open', 'createReadStream', 'createWriteStream'].map((name) => `fs:${name}`);
const sockets = ['http:get', 'http:request', 'https:get', 'https:request', 'net:connect', 'net:createConnection', 'tls:connect'];

const python = 'https://docs.python.org/3/library';

export const starts: readonly StartEntry[] = [
  ...calls(`${node}/child_process.html`, 'process', processes),
  ...calls(`${node}/cluster.html#clusterforkenv`, 'process', ['cluster:fork']),
  ...calls('https://github.com/sindresorhus/execa#readme', 'process', execa),
  ...calls('https://github.com/moxystudio/node-cross-spawn#usage', 'process', ['cross-spawn:default']),
  ...calls('https://google.github.io/zx/process-promise', 'process', ['zx:$']),
  ...calls('https://bun.sh/docs/api/spawn', 'process', [':Bun.spawn']),
  ...calls(`${node}/worker_threads.html#class-worker`, 'thread', ['worker_threads:Worker']),
  ...calls('https://developer.mozilla.org/en-US/docs/Web/API/Worker', 'thread', [':Worker']),
  ...calls(`${node}/fs.html#callback-api`, 'file', files),
  ...calls(`${node}/net.html`, 'network', sockets),
  ...calls('https://developer.mozilla.org/en-US/docs/Web/API/WebSocket', 'network', [':WebSocket', ':EventSource']),
  ...calls('https://github.com/websockets/ws#usage-examples', 'network', ['ws:default', 'ws:WebSocket']),
  ...calls(`${python}/subprocess.html#subprocess.Popen`, 'process', ['subprocess:Popen']),
  ...calls(`${python}/multiprocessing.html#multiprocessing.Process`, 'process', ['multiprocessing:Process']),
  ...calls(`${python}/threading.html#threading.Thread`, 'thread', ['threading:Thread']),
];
