import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openCacheFolder } from '../../../server/cache/cache-folder.ts';
import { cacheLocation, userCacheHome } from '../../../server/cache/cache-location.ts';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from '../cli/run-asynclint.ts';

const floating = 'async function save() {}\nexport async function go() {\n  save();\n}\n';
const caller = "import { go } from './a';\nexport async function start() {\n  go();\n}\n";

function project(): { readonly directory: string; readonly cache: string; readonly run: (...args: string[]) => Promise<RunResult> } {
  const directory = makeFolder({ 'package.json': '{ "name": "sample" }', 'node_modules/x/index.js': '', 'a.ts': floating, 'b.ts': caller });
  const caching = { build: 'one', home: join(directory, 'home') };
  return {
    directory,
    cache: join(directory, 'node_modules/.cache/asynclint'),
    run: (...args) => runAsynclint(['check', '--format', 'json', ...args], { directory, caching }),
  };
}

const reused = ({ stderr }: RunResult): string | undefined => /^(\d+ of \d+) results/m.exec(stderr)?.[1];

describe('the cache of results', () => {
  it('spares what has not changed, and what does not depend on what has', async () => {
    const { directory, run } = project();
    assert.equal(reused(await run('--timing')), '0 of 2');
    assert.equal(reused(await run('--timing')), '2 of 2');
    writeFileSync(join(directory, 'b.ts'), `${caller}// More.\n`);
    assert.equal(reused(await run('--timing')), '1 of 2');
    writeFileSync(join(directory, 'a.ts'), `${floating}// More.\n`);
    assert.equal(reused(await run('--timing')), '1 of 2');
    writeFileSync(join(directory, 'a.ts'), `${floating}void 0;\n`);
    assert.equal(reused(await run('--timing')), '0 of 2');
    writeFileSync(join(directory, 'c.ts'), 'export {};\n');
    assert.equal(reused(await run('--timing')), '2 of 3');
    assert.equal(reused(await run('--timing', 'b.ts')), '1 of 1');
    assert.equal(reused(await run('--timing', '--rule', 'no-floating-task=warn')), '0 of 3');
    assert.equal(reused(await run('--timing')), '3 of 3');
  });

  it('spares what only asks how many implementations there are', async () => {
    const store = (name: string, body: string): string => `import type { Store } from './store';\nexport class ${name} implements Store {\n  load() {\n    ${body}\n  }\n}\n`;
    const directory = makeFolder({
      'package.json': '{ "name": "sample", "dependencies": { "express": "5" } }',
      'node_modules/x/index.js': '',
      'store.ts': 'export interface Store { load(): void }\n',
      'handler.ts': "import type { Store } from './store';\nexport async function handle(store: Store) {\n  store.load();\n}\n",
      'first.ts': store('First', 'return 1;'),
      'second.ts': store('Second', 'return 1;'),
      'third.ts': 'interface Store { load(): void }\nexport const third: Store = { load: () => 1 };\n',
    });
    const run = (): Promise<RunResult> => runAsynclint(['check', '--preset', 'all', '--timing'], { directory, caching: { build: 'one', home: directory } });
    const reusedAfter = async (path: string, text: string): Promise<string | undefined> => {
      writeFileSync(join(directory, path), text);
      return reused(await run());
    };
    assert.equal(reused(await run()), '0 of 5');
    assert.equal(await reusedAfter('first.ts', store('First', 'return 2;')), '4 of 5');
    assert.equal(await reusedAfter('third.ts', 'interface Store { load(): void }\nexport const other: Store = {};\n'), '4 of 5');
    // What implements the type itself is checked without it.
    assert.equal(await reusedAfter('third.ts', store('Third', 'return 1;')), '2 of 5');
    assert.equal(await reusedAfter('third.ts', store('Third', 'return 3;')), '4 of 5');
  });

  it('reads files that have only been touched, and stamps them anew where there are many', async function () {
    this.timeout(30_000);
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`f${String(index)}.ts`, floating]));
    const directory = makeFolder({ 'package.json': '{}', 'node_modules/x/index.js': '', ...files });
    const caching = { build: 'one', home: directory };
    const entries = (): Map<string, string> => new Map(readdirSync(join(directory, 'node_modules/.cache/asynclint')).map((name) => [name, readFileSync(join(directory, 'node_modules/.cache/asynclint', name), 'utf8')]));
    const run = async (): Promise<string | undefined> => reused(await runAsynclint(['check', '--timing'], { directory, caching }));
    assert.equal(await run(), '0 of 120');
    await setTimeout(2100);
    assert.equal(await run(), '120 of 120');
    const stamped = entries();
    for (const text of stamped.values()) assert.doesNotMatch(text, /"stamps":\[\]/);
    assert.equal(await run(), '120 of 120');
    assert.deepEqual(entries(), stamped);
    writeFileSync(join(directory, 'f7.ts'), floating.replace('save();', 'void 0; '));
    assert.equal(await run(), '119 of 120');
  });

  it('does without whatever in its folder it has not written, or not whole', async () => {
    const { cache, run } = project();
    const expected = await run();
    // The other one has the texts of files.
    const file = readdirSync(cache).map((name) => join(cache, name)).find((path) => readFileSync(path, 'utf8').includes('"surroundings"')) ?? '';
    const whole = readFileSync(file);
    const other = Buffer.from(whole.toString().replace('"one', '"two'));
    const mutations = [Buffer.alloc(0), whole.subarray(0, whole.length >> 1), whole.subarray(0, -1), Buffer.from('{}'), Buffer.from('\n{}'), other, Buffer.from(whole.map((byte, index) => (index % 97 === 50 ? 65 : byte)))];
    for (const mutation of mutations) {
      writeFileSync(file, mutation);
      assert.deepEqual(await run(), expected);
      assert.deepEqual(readFileSync(file), whole);
    }
    rmSync(file);
    mkdirSync(file);
    assert.deepEqual(await run(), expected);
  });

  it('never makes a run fail where it can not be written', async () => {
    const { directory, run } = project();
    writeFileSync(join(directory, 'file'), '');
    const expected = await run('--no-cache');
    assert.deepEqual(await run('--cache-location', 'file/below'), expected);
    assert.match((await run('--cache-location', 'file/below', '--timing')).stderr, /^The results could not be written to the cache: /m);
    // Nothing is closed to root.
    mkdirSync(join(directory, 'closed'));
    chmodSync(join(directory, 'closed'), 0o500);
    assert.deepEqual(await run('--cache-location', 'closed'), expected);
  });

  it('serves runs side by side', async () => {
    const { cache, run } = project();
    const expected = await run('--no-cache');
    const results = await Promise.all(Array.from({ length: 6 }, () => run()));
    for (const result of results) assert.deepEqual(result, expected);
    assert.deepEqual(readdirSync(cache).filter((name) => !/^check-[\w-]{22}\.json$/.test(name)), []);
    assert.equal(reused(await run('--timing')), '2 of 2');
  });

  it('knows nothing of standard input, and nothing where it is not wanted', async () => {
    const { directory, cache } = project();
    const caching = { build: 'one', home: join(directory, 'home') };
    await runAsynclint(['check', '--stdin'], { directory, caching, input: floating });
    await runAsynclint(['check', '--no-cache'], { directory, caching });
    assert.throws(() => readdirSync(cache));
    const { code, stderr } = await runAsynclint(['check', '--no-cache', '--cache-location', 'x'], { directory, caching });
    assert.equal(code, 2);
    assert.match(stderr, /Leave out one of them/);
  });

  it('comes before accepted findings and the choice of changed files', async () => {
    const { directory, run } = project();
    await run();
    assert.equal((await run('--suppress-all')).code, 0);
    assert.equal((await run()).code, 0);
    rmSync(join(directory, 'asynclint-suppressions.json'));
    assert.equal((await run()).code, 1);
  });
});

describe('asynclint cache', () => {
  it('tells where the cache is and how large, and empties it', async () => {
    const { directory, cache, run } = project();
    await run();
    writeFileSync(join(cache, 'mine.txt'), '');
    const caching = { build: 'one', home: directory };
    const { code, stdout } = await runAsynclint(['cache', 'info'], { directory, caching });
    assert.equal(code, 0);
    assert.equal(stdout, `${cache}\n2 entries, 0.0 MB\n`);
    assert.deepEqual(await runAsynclint(['cache', 'clear'], { directory, caching }), { code: 0, stdout: '', stderr: '' });
    assert.deepEqual(readdirSync(cache), ['mine.txt']);
    const { stderr } = await runAsynclint(['cache', 'burn'], { directory, caching });
    assert.match(stderr, /it is info or clear/);
  });

  it('is with the installed packages, else with the caches of the user', () => {
    const folder = makeFolder({ 'a/package.json': '{}', 'a/node_modules/x': '', 'a/b/package.json': '{}', 'c/package.json': '{}' });
    assert.equal(cacheLocation(join(folder, 'a/b'), '/home'), join(folder, 'a/node_modules/.cache/asynclint'));
    assert.equal(cacheLocation(join(folder, 'c'), '/home'), join('/home', 'asynclint'));
    assert.equal(userCacheHome({ XDG_CACHE_HOME: '/x' }, () => '/h', 'linux'), '/x');
    assert.equal(userCacheHome({}, () => '/h', 'darwin'), join('/h', '.cache'));
    assert.equal(userCacheHome({ LOCALAPPDATA: 'C:\\x' }, () => '/h', 'win32'), 'C:\\x');
    assert.equal(userCacheHome({}, () => { throw new Error('no entry'); }, 'linux'), undefined);
  });

  it('drops what was not used for longest', () => {
    const path = join(makeFolder({}), 'cache');
    const folder = openCacheFolder(path, { entries: 3, bytes: 10_000 });
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      folder.write(key, 'x');
      for (const name of readdirSync(path)) if (statSync(join(path, name)).mtimeMs > 1e12) utimesSync(join(path, name), index, index);
    }
    assert.equal(folder.read('a'), 'x');
    folder.write('d', 'x');
    assert.deepEqual(['a', 'b', 'c', 'd'].map((key) => folder.read(key)), ['x', undefined, 'x', 'x']);
    folder.write('e', 'x'.repeat(20_000));
    assert.deepEqual(folder.sizes(), [20_000]);
  });
});
