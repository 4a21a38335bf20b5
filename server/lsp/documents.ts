import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedProject } from './analysis.ts';
import { analysisPath } from './analysis-path.ts';
import { createSourceDocument, type SourceDocument } from './source-document.ts';

/** A document as the editor has it now. */
export interface OpenDocument extends SourceDocument {
  readonly version: number;
  /** The path the engine knows it by; undefined if it is in no language that is analysed. */
  readonly path: string | undefined;
  readonly languageId: string;
}

/** The documents that are open in the editor. Their texts count instead of those on disk, once they are shared. */
export interface Documents {
  open(item: TextDocumentItem): void;
  /** Throws for a document that isn't open, since the client then has lost track. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  get(uri: string): OpenDocument | undefined;
  /** Gives the project the texts that are new since the last call: while someone types, not each of them is worth its work. */
  share(): void;
  /** The document that the engine knows by this path. */
  atPath(path: string): OpenDocument | undefined;
  /** In the order in which they were opened. */
  all(): readonly OpenDocument[];
}

/** Keeps open documents, and their texts for the project. */
export function createDocuments(project: Pick<CheckedProject, 'setText' | 'closeText'>): Documents {
  const documents = new Map<string, OpenDocument>();
  const unshared = new Map<string, string>();

  const put = (uri: string, languageId: string, version: number, content: string): void => {
    const path = analysisPath(uri, languageId);
    const document = { ...createSourceDocument(uri, version, content), version, languageId, path };
    documents.set(uri, document);
    if (path !== undefined) unshared.set(path, document.text);
  };

  return {
    open({ uri, languageId, version, text }) {
      put(uri, languageId, version, text);
    },
    change(uri, version, changes) {
      const before = documents.get(uri);
      if (!before) throw new Error(`Changed before it was opened: ${uri}`);
      const after = TextDocument.update(TextDocument.create(uri, before.languageId, before.version, before.content), [...changes], version);
      put(uri, before.languageId, version, after.getText());
    },
    close(uri) {
      const path = documents.get(uri)?.path;
      documents.delete(uri);
      if (path === undefined) return;
      unshared.delete(path);
      project.closeText(path);
    },
    share() {
      for (const [path, text] of unshared) project.setText(path, text);
      unshared.clear();
    },
    get: (uri) => documents.get(uri),
    atPath: (path) => [...documents.values()].find((document) => document.path === path),
    all: () => [...documents.values()],
  };
}
