import { dirname, join } from 'node:path';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** Finds a relative import among texts that are not on disk (yet): files open in an editor, files given by tests. */
export function resolveInMemory(texts: ReadonlyMap<string, string>, fromPath: string, specifier: string): string | undefined {
  if (texts.size === 0 || !specifier.startsWith('.')) return undefined;
  const target = join(dirname(fromPath), specifier);
  const stem = target.replace(/\.[cm]?[jt]sx?$/, '');
  const candidates = [target, ...extensions.map((extension) => stem + extension), ...extensions.map((extension) => join(target, `index${extension}`))];
  return candidates.find((candidate) => texts.has(candidate));
}
