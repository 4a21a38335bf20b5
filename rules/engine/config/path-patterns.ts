import picomatch from 'picomatch';

/** Does a path match one of the patterns? Paths and patterns have forward slashes and start at the same folder. */
export type PathTest = (relativePath: string) => boolean;

const remembered = new Map<string, PathTest>();

/** A test for glob patterns, in which `*` stands for hidden files as well. */
export function patternTest(patterns: readonly string[]): PathTest {
  const key = patterns.join('\n');
  const found = remembered.get(key);
  if (found !== undefined) return found;
  const test: PathTest = patterns.length === 0 ? () => false : picomatch([...patterns], { dot: true });
  remembered.set(key, test);
  return test;
}

/** Patterns that leave out files, and all that is in the folders they name. */
export function withFolders(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const bare = pattern.replace(/(?:\/\*\*)?\/?$/, '');
    return bare === '' || bare === '**' ? [pattern] : [bare, `${bare}/**`];
  });
}

/** What keeps a text from being a pattern for paths below a folder; undefined where nothing does. */
export function patternMistake(pattern: string): string | undefined {
  if (pattern.startsWith('!')) return 'a pattern can not be negated';
  if (pattern.includes('\\')) return 'patterns have forward slashes on all systems';
  if (/^(?:\/|[A-Za-z]:)/.test(pattern)) return 'patterns start at the folder of the configuration file';
  return /^\.\.?(?:\/|$)/.test(pattern) ? 'patterns start at the folder of the configuration file, without "./", and can not leave it' : undefined;
}
