import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag, getHeapCodeStatistics } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** How much more than was known must have been compiled in a run that it is worth keeping, in bytes. */
const worthKeeping = 250_000;

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
  // The tag stands for V8 and the flags it runs with. V8 itself compares but the lengths of sources.
  const path = folder === undefined ? undefined : join(folder, `${cachedDataVersionTag().toString(16)}-${hash('sha256', content, 'base64url').slice(0, 22)}.bin`);
  const cachedData = path === undefined ? undefined : readCompiled(path);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${content.toString('latin1')}\n})`, { filename, ...(cachedData && { cachedData }) });
  const known = script.cachedDataRejected === false ? compiledBytes() : 0;
  if (isMainThread && path !== undefined) {
    process.once('exit', () => {
      if (compiledBytes() > known + worthKeeping) keepCompiled(path, script.createCachedData());
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as WrappedModule)(module.exports, createRequire(filename), module, filename, dirname(filename));
}

function compiledBytes(): number {
  return getHeapCodeStatistics().bytecode_and_metadata_size;
}

/** V8 trusts what it is given, so a checksum goes before it. */
function readCompiled(path: string): Buffer | undefined {
  try {
    const content = readFileSync(path);
    const compiled = content.subarray(checksumLength);
    return content.subarray(0, checksumLength).equals(checksumOf(compiled)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

const checksumLength = 20;
const checksumOf = (compiled: Buffer): Buffer => hash('sha1', compiled, 'buffer');

function keepCompiled(path: string, compiled: Buffer): void {
  try {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true });
    const fresh = `${path}.${String(process.pid)}`;
    writeFileSync(fresh, Buffer.concat([checksumOf(compiled), compiled]));
    renameSync(fresh, path);
    const others = readdirSync(folder).map((name) => join(folder, name)).filter((other) => other !== path);
    const byAge = others.map((other) => ({ other, changed: statSync(other).mtimeMs })).sort((left, right) => right.changed - left.changed);
    for (const { other } of byAge.slice(kept - 1)) rmSync(other, { force: true });
  } catch {
    // The next run compiles for itself.
  }
}
