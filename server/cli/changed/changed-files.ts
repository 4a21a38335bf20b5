import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../usage-error.ts';

const runProgram = promisify(execFile);

/** A place in a git repository. */
export interface Repository {
  /** Any directory of it; absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/**
 * The files that differ from a commit, wherever they are in the repository: edited, staged, new and not ignored, deleted.
 * With a ref, the commit is where this branch left it (the merge base); with an empty one, it is HEAD. Absolute paths, sorted.
 * @throws UsageError outside of git repositories, and for a ref that leads to no commit.
 */
export async function findChangedFiles(ref: string, repository: Repository): Promise<string[]> {
  const top = await findTop(repository);
  const atTop = { ...repository, directory: top };
  const base = ref === '' ? await headOf(atTop) : await mergeBaseOf(ref, atTop);
  const [edited, added] = await Promise.all([
    git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', base, '--'], atTop),
    git(['ls-files', '-z', '--others', '--exclude-standard'], atTop),
  ]);
  const names = new Set(`${edited}${added}`.split('\0').filter((name) => name !== ''));
  return [...names].map((name) => resolve(top, name)).sort();
}

/** Whether a name leads to a commit. Never throws. */
export async function isCommit(ref: string, repository: Repository): Promise<boolean> {
  return (await commitOf(ref, repository)) !== undefined;
}

/** The root, spelled as the directory is: git itself would resolve symbolic links on the way. */
async function findTop(repository: Repository): Promise<string> {
  const up = await tryGit(['rev-parse', '--show-cdup'], repository);
  if (up === undefined) throw new UsageError(`--changed wants a git repository, and ${repository.directory} is in none.`);
  return resolve(repository.directory, up.trim());
}

/** HEAD, or in a repository without commits the empty tree. */
async function headOf(repository: Repository): Promise<string> {
  return (await commitOf('HEAD', repository)) ?? (await git(['hash-object', '-t', 'tree', '/dev/null'], repository)).trim();
}

async function mergeBaseOf(ref: string, repository: Repository): Promise<string> {
  const commit = await commitOf(ref, repository);
  if (commit === undefined) throw new UsageError(`--changed=${ref}: there is no commit "${ref}" in this repository. In CI, fetch it first: git fetch origin ${ref}`);
  const base = await tryGit(['merge-base', commit, 'HEAD'], repository);
  if (base === undefined) throw new UsageError(`--changed=${ref}: it has no commit in common with HEAD here. In a shallow clone, fetch more of the history: git fetch --unshallow`);
  return base.trim();
}

async function commitOf(ref: string, repository: Repository): Promise<string | undefined> {
  return (await tryGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], repository))?.trim();
}

async function tryGit(args: readonly string[], repository: Repository): Promise<string | undefined> {
  try {
    return await git(args, repository);
  } catch (error) {
    if (error instanceof UsageError || repository.signal.aborted) throw error;
    return undefined;
  }
}

const largestOutput = 256 * 1024 * 1024;

async function git(args: readonly string[], { directory, signal }: Repository): Promise<string> {
  try {
    return (await runProgram('git', args, { cwd: directory, signal, maxBuffer: largestOutput })).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new UsageError('--changed asks git, and git could not be started. Is it installed and in the PATH?');
    throw error;
  }
}
