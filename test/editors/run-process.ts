import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment; without it, this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ProcessOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and returns what it wrote. Throws with all of that if it fails. */
export async function runProcess(command: string, args: readonly string[], options: ProcessOptions = {}): Promise<ProcessOutput> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${String(code)}):\n${stdout}${stderr}`);
  return { stdout, stderr };
}
