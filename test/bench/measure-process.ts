import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** What one run of a program took. */
export interface Measured {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of processor time, of the process and those it started. */
  readonly cpu: number;
  /** Megabytes of the process and those it started together, at its peak; 0 where the system does not tell. */
  readonly peak: number;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** To look at all processes takes milliseconds of the machine that is measured: the longer a run has lasted, the rarer, in milliseconds. */
const shortestPause = 20;
const shareOfRun = 0.05;

/** Ticks of a processor's time in which the system counts, per second. */
const ticks = 100;

/** Runs a program to its end, and looks now and then at its whole process tree. */
export async function measureProcess({ program, args, cwd, env }: Command): Promise<Measured> {
  const started = performance.now();
  // The shell's own `time` counts processor time of all processes that were waited for; of those that were left behind, what was seen last counts.
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" 2>&3', 'bash', program, ...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const outputs = [1, 2, 3].map((index) => {
    const chunks: Buffer[] = [];
    child.stdio[index as 1 | 2]?.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    return () => Buffer.concat(chunks).toString();
  });
  let peak = 0;
  const seen = new Map<number, number>();
  let sampling: NodeJS.Timeout | undefined;
  const sample = (): void => {
    const tree = treeOf(child.pid ?? 0);
    peak = Math.max(peak, tree.reduce((sum, { megabytes }) => sum + megabytes, 0));
    for (const { pid, seconds } of tree) seen.set(pid, seconds);
    sampling = setTimeout(sample, Math.max(shortestPause, (performance.now() - started) * shareOfRun));
  };
  sample();
  const code = await new Promise<number>((resolve, reject) => child.once('error', reject).once('close', (status) => { resolve(status ?? -1); })).finally(() => { clearTimeout(sampling); });
  const wall = (performance.now() - started) / 1000;
  const [stdout = '', times = '', stderr = ''] = outputs.map((read) => read());
  const waitedFor = (times.trim().split('\n').at(-1) ?? '').split(' ').reduce((sum, time) => sum + Number(time.replace(',', '.')), 0);
  const cpu = Math.max(waitedFor, [...seen.values()].reduce((sum, seconds) => sum + seconds, 0));
  return { wall, cpu, peak, code, stdout, stderr };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly megabytes: number;
  /** Of processor time, without that of processes it has waited for. */
  readonly seconds: number;
}

/** A process and all it has started, as they are now; nothing where there is no `/proc`. */
function treeOf(root: number): Process[] {
  const all = processes();
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isWithin = (pid: number): boolean => {
    for (let current: number | undefined = pid; current !== undefined && current > 1; current = parents.get(current)) if (current === root) return true;
    return false;
  };
  return all.filter(({ pid }) => isWithin(pid));
}

function processes(): Process[] {
  return readNames('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, fields = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) (?=[A-Z] )/);
      const parts = fields.split(' ');
      const seconds = (Number(parts[11]) + Number(parts[12])) / ticks;
      return [{ pid: Number(name), parent: Number(parts[1]), megabytes: (Number(parts[21]) * 4096) / 2 ** 20, seconds }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
