import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** How many runs add what they compile. After so many there is little that is new. */
const contributions = 5;

/** A run that is over sooner has come to little that the first one had not, in milliseconds. */
const shortRun = 250;

/** How many compilations are kept: of other versions of the program, or of Node.js. */
const kept = 4;

type WrappedModule = (exports: object, require: NodeJS.Require, module: { exports: object }, filename: string, dirname: string) => void;

/**
 * Runs a CommonJS file as Node.js would, with what V8 compiled of it in earlier runs, and adds to that what this run compiles. Node.js, where
 * it has such a cache, keeps only what the first run came to.
 * @param filename of a file in ASCII
 * @param folder where that is kept, if anywhere; nothing is lost if it can't be read or written
 */
export function runCompiled(filename: string, folder: string | undefined): void {
  const content = readFileSync(filename);
  // What long runs use no more is not to be compiled anew by the next one.
  setFlagsFromString('--no-flush-bytecode');
  // The tag stands for V8 and the flags it runs with. V8 itself compares but the lengths of sources.
  const path = folder === undefined ? undefined : join(folder, `${cachedDataVersionTag().toString(16)}-${hash('sha256', content, 'base64url').slice(0, 22)}.bin`);
  const compiled = path === undefined ? undefined : readCompiled(path);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${content.toString('latin1')}\n})`, { filename, ...(compiled && { cachedData: compiled.data }) });
  const runs = script.cachedDataRejected === false ? (compiled?.runs ?? 0) : 0;
  if (isMainThread && path !== undefined && runs < contributions) {
    process.once('exit', () => {
      if (runs === 0 || performance.now() > shortRun) keepCompiled(path, runs + 1, script.createCachedData());
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as WrappedModule)(module.exports, createRequire(filename), module, filename, dirname(filename));
}

interface Compiled {
  /** How many runs have contributed. */
  readonly runs: number;
  readonly data: Buffer;
}

const checksumLength = 20;
const checksumOf = (content: Buffer): Buffer => hash('sha1', content, 'buffer');

/** V8 trusts what it is given, so a checksum comes after it. It wants its data at the beginning, where memory is aligned. */
function readCompiled(path: string): Compiled | undefined {
  try {
    const file = readFileSync(path);
    const content = file.subarray(0, -checksumLength);
    return file.subarray(-checksumLength).equals(checksumOf(content)) ? { runs: content.readUInt8(content.length - 1), data: content.subarray(0, -1) } : undefined;
  } catch {
    return undefined;
  }
}

function keepCompiled(path: string, runs: number, data: Buffer): void {
  try {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true });
    const fresh = `${path}.${String(process.pid)}`;
    const content = Buffer.concat([data, Buffer.of(runs)]);
    writeFileSync(fresh, Buffer.concat([content, checksumOf(content)]));
    renameSync(fresh, path);
    const others = readdirSync(folder).map((name) => join(folder, name)).filter((other) => other !== path);
    const byAge = others.map((other) => ({ other, changed: statSync(other).mtimeMs })).sort((left, right) => right.changed - left.changed);
    for (const { other } of byAge.slice(kept - 1)) rmSync(other, { force: true });
  } catch {
    // The next run compiles for itself.
  }
}
