import { type Edit, insertAt, lineEnding, indentationAt, replace } from './edits.ts';
import { type FileModel, textOf, valueAt } from './file-model.ts';
import type { CallValue, ObjectValue } from './model.ts';
import type { FreeSignalSlot } from './signal-slots.ts';

/** Gives a call a signal, written as `text`; undefined where that cannot be done at the call. */
export function forwardingEdits(file: FileModel, call: CallValue, { argument, property, now }: FreeSignalSlot, text: string): readonly Edit[] | undefined {
  const entry = property === undefined ? text : property === text ? text : `${property}: ${text}`;
  const written = property === undefined ? text : `{ ${entry} }`;
  switch (now.kind) {
    case 'nothing':
      return now.needsMore ? undefined : appendArgument(file, call, argument, written);
    case 'before':
      return [insertAt(valueAt(file, now.value).span.start, `${written}, `)];
    case 'empty':
      return [replace(valueAt(file, now.value).span, written)];
    case 'rest':
      return [replace(valueAt(file, now.value).span, `{ ...${textOf(file, valueAt(file, now.value).span)}, ${entry} }`)];
    case 'shorthand':
      return [replace(valueAt(file, now.value).span, `{ ${now.means}: ${textOf(file, valueAt(file, now.value).span)}, ${entry} }`)];
    case 'object':
      return now.inPlace ? addEntry(file, now.value, entry) : undefined;
  }
}

function appendArgument(file: FileModel, call: CallValue, argument: number, written: string): readonly Edit[] | undefined {
  const missing = argument - call.args.length;
  if (missing < 0) return undefined;
  const filled = [...Array.from({ length: missing }, () => 'undefined'), written].join(', ');
  const last = call.args.at(-1);
  if (last !== undefined) return [insertAt(valueAt(file, last.value).span.end, `, ${filled}`)];
  const { start, end } = call.argumentsSpan;
  return start === end ? [insertAt(end, `(${filled})`)] : [insertAt(start + 1, filled)];
}

/** Adds an entry behind the last one, on a line of its own where the others have one. */
function addEntry(file: FileModel, object: ObjectValue, entry: string): readonly Edit[] {
  const last = object.entries.at(-1);
  if (last === undefined) return [replace(object.span, `{ ${entry} }`)];
  const isOnOwnLine = /[\r\n]/.test(file.text.slice(object.span.start, last.span.start));
  const separator = isOnOwnLine ? `,${lineEnding(file)}${indentationAt(file, last.span.start)}` : ', ';
  return [insertAt(last.span.end, `${separator}${entry}`)];
}
