import type { Finding, Span, Suggestion } from 'eslint-plugin-asynclint/engine';
import { CodeActionKind, type CancellationToken, type CodeAction, type CodeActionParams, type Command, type Diagnostic } from 'vscode-languageserver';
import type { AnalysedDocument } from './analysis.ts';
import { describeFinding } from './describe-findings.ts';
import { disableActions } from './disable-actions.ts';
import { openGuideActions } from './open-guide-actions.ts';
import type { Session } from './session.ts';
import { settle } from './settle.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** A finding the user's selection touches, as the client knows it. */
export interface SelectedFinding {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** Offers repairs first, then ways to silence, and the guide last. */
export async function answerCodeAction(session: Session, params: CodeActionParams, token: CancellationToken): Promise<(CodeAction | Command)[]> {
  if (!wantsQuickFixes(params.context.only)) return [];
  await settle(token);
  const analysed = await session.analysis.of(params.textDocument.uri);
  if (!analysed) return [];
  const selected = selectFindings(session, analysed, analysed.document.spanOf(params.range));
  const guides = openGuideActions(session, selected);
  if (!session.features.codeActionLiterals) return guides.flatMap(({ command }) => command ?? []);
  const repairs = selected.flatMap((item) => item.finding.suggestions.map((suggestion) => repairAction(session, analysed, item, suggestion)));
  return [...repairs, ...disableActions(session, analysed, selected), ...guides];
}

/** A kind stands for all kinds below it; the empty kind is above all. */
function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix);
}

function selectFindings(session: Session, { document, report }: AnalysedDocument, selection: Span): SelectedFinding[] {
  const touched = report.findings.filter(({ span }) => span.start <= selection.end && selection.start <= span.end);
  return touched.map((finding) => ({ finding, diagnostic: describeFinding(session, finding, document.rangeOf(finding.span)) }));
}

function repairAction(session: Session, { document }: AnalysedDocument, { diagnostic }: SelectedFinding, { title, edits, preferred }: Suggestion): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(preferred && session.features.preferredActions ? { isPreferred: true } : {}),
    edit: workspaceEdit(session, document, edits),
  };
}
