import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The configuration at which the compiler looks first for files of a folder. What has been looked at is kept in `known`. */
export function nearestConfig(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (!known.has(folder)) {
    const own = ['tsconfig.json', 'jsconfig.json'].map((name) => join(folder, name)).find((path) => existsSync(path));
    const parent = dirname(folder);
    known.set(folder, own ?? (parent === folder ? undefined : nearestConfig(parent, known)));
  }
  return known.get(folder);
}
