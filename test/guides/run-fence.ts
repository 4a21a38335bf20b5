import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Fence, placeOf } from './fences.ts';

const repository = join(import.meta.dirname, '../..');
/** Inside node_modules, so that packages are found and no tool takes the files for sources. */
const workFolder = join(repository, 'node_modules/.cache/asynclint/guides');
const limit = 10_000;

/** Runs a fence as a program. Throws, with what it printed, if it fails or does not end in time. */
export async function runFence(fence: Fence): Promise<void> {
  const folder = join(workFolder, `${fence.guide.id}-${String(fence.line)}`);
  const file = join(folder, fence.file);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(file, fence.text);
  const options = { cwd: repository, timeout: limit, killSignal: 'SIGKILL' } as const;
  const [program, ...args] = file.endsWith('.py') ? ['python3', '-W', 'error', file] : [process.execPath, '--import', 'tsx', file];
  await promisify(execFile)(program, args, options).catch((error: unknown) => {
    const { killed = false, stdout = '', stderr = '' } = error as { killed?: boolean; stdout?: string; stderr?: string };
    const reason = killed ? `did not end within ${String(limit / 1000)} seconds` : 'failed';
    throw new Error(`${placeOf(fence)} ${reason}\n${stdout}${stderr}`);
  });
}
