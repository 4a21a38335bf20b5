import { isCertainModule, outerText } from 'eslint-plugin-asynclint/engine';
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
  /** It is a part of several programs. */
  readonly isShared?: true;
}

export function describeSources(sources: ReadonlyMap<string, ProgramSource>): TypedSource[] {
  const places = new Map([...sources.keys()].map((path, index) => [path, index]));
  return [...sources].map(([path, { imports, isOpen, isGlobal, isShared }]) => ({
    ...describeSource(path),
    imports: imports.flatMap((target) => places.get(target) ?? []),
    ...(isOpen && { isOpen }),
    ...(isGlobal && { isGlobal }),
    ...(isShared && { isShared }),
  }));
}

function describeSource(path: string): Pick<TypedSource, 'file' | 'words'> {
  const [file = [path, null, null] as const] = stampFiles([path]);
  return { file, words: contentHash(importWords(textOf(path) ?? '')) };
}

/** What has changed in sources that are all still there. */
export interface SourceChanges {
  /** Changed files, with the hashes of what was in them before. */
  readonly changed: ReadonlyMap<string, string>;
  /** Those of them that may look different to other files. */
  readonly visible: ReadonlyMap<string, string>;
  /** Do some of them import something else? */
  readonly importsChanged: boolean;
  /** Are some of those that may look different in several programs? */
  readonly areShared: boolean;
  /** Are there types that are made of those? */
  readonly haveDependants: boolean;
}

/** The compiler tells sooner which of so many files look different. */
const mostCompared = 30;

/** Tells the texts of files that had these hashes, where they are known. */
export type TextsBefore = (files: ReadonlyMap<string, string>) => ReadonlyMap<string, string>;

/** Finds changes; undefined where something may have changed for all files. */
export function changesOf(sources: readonly TypedSource[], textsBefore: TextsBefore): SourceChanges | undefined {
  const changed = sources.filter(({ file }) => haveChanged([file]));
  const paths = new Map(changed.map(({ file: [path, , hash] }) => [path, hash ?? '']));
  const before = changed.length === 0 || changed.length > mostCompared ? new Map<string, string>() : textsBefore(paths);
  const visible = changed.filter(({ file: [path] }) => !isHidden(path, before.get(path)));
  if (visible.some((source) => source.isGlobal === true || source.file[2] === null || !isHarmless(source.file[0]))) return undefined;
  const importsChanged = changed.some(({ file: [path], words }) => contentHash(importWords(textOf(path) ?? '')) !== words);
  return { changed: paths, importsChanged, ...visibleIn(new Map(visible.map(({ file: [path, , hash] }) => [path, hash ?? ''])), sources) };
}

/** Has nothing changed in a file that others can see? */
function isHidden(path: string, before: string | undefined): boolean {
  const now = before === undefined ? undefined : textOf(path);
  const outer = before === undefined ? undefined : outerText(path, before);
  return outer !== undefined && now !== undefined && outer === outerText(path, now);
}

function visibleIn(visible: ReadonlyMap<string, string>, sources: readonly TypedSource[]): Pick<SourceChanges, 'visible' | 'areShared' | 'haveDependants'> {
  const outdated = madeOf(new Set(visible.keys()), sources);
  return {
    visible,
    areShared: sources.some(({ file: [path], isShared }) => isShared === true && visible.has(path)),
    haveDependants: outdated === undefined || outdated.size > visible.size,
  };
}

/** Can only all programs together say what such changes come to? */
export function needAllPrograms({ importsChanged, areShared, haveDependants }: SourceChanges): boolean {
  return importsChanged || (areShared && haveDependants);
}

/** Can a file, as it is now, change nothing but itself and what imports it? */
function isHarmless(path: string): boolean {
  const text = textOf(path);
  return text !== undefined && (path.endsWith('.json') || (!mayAugment(path, text) && isCertainModule(path, text)));
}

/** The files whose types are made of these, and they themselves; undefined where that is so for all types. */
export function madeOf(changed: ReadonlySet<string>, sources: readonly TypedSource[]): ReadonlySet<string> | undefined {
  const importers = importersIn(sources);
  const found = new Set(sources.filter(({ file: [path], isOpen }) => changed.has(path) || (changed.size > 0 && isOpen === true)));
  for (const source of found) for (const importer of importers.get(source) ?? []) found.add(importer);
  return [...found].some(({ isGlobal }) => isGlobal === true) ? undefined : new Set(Array.from(found, ({ file: [path] }) => path));
}

function importersIn(sources: readonly TypedSource[]): Map<TypedSource, TypedSource[]> {
  const importers = new Map<TypedSource, TypedSource[]>();
  for (const source of sources) {
    for (const place of source.imports) {
      const target = sources[place];
      const known = target === undefined ? undefined : importers.get(target);
      if (known !== undefined) known.push(source);
      else if (target !== undefined) importers.set(target, [source]);
    }
  }
  return importers;
}

/** The sources after these have changed, with what the compiler says of their imports, where they import something else. */
export function renewSources(sources: readonly TypedSource[], changed: ReadonlyMap<string, string>, now: ReadonlyMap<string, ProgramSource> | undefined): TypedSource[] {
  const places = new Map(sources.map(({ file: [path] }, index) => [path, index]));
  return sources.map((source) => {
    const [path] = source.file;
    if (!changed.has(path)) return source;
    const found = now?.get(path);
    const renewed = { ...source, ...describeSource(path) };
    return found === undefined ? renewed : { ...renewed, imports: found.imports.flatMap((target) => places.get(target) ?? []), ...(found.isOpen && { isOpen: true as const }) };
  });
}

function textOf(path: string): string | undefined {
  const content = readContent(path);
  return Buffer.isBuffer(content) ? content.toString('utf8') : undefined;
}
