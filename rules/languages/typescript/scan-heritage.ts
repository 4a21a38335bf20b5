/** Which names the classes, interfaces and annotated object literals of a text may implement. */
const heritage = /\b(?:extends|implements)\s+([^{;]{1,400})\{/g;
const annotated = /(?::\s*|[}\])]\s*(?:as|satisfies)\s+)(?:Promise\s*<\s*)?([A-Za-z_$][\w$.]*)(?:<[^(){};=]{0,200}>)?\s*>?\s*(?:=>?\s*)?\(?\s*\{|\}\s*(?:as|satisfies)\s+([A-Za-z_$][\w$.]*)/g;
const renamed = /(?<![\w$])([A-Za-z_$][\w$]*)\s+as\s+([A-Za-z_$][\w$]*)/g;
const defaultImport = /\bimport\s+(?:type\s+)?([A-Za-z_$][\w$]*)\s*(?:,|\bfrom\b)/g;

/**
 * The names that a text mentions where it says what something implements, each once, found without parsing it; of imports
 * the name under which they are exported elsewhere. It may name more: what stands in comments, and type arguments.
 */
export function scanHeritage(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, clause = ''] of text.matchAll(heritage)) for (const [name] of clause.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(name);
  for (const [, annotation, cast] of text.matchAll(annotated)) names.add(lastPart(annotation ?? cast ?? ''));
  if (names.size === 0) return names;
  for (const [, original = '', local = ''] of text.matchAll(renamed)) if (names.has(local)) names.add(original);
  for (const [, local = ''] of text.matchAll(defaultImport)) if (names.has(local)) names.add('default');
  return names;
}

const declaration = /\b(?:class|interface|type)\s+([A-Za-z_$][\w$]*)/g;

/** The names under which a text declares classes and types, found as quickly; it may give more. */
export function scanTypeNames(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(declaration), ([, name = '']) => name))];
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
