import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLintable } from 'eslint-plugin-asynclint/engine';
import type { IgnoreRules } from './ignore-rules.ts';

export interface WalkOptions {
  /** The rules at the directory the walk starts from. */
  readonly rules: IgnoreRules;
  /** What the user left out by hand. */
  readonly excluded: IgnoreRules;
  readonly signal: AbortSignal;
}

export interface WalkedFile {
  /** Absolute path. */
  readonly path: string;
  /** The file itself, if this is a symbolic link to it. */
  readonly aliasOf: string | undefined;
}

const neverEntered = new Set(['node_modules', '.git', 'bower_components', 'jspm_packages', 'site-packages', '__pycache__', '__pypackages__', '.venv', '.tox', '.nox']);
/** Stands in the folder of an environment of Python's, whatever the folder is called. */
const environmentMark = 'pyvenv.cfg';
const minifiedFile = /[.-]min\.[cm]?js$/;

/**
 * Finds the files to check below a directory. Symbolic links to directories are not followed, so a walk
 * always ends and finds no file twice. Directories that can't be read are passed over.
 */
export async function walkDirectory(root: string, { rules, excluded, signal }: WalkOptions): Promise<WalkedFile[]> {
  const files: WalkedFile[] = [];
  const pending = [{ directory: root, rules }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    signal.throwIfAborted();
    const entries = await entriesOf(next.directory);
    if (entries.some(({ name }) => name === environmentMark)) continue;
    for (const entry of entries) {
      const path = join(next.directory, entry.name);
      const isDirectory = entry.isDirectory();
      if (isDirectory ? neverEntered.has(entry.name) : !isCandidate(entry)) continue;
      if (next.rules.ignores(path, isDirectory) || excluded.ignores(path, isDirectory)) continue;
      if (isDirectory) pending.push({ directory: path, rules: next.rules.within(path) });
      else if (!entry.isSymbolicLink()) files.push({ path, aliasOf: undefined });
      else if (await leadsToFile(path)) files.push({ path, aliasOf: await realpath(path) });
    }
  }
  return files;
}

function isCandidate(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && isLintable(entry.name) && !minifiedFile.test(entry.name);
}

async function entriesOf(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    return []; // Gone meanwhile, or not ours to read: what can't be listed has nothing to check.
  }
}

async function leadsToFile(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isFile();
  } catch {
    return false; // A link to nowhere, or to itself.
  }
}
