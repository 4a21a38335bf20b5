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

/** Runs a program to its end, and looks now and then at the memory of its whole process tree. */
export async function measureProcess({ program, args, cwd, env }: Command): Promise<Measured> {
  const started = performance.now();
  // The shell's own `time` counts processor time of all processes that were waited for.
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" 2>&3', 'bash', program, ...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const outputs = [1, 2, 3].map((index) => {
    const chunks: Buffer[] = [];
    child.stdio[index as 1 | 2]?.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    return () => Buffer.concat(chunks).toString();
  });
  let peak = 0;
  let sampling: NodeJS.Timeout | undefined;
  const sample = (): void => {
    peak = Math.max(peak, memoryOfTree(child.pid ?? 0));
    sampling = setTimeout(sample, Math.max(shortestPause, (performance.now() - started) * shareOfRun));
  };
  sample();
  const code = await new Promise<number>((resolve, reject) => child.once('error', reject).once('close', (status) => { resolve(status ?? -1); })).finally(() => { clearTimeout(sampling); });
  const wall = (performance.now() - started) / 1000;
  const [stdout = '', times = '', stderr = ''] = outputs.map((read) => read());
  const cpu = (times.trim().split('\n').at(-1) ?? '').split(' ').reduce((sum, time) => sum + Number(time.replace(',', '.')), 0);
  return { wall, cpu, peak, code, stdout, stderr };
}

/** Megabytes that a process and all it has started hold now; 0 where there is no `/proc`. */
function memoryOfTree(root: number): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const { pid, parent, megabytes } of processes()) {
    parents.set(pid, parent);
    sizes.set(pid, megabytes);
  }
  const isWithin = (pid: number): boolean => {
    for (let current: number | undefined = pid; current !== undefined && current > 1; current = parents.get(current)) if (current === root) return true;
    return false;
  };
  return [...sizes].filter(([pid]) => isWithin(pid)).reduce((sum, [, megabytes]) => sum + megabytes, 0);
}

function processes(): { readonly pid: number; readonly parent: number; readonly megabytes: number }[] {
  return readNames('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, fields = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) (?=[A-Z] )/);
      const parts = fields.split(' ');
      return [{ pid: Number(name), parent: Number(parts[1]), megabytes: (Number(parts[21]) * 4096) / 2 ** 20 }];
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
