import { type Edit, indentationAt, indentationUnit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionAt, isInFunction, regionAt, textOf, valueAt } from './file-model.ts';
import type { ErrorHandler, HandlerCallback, HandlerClause } from './handlers.ts';
import type { BindingFact, FunctionFact, Span } from './model.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** How code asks for an abort, and how it throws for one without an error at hand. */
export interface AbortTest {
  readonly asks: string;
  readonly throws: string;
}

/** Makes a handler throw first thing where the work was aborted. Undefined for a handler that is not written out. */
export function rethrowEdits(file: FileModel, handler: ErrorHandler, test: AbortTest): readonly Edit[] | undefined {
  if (handler.region === undefined) return undefined;
  const named = handler.form === 'clause' ? nameInClause(file, handler) : nameInCallback(file, handler);
  if (named === undefined) return undefined;
  const statement = named.name === undefined ? `${test.throws};` : `if (${test.asks}) throw ${named.name};`;
  const fn = handler.form === 'callback' ? functionAt(file, handler.runs ?? handler.owner) : undefined;
  const body = fn?.expressionBody === true ? expandBody(file, fn, statement) : insertFirst(file, regionAt(file, handler.region).span, statement);
  return body === undefined ? undefined : [...named.edits, ...body];
}

interface Named {
  /** Undefined where the handler takes the error to pieces. */
  readonly name: string | undefined;
  readonly edits: readonly Edit[];
}

/** The name of the error in a clause, given to it where it has none. */
function nameInClause(file: FileModel, handler: HandlerClause): Named {
  const { parameter, span } = handler;
  if (parameter !== undefined) return { name: parameter.kind === 'binding' ? parameter.name : undefined, edits: [] };
  const name = freeName(file, handler);
  return { name, edits: [insertAt(span.end, ` (${name})`)] };
}

function nameInCallback(file: FileModel, handler: HandlerCallback): Named | undefined {
  const { parameter } = handler;
  const value = valueAt(file, handler.handler);
  if (value.kind !== 'function' || value.fn !== handler.runs) return undefined;
  if (parameter !== undefined) return { name: parameter.kind === 'binding' ? parameter.name : undefined, edits: [] };
  const { headSpan } = functionAt(file, value.fn);
  const empty = /\(\s*\)/.exec(textOf(file, headSpan));
  if (empty === null) return undefined;
  const name = freeName(file, handler);
  const start = headSpan.start + empty.index;
  return { name, edits: [replace({ start, end: start + empty[0].length }, `(${name})`)] };
}

const usualNames = ['error', 'err', 'cause', 'reason', 'caught', 'abortError', 'caughtError', 'rethrown'];

/** A name for the error that hides no name around it and none that the handler uses. */
function freeName(file: FileModel, handler: ErrorHandler): string {
  const span = handler.region === undefined ? handler.span : regionAt(file, handler.region).span;
  const used = new Set(valuesWithin(file, span).map((value) => (value.kind === 'name' ? value.name : undefined)));
  for (const binding of file.facts.bindings) if (isVisible(file, binding, handler, span)) used.add(binding.name);
  const free = usualNames.find((name) => !used.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (used.has(`error${String(number)}`)) number++;
  return `error${String(number)}`;
}

/** Can the handler see a binding? Those of other handlers it can't; of the rest some more count than need be. */
function isVisible(file: FileModel, binding: BindingFact, handler: ErrorHandler, span: Span): boolean {
  if (isWithin(binding.span, span)) return true;
  if (!isInFunction(file, handler.owner, binding.fn)) return false;
  if (binding.kind !== 'catch') return true;
  return file.facts.structures.some(
    (structure) => structure.kind === 'try' && structure.handlers.some((around) => isWithin(binding.span, around.span) && isWithin(span, around.span)),
  );
}

/** Puts a statement first into a block with braces, on a line of its own where the block has lines. */
function insertFirst(file: FileModel, block: Span, statement: string): readonly Edit[] {
  const inside = block.start + 1;
  const text = file.text.slice(inside, block.end - 1);
  const firstLine = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(text);
  if (firstLine === null) return [insertAt(inside, ` ${statement}${text.trim() === '' ? ' ' : ''}`)];
  const isComment = firstLine[0].trim() !== '';
  const offset = isComment ? inside + firstLine[0].length : inside;
  const following = /\n([ \t]*)\S/.exec(text);
  const indentation = following?.[1] ?? indentationAt(file, block.start) + indentationUnit(file);
  return [insertAt(offset, `${lineEnding(file)}${indentation}${statement}`)];
}

/** Makes a block of the body of `error => value`. */
function expandBody(file: FileModel, fn: FunctionFact, statement: string): readonly Edit[] | undefined {
  const arrow = textOf(file, fn.headSpan).lastIndexOf('=>');
  const start = fn.headSpan.start + arrow + '=>'.length;
  const value = file.text.slice(start, fn.span.end).trim();
  // Behind a comment, the value could end up on a line after `return`.
  if (arrow < 0 || value.startsWith('/')) return undefined;
  const newline = lineEnding(file);
  const outer = indentationAt(file, fn.span.start);
  const inner = outer + indentationUnit(file);
  return [replace({ start, end: fn.span.end }, ` {${newline}${inner}${statement}${newline}${inner}return ${value};${newline}${outer}}`)];
}
