import { type FileModel, derive } from './file-model.ts';
import type { ExportFact } from './model.ts';

const byNameKey = Symbol('exports by name');

/** What a file says it exports under a name; the first, if it says so more than once. */
export function exportNamed(file: FileModel, name: string): ExportFact | undefined {
  const all = derive(file, byNameKey, () => {
    const byName = new Map<string, ExportFact>();
    for (const entry of file.facts.exports) if (!byName.has(entry.name)) byName.set(entry.name, entry);
    return byName;
  });
  return all.get(name);
}

const starsKey = Symbol('exports of all names');

/** `export * from './other'`. */
export function starExports(file: FileModel): readonly ExportFact[] {
  return derive(file, starsKey, () => file.facts.exports.filter((entry) => entry.name === '*' && entry.from !== undefined));
}
