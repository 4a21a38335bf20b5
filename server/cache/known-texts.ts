import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { readContent } from '../project/source-host.ts';
import type { CacheFolder } from './cache-folder.ts';
import { contentHash } from './content-hash.ts';

/** The contents of files by their hashes, compressed. */
type KnownTexts = Readonly<Record<string, string>>;

/** The contents that files had, for those that are known, by path. */
export function readKnownTexts(folder: CacheFolder, key: string, files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...readKnownContents(folder, key, files)].map(([path, content]) => [path, content.toString('utf8')]));
}

/** The same as bytes. */
export function readKnownContents(folder: CacheFolder, key: string, files: ReadonlyMap<string, string>): Map<string, Buffer> {
  const known = load(folder, key);
  return new Map([...files].flatMap(([path, hash]) => {
    const content = known[hash] === undefined ? undefined : unpack(known[hash], hash);
    return content === undefined ? [] : [[path, content] as const];
  }));
}

/**
 * Keeps the contents of files.
 * @throws where the folder can't be written to.
 */
export function writeKnownTexts(folder: CacheFolder, key: string, files: Iterable<readonly [path: string, hash: string | null]>): void {
  const known = load(folder, key);
  const wanted = [...new Map([...files].flatMap(([path, hash]) => (hash === null ? [] : [[hash, path] as const])))];
  if (wanted.every(([hash]) => known[hash] !== undefined)) return;
  const texts = Object.fromEntries(wanted.flatMap(([hash, path]) => {
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

function unpack(packed: string, hash: string): Buffer | undefined {
  try {
    const content = inflateRawSync(Buffer.from(packed, 'base64'));
    return contentHash(content) === hash ? content : undefined;
  } catch {
    return undefined;
  }
}
