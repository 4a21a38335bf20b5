import { existsSync } from 'node:fs';
import { forwardSlashes, parentDirectory } from './forward-slashes.ts';

/** Finds the files that Python's imports stand for. */
export interface PythonModules {
  /** The source file of the program a module leads to, dots in front for a relative one; undefined for packages of others and whatever is not found. */
  resolve(fromPath: string, module: string): string | undefined;
  /** Forgets everything: files have appeared or gone. */
  forget(): void;
}

/** What stands at the root of a project; modules above it belong to others. */
const projectMarks = ['.git', '.hg', 'pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'asynclint.json'];
const foreign = /\/(?:site-packages|dist-packages|\.venv|venv|\.tox|\.nox|__pypackages__)\//;

/** @param isOpen whether there is a text for a path that need not be on disk. */
export function createPythonModules(isOpen: (path: string) => boolean): PythonModules {
  const present = new Map<string, boolean>();
  const roots = new Map<string, readonly string[]>();
  const found = new Map<string, string | undefined>();

  function exists(path: string): boolean {
    if (isOpen(path)) return true;
    const known = present.get(path);
    if (known !== undefined) return known;
    const exists = existsSync(path);
    present.set(path, exists);
    return exists;
  }

  /** A package wins over a module of the same name. */
  function fileOf(stem: string): string | undefined {
    return [`${stem}/__init__.py`, `${stem}.py`, `${stem}.pyw`].find(exists);
  }

  function isPackage(directory: string): boolean {
    return exists(`${directory}/__init__.py`);
  }

  function rootsOf(directory: string): readonly string[] {
    const known = roots.get(directory) ?? findRoots(directory);
    roots.set(directory, known);
    return known;
  }

  /** Where a file's absolute imports are looked for: beside its outermost package, then in the folders around it and their `src`, up to the root of the project. */
  function findRoots(directory: string): readonly string[] {
    let own = directory;
    while (isPackage(own) && parentDirectory(own) !== undefined) own = parentDirectory(own) ?? own;
    const around = ancestorsOf(own);
    const outermost = around.findLastIndex((ancestor) => projectMarks.some((mark) => exists(`${ancestor}/${mark}`)));
    const inside = around.slice(0, outermost + 1);
    return [...new Set([own, ...inside.flatMap((ancestor) => [ancestor, `${ancestor}/src`])])];
  }

  /** A folder of the file's own path that has the name of the package needs no mark: `/x/app/jobs/run.py` imports `app.settings`. */
  function namedRoots(directory: string, name: string): readonly string[] {
    return ancestorsOf(directory).filter((ancestor) => ancestor.endsWith(`/${name}`)).map((ancestor) => parentDirectory(ancestor) ?? '');
  }

  function findAbsolute(directory: string, module: string): string | undefined {
    const [first = '', ...rest] = module.split('.');
    for (const root of [...rootsOf(directory), ...namedRoots(directory, first)]) {
      const start = `${root}/${first}`;
      const file = fileOf([start, ...rest].join('/'));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  function find(directory: string, module: string): string | undefined {
    const level = /^\.*/.exec(module)?.[0].length ?? 0;
    const name = module.slice(level);
    let file: string | undefined;
    if (level === 0) file = findAbsolute(directory, name);
    else {
      let base: string | undefined = directory;
      for (let up = 1; up < level && base !== undefined; up++) base = parentDirectory(base);
      if (base !== undefined) file = name === '' ? [`${base}/__init__.py`].find(exists) : fileOf(`${base}/${name.replaceAll('.', '/')}`);
    }
    return file !== undefined && foreign.test(file) && !foreign.test(`${directory}/`) ? undefined : file;
  }

  return {
    resolve(fromPath, module) {
      const directory = parentDirectory(forwardSlashes(fromPath));
      if (directory === undefined || !/^\.*[\p{L}_]?[\p{L}\p{N}_.]*$/u.test(module) || module === '') return undefined;
      const key = `${directory}\n${module}`;
      if (found.has(key)) return found.get(key);
      const file = find(directory, module);
      found.set(key, file);
      return file;
    },
    forget() {
      present.clear();
      roots.clear();
      found.clear();
    },
  };
}

/** A folder and those it is in, innermost first. */
function ancestorsOf(directory: string): string[] {
  const found: string[] = [];
  for (let current: string | undefined = directory; current !== undefined && current !== ''; current = parentDirectory(current)) found.push(current);
  return found;
}
