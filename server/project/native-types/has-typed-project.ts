import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether there is a tsconfig.json or jsconfig.json above a file. What has been looked at is kept in `seen`. */
export function hasTypedProject(file: string, seen = new Set<string>()): boolean {
  for (let folder = dirname(file); !seen.has(folder); folder = dirname(folder)) {
    seen.add(folder);
    if (existsSync(join(folder, 'tsconfig.json')) || existsSync(join(folder, 'jsconfig.json'))) return true;
  }
  return false;
}
