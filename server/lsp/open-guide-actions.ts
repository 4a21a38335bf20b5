import { CodeActionKind, type CodeAction, type Command } from 'vscode-languageserver';
import type { SelectedFinding } from './code-actions.ts';
import { openGuideCommand, type OpenGuideArguments } from './protocol.ts';
import type { Session } from './session.ts';
import { showGuideCommand } from './show-guide.ts';

/** One action for each section of a guide that the findings lead to; none where the client has no way to show one. */
export function openGuideActions(session: Session, selected: readonly SelectedFinding[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const { finding, diagnostic } of selected) {
    const { ruleId, section } = finding;
    const title = `Open guide: ${session.guides.get(ruleId)?.title ?? ''}`;
    const command = guideCommand(session, title, section === '' ? [ruleId] : [ruleId, section]);
    if (!command) continue;
    const key = `${ruleId}#${section}`;
    const before = actions.get(key)?.diagnostics ?? [];
    actions.set(key, { title, kind: CodeActionKind.QuickFix, diagnostics: [...before, diagnostic], command });
  }
  return [...actions.values()];
}

function guideCommand({ guides, features }: Session, title: string, args: OpenGuideArguments): Command | undefined {
  if (!guides.has(args[0])) return undefined;
  if (features.openGuideCommand) return { title, command: openGuideCommand, arguments: [...args] };
  return features.showsDocuments ? { title, command: showGuideCommand, arguments: [...args] } : undefined;
}
