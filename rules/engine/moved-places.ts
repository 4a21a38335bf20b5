import type { Span } from '../facts/model.ts';
import { parseSource } from './parse-source.ts';

/**
 * Where the places of facts of a file have moved with an edit that has changed no fact: one of comments or white space. Undefined where
 * it has changed more, or nobody can tell.
 */
export function movedPlaces(path: string, before: string, after: string): ReadonlyMap<number, number> | undefined {
  const [old, now] = [factsOf(path, before), factsOf(path, after)];
  if (old === undefined || now === undefined) return undefined;
  const moved = new Map<number, number>();
  const whole = { before: before.length, after: after.length };
  return isSame(old, now, { moved, whole }) && keepsOrder(moved) ? moved : undefined;
}

/** Directives are comments, and count only in their own file. */
function factsOf(path: string, text: string): unknown {
  try {
    const { facts, errors, truncated } = parseSource(path, text, (_stage, run) => run());
    return facts === undefined || errors.length > 0 || truncated ? undefined : { ...facts, directives: [] };
  } catch {
    return undefined; // Whoever checks the file tells what is wrong.
  }
}

interface Places {
  readonly moved: Map<number, number>;
  /** The lengths of the texts. */
  readonly whole: { readonly before: number; readonly after: number };
}

function isSame(old: unknown, now: unknown, places: Places): boolean {
  if (typeof old !== 'object' || typeof now !== 'object' || old === null || now === null) return Object.is(old, now);
  if (isSpan(old) && isSpan(now)) return isOutside(old, now, places) || (isMoved(old.start, now.start, places) && isMoved(old.end, now.end, places));
  const [entries, others] = [Object.entries(old), Object.entries(now)];
  // What is long counts for more than its parts.
  if (hasKind(old, 'member') && hasKind(now, 'member') && lengthOf(old.span) !== lengthOf(now.span)) return false;
  return entries.length === others.length && entries.every(([key, part], index) => others[index]?.[0] === key && isSame(part, others[index][1], places));
}

function isSpan(part: object): part is Span {
  return 'start' in part && 'end' in part && typeof part.start === 'number' && typeof part.end === 'number';
}

function hasKind(part: object, kind: string): part is { readonly span: Span } {
  return 'kind' in part && part.kind === kind && 'span' in part;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** The whole text, and what is nowhere in it, have places that nothing else has. */
function isOutside(old: Span, now: Span, { whole }: Places): boolean {
  if (old.start > 0 || now.start > 0) return false;
  return (old.end === whole.before && now.end === whole.after) || (old.end === 0 && now.end === 0);
}

function isMoved(from: number, to: number, { moved }: Places): boolean {
  const known = moved.get(from);
  if (known === undefined) moved.set(from, to);
  return known === undefined || known === to;
}

/** Are places still before one another that were, and the same that were the same? */
function keepsOrder(moved: ReadonlyMap<number, number>): boolean {
  let last = -1;
  for (const [, to] of [...moved].sort(([one], [other]) => one - other)) {
    if (to <= last) return false;
    last = to;
  }
  return true;
}
