import { type Edit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, valueAt } from './file-model.ts';
import type { CallValue } from './model.ts';
import { moduleOf, pathOf } from './symbol-paths.ts';

/** Edits that call another function of Python in place of one, by the module's name, which is imported where it is not yet: `asyncio.sleep`. */
export function pythonReplacement(file: FileModel, call: CallValue, symbol: string, replacement: string): Edit[] | undefined {
  const callee = valueAt(file, call.callee);
  const withoutLast = (of: string): string => of.replace(/[^:.#()]*$/, '');
  if (callee.kind === 'member' && withoutLast(symbol) === withoutLast(replacement)) return [replace(callee.propertySpan, replacement.slice(withoutLast(replacement).length))];
  const module = moduleOf(replacement);
  if (!/^[\w.]+$/.test(pathOf(replacement))) return undefined;
  const present = file.facts.bindings.find(({ import: imported, fn, span }) => fn === 0 && span.end > 0 && imported?.module === module && imported.name === '*' && !imported.typeOnly);
  const called = replace(callee.span, `${present?.name ?? module}.${pathOf(replacement)}`);
  if (present !== undefined) return [called];
  const isTaken = file.facts.bindings.some(({ name, span }) => name === module && span.end > 0);
  const first = file.facts.imports.find(({ span, typeOnly, module: other }) => !typeOnly && other !== '__future__' && startsLine(file, span.start));
  return isTaken || first === undefined ? undefined : [insertAt(first.span.start, `import ${module}${lineEnding(file)}`), called];
}

function startsLine({ text }: FileModel, offset: number): boolean {
  return offset === 0 || /[\r\n]/.test(text.charAt(offset - 1));
}
