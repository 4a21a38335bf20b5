import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** The root of the repository. */
export const repository = join(import.meta.dirname, '../..');

/** Folders that people write in. */
const folders = ['client', 'examples', 'rules', 'scripts', 'server', 'test'];
const skipped = new Set(['node_modules', 'dist', 'fixture', 'fixtures', '.vscode-test']);

/** Paths of all files of these folders, from the repository's root, with forward slashes. */
export function listFiles(): readonly string[] {
  return folders.flatMap((folder) => walk(join(repository, folder))).map((path) => relative(repository, path).split(sep).join('/'));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** Paths of our TypeScript files. */
export function listSources(): readonly string[] {
  return listFiles().filter((path) => /\.[cm]?tsx?$/.test(path));
}

export function readText(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** A source file's syntax, with parents. */
export function readSyntax(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readText(path), ts.ScriptTarget.Latest, true);
}

/** Every node of a tree, parents first. */
export function nodesOf(root: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

/** Where a node is: `rules/plugin.ts:12`. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
}
