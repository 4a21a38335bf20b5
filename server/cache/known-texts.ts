import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { readContent } from '../project/source-host.ts';
import type { CacheFolder } from './cache-folder.ts';
import { contentHash } from './content-hash.ts';
import type { TypedSource } from './typed-sources.ts';

/** The contents of files by their hashes, compressed. */
type KnownTexts = Readonly<Record<string, string>>;

/** The contents that files had, for those that are known, by path. */
export function readKnownTexts(folder: CacheFolder, key: string, files: ReadonlyMap<string, string>): Map<string, string> {
  const known = load(folder, key);
  return new Map([...files].flatMap(([path, hash]) => {
    const text = known[hash] === undefined ? undefined : unpack(known[hash], hash);
    return text === undefined ? [] : [[path, text] as const];
  }));
}

/**
 * Keeps the contents of files.
 * @throws where the folder can't be written to.
 */
export function writeKnownTexts(folder: CacheFolder, key: string, sources: readonly TypedSource[]): void {
  const known = load(folder, key);
  const wanted = sources.flatMap(({ file: [path, , hash], isGlobal }) => (isGlobal === true || hash === null ? [] : [{ path, hash }]));
  const texts = Object.fromEntries(wanted.flatMap(({ path, hash }) => {
    const packed = known[hash] ?? pack(path, hash);
    return packed === undefined ? [] : [[hash, packed] as const];
  }));
  folder.write(keyOf(key), JSON.stringify({ key, texts }));
}

function load(folder: CacheFolder, key: string): KnownTexts {
  try {
    const read = JSON.parse(folder.read(keyOf(key)) ?? '{}') as { readonly key?: string; readonly texts?: KnownTexts };
    return read.key === key ? (read.texts ?? {}) : {};
  } catch {
    return {};
  }
}

function keyOf(key: string): string {
  return `texts ${key}`;
}

function pack(path: string, hash: string): string | undefined {
  const content = readContent(path);
  return Buffer.isBuffer(content) && contentHash(content) === hash ? deflateRawSync(content, { level: 1 }).toString('base64') : undefined;
}

function unpack(packed: string, hash: string): string | undefined {
  try {
    const content = inflateRawSync(Buffer.from(packed, 'base64'));
    return contentHash(content) === hash ? content.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}
