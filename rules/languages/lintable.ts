/** File name endings that Asynclint reads, without the dot. */
export const lintableExtensions: readonly string[] = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];

const lintable = new RegExp(String.raw`\.(?:${lintableExtensions.join('|')})$`);
const declarations = /\.d(?:\.[\w-]+)?\.[cm]?ts$/;

/** Is this a file that holds code to check? Declaration files hold none. */
export function isLintable(path: string): boolean {
  return lintable.test(path) && !declarations.test(path);
}

/** A glob pattern for the files that can be analysed. */
export const lintablePattern = `**/*.{${lintableExtensions.join(',')}}`;
