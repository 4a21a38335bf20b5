import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Which files version control leaves out, seen from one directory. */
export interface IgnoreRules {
  /** Whether a direct or indirect child of the directory is ignored. Parents must have been asked first. */
  ignores(path: string, isDirectory: boolean): boolean;
  /** The rules inside a child directory: these, and those of its own .gitignore. */
  within(directory: string): IgnoreRules;
}

interface Layer {
  readonly base: string;
  readonly patterns: Ignore;
}

/** Rules that ignore nothing and read no .gitignore. */
export const noIgnoreRules: IgnoreRules = {
  ignores: () => false,
  within: () => noIgnoreRules,
};

/**
 * The rules at a directory: its .gitignore and those of its parents up to the root of the repository,
 * as far as there is one. Parents' rules are left out where they ignore the directory itself, because
 * asking for it by name is asking for its files.
 */
export function readIgnoreRules(directory: string): IgnoreRules {
  const chain = [...parentsInRepository(directory), directory];
  const [root = directory] = chain;
  let rules = rulesOf(layerOf(root, join(root, '.git', 'info', 'exclude')));
  for (const step of chain) rules = (rules.ignores(step, true) ? rulesOf([]) : rules).within(step);
  return rules;
}

/** Rules of patterns in .gitignore's syntax, relative to a directory. */
export function ignorePatternRules(directory: string, patterns: readonly string[]): IgnoreRules {
  if (patterns.length === 0) return noIgnoreRules;
  const rules: IgnoreRules = { ...rulesOf([{ base: directory, patterns: compile(patterns.join('\n')) }]), within: () => rules };
  return rules;
}

function rulesOf(layers: readonly Layer[]): IgnoreRules {
  return {
    ignores(path, isDirectory) {
      for (const { base, patterns } of layers) {
        const inside = pathInside(base, path);
        if (inside === undefined) continue;
        const { ignored, unignored } = patterns.test(isDirectory ? `${inside}/` : inside);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    within: (directory) => rulesOf([...layerOf(directory, join(directory, '.gitignore')), ...layers]),
  };
}

function layerOf(base: string, file: string): Layer[] {
  try {
    return [{ base, patterns: compile(readFileSync(file, 'utf8')) }];
  } catch {
    return []; // No such file, or not readable: git goes on without it, too.
  }
}

function compile(patterns: string): Ignore {
  return ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(patterns);
}

function pathInside(base: string, path: string): string | undefined {
  const start = base.endsWith(sep) ? base : `${base}${sep}`;
  const inside = path.startsWith(start) ? path.slice(start.length) : relative(base, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
  const slashed = sep === '/' ? inside : inside.split(sep).join('/');
  return ignore.isPathValid(slashed) ? slashed : undefined;
}

/** The directories above this one, from the repository's root down; none outside a repository. */
function parentsInRepository(directory: string): string[] {
  const parents: string[] = [];
  if (existsSync(join(directory, '.git'))) return parents;
  for (let child = directory, parent = dirname(child); parent !== child; child = parent, parent = dirname(child)) {
    parents.unshift(parent);
    if (existsSync(join(parent, '.git'))) return parents;
  }
  return [];
}
