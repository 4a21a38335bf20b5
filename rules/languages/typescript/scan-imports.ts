/** White space and comments of a usual length; written so that there is one way to match it. */
const gap = /(?:\s|\/\*(?:[^*]|\*(?!\/)){0,500}\*\/|\/\/[^\n]{0,500}\n)*/.source;

const specifier = new RegExp([/\b(?:from|import|require\w*)\b/.source, gap, '(?:\\(', gap, ')?', /(['"`])([^'"`\n]+)\1/.source].join(''), 'g');

/** The modules that a text imports, each once, found without parsing it. It may name more: what stands in comments and strings. */
export function scanImports(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(specifier), ([, , module = '']) => module))];
}
