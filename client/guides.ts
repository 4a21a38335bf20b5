import * as vscode from 'vscode';
import type { GuideIndexEntry } from '../server/lsp/protocol.ts';
import { readSetting } from './settings.ts';

/** The guides that ship with the extension. */
export interface Guides {
  readonly entries: readonly GuideIndexEntry[];
  /** Shows a guide rendered, at a section if it has that one. Throws if there is no such guide. */
  open(id: string, section?: string): Promise<void>;
}

/**
 * VS Code's own editor for rendered Markdown; it begins at the heading that the URI's fragment names. By package.json
 * it is the default for our guides, so that links to their files open in it too.
 */
const renderedMarkdown = 'vscode.markdown.preview.editor';

/** Reads the index that the build put beside the guides. */
export async function loadGuides(folder: vscode.Uri): Promise<Guides> {
  const index = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'index.json'));
  const entries = JSON.parse(new TextDecoder().decode(index)) as readonly GuideIndexEntry[];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  return {
    entries,
    async open(id, section) {
      const entry = byId.get(id);
      if (entry === undefined) throw new Error(`There is no guide "${id}".`);
      const fragment = section !== undefined && entry.sections.includes(section) ? section : '';
      const uri = vscode.Uri.joinPath(folder, entry.file).with({ fragment });
      await vscode.commands.executeCommand('vscode.openWith', uri, renderedMarkdown, { viewColumn: column(), preview: true });
    },
  };
}

/** Beside the code, but not beside another guide. */
function column(): vscode.ViewColumn {
  const besideCode = readSetting('guides.openWith') === 'beside' && vscode.window.activeTextEditor !== undefined;
  return besideCode ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}
