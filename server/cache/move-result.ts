import { createLineIndex, type LineIndex } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile, Message, RelatedMessage, TextRange } from '../cli/checked-file.ts';

/** How places in a file have moved with an edit of comments or white space. */
export interface Move {
  readonly before: LineIndex;
  readonly after: LineIndex;
  /** Where places are now that mean something. */
  readonly moved: ReadonlyMap<number, number>;
}

export function createMove(before: string, after: string, moved: ReadonlyMap<number, number>): Move {
  return { before: createLineIndex(before), after: createLineIndex(after), moved };
}

/** A result that names places in such files, with the places as they are now; undefined where one can't be told. */
export function moveResult(checked: CheckedFile, moves: ReadonlyMap<string, Move>): CheckedFile | undefined {
  const messages = moveMessages(checked.messages, moves);
  const suppressed = moveMessages(checked.suppressed, moves);
  return messages === undefined || suppressed === undefined ? undefined : { ...checked, messages, suppressed };
}

function moveMessages(messages: readonly Message[], moves: ReadonlyMap<string, Move>): Message[] | undefined {
  const moved = messages.flatMap((message) => {
    const related = message.related.flatMap((place) => moveRelated(place, moves) ?? []);
    return related.length === message.related.length ? [{ ...message, related }] : [];
  });
  return moved.length === messages.length ? moved : undefined;
}

function moveRelated(place: RelatedMessage, moves: ReadonlyMap<string, Move>): RelatedMessage | undefined {
  const move = moves.get(place.path);
  const range = move === undefined ? place.range : moveRange(place.range, move);
  return range === undefined ? undefined : { ...place, range };
}

function moveRange({ line, column, endLine, endColumn }: TextRange, { before, after, moved }: Move): TextRange | undefined {
  const start = moved.get(before.offsetAt({ line: line - 1, character: column - 1 }));
  const end = moved.get(before.offsetAt({ line: endLine - 1, character: endColumn - 1 }));
  if (start === undefined || end === undefined) return undefined;
  const [from, to] = [after.positionAt(start), after.positionAt(end)];
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}
