import type { Module, ParsedPython } from './ast.ts';
import { blankCommands } from './blank-commands.ts';
import { convertStatements } from './convert-statements.ts';
import { type PyrightError, pyright } from './load-pyright.ts';
import { type PyModule, type TextToken, type TokenList, stringFlags, tokens as kinds } from './pyright-tree.ts';
import { type Insertion, findBracketRepairs } from './repair-brackets.ts';
import { findFormatStringRepair } from './repair-format-strings.ts';
import { type RepairedText, repairText } from './repaired-text.ts';

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
  const plain = withoutByteOrderMark(text);
  const first = read(plain);
  if (first.errors.length === 0) return toParsed(first, first.errors);
  const second = withoutCommands(first);
  return second.errors.length === 0 ? toParsed(second, second.errors) : parseBroken(second);
}

/** Commands of shells may leave brackets and quotes open, and then hide the commands behind them. */
const mostCommandRounds = 8;

function withoutCommands(first: Reading): Reading {
  let reading = first;
  for (let round = 0; round < mostCommandRounds; round++) {
    const blanked = blankCommands(reading.text, reading.tokens);
    if (blanked === reading.text) break;
    reading = read(blanked);
  }
  return reading;
}

function toParsed(reading: Reading, errors: readonly PyrightError[]): ParsedPython {
  const { text, tree, tokens } = reading;
  const module: Module = { type: 'Module', start: 0, end: text.length, body: convertStatements({ text, tokens }, tree.d.statements) };
  return { module, errors, ...commentsOf(tokens) };
}

/** Each repair of a format string changes how the rest of the text reads; one edit breaks one. */
const mostFormatStrings = 3;

/** Closes what is left open, and parses what comes of it. */
function parseBroken(broken: Reading): ParsedPython {
  const repairs: Repair[] = [];
  const repair = (reading: Reading, insertions: readonly Insertion[]): Reading => {
    if (insertions.length === 0) return reading;
    const repaired = repairText(reading.text, insertions);
    repairs.push({ ...repaired, insertions });
    return read(repaired.text);
  };
  let reading = broken;
  for (let round = 0; round < mostFormatStrings; round++) reading = repair(reading, findFormatStringRepair(reading.text, reading.tokens));
  reading = repair(reading, findBracketRepairs(reading.text, reading.tokens));
  return repairs.length === 0 ? toParsed(broken, broken.errors) : takeBack(broken.text, toParsed(reading, []), repairs);
}

interface Repair extends RepairedText {
  readonly insertions: readonly Insertion[];
}

/** Moves a repaired text's tree to where things are in the text without the repairs. */
function takeBack(text: string, parsed: ParsedPython, repairs: readonly Repair[]): ParsedPython {
  const originalOffset = (offset: number): number => repairs.reduceRight((moved, repair) => repair.originalOffset(moved), offset);
  moveOffsets([parsed.module, ...parsed.comments], originalOffset);
  // What is not closed is what the text lacks; the parser only tells what that leads to.
  const errors = repairs.flatMap(({ insertions }, index) => {
    const earlier = repairs.slice(0, index);
    return insertions.map(({ open }) => {
      const start = earlier.reduceRight((moved, repair) => repair.originalOffset(moved), open.start);
      return { start, end: start + 1, message: `"${text.charAt(start)}" was not closed` };
    });
  });
  return { ...parsed, errors: errors.sort((a, b) => a.start - b.start) };
}

const offsetFields: ReadonlySet<string> = new Set(['start', 'end', 'headEnd']);

/** Changes all offsets of a tree in place. */
function moveOffsets(roots: readonly object[], move: (offset: number) => number): void {
  const rest: object[] = [...roots];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    for (const [field, value] of Object.entries(node) as [string, unknown][]) {
      if (typeof value === 'object' && value !== null) rest.push(value);
      else if (typeof value === 'number' && offsetFields.has(field)) Object.assign(node, { [field]: move(value) });
    }
  }
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

/** The comments, and whether a string is never closed: what tokens tell beside the tree. */
function commentsOf(tokens: TokenList): Pick<ParsedPython, 'comments' | 'unclosedString'> {
  const comments: { start: number; end: number }[] = [];
  let formatStrings = 0;
  let unclosedString = false;
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    // Pyright leaves the `#` out.
    if (token.comments !== undefined) for (const { start, length } of token.comments) comments.push({ start: start - 1, end: start + length });
    if (token.type === kinds.fStringStart) formatStrings++;
    else if (token.type === kinds.fStringEnd) formatStrings--;
    if ((token.type === kinds.string || token.type === kinds.fStringEnd) && isUnclosed(token as TextToken)) unclosedString = true;
  }
  return { comments, unclosedString: unclosedString || formatStrings > 0 };
}

function isUnclosed({ flags }: TextToken): boolean {
  return (flags & stringFlags.unterminated) !== 0 && (flags & stringFlags.triplicate) !== 0;
}

function emptyModule(text: string, message: string): ParsedPython {
  const module: Module = { type: 'Module', start: 0, end: text.length, body: [] };
  return { module, comments: [], errors: [{ start: 0, end: 0, message }], unclosedString: false };
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
