import type { Span } from 'eslint-plugin-asynclint/engine';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A text at one moment. Spans are offsets of the analysed text, which lacks a byte order mark; ranges are the editor's. */
export interface SourceDocument {
  readonly uri: string;
  /** Undefined for a file that is not open. */
  readonly version: number | undefined;
  /** The text as the editor has it. */
  readonly content: string;
  /** The text as the engine sees it. */
  readonly text: string;
  /** The first line ending of the text. */
  readonly eol: string;
  rangeOf(span: Span): Range;
  spanOf(range: Range): Span;
}

/** Makes a document of a text that may begin with a byte order mark. */
export function createSourceDocument(uri: string, version: number | undefined, content: string): SourceDocument {
  const mark = content.startsWith('\uFEFF') ? 1 : 0;
  const document = TextDocument.create(uri, '', version ?? 0, content);
  return {
    uri,
    version,
    content,
    text: mark === 0 ? content : content.slice(mark),
    eol: /\r\n|\r|\n/.exec(content)?.[0] ?? '\n',
    rangeOf: ({ start, end }) => ({ start: document.positionAt(start + mark), end: document.positionAt(end + mark) }),
    spanOf: ({ start, end }) => ({
      start: Math.max(0, document.offsetAt(start) - mark),
      end: Math.max(0, document.offsetAt(end) - mark),
    }),
  };
}
