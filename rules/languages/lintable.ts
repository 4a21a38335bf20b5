const typescriptExtensions: readonly string[] = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];
const pythonExtensions: readonly string[] = ['py', 'pyw'];

/** File name endings that Asynclint reads, without the dot. */
export const lintableExtensions: readonly string[] = [...typescriptExtensions, ...pythonExtensions];

const lintable = new RegExp(String.raw`\.(?:${lintableExtensions.join('|')})$`);
const declarations = /\.d(?:\.[\w-]+)?\.[cm]?ts$/;
const python = new RegExp(String.raw`\.(?:${pythonExtensions.join('|')})$`);

/** Is this a file that holds code to check? Declaration files hold none. */
export function isLintable(path: string): boolean {
  return lintable.test(path) && !declarations.test(path);
}

export function isPython(path: string): boolean {
  return python.test(path);
}

/** A glob pattern for the files of TypeScript and JavaScript that can be analysed. */
export const lintablePattern = `**/*.{${typescriptExtensions.join(',')}}`;

/** A glob pattern for the files of Python that can be analysed. */
export const pythonPattern = `**/*.{${pythonExtensions.join(',')}}`;

/** A glob pattern for what `@eslint/markdown` makes of code marked `python`; code marked `py` has a name like a file's. */
export const pythonFencePattern = '**/*.md/*.python';
