import type { NodeBase } from './ast.ts';

/** A comment, or a part of one, that speaks to ESLint. */
export interface DirectiveText extends NodeBase {
  /** What follows the `#`. */
  readonly text: string;
}

/** Where in a comment another begins: tools of Python share a line by writing one behind the other. */
const nextComment = /[ \t]+#+(?=\s*(?:eslint\b|noqa\b|type:|pylint:|pyright:|mypy:|ruff:|ty:|fmt:|yapf:|isort:|flake8[:-]|nosec\b|pragma:|pyre-|bandit:))/g;

/** Finds the comments that begin with `eslint`, leaving those of other tools on the same line alone. */
export function findDirectiveComments(text: string, comments: readonly NodeBase[]): readonly DirectiveText[] {
  return comments.flatMap(({ start, end }) => {
    const comment = text.slice(start, end);
    return comment.includes('eslint') ? partsOf(comment).flatMap((part) => directiveOf(comment, start, part)) : [];
  });
}

function partsOf(comment: string): readonly NodeBase[] {
  const breaks = [...comment.matchAll(nextComment)].map((match) => ({ end: match.index, next: match.index + match[0].search('#') }));
  return [0, ...breaks.map(({ next }) => next)].map((start, index) => ({ start, end: breaks[index]?.end ?? comment.length }));
}

function directiveOf(comment: string, offset: number, { start, end }: NodeBase): readonly DirectiveText[] {
  const text = comment.slice(start, end).replace(/^#+/, '');
  if (!/^\s*eslint(?:-|\s)/.test(text)) return [];
  return [{ start: offset + start, end: offset + end, text }];
}
