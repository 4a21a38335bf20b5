import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { namedRules } from './named-rules.ts';
import { describeRule } from './describe-rule.ts';
import type { Session } from './session.ts';

/** Tells what a rule is that a disable comment names. */
export function answerHover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const document = session.documents.get(textDocument.uri);
  if (!document) return null;
  const { start: offset } = document.spanOf({ start: position, end: position });
  const named = namedRules(document).find(({ span }) => span.start <= offset && offset <= span.end);
  const rule = ruleCatalog.find(({ id }) => id === named?.ruleId);
  if (!named || !rule) return null;
  const markdown = session.features.markdownHover;
  return {
    contents: { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: describeRule(session, rule, markdown) },
    range: document.rangeOf(named.span),
  };
}
