import type { Span } from '../facts/model.ts';
import type { Finding, Suggestion } from './finding.ts';

/** Findings of an earlier text of a file, where they stand in a later one; those in what has changed are left out. */
export function moveFindings(findings: readonly Finding[], path: string, before: string, after: string): readonly Finding[] {
  if (before === after) return findings;
  const move = createMove(before, after);
  return findings.flatMap((finding): Finding[] => {
    const span = move(finding.span);
    if (span === undefined) return [];
    const related = finding.related.flatMap((place) => {
      const moved = place.path === path ? move(place.span) : place.span;
      return moved === undefined ? [] : [{ ...place, span: moved }];
    });
    return [{ ...finding, span, related, suggestions: finding.suggestions.flatMap((suggestion) => moveSuggestion(suggestion, move)) }];
  });
}

type Move = (span: Span) => Span | undefined;

/** What stands before the first change stays where it is, what stands behind the last one keeps its distance from the end. */
function createMove(before: string, after: string): Move {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  // What was inserted can begin as what it stands before does, so that the same signs belong to both sides; of what was deleted none may count twice.
  const mostAtEnd = before.length <= after.length ? shorter : shorter - same;
  let sameAtEnd = 0;
  while (sameAtEnd < mostAtEnd && before.charCodeAt(before.length - 1 - sameAtEnd) === after.charCodeAt(after.length - 1 - sameAtEnd)) sameAtEnd++;
  const by = after.length - before.length;
  return ({ start, end }) => {
    if (end <= same) return { start, end };
    return start >= before.length - sameAtEnd ? { start: start + by, end: end + by } : undefined;
  };
}

function moveSuggestion(suggestion: Suggestion, move: Move): Suggestion[] {
  const edits = suggestion.edits.flatMap(({ span, text }) => {
    const moved = move(span);
    return moved === undefined ? [] : [{ span: moved, text }];
  });
  return edits.length < suggestion.edits.length ? [] : [{ ...suggestion, edits }];
}
