import { findDirectiveRules, type DirectiveRule } from 'eslint-plugin-asynclint/engine';
import type { OpenDocument } from './documents.ts';

/** The rules of ours that the document's disable comments name, in order. */
export function namedRules({ path, text }: OpenDocument): readonly DirectiveRule[] {
  return path === undefined ? [] : findDirectiveRules(text);
}
