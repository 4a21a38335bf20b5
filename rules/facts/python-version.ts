/** A version of Python 3 as its number after the point, so that versions compare: 12 for Python 3.12. */
export type PythonVersion = number;

/** How a version of Python 3 is written. */
export type PythonVersionText = `3.${number}`;

/** `context.pythonVersion < pythonVersion('3.12')`: must the code also run on Python before 3.12? */
export function pythonVersion(text: PythonVersionText): PythonVersion {
  return Number(text.slice('3.'.length));
}

export function pythonVersionText(version: PythonVersion): PythonVersionText {
  return `3.${String(version)}` as PythonVersionText;
}

/** The version that is taken where nothing says which one the code runs on. */
export const newestPython: PythonVersion = pythonVersion('3.14');
