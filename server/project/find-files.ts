import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { isLintable } from 'eslint-plugin-asynclint/engine';
import picomatch from 'picomatch';
import { ignorePatternRules, noIgnoreRules, readIgnoreRules } from './ignore-rules.ts';
import { walkDirectory, type WalkedFile } from './walk-directory.ts';

export interface FindFilesOptions {
  /** What relative paths and patterns start from; absolute. */
  readonly directory: string;
  /** Patterns in .gitignore's syntax of what to leave out. */
  readonly ignorePatterns: readonly string[];
  /** Whether .gitignore files count. */
  readonly gitignore: boolean;
  readonly signal: AbortSignal;
}

export interface FoundFiles {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** The arguments that came to nothing, each with a sentence that says why. */
  readonly unmatched: readonly { readonly argument: string; readonly reason: string }[];
}

/**
 * Finds the files to check for the paths and glob patterns of a command line. A file that is named is taken
 * even where version control ignores it; what is found below directories and patterns is not.
 */
export async function findFiles(args: readonly string[], options: FindFilesOptions): Promise<FoundFiles> {
  const found = new Map<string, WalkedFile>();
  const unmatched: { argument: string; reason: string }[] = [];
  for (const argument of args) {
    const { files, reason } = await expandArgument(argument, options);
    for (const file of files) found.set(file.path, file);
    if (files.length === 0) unmatched.push({ argument, reason });
  }
  return { files: withoutAliases(found), unmatched };
}

interface Expansion {
  readonly files: readonly WalkedFile[];
  /** Why there is no file, if there is none. */
  readonly reason: string;
}

async function expandArgument(argument: string, options: FindFilesOptions): Promise<Expansion> {
  const path = resolve(options.directory, argument);
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return expandDirectory(path, options);
  if (status) return expandFile(path, options);
  const pattern = sep === '\\' ? argument.replaceAll('\\', '/') : argument;
  if (!picomatch.scan(pattern).isGlob) return { files: [], reason: 'No such file or directory.' };
  return expandGlob(pattern, options);
}

function expandFile(path: string, options: FindFilesOptions): Expansion {
  if (!isLintable(path)) return { files: [], reason: "It isn't a TypeScript, JavaScript or Python file." };
  if (ignorePatternRules(options.directory, options.ignorePatterns).ignores(path, false)) {
    return { files: [], reason: 'An --ignore-pattern leaves it out.' };
  }
  return { files: [{ path, aliasOf: undefined }], reason: '' };
}

async function expandDirectory(path: string, options: FindFilesOptions): Promise<Expansion> {
  const files = await walk(path, options);
  if (files.length > 0 || !options.gitignore) return { files, reason: 'It has no TypeScript, JavaScript or Python files.' };
  return { files, reason: 'It has no TypeScript, JavaScript or Python files, apart from what .gitignore leaves out (--no-ignore takes those in).' };
}

async function expandGlob(pattern: string, options: FindFilesOptions): Promise<Expansion> {
  const { base, glob, negated } = picomatch.scan(pattern);
  if (negated) return { files: [], reason: `To leave files out, use --ignore-pattern '${pattern.slice(1)}'.` };
  const root = resolve(options.directory, base);
  const isMatch = picomatch(glob, { dot: true });
  const files = (await walk(root, options)).filter(({ path }) => isMatch(path.slice(root.length + 1).split(sep).join('/')));
  return { files, reason: 'No TypeScript, JavaScript or Python file matches this pattern.' };
}

function walk(root: string, options: FindFilesOptions): Promise<WalkedFile[]> {
  return walkDirectory(root, {
    rules: options.gitignore ? readIgnoreRules(root) : noIgnoreRules,
    excluded: ignorePatternRules(options.directory, options.ignorePatterns),
    signal: options.signal,
  });
}

/** Sorts, and drops links to files that are there under their own name. */
function withoutAliases(found: ReadonlyMap<string, WalkedFile>): string[] {
  const files = [...found.values()].filter(({ aliasOf }) => aliasOf === undefined || !found.has(aliasOf));
  return files.map(({ path }) => path).sort(byCodeUnits);
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
