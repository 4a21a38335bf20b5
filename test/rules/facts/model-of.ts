import { createFileModel, textOf, type FileModel } from '../../../rules/facts/file-model.ts';
import type { Value, ValueKind } from '../../../rules/facts/model.ts';
import { parseFile } from '../../../rules/languages/typescript/parse.ts';

/** The model of a text; throws if it can't be parsed. */
export function modelOf(text: string, path = '/src/file.ts'): FileModel {
  const { lowered, errors } = parseFile(path, text);
  if (lowered === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return createFileModel(path, text, lowered.facts);
}

/** The first value that is written so, of one kind if that is given. */
export function valueWritten(file: FileModel, text: string, kind?: ValueKind): Value {
  const found = file.facts.values.find((value) => textOf(file, value.span) === text && (kind === undefined || value.kind === kind));
  if (found === undefined) throw new Error(`Nothing is written "${text}".`);
  return found;
}
