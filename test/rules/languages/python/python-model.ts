import { createFileModel, textOf, type FileModel } from '../../../../rules/facts/file-model.ts';
import type { CallValue } from '../../../../rules/facts/model.ts';
import { parsePythonFile } from '../../../../rules/languages/python/parse-file.ts';

/** The model of a Python text; throws if it can't be parsed. */
export function pythonModel(text: string, path = '/src/file.py'): FileModel {
  const { facts, errors } = parsePythonFile(text);
  if (facts === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n') || 'No facts.');
  return createFileModel(path, text, facts);
}

/** The first call that is written so, up to its arguments. */
export function callOf(file: FileModel, callee: string): CallValue {
  const found = file.calls.find((call) => textOf(file, call.span).startsWith(`${callee}(`));
  if (found === undefined) throw new Error(`Nothing calls "${callee}".`);
  return found;
}
