import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { loadGuides } from './guides.ts';
import type { DocumentFilter } from './language-client.ts';
import { createServerHost } from './language-client.ts';
import { affects } from './settings.ts';
import { createStatus } from './status.ts';

/** Where the text of a document can be analysed: on disk, not saved yet, in a repository browsed from afar, or in a cell of a notebook. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-notebook-cell'];

/** Called by VS Code when the first document of one of our languages opens. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const inServer = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', ...path);
  const documentSelector = selectDocuments(context.extension.packageJSON as Manifest);
  const output = vscode.window.createOutputChannel('Asynclint', { log: true });
  const status = createStatus(documentSelector);
  const guides = await loadGuides(inServer('guides'));
  const server = createServerHost({ module: inServer('main.js').fsPath, documentSelector, status, output });

  context.subscriptions.push(
    output,
    status,
    registerCommands({ documentSelector, guides, server, output }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affects(event, 'nodePath', 'maxMemory')) server.restart().catch((error: unknown) => { output.error(String(error)); });
    }),
    { dispose: () => server.stop() },
  );
  await server.restart();
}

interface Manifest {
  readonly activationEvents: readonly string[];
}

/** The languages are those that activate the extension; the manifest is their only list. */
function selectDocuments({ activationEvents }: Manifest): DocumentFilter[] {
  const prefix = 'onLanguage:';
  const languages = activationEvents.filter((event) => event.startsWith(prefix)).map((event) => event.slice(prefix.length));
  return languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}
