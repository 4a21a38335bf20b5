import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { claimFiles } from '../../../../server/cli/side-checks/claim-files.ts';
import { countThreads } from '../../../../server/cli/side-checks/side-checks.ts';
import { makeFolder } from '../../make-folder.ts';
import { runAsynclint, type RunOptions, type RunResult } from '../run-asynclint.ts';

/** What the threads run in tests: the sources, which a thread has to be told how to load. */
const sideThread = new URL('./side-thread-entry.mjs', import.meta.url);

/** Files whose findings depend on each other, all around in a circle, and on who implements an interface. */
function circle(count: number): Record<string, string> {
  const files = Array.from({ length: count }, (_, index): [string, string] => [
    `src/f${String(index)}.ts`,
    `import { step as next } from './f${String((index + 1) % count)}.js';
import type { Store } from './store.js';
${index === 7 ? "import { readFileSync } from 'node:fs';" : ''}
export function step(store: Store) { ${index === 7 ? "readFileSync('x');" : 'return next(store);'} }
export async function go${String(index)}(store: Store) { store.save(); await fetch('/x'); step(store); }
export async function late() {}
late();
`,
  ]);
  const store = "export interface Store { save(): void }\n";
  const disk = "import { writeFileSync } from 'node:fs';\nimport type { Store } from './store.js';\nexport class Disk implements Store { save() { writeFileSync('x', ''); } }\n";
  return { ...Object.fromEntries(files), 'src/store.ts': store, 'src/disk.ts': disk, 'package.json': '{ "name": "circle", "main": "src/f0.ts", "dependencies": { "express": "4" } }', 'asynclint.json': '{ "overrides": [{ "files": ["src/**"], "role": "server" }] }' };
}

const check = (directory: string, threads: string, options: Partial<RunOptions> = {}, ...more: string[]): Promise<RunResult> =>
  runAsynclint(['check', '--format', 'json', '--threads', threads, ...more], { directory, threadEntry: sideThread, ...options });

describe('files that several threads check', () => {
  it('are each checked by one, whoever is first', () => {
    const files = Array.from({ length: 10 }, (_, index) => String(index));
    const taken = new Int32Array(new SharedArrayBuffer(4 * files.length));
    const claims = [0, 1, 2].map((index) => claimFiles(files, taken, { index, count: 3 }));
    const order = [2, 2, 0, 1, 2, 2, 1, 1, 2, 2, 0].flatMap((index) => claims[index]?.next().value ?? []);
    assert.deepEqual(order, ['6', '7', '0', '3', '8', '9', '4', '5', '2', '1']);
    assert.ok(claims.every((claim) => claim.next().done));
  });

  it('are shared where there are many, or as many threads as was said', () => {
    assert.equal(countThreads(20, undefined), 1);
    assert.equal(countThreads(20, '3'), 3);
    assert.equal(countThreads(2, '4'), 2);
    assert.equal(countThreads(5000, '1'), 1);
  });

  it('have the findings they have in one thread', async () => {
    const directory = makeFolder(circle(30));
    const alone = await check(directory, '1');
    assert.ok(alone.stdout.split('asynclint/no-blocking-call"').length > 30, alone.stdout.slice(0, 500));
    assert.deepEqual(await check(directory, '3'), alone);
  }).timeout(60_000);

  it('are remembered, and outdated, as if one thread had checked them', async () => {
    const directory = makeFolder(circle(12));
    const caching = { build: 'test', home: join(directory, '..', 'home') };
    const both = async (): Promise<RunResult> => {
      const cached = await check(directory, '2', { caching });
      assert.deepEqual(cached, await check(directory, '1', {}, '--no-cache'));
      return cached;
    };
    const first = await both();
    assert.deepEqual(await both(), first);
    writeFileSync(join(directory, 'src/disk.ts'), "import type { Store } from './store.js';\nexport class Disk implements Store { save() {} }\n");
    assert.notDeepEqual(await both(), first);
    rmSync(join(directory, 'src/disk.ts'));
    await both();
    writeFileSync(join(directory, 'src/f7.ts'), 'export function step() {}\n');
    assert.equal((await both()).stdout.includes('no-blocking-call'), false);
  }).timeout(60_000);

  it('are checked by the others where a thread fails', async () => {
    const directory = makeFolder(circle(8));
    const broken = new URL('data:text/javascript,throw new Error("broken")');
    assert.deepEqual(await check(directory, '3', { threadEntry: broken }), await check(directory, '1'));
  });

  it('are left when the user wants the run to end', async () => {
    const directory = makeFolder(circle(8));
    const interruption = new AbortController();
    const run = check(directory, '3', { signal: interruption.signal });
    interruption.abort();
    assert.equal((await run).code, 130);
  });
});
