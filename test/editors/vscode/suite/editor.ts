import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
let files = 0;

/** The path of a file in the workspace. */
export function pathOf(name: string): string {
  if (folder === undefined) throw new Error('The tests need a workspace.');
  return join(folder.fsPath, name);
}

/** Opens a new file of the workspace with this text, in an editor. */
export async function openFile(text: string, extension = 'ts', prefix = 'case-'): Promise<vscode.TextDocument> {
  files += 1;
  const path = pathOf(`${prefix}${String(files)}.${extension}`);
  await writeFile(path, text);
  const document = await vscode.workspace.openTextDocument(path);
  await show(document);
  return document;
}

/** Shows a document in an editor. Another editor that opens in the meantime, as VS Code itself opens some, makes that fail; then it is tried again. */
export async function show(document: vscode.TextDocument): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await vscode.window.showTextDocument(document);
      return;
    } catch (error) {
      if (attempt === 10 || !(error instanceof Error) || !error.message.includes('another editor opened in the meantime')) throw error;
    }
  }
}

/** VS Code writes its settings by itself, and they are dirty for a moment; they are not ours to revert. */
function isOfTest(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'untitled' || (folder !== undefined && document.uri.path.startsWith(`${folder.path}/`));
}

/** Replaces the first occurrence of a text, without saving. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`The document has no "${from}".`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  edit.replace(document.uri, range, to);
  await vscode.workspace.applyEdit(edit);
}

/** Closes every editor and throws away what is not saved. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || !isOfTest(document)) continue;
    await show(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What Asynclint says about a document now. */
function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'asynclint');
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** Resolves with the document's only finding as soon as it has exactly one and that is of this rule. */
export async function untilFinding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(document, (all) => {
    const [first, ...others] = all;
    return first !== undefined && others.length === 0 && ruleOf(first) === rule ? first : undefined;
  });
}

/** Resolves as soon as the document has no finding. Wait for a finding first: a document begins without. */
export async function untilClean(document: vscode.TextDocument): Promise<void> {
  await until(document, (all) => (all.length === 0 ? true : undefined));
}

/** Resolves with what `find` makes of the document's findings as soon as it makes something of them. */
export async function until<T>(document: vscode.TextDocument, find: (all: readonly vscode.Diagnostic[]) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = find(findings(document));
      if (found === undefined) return;
      listener.dispose();
      resolve(found);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(check);
    check();
  });
}
