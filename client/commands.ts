import * as vscode from 'vscode';
import { openGuideCommand } from '../server/lsp/protocol.ts';
import type { Guides } from './guides.ts';
import type { ServerHost } from './language-client.ts';

export interface CommandContext {
  readonly documentSelector: readonly vscode.DocumentFilter[];
  readonly guides: Guides;
  readonly server: ServerHost;
  readonly output: vscode.LogOutputChannel;
}

/** Registers every command that package.json contributes. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const { guides, server, output } = context;
  const commands: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
    [openGuideCommand]: (id, section) => openGuide(guides, id, section),
    'asynclint.explainFinding': () => explainFinding(guides),
    'asynclint.checkFile': () => {
      checkFile(context);
    },
    'asynclint.restartServer': () => server.restart(),
    'asynclint.showOutput': () => {
      output.show();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}

/** Runs from the palette without arguments, and from links and code actions with `OpenGuideArguments`. */
async function openGuide(guides: Guides, id: unknown, section: unknown): Promise<void> {
  const chosen = typeof id === 'string' ? id : await pickGuide(guides);
  if (chosen !== undefined) await guides.open(chosen, typeof section === 'string' ? section : undefined);
}

async function pickGuide(guides: Guides): Promise<string | undefined> {
  const items = guides.entries.map(({ id, kind, title }) => ({ id, label: id, description: kind, detail: title }));
  const options: vscode.QuickPickOptions = { placeHolder: 'Open a guide', matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.id;
}

/** Opens the guide of the finding at the cursor, at the section that explains it. */
async function explainFinding(guides: Guides): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.selection.active;
  const here = vscode.languages
    .getDiagnostics(editor?.document.uri ?? vscode.Uri.parse('untitled:'))
    .filter(({ source, range }) => source === 'asynclint' && cursor !== undefined && range.contains(cursor));
  const finding = here.length > 1 ? await pickFinding(here) : here[0];
  if (finding === undefined) {
    if (here.length === 0) void vscode.window.showInformationMessage('There is no finding of Asynclint at the cursor.');
    return;
  }
  const { code } = finding;
  await (typeof code === 'object' ? guides.open(String(code.value), code.target.fragment) : guides.open(String(code)));
}

async function pickFinding(findings: readonly vscode.Diagnostic[]): Promise<vscode.Diagnostic | undefined> {
  const items = findings.map((finding) => ({ label: finding.message, finding }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Explain which finding?' }))?.finding;
}

function checkFile({ documentSelector, server }: CommandContext): void {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && vscode.languages.match(documentSelector, document) > 0) server.checkNow(document);
  else void vscode.window.showInformationMessage('Asynclint does not read files of this kind.');
}
