import { spawnSync } from 'node:child_process';
import { globSync } from 'tinyglobby';

/** Python's interpreter, and where its standard library is; undefined where there is none that is recent enough. */
export interface Interpreter {
  readonly command: string;
  readonly library: string;
  /** Since 3.12 positions in format strings are right. */
  readonly formatStringsAreExact: boolean;
}

export function findInterpreter(): Interpreter | undefined {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const script = 'import sys, sysconfig; print(sys.version_info[0], sys.version_info[1], sysconfig.get_path("stdlib"))';
  const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8' });
  const [, major, minor, library] = (status === 0 ? /^(\d+) (\d+) (.+)$/m.exec(stdout) : null) ?? [];
  if (major !== '3' || Number(minor) < 10 || library === undefined) return undefined;
  return { command, library, formatStringsAreExact: Number(minor) >= 12 };
}

/** Python files of a folder, as many as a share of them says: every one, every tenth. */
export function listPythonFiles(folder: string, every = 1): readonly string[] {
  return globSync('**/*.py', { cwd: folder, absolute: true, ignore: ['site-packages/**', 'dist-packages/**'] })
    .sort()
    .filter((_, index) => index % every === 0);
}
