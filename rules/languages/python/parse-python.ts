import type { Module, ParsedPython } from './ast.ts';
import { convertStatements } from './convert-statements.ts';
import { type PyrightError, pyright } from './load-pyright.ts';
import { type Comment, type PyModule, type TextToken, type TokenList, stringFlags, tokens as kinds } from './pyright-tree.ts';

/** A text as pyright read it. */
interface Reading {
  readonly text: string;
  readonly tree: PyModule;
  readonly tokens: TokenList;
  readonly errors: readonly PyrightError[];
}

/** Parses a Python file. Never throws for any text: what can't be read is left out and told in `errors`. */
export function parsePython(text: string): ParsedPython {
  try {
    return parseText(text);
  } catch (error) {
    if (isStackOverflow(error)) return emptyModule(text, 'The code is nested too deeply to be analysed.');
    throw error;
  }
}

function parseText(text: string): ParsedPython {
  const reading = read(withoutByteOrderMark(text));
  return {
    module: convertModule(reading),
    comments: commentsOf(reading.tokens),
    errors: reading.errors,
    unclosedString: hasUnclosedString(reading.tokens),
  };
}

function read(text: string): Reading {
  const { Parser, ParseOptions, DiagnosticSink, pythonVersion3_15 } = pyright();
  const options = new ParseOptions();
  options.pythonVersion = pythonVersion3_15;
  const sink = new DiagnosticSink();
  const { parserOutput, tokenizerOutput } = new Parser().parseSourceFile(text, options, sink);
  return { text, tree: parserOutput.parseTree, tokens: tokenizerOutput.tokens, errors: sink.errors };
}

/** A line of its own, so that offsets stay. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? `\n${text.slice(1)}` : text;
}

function convertModule({ text, tree, tokens }: Reading): Module {
  return { type: 'Module', start: 0, end: text.length, body: convertStatements({ text, tokens }, tree.d.statements) };
}

function commentsOf(tokens: TokenList): { start: number; end: number }[] {
  const comments: Comment[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const own = tokens.getItemAt(index).comments;
    if (own !== undefined) comments.push(...own);
  }
  // Pyright leaves the `#` out.
  return comments.map(({ start, length }) => ({ start: start - 1, end: start + length }));
}

function hasUnclosedString(tokens: TokenList): boolean {
  for (let index = 0; index < tokens.count; index++) {
    const { type } = tokens.getItemAt(index);
    if (type !== kinds.string && type !== kinds.fStringEnd) continue;
    const { flags } = tokens.getItemAt(index) as TextToken;
    if ((flags & stringFlags.unterminated) !== 0 && (flags & stringFlags.triplicate) !== 0) return true;
  }
  return false;
}

function emptyModule(text: string, message: string): ParsedPython {
  const module: Module = { type: 'Module', start: 0, end: text.length, body: [] };
  return { module, comments: [], errors: [{ start: 0, end: 0, message }], unclosedString: false };
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
