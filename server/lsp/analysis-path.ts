import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLintable } from 'eslint-plugin-asynclint/engine';

const extensions: Readonly<Record<string, string>> = {
  typescript: '.ts',
  typescriptreact: '.tsx',
  'typescript.tsx': '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
  'javascript.jsx': '.jsx',
  python: '.py',
};

/**
 * The path under which the engine knows a document. For a file it is the file's, for anything else one that no file
 * has. Undefined if the document is in no language that is analysed.
 */
export function analysisPath(uri: string, languageId: string | undefined): string | undefined {
  const extension = languageId === undefined ? undefined : extensions[languageId];
  const cell = cellPath(uri);
  if (cell !== undefined) return extension === undefined ? undefined : `${cell}${extension}`;
  const path = filePath(uri) ?? virtualPath(uri);
  if (path === undefined || isLintable(path)) return path;
  // A script without an extension, or a document that was never saved: the editor knows its language.
  return extension === undefined || posix.extname(uri) !== '' ? undefined : `${path}${extension}`;
}

/** A path beside the notebook, so that the cell has its imports and its configuration; undefined if this is no cell of a notebook. */
function cellPath(uri: string): string | undefined {
  const [, notebook, cell] = /^vscode-notebook-cell:([^#?]*)(?:\?[^#]*)?#(.+)$/.exec(uri) ?? [];
  if (notebook === undefined || cell === undefined) return undefined;
  const path = filePath(`file:${notebook}`) ?? virtualPath(`notebook:${notebook}`);
  return path === undefined ? undefined : `${path}#${cell}`;
}

/** The path of a `file:` URI; undefined for other URIs, and for hosts that this system can't reach by path. */
export function filePath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined; // A host name on a system without such paths, or an encoded slash.
  }
}

function virtualPath(uri: string): string | undefined {
  const [, scheme, rest] = /^([A-Za-z][\w+.-]*):(.*)$/.exec(uri) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  return resolve('/', `${scheme}:`, ...rest.split(/[?#]/, 1).join('').split('/').filter(Boolean));
}
