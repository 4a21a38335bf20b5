import { type Edit, insertAt, lineEnding } from './edits.ts';
import type { FileModel } from './file-model.ts';

/** What a module goes by in a Python file, with the edit that imports it where nothing does yet; undefined where its name is taken. */
export function importedModule(file: FileModel, module: string): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  const present = file.facts.bindings.find((binding) => binding.fn === 0 && binding.import?.module === module && binding.import.name === '*');
  if (present !== undefined) return { name: present.name, edits: [] };
  if (file.facts.bindings.some(({ name }) => name === module)) return undefined;
  const beside = file.facts.imports.find((entry) => entry.form === 'static' && entry.module !== '__future__' && isAtMargin(file, entry.span.start));
  return beside === undefined ? undefined : { name: module, edits: [insertAt(beside.span.start, `import ${module}${lineEnding(file)}`)] };
}

function isAtMargin(file: FileModel, offset: number): boolean {
  return offset === 0 || /[\n\r]/.test(file.text.charAt(offset - 1));
}
