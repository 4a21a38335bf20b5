import { isCertainModule } from 'eslint-plugin-asynclint/engine';
import { readContent } from '../project/source-host.ts';
import { importWords, mayAugment } from '../project/native-types/import-words.ts';
import type { ProgramSource } from '../project/native-types/program-sources.ts';
import { contentHash } from './content-hash.ts';
import { haveChanged, stampFiles, type StampedFile } from './file-stamps.ts';

/** A file of the compiler's programs that is no part of an installed package: what its types are made of. Plain data. */
export interface TypedSource {
  readonly file: StampedFile;
  /** Names what it imports. */
  readonly words: string;
  /** The places of what it imports in the list of sources. */
  readonly imports: readonly number[];
  /** Its imports lead somewhere that is not known. */
  readonly isOpen?: true;
  /** What it declares counts in files that do not import it. */
  readonly isGlobal?: true;
}

export function describeSources(sources: ReadonlyMap<string, ProgramSource>): TypedSource[] {
  const places = new Map([...sources.keys()].map((path, index) => [path, index]));
  return [...sources].map(([path, { imports, isOpen, isGlobal }]) => ({
    ...describeSource(path),
    imports: imports.flatMap((target) => places.get(target) ?? []),
    ...(isOpen && { isOpen }),
    ...(isGlobal && { isGlobal }),
  }));
}

function describeSource(path: string): Pick<TypedSource, 'file' | 'words'> {
  const [file = [path, null, null] as const] = stampFiles([path]);
  return { file, words: contentHash(importWords(textOf(path) ?? '')) };
}

/** What has changed in sources that are all still there. */
export interface SourceChanges {
  readonly changed: ReadonlySet<string>;
  /** The changed ones and those whose types are made of them. */
  readonly outdated: ReadonlySet<string>;
  /** Do some of them import something else? */
  readonly importsChanged: boolean;
}

/** Finds changes; undefined where something may have changed for all files. */
export function changesOf(sources: readonly TypedSource[]): SourceChanges | undefined {
  const changed = sources.filter(({ file }) => haveChanged([file]));
  if (changed.some((source) => source.isGlobal === true || !isHarmless(source.file[0]))) return undefined;
  const outdated = madeOf(changed, sources);
  if ([...outdated].some(({ isGlobal }) => isGlobal === true)) return undefined;
  return {
    changed: pathsOf(changed),
    outdated: pathsOf(outdated),
    importsChanged: changed.some(({ file: [path], words }) => contentHash(importWords(textOf(path) ?? '')) !== words),
  };
}

/** Can a file, as it is now, change nothing but itself and what imports it? */
function isHarmless(path: string): boolean {
  const text = textOf(path);
  return text !== undefined && (path.endsWith('.json') || (!mayAugment(path, text) && isCertainModule(path, text)));
}

function madeOf(changed: readonly TypedSource[], sources: readonly TypedSource[]): Set<TypedSource> {
  const importers = new Map<TypedSource, TypedSource[]>();
  for (const source of sources) {
    for (const place of source.imports) {
      const target = sources[place];
      if (target !== undefined) importers.set(target, [...(importers.get(target) ?? []), source]);
    }
  }
  const found = new Set(changed);
  if (found.size > 0) for (const source of sources) if (source.isOpen === true) found.add(source);
  for (const source of found) for (const importer of importers.get(source) ?? []) found.add(importer);
  return found;
}

/** The sources after these have changed, with what the compiler says of their imports, where they import something else. */
export function renewSources(sources: readonly TypedSource[], changed: ReadonlySet<string>, now: ReadonlyMap<string, ProgramSource> | undefined): TypedSource[] {
  const places = new Map(sources.map(({ file: [path] }, index) => [path, index]));
  return sources.map((source) => {
    const [path] = source.file;
    if (!changed.has(path)) return source;
    const found = now?.get(path);
    const renewed = { ...source, ...describeSource(path) };
    return found === undefined ? renewed : { ...renewed, imports: found.imports.flatMap((target) => places.get(target) ?? []), ...(found.isOpen && { isOpen: true as const }) };
  });
}

function pathsOf(sources: Iterable<TypedSource>): Set<string> {
  return new Set(Array.from(sources, ({ file: [path] }) => path));
}

function textOf(path: string): string | undefined {
  const content = readContent(path);
  return Buffer.isBuffer(content) ? content.toString('utf8') : undefined;
}
