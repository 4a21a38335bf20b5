import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { makeFolder } from './make-folder.ts';

/** Many functions, and a run that is not short. */
function program(word: string): string {
  const functions = Array.from({ length: 1500 }, (_, index) => `function f${String(index)}(a, b) { const c = [a, b, ${String(index)}]; return c.map((d) => d + 1).filter((d) => d !== a).reduce((d, e) => d + e, b); }\n`);
  const calls = functions.map((_, index) => `sum += f${String(index)}(1, 2);`).join('\n');
  return `${functions.join('')}let sum = 0;\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);\n${calls}\nconst { basename } = require('node:path');\nconsole.log(basename(__filename), basename(__dirname) !== '', require('./other.cjs'), typeof module.exports, sum, '${word}');\n`;
}

const expected = (word: string): string => `program.cjs true other object 1136249 ${word}\n`;

/** A folder with a program, and what running it prints and keeps. */
class Place {
  readonly directory = makeFolder({
    'program.cjs': program('one'),
    'other.cjs': 'module.exports = "other";\n',
    'run.mjs': `import { runCompiled } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../server/run-compiled.ts')).href)};\nrunCompiled(process.argv[2], process.argv[3]);\n`,
  });

  readonly kept = join(this.directory, 'kept');

  run(folder = this.kept): string {
    return execFileSync(process.execPath, ['--import', 'tsx', join(this.directory, 'run.mjs'), join(this.directory, 'program.cjs'), folder], { encoding: 'utf8' });
  }

  names(): string[] {
    return readdirSync(this.kept).sort();
  }
}

describe('a program that is kept compiled', () => {
  it('runs as it would otherwise, and is compiled in the first runs only', () => {
    const place = new Place();
    assert.equal(place.run(), expected('one'));
    const [name = '', ...others] = place.names();
    assert.deepEqual(others, []);
    const kept = (): string => readFileSync(join(place.kept, name), 'base64');
    const first = kept();
    assert.ok(first.length > 400_000, String(first.length));
    for (let run = 2; run <= 5; run++) assert.equal(place.run(), expected('one'));
    assert.notEqual(kept(), first);
    const last = statSync(join(place.kept, name));
    assert.equal(place.run(), expected('one'));
    assert.deepEqual(place.names(), [name]);
    assert.equal(statSync(join(place.kept, name)).ino, last.ino);
  }).timeout(60_000);

  it('is never another one of the same length', () => {
    const place = new Place();
    place.run();
    writeFileSync(join(place.directory, 'program.cjs'), program('two'));
    assert.equal(place.run(), expected('two'));
    assert.equal(place.names().length, 2);
  });

  it('survives that what was kept is damaged', () => {
    const place = new Place();
    place.run();
    const path = join(place.kept, place.names()[0] ?? '');
    const whole = readFileSync(path);
    for (const damaged of [whole.subarray(0, 1000), Buffer.concat([whole.subarray(0, 5000), Buffer.from('damaged'), whole.subarray(5007)]), Buffer.alloc(0)]) {
      writeFileSync(path, damaged);
      assert.equal(place.run(), expected('one'));
      assert.ok(readFileSync(path).length > 300_000);
    }
  }).timeout(60_000);

  it('runs where nothing can be kept', () => {
    const place = new Place();
    assert.equal(place.run(join(place.directory, 'other.cjs')), expected('one'));
  });

  it('does not fill the disk', () => {
    const place = new Place();
    for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) {
      writeFileSync(join(place.directory, 'program.cjs'), program(word));
      assert.equal(place.run(), expected(word));
    }
    assert.equal(place.names().length, 4);
  }).timeout(60_000);
});
