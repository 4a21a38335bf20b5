import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { guideUri } from '../project/guides.ts';
import { namedRules } from './named-rules.ts';
import type { Session } from './session.ts';

/** Links the rules that disable comments name to their guides. */
export function answerDocumentLinks({ documents, guides }: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const document = documents.get(textDocument.uri);
  if (!document) return [];
  return namedRules(document).flatMap(({ ruleId, span }) => {
    const guide = guides.get(ruleId);
    return guide ? [{ range: document.rangeOf(span), target: guideUri(guide) }] : [];
  });
}
