import { type FileModel, derive, textOf, valueAt } from './file-model.ts';
import type { Invocation } from './implicit-calls.ts';
import type { Language, ValueId } from './model.ts';
import { moduleOf, pathOf } from './symbol-paths.ts';

const longest = 50;
const shortCall = 24;

/** A value as a reader knows it: its own text on one line, long calls without their arguments, long names shortened. */
export function describeValue(file: FileModel, id: ValueId): string {
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'call': {
      const callee = valueAt(file, value.callee);
      if (callee.kind === 'function') return '(async () => ...)()';
      const whole = textOf(file, value.span);
      if (whole.length <= shortCall && !/[\n{`]/.test(whole)) return whole;
      const name = describeValue(file, value.callee);
      if (value.form === 'construct') return `new ${name}()`;
      return value.form === 'tag' ? `${name}\`...\`` : `${name}()`;
    }
    case 'cast':
      return describeValue(file, value.operand);
    case 'member': {
      const object = valueAt(file, value.object);
      if (value.property === undefined || object.kind === 'function') return shorten(textOf(file, value.span));
      const of = describeValue(file, value.object);
      return shorten(`${/^(?:binary|logical|conditional)$/.test(object.kind) ? `(${of})` : of}.${value.property}`);
    }
    default:
      return shorten(textOf(file, value.span));
  }
}

/** What a call calls, or a read of a property with a getter reads, as a reader knows it. */
export function describeInvoked(file: FileModel, invocation: Invocation): string {
  return describeValue(file, invocation.kind === 'call' ? invocation.callee : invocation.id);
}

/** Keeps the end, which says most: of `a.b.c.d()` the `d()`. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `...${line.slice(line.length - longest + 3)}`;
}

const lineEndsKey = Symbol('ends of lines');

/** The line an offset is on, counted from 1. */
export function lineOf(file: FileModel, offset: number): number {
  const ends = derive(file, lineEndsKey, () => Array.from(file.text.matchAll(/\r\n?|\n/g), (match) => match.index));
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** A place as people name it: the file's own name and the line. */
export function placeName(file: FileModel, offset: number): string {
  return `${file.path.split(/[\\/]/).at(-1) ?? file.path}:${String(lineOf(file, offset))}`;
}

/** A symbol path as code would say it: `fs/promises:readFile` is `readFile` of `fs/promises`, `asyncio:sleep` is `asyncio.sleep`. */
export function describeSymbol(symbol: string, language: Language = 'typescript'): string {
  const module = moduleOf(symbol);
  const path = pathOf(symbol);
  if (language === 'python') return `\`${module === 'builtins' ? '' : `${module}.`}${path}\``;
  return module === '' ? `\`${path}\`` : `\`${path}\` of \`${module}\``;
}
