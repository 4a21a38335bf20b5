import { type PythonVersion, newestPython } from '../facts/python-version.ts';
import { rememberFolders } from './folder-memory.ts';
import { forwardSlashes, parentDirectory } from './forward-slashes.ts';

/** The files that can say on which versions of Python a project runs. */
export const pythonProjectFiles: readonly string[] = ['pyproject.toml', 'setup.cfg'];

/** Finds the oldest version of Python that code has to run on, as its project says. */
export interface PythonProjects {
  /** Of the nearest project above a file that says it; the newest version where none does. */
  versionOf(path: string): PythonVersion;
  forget(): void;
}

export function createPythonProjects(readFile: (path: string) => string | undefined): PythonProjects {
  const declaredIn = (directory: string): PythonVersion | undefined =>
    oldestPyproject(readFile(`${directory}/pyproject.toml`) ?? '') ?? oldestSetup(readFile(`${directory}/setup.cfg`) ?? '');
  const folders = rememberFolders<PythonVersion>((directory, above) => declaredIn(directory) ?? above());
  return {
    versionOf: (path) => folders.of(parentDirectory(forwardSlashes(path)) ?? '') ?? newestPython,
    forget: folders.forget,
  };
}

/** `requires-python = ">=3.9"` of a project, or `python = "^3.9"` among the dependencies that Poetry keeps. */
function oldestPyproject(text: string): PythonVersion | undefined {
  const required = /^[ \t]*requires-python[ \t]*=[ \t]*["']([^"'\n]*)["']/m.exec(text)?.[1];
  const poetry = /^\[tool\.poetry\.dependencies\][^[]*?^[ \t]*python[ \t]*=[ \t]*["']([^"'\n]*)["']/m.exec(text)?.[1];
  return oldestOf(required ?? poetry ?? '');
}

function oldestSetup(text: string): PythonVersion | undefined {
  return oldestOf(/^[ \t]*python_requires[ \t]*=[ \t]*(.*)$/m.exec(text)?.[1] ?? '');
}

/** The lower bound among the conditions of a version specifier; undefined where it has none within Python 3. */
function oldestOf(specifier: string): PythonVersion | undefined {
  const bounds = specifier.split(/[,\s|]+(?=[<>=!~^\d])/).flatMap((condition) => /^(?:>=?|={2,3}|~=?|\^)?\s*v?3\.(\d+)/.exec(condition.trim())?.[1] ?? []);
  return bounds.length === 0 ? undefined : Math.min(...bounds.map(Number));
}
