import { pluginPrefix } from 'eslint-plugin-asynclint/engine';

export type DirectiveKind = 'eslint-disable' | 'eslint-disable-line' | 'eslint-disable-next-line';

const directive = /^(?:\/\/|\/\*|#)\s*(eslint-disable(?:-next-line|-line)?)\s+(.*?)(?=\s+-{2,}(?:\s|$)|\s*(?:\*\/)?$)/s;

/** The name by which comments call a rule. */
export function directiveName(ruleId: string): string {
  return `${pluginPrefix}${ruleId}`;
}

/**
 * Where in a comment another rule can be added: the offset after the last rule of a directive of this kind.
 * Undefined for any other comment, and for a directive without rules.
 */
export function endOfRules(comment: string, kind: DirectiveKind): number | undefined {
  // ESLint takes directives for a whole file from block comments only.
  if (kind === 'eslint-disable' && comment.startsWith('//')) return undefined;
  const match = directive.exec(comment);
  if (match?.[1] !== kind || !match[2]) return undefined;
  return match[0].length;
}
