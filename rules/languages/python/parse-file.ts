import type { FileFacts, Span } from '../../facts/model.ts';
import { lowerPython } from './lower.ts';
import { parsePython } from './parse-python.ts';

/** What a file of Python's comes to. */
export interface ParsedPythonFile {
  /** Undefined where the text could not be read at all. */
  readonly facts: FileFacts | undefined;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  /** A string is never closed, so what follows it is lost. */
  readonly unclosedString: boolean;
}

/** Runs a stage of the work on a file, and may look at a clock before and after. */
type RunStage = <T>(stage: 'parse' | 'facts', run: () => T) => T;

const tooDeep = { message: 'The code is nested too deeply to be analysed.', span: { start: 0, end: 0 } };

/** Parses and lowers a file of Python's. Never throws for any text. */
export function parsePythonFile(text: string, runStage: RunStage = (_stage, run) => run()): ParsedPythonFile {
  const parsed = runStage('parse', () => parsePython(text));
  const { unclosedString } = parsed;
  const errors = parsed.errors.map(({ start, end, message }) => ({ message, span: { start, end } }));
  if (parsed.module.body.length === 0 && errors.length > 0) return { facts: undefined, errors, unclosedString };
  try {
    return { facts: runStage('facts', () => lowerPython(parsed, text)), errors, unclosedString };
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('call stack')) return { facts: undefined, errors: [tooDeep], unclosedString };
    throw error;
  }
}
