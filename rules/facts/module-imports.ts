import { type Edit, insertAt, lineEnding } from './edits.ts';
import type { FileModel } from './file-model.ts';

/** What a module goes by in a Python file, with the edit that imports it where nothing does yet; undefined where that needs a person. */
export function importedModule(file: FileModel, module: string): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  // Names that stand for a module without an import have no place in the text.
  const written = file.facts.bindings.filter(({ span }) => span.end > 0);
  const present = written.find(({ import: imported, fn }) => fn === 0 && imported?.module === module && imported.name === '*' && !imported.typeOnly);
  if (present !== undefined) return { name: present.name, edits: [] };
  if (written.some(({ name }) => name === module)) return undefined;
  const first = file.facts.imports.find(({ span, typeOnly, module: other }) => !typeOnly && other !== '__future__' && isAtMargin(file, span.start));
  return first === undefined ? undefined : { name: module, edits: [insertAt(first.span.start, `import ${module}${lineEnding(file)}`)] };
}

function isAtMargin({ text }: FileModel, offset: number): boolean {
  return offset === 0 || /[\n\r]/.test(text.charAt(offset - 1));
}
