import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import type { CorpusPackage } from './packages.ts';

/** Not below `node_modules` or a folder whose name starts with a dot: both say something about the code in them. */
const cache = fileURLToPath(new URL('../../out/corpus', import.meta.url));

/** Downloads a package once and gives the folder it is unpacked in. Nothing of it is installed or run. */
export function fetchPackage({ name, version }: Pick<CorpusPackage, 'name' | 'version'>): string {
  const folder = join(cache, `${name.replace('/', '__')}-${version}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', partial], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [archive] = globSync('*.tgz', { cwd: partial });
  if (archive === undefined) throw new Error(`npm pack gave no archive for ${name}@${version}.`);
  execFileSync('tar', ['-xzf', join(partial, archive), '-C', partial, '--strip-components=1']);
  rmSync(join(partial, archive));
  renameSync(partial, folder);
  return folder;
}

/** The files of a package that are checked: absolute paths, sorted. */
export function sourceFiles(corpusPackage: CorpusPackage): string[] {
  return globSync([...corpusPackage.sources], { cwd: fetchPackage(corpusPackage), absolute: true, dot: true }).sort();
}
