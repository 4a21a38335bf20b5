import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { corpusPackages, type CorpusPackage } from '../corpus/packages.ts';
import { fetchPackage } from '../corpus/fetch-package.ts';

/** Real code to measure on: a folder, and the files of it that all tools check. */
export interface Corpus {
  readonly name: string;
  readonly folder: string;
  readonly language: 'typescript' | 'python';
  /** Absolute, sorted. */
  readonly files: readonly string[];
  readonly megabytes: number;
}

/** Outside of this repository, whose .gitignore leaves its `out` out, and of whatever else tools leave out. */
const copies = join(tmpdir(), 'asynclint-bench');

/** A pinned package, as a project of its own: its sources, and a tsconfig.json that takes them all. */
export function packageCorpus(name: string): Corpus {
  const found = corpusPackages.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no package ${name} in the corpus. There are ${corpusPackages.map((candidate) => candidate.name).join(', ')}.`);
  const folder = copyPackage(found);
  return corpusOf(`${found.name} ${found.version}`, folder, 'typescript', globSync([...found.sources], { cwd: folder, absolute: true, dot: true }));
}

/** A folder on this computer, as it is, with its projects. Measuring edits one of its files for a moment. */
export function folderCorpus(path: string): Corpus {
  const folder = resolve(path);
  const files = globSync(['**/*.{ts,tsx,mts,cts}'], { cwd: folder, absolute: true, ignore: ['**/node_modules/**', '**/{dist,build,out,coverage}/**', '**/*.d.{ts,mts,cts}', '**/.*/**'] });
  return corpusOf(basename(folder), folder, 'typescript', files);
}

/** Copies of the Python files of a folder: measuring edits one of them for a moment. */
export function pythonCorpus(path: string): Corpus {
  const source = resolve(path);
  const folder = join(copies, `python-${basename(source)}`);
  rmSync(folder, { recursive: true, force: true });
  const names = globSync(['**/*.py'], { cwd: source, ignore: ['**/{site,dist}-packages/**', '**/__pycache__/**'] });
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), readFileSync(join(source, name)));
  }
  return corpusOf(basename(source), folder, 'python', names.map((name) => join(folder, name)));
}

/** The library that comes with Python; undefined where there is no python3. */
export function pythonLibrary(): Corpus | undefined {
  const { stdout, status } = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])'], { encoding: 'utf8' });
  return status === 0 ? pythonCorpus(stdout.trim()) : undefined;
}

function corpusOf(name: string, folder: string, language: Corpus['language'], found: readonly string[]): Corpus {
  const files = [...found].sort();
  if (files.length === 0) throw new Error(`There is nothing to measure in ${folder}.`);
  return { name, folder, language, files, megabytes: files.reduce((sum, file) => sum + readFileSync(file).length, 0) / 1e6 };
}

function copyPackage(corpusPackage: CorpusPackage): string {
  const source = fetchPackage(corpusPackage);
  const target = join(copies, basename(source));
  if (existsSync(join(target, 'tsconfig.json'))) return target;
  for (const file of globSync([...corpusPackage.sources, 'package.json', '**/package.json'], { cwd: source, dot: true, ignore: ['**/node_modules/**/node_modules/**'] })) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(source, file), join(target, file));
  }
  const compilerOptions = { allowJs: true, checkJs: false, strict: true, noEmit: true, skipLibCheck: true, target: 'es2023', module: 'nodenext', moduleResolution: 'nodenext', types: [] };
  writeFileSync(join(target, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: corpusPackage.sources, exclude: [] }));
  return target;
}

/** The path of a file as tables show it. */
export function shortName(path: string, { folder }: Corpus): string {
  return relative(folder, path);
}
