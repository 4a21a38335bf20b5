/** Which names the classes, interfaces and annotated object literals of a text may implement. */
const heritage = /\b(?:extends|implements)\s+([^{;]{1,400})\{/g;
const annotated = /(?::\s*|[}\])]\s*(?:as|satisfies)\s+)(?:Promise\s*<\s*)?([A-Za-z_$][\w$.]*)(?:<[^(){};=]{0,200}>)?\s*>?\s*(?:=>?\s*)?\(?\s*\{|\}\s*(?:as|satisfies)\s+([A-Za-z_$][\w$.]*)/g;
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
  for (const { original, local } of renamings(text)) if (names.has(local)) names.add(original);
  for (const [, local = ''] of text.matchAll(defaultImport)) if (names.has(local)) names.add('default');
  return names;
}

/** `original as local`; what comes before `as` is read backwards, since an expression that begins with a name tries every name of the text. */
function* renamings(text: string): Generator<{ readonly original: string; readonly local: string }> {
  const asLocal = /\sas\s+([A-Za-z_$][\w$]*)/g;
  let free = 0;
  for (let match = asLocal.exec(text); match !== null; match = asLocal.exec(text)) {
    let end = match.index;
    while (end > free && /\s/.test(text.charAt(end - 1))) end--;
    let start = end;
    while (start > free && /[\w$]/.test(text.charAt(start - 1))) start--;
    const isName = start < end && !/[\w$]/.test(text.charAt(start - 1)) && !/\d/.test(text.charAt(start));
    if (isName) {
      yield { original: text.slice(start, end), local: match[1] ?? '' };
      free = asLocal.lastIndex;
    } else asLocal.lastIndex = match.index + 1;
  }
}

const declaration = /\b(?:class|interface|type)\s+([A-Za-z_$][\w$]*)/g;

/** The names under which a text declares classes and types, found as quickly; it may give more. */
export function scanTypeNames(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(declaration), ([, name = '']) => name))];
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
