/** What can come before a module's name, and between the two. A look ahead, so that what stands in comments and strings hides nothing. */
const named = /\b(?:from|import|require|module)\b(?=(?:\s|\(|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*(["'`])((?:\\.|(?!\1)[^\n\\])*))/g;
const directive = /^[^\S\n]*\/\/\/[^\n]*<[^\n]*|@jsx\w*[^\n]*/gm;

/** The names of modules that a text may import, found without parsing it, each once; there may be more. */
export function importedNames(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(named), ([, , name = '']) => name))];
}

/** Equal for texts that a compiler takes the same files along for, at the same path. */
export function importWords(text: string): string {
  return [...importedNames(text), ...Array.from(text.matchAll(directive), ([line]) => line)].join('\n');
}

const declarations = /\.d\.(?:[^./\\]+\.)?[cm]?ts$/;
const augmenting = /\b(?:global|module)\b/;

/** May a text declare something for other files than those that import it, as far as a module can? */
export function mayAugment(path: string, text: string): boolean {
  if (declarations.test(path)) return true;
  return (/\bdeclare\b/.test(text) && augmenting.test(text)) || /\/\/\/[^\n]*</.test(text) || /resolution-mode|@jsxImportSource/.test(text);
}
