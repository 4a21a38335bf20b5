import type * as Oxc from 'oxc-parser';
import { nestsTooDeeply } from './nesting.ts';
import { parseSyntax } from './parse.ts';

/**
 * What other files can see of the types of a file of TypeScript, as a text that means something to nobody: without comments, and without
 * the bodies of functions that declare what they return. Undefined where nobody can tell: in JavaScript, whose types are made of bodies
 * and comments, and where the text can't be parsed.
 */
export function outerText(path: string, text: string): string | undefined {
  if (!/(?<!\.d)\.[cm]?tsx?$/.test(path) || text.startsWith('\uFEFF')) return undefined;
  const parsed = parse(path, text);
  if (parsed === undefined) return undefined;
  // These comments are more than that.
  const told = parsed.comments.filter(({ value }) => /^\/\s*<|@jsx/.test(value));
  return JSON.stringify([told.map(({ value }) => value), parsed.program], outerPart);
}

function parse(path: string, text: string): Oxc.ParseResult | undefined {
  try {
    const parsed = nestsTooDeeply(text) ? undefined : parseSyntax(path, text);
    return parsed?.errors.some(({ severity }) => (severity as string) === 'Error') === false ? parsed : undefined;
  } catch {
    return undefined; // Whoever checks the file tells what is wrong.
  }
}

function outerPart(key: string, part: unknown): unknown {
  if (key === 'start' || key === 'end') return undefined;
  if (typeof part === 'bigint' || part instanceof RegExp) return String(part);
  return isDeclared(part) ? { ...part, body: null } : part;
}

/** Is this a function that says what it returns? */
function isDeclared(part: unknown): part is { readonly body: unknown } {
  return typeof part === 'object' && part !== null && 'body' in part && 'returnType' in part && part.returnType !== null && part.returnType !== undefined;
}
