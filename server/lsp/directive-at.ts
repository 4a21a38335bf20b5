import { findDirectiveRules, type DirectiveRule } from 'eslint-plugin-asynclint/engine';
import type { OpenDocument } from './documents.ts';

const ownPrefix = 'asynclint/';

/** A rule of ours that a disable comment names. */
export interface NamedRule {
  /** The rule's id without the plugin's prefix. */
  readonly id: string;
  readonly span: DirectiveRule['span'];
}

/** The rules of ours that the document's disable comments name, in order. */
export function namedRules({ path, text }: OpenDocument): NamedRule[] {
  if (path === undefined) return [];
  return findDirectiveRules(text).flatMap(({ ruleId, span }) => (ruleId.startsWith(ownPrefix) ? [{ id: ruleId.slice(ownPrefix.length), span }] : []));
}
