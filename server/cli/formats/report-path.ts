import { isAbsolute, relative, sep } from 'node:path';

/** A path as reports for machines hold it: from the directory, with forward slashes. Outside of the directory it stays absolute. */
export function reportPath(path: string, directory: string): string {
  const inside = relative(directory, path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (isOutside ? path : inside).split(sep).join('/');
}
