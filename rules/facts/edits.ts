import { type FileModel, parentOf, valueAt } from './file-model.ts';
import type { Span, Value, ValueId } from './model.ts';

/** Shaped like the engine's text edits, which facts must not import. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export function insertAt(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}

export function replace(span: Span, text: string): Edit {
  return { span, text };
}

/** Puts `await` before a value, with parentheses where the words around it would bind otherwise. */
export function awaitEdits(file: FileModel, id: ValueId): Edit[] {
  const value = valueAt(file, id);
  const inner = bindsTighterThanAwait(value) ? '' : '(';
  const outer = needsOuterParentheses(file, id) ? '(' : '';
  const edits = [insertAt(value.span.start, `${outer}await ${inner}`)];
  const closing = (inner && ')') + (outer && ')');
  return closing === '' ? edits : [...edits, insertAt(value.span.end, closing)];
}

function bindsTighterThanAwait(value: Value): boolean {
  return /^(?:call|name|member|this|literal|list|object|await|template|import|element)$/.test(value.kind);
}

/** `await f().x` awaits the member; `(await f()).x` awaits the call. */
function needsOuterParentheses(file: FileModel, id: ValueId): boolean {
  const parent = parentOf(file, id);
  if (parent === undefined) return false;
  if (parent.kind === 'member') return parent.object === id;
  if (parent.kind === 'call') return parent.callee === id;
  return parent.kind === 'cast' && file.text.charAt(valueAt(file, id).span.end) === '!';
}

/** The white space a line starts with. */
export function indentationAt(file: FileModel, offset: number): string {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(file.text.charAt(start - 1))) start--;
  return /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
}

/** Is there nothing but white space before an offset on its line? */
export function startsLine(file: FileModel, offset: number): boolean {
  const lineStart = Math.max(file.text.lastIndexOf('\n', offset - 1), file.text.lastIndexOf('\r', offset - 1)) + 1;
  return file.text.slice(lineStart, offset).trim() === '';
}

/** The line ending the file uses. */
export function lineEnding(file: FileModel): string {
  const newline = file.text.indexOf('\n');
  return newline > 0 && file.text.charAt(newline - 1) === '\r' ? '\r\n' : '\n';
}

/** One step of indentation as the file writes it. */
export function indentationUnit(file: FileModel): string {
  const match = /\n(\t+| {2,8})\S/.exec(file.text);
  if (match?.[1]?.startsWith('\t') === true) return '\t';
  return match?.[1]?.length === 4 ? '    ' : '  ';
}
