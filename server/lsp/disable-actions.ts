import { findTextRegions, isPython, type TextEdit } from 'eslint-plugin-asynclint/engine';
import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import type { AnalysedDocument } from './analysis.ts';
import type { SelectedFinding } from './code-actions.ts';
import { directiveName } from './disable-directive.ts';
import { disableForFile } from './disable-for-file.ts';
import { disableForLine } from './disable-for-line.ts';
import { disableForPythonFile, disableForPythonLine } from './disable-in-python.ts';
import type { Session } from './session.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Ways to silence each rule that reports at the selection: for the line of its first finding, and for the file. */
export function disableActions(session: Session, { document, report, settings }: AnalysedDocument, selected: readonly SelectedFinding[]): CodeAction[] {
  const placement = settings.codeActions.disableComment;
  if (placement === 'off' || selected.length === 0) return [];
  const source = { text: document.text, eol: document.eol, regions: findTextRegions(report.path, document.text) };
  const [forLine, forFile] = isPython(report.path) ? [disableForPythonLine, disableForPythonFile] : [disableForLine, disableForFile];
  const action = (title: string, ruleId: string, edit: TextEdit | undefined): CodeAction[] => {
    if (!edit) return [];
    const diagnostics = selected.filter(({ finding }) => finding.ruleId === ruleId).map(({ diagnostic }) => diagnostic);
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEdit(session, document, [edit]) }];
  };
  const rules = new Map(selected.toReversed().map(({ finding }) => [finding.ruleId, finding.span.start]));
  const inOrder = [...rules].reverse();
  return [
    ...inOrder.flatMap(([ruleId, offset]) => action(`Disable ${directiveName(ruleId)} for this line`, ruleId, forLine(source, ruleId, offset, placement))),
    ...inOrder.flatMap(([ruleId]) => action(`Disable ${directiveName(ruleId)} for the whole file`, ruleId, forFile(source, ruleId))),
  ];
}
