import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { CompletionItemKind, MarkupKind, type CompletionItem, type CompletionParams } from 'vscode-languageserver';
import { describeRule } from './describe-rule.ts';
import { directiveName } from './disable-directive.ts';
import type { Session } from './session.ts';

/** Signs after which a rule may follow in a disable comment. */
export const completionTriggers = ['/', ',', ' '];

const openDirective = /(?:\/\/|\/\*|#)\s*eslint-(?:disable|enable)(?:-next-line|-line)?\s+(?<list>[^*]*)$/;

/** Completes the rules in a disable comment that is being written. */
export function answerCompletion(session: Session, { textDocument, position }: CompletionParams): CompletionItem[] {
  const document = session.documents.get(textDocument.uri);
  if (document?.path === undefined) return [];
  const cursor = document.spanOf({ start: position, end: position }).start;
  const lineStart = document.spanOf({ start: { line: position.line, character: 0 }, end: position }).start;
  const list = openDirective.exec(document.text.slice(lineStart, cursor))?.groups?.['list'];
  if (list === undefined || /\s-{2,}\s/.test(list)) return [];
  const written = /[\w@/-]*$/.exec(list)?.[0] ?? '';
  const named = new Set(list.slice(0, list.length - written.length).split(/[\s,]+/));
  const range = document.rangeOf({ start: cursor - written.length, end: cursor });
  const kind = session.features.markdownCompletion ? MarkupKind.Markdown : MarkupKind.PlainText;
  return ruleCatalog
    .filter(({ id }) => !named.has(directiveName(id)))
    .map((rule) => ({
      label: directiveName(rule.id),
      kind: CompletionItemKind.EnumMember,
      detail: session.guides.get(rule.id)?.title ?? rule.id,
      documentation: { kind, value: describeRule(session, rule, kind === MarkupKind.Markdown) },
      filterText: directiveName(rule.id),
      textEdit: { range, newText: directiveName(rule.id) },
    }));
}
