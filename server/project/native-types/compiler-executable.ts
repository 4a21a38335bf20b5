import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The native compiler that a module can start; undefined where its library is not installed, or not the package with the program
 * itself, which there is one of for each platform. Never throws.
 */
export function compilerExecutable(module: string | URL): string | undefined {
  try {
    const library = createRequire(module).resolve('@typescript/native');
    const manifest = createRequire(library).resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
    const executable = join(dirname(manifest), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
    return existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}
