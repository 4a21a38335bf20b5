import type { SymbolPath } from './schema.ts';

/** Calls that start a process whose output goes into a pipe if a keyword argument says so, and has to be read from there. */
export interface PipedProcess {
  readonly symbol: SymbolPath;
  readonly source: string;
  /** The arguments that say where output goes. */
  readonly outputs: readonly string[];
}

/** What such an argument is for a pipe. */
export const pipeSymbols: ReadonlySet<SymbolPath> = new Set(['asyncio:subprocess.PIPE', 'subprocess:PIPE']);

const source = 'https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.subprocess.Process.wait';
const outputs = ['stdout', 'stderr'];

export const pipedProcesses: readonly PipedProcess[] = [
  { symbol: 'asyncio:create_subprocess_exec', source, outputs },
  { symbol: 'asyncio:create_subprocess_shell', source, outputs },
  { symbol: 'asyncio:subprocess.create_subprocess_exec', source, outputs },
  { symbol: 'asyncio:subprocess.create_subprocess_shell', source, outputs },
  { symbol: 'subprocess:Popen', source: 'https://docs.python.org/3/library/subprocess.html#subprocess.Popen.wait', outputs },
];
