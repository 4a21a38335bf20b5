import { type Edit, insertAt, lineEnding } from './edits.ts';
import { type FileModel, derive } from './file-model.ts';

/** What a module goes by in a Python file, with the edit that imports it where nothing does yet; undefined where that needs a person. */
export function importedModule(file: FileModel, module: string): ImportedModule | undefined {
  const known = derive(file, modulesKey, () => new Map<string, ImportedModule | undefined>());
  if (!known.has(module)) known.set(module, findModule(file, module));
  return known.get(module);
}

interface ImportedModule {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const modulesKey = Symbol('imported modules');

function findModule(file: FileModel, module: string): ImportedModule | undefined {
  // Names that stand for a module without an import have no place in the text.
  const written = file.facts.bindings.filter(({ span }) => span.end > 0);
  const present = written.find(({ import: imported, fn }) => fn === 0 && imported?.module === module && imported.name === '*' && !imported.typeOnly);
  if (present !== undefined) return { name: present.name, edits: [] };
  if (written.some(({ name }) => name === module)) return undefined;
  const first = file.facts.imports.find(({ span, typeOnly, module: other }) => !typeOnly && other !== '__future__' && isAtMargin(file, span.start));
  const newline = lineEnding(file);
  if (first !== undefined) return { name: module, edits: [insertAt(first.span.start, `import ${module}${newline}`)] };
  const offset = firstLine(file);
  return offset === undefined ? undefined : { name: module, edits: [insertAt(offset, `import ${module}${newline}${/^\s/.test(file.text.slice(offset)) ? '' : newline}`)] };
}

/** Where the first import of a file can stand: behind its documentation, and what changes the language. */
function firstLine(file: FileModel): number | undefined {
  const future = file.facts.imports.filter(({ span, module }) => module === '__future__' && isAtMargin(file, span.start)).at(-1);
  const comments = /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*/.exec(file.text)?.[0].length ?? 0;
  const documentation = /^[rRuU]?(?:"""[^]*?"""|'''[^]*?'''|"[^"\r\n]*"|'[^'\r\n]*')/.exec(file.text.slice(comments))?.[0].length;
  if (future === undefined && documentation === undefined) return comments;
  const end = Math.max(future?.span.end ?? 0, comments + (documentation ?? 0));
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/.exec(file.text.slice(end));
  return rest === null ? undefined : end + rest[0].length;
}

function isAtMargin({ text }: FileModel, offset: number): boolean {
  return offset === 0 || /[\n\r]/.test(text.charAt(offset - 1));
}
