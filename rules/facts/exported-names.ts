import { type FileModel, derive } from './file-model.ts';
import { firstBy } from './group-by.ts';
import type { ExportFact } from './model.ts';

const byNameKey = Symbol('exports by name');

/** What a file says it exports under a name; the first, if it says so more than once. */
export function exportNamed(file: FileModel, name: string): ExportFact | undefined {
  const all = derive(file, byNameKey, () => firstBy(file.facts.exports, (entry) => entry.name));
  return all.get(name);
}

const starsKey = Symbol('exports of all names');

/** `export * from './other'`. */
export function starExports(file: FileModel): readonly ExportFact[] {
  return derive(file, starsKey, () => file.facts.exports.filter((entry) => entry.name === '*' && entry.from !== undefined));
}
