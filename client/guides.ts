import * as vscode from 'vscode';
import { openGuideCommand } from '../server/lsp/protocol.ts';
import type { GuideIndexEntry, OpenGuideArguments } from '../server/lsp/protocol.ts';
import { readSetting } from './settings.ts';

/** The guides that ship with the extension. */
export interface Guides {
  readonly entries: readonly GuideIndexEntry[];
  /** A link for the code of a diagnostic; undefined if there is no such guide. */
  link(id: string, section: string): vscode.Uri | undefined;
  /** Shows a guide rendered, at a section if it has that one. Throws if there is no such guide. */
  open(id: string, section?: string): Promise<void>;
  /** Opens what `link` made. */
  follow(link: vscode.Uri): Promise<void>;
}

/** Reads the index that the build put beside the guides. */
export async function loadGuides(folder: vscode.Uri): Promise<Guides> {
  const index = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'index.json'));
  const entries = JSON.parse(new TextDecoder().decode(index)) as readonly GuideIndexEntry[];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  const open = async (id: string, section?: string): Promise<void> => {
    const entry = byId.get(id);
    if (entry === undefined) throw new Error(`There is no guide "${id}".`);
    const fragment = section !== undefined && entry.sections.includes(section) ? section : '';
    const uri = vscode.Uri.joinPath(folder, entry.file).with({ fragment });
    const beside = readSetting('guides.openWith') === 'beside';
    await vscode.commands.executeCommand(beside ? 'markdown.showPreviewToSide' : 'markdown.showPreview', uri);
  };

  return {
    entries,
    open,
    link(id, section) {
      if (!byId.has(id)) return undefined;
      const target: OpenGuideArguments = section === '' ? [id] : [id, section];
      return vscode.Uri.parse(`command:${openGuideCommand}?${encodeURIComponent(JSON.stringify(target))}`);
    },
    follow: (link) => open(...(JSON.parse(link.query) as OpenGuideArguments)),
  };
}
