import { createRequire } from 'node:module';
import type * as Oxc from 'oxc-parser';
import type { Span } from '../../facts/model.ts';
import { type Lowered, lowerProgram } from './lower.ts';
import { isStackOverflow, nestsTooDeeply } from './nesting.ts';

export interface SyntaxError {
  readonly message: string;
  readonly span: Span;
}

export interface ParsedFile {
  /** Undefined where the text could not be parsed at all. */
  readonly lowered: Lowered | undefined;
  readonly errors: readonly SyntaxError[];
}

let oxc: typeof Oxc | undefined;

/** Loads the native parser when the first file needs it: ESLint brings trees of its own. */
function parser(): typeof Oxc {
  try {
    oxc ??= createRequire(import.meta.url)('oxc-parser') as typeof Oxc;
    return oxc;
  } catch (error) {
    throw new MissingParserError(error);
  }
}

/** The native parser has no build for this platform, or it was not installed. */
export class MissingParserError extends Error {
  override readonly name = 'MissingParserError';

  constructor(cause: unknown) {
    super(
      `The parser for ${process.platform} ${process.arch} is not installed. Install again with optional dependencies: npm install --include=optional`,
      { cause },
    );
  }
}

/** Parses a TypeScript or JavaScript file to ESTree. Never throws for any text; ask `nestsTooDeeply` before. */
export function parseSyntax(path: string, text: string): Oxc.ParseResult {
  // Flow annotations and JSX both occur in .js files; the parser accepts JSX there when told so.
  const lang = languageOf(path);
  return parser().parseSync(path, text, { lang, astType: 'ts', range: false, preserveParens: false });
}

const tooDeep: ParsedFile = { lowered: undefined, errors: [{ message: 'The code is nested too deeply to be analysed.', span: { start: 0, end: 0 } }] };

/** Runs a stage of the work on a file, and may look at a clock before and after. */
export type RunStage = <T>(stage: 'parse' | 'facts', run: () => T) => T;

/** Parses and lowers a TypeScript or JavaScript file. Never throws for any text. */
export function parseFile(path: string, text: string, runStage: RunStage = (_stage, run) => run()): ParsedFile {
  if (nestsTooDeeply(text)) return tooDeep;
  try {
    return lowerText(path, text, runStage);
  } catch (error) {
    if (isStackOverflow(error)) return tooDeep;
    throw error;
  }
}

function lowerText(path: string, text: string, runStage: RunStage): ParsedFile {
  // The tree comes out of native memory when it is first looked at.
  const { parsed, program } = runStage('parse', () => {
    const result = parseSyntax(path, text);
    return { parsed: result, program: result.program };
  });
  const errors = parsed.errors
    .filter(({ severity }) => (severity as string) === 'Error')
    .map((error) => ({ message: error.message, span: { start: error.labels[0]?.start ?? 0, end: error.labels[0]?.end ?? 0 } }));
  if (program.body.length === 0 && errors.length > 0) return { lowered: undefined, errors };
  const comments = parsed.comments.map((comment) => ({
    block: comment.type === 'Block',
    text: comment.value,
    span: { start: comment.start, end: comment.end },
  }));
  return { lowered: runStage('facts', () => lowerProgram(program, text, comments)), errors };
}

function languageOf(path: string): 'ts' | 'tsx' | 'jsx' {
  if (/\.(?:ts|mts|cts)$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}
