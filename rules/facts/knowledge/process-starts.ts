import type { SymbolPath } from './schema.ts';

/** A call that starts a process or a thread. */
export interface ProcessStart {
  readonly symbol: SymbolPath;
  readonly starts: 'process' | 'thread';
  readonly source: string;
}

const processes = 'https://nodejs.org/api/child_process.html';
const execa = 'https://github.com/sindresorhus/execa#readme';

export const processStarts: readonly ProcessStart[] = [
  ...['spawn', 'fork', 'exec', 'execFile'].map((name): ProcessStart => ({ symbol: `child_process:${name}`, starts: 'process', source: processes })),
  { symbol: 'cluster:fork', starts: 'process', source: 'https://nodejs.org/api/cluster.html#clusterforkenv' },
  ...['execa', 'execaCommand', 'execaNode', '$', 'default'].map((name): ProcessStart => ({ symbol: `execa:${name}`, starts: 'process', source: execa })),
  { symbol: 'cross-spawn:default', starts: 'process', source: 'https://github.com/moxystudio/node-cross-spawn#usage' },
  { symbol: 'zx:$', starts: 'process', source: 'https://google.github.io/zx/process-promise' },
  { symbol: ':Bun.spawn', starts: 'process', source: 'https://bun.sh/docs/api/spawn' },
  { symbol: 'worker_threads:Worker', starts: 'thread', source: 'https://nodejs.org/api/worker_threads.html#class-worker' },
  { symbol: ':Worker', starts: 'thread', source: 'https://developer.mozilla.org/en-US/docs/Web/API/Worker' },
];
