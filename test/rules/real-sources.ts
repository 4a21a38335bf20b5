import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

export interface SourceFile {
  /** From the repository's root. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const repository = join(import.meta.dirname, '../..');
const extensions = new Set(['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.jsx']);
const longest = 200_000;

/** Our own sources, pinned packages that ship theirs, and a file for each dialect that uses all of its syntax. */
const folders = [
  'rules/engine',
  'rules/facts',
  'rules/languages',
  'server/lsp',
  'server/cli',
  'test/rules/fixtures/syntax',
  'node_modules/mocha/lib',
  'node_modules/espree',
  'node_modules/picomatch/lib',
  'node_modules/github-slugger',
  'node_modules/ignore',
  'node_modules/vscode-languageclient/lib/common',
  'node_modules/eslint9/lib/linter',
  'node_modules/eslint9/lib/languages',
];

export const realSources: readonly SourceFile[] = folders
  .flatMap((folder) => list(join(repository, folder)))
  .map((path) => ({ name: relative(repository, path), path, text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') }))
  .filter(({ text }) => text.length <= longest);

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : list(path);
      return extensions.has(extname(path)) && !/\.d\.[cm]?ts$/.test(path) ? [path] : [];
    });
}
