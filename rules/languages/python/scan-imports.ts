/** An import statement up to the names it imports; those in parentheses can stand on lines of their own. */
const fromImport = /^[ \t]*from[ \t]+(\.*[ \t]*[\w.]*)[ \t]+import[ \t]+(\([^)]{0,4000}\)|[^\n#]*)/gmu;
const plainImport = /(?:^|;)[ \t]*import[ \t]+([^\n#;]+)/gmu;

/**
 * The modules that a text may import, each once, found without parsing it: `from a import b` can mean the module `a` or
 * the module `a.b`. It may name more: what stands in strings.
 */
export function scanPythonImports(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, written = '', names = ''] of text.matchAll(fromImport)) {
    const module = written.replaceAll(/\s/gu, '');
    found.add(module);
    for (const name of namesIn(names.replaceAll(/#[^\n]*|[()\\]/gu, ' '))) found.add(module.endsWith('.') ? module + name : `${module}.${name}`);
  }
  for (const [, names = ''] of text.matchAll(plainImport)) for (const name of namesIn(names)) found.add(name);
  return [...found];
}

/** The names of a list, without what they are imported as. */
function namesIn(list: string): string[] {
  return list.split(',').flatMap((part) => /^\s*([\w.]+)/u.exec(part)?.[1] ?? []);
}
