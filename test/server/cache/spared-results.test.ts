import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from '../cli/run-asynclint.ts';

const shop: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }',
  'node_modules/x/index.js': '',
  'handler.ts': "import { load } from './load';\nexport async function handle() {\n  load();\n}\n",
  'load.ts': "import { read } from './read';\nimport { name } from './names';\n\nexport function load() {\n  return read(name);\n}\n",
  'read.ts': "import { readFileSync } from 'node:fs';\n\nexport function read(name: string) {\n  return readFileSync(name, 'utf8');\n}\n",
  'names.ts': "import { far } from './far';\nexport const name = 'a.txt';\nexport const other = () => far();\n",
  'far.ts': 'export const far = () => 1;\n',
  'main.py': 'import asyncio\nfrom tools import pause\n\nasync def main():\n    pause()\n\nasyncio.run(main())\n',
  'tools.py': 'import time\nimport names\n\ndef pause():\n    time.sleep(1)\n',
  'names.py': 'name = "a"\n',
};

/** Checks with the cache and without, which must come to the same, and tells how many results are reused. */
function createShop(): (changes?: Readonly<Record<string, string>>) => Promise<number> {
  const directory = makeFolder(shop);
  return async (changes = {}) => {
    for (const [path, text] of Object.entries({ ...shop, ...changes })) {
      rmSync(join(directory, path));
      writeFileSync(join(directory, path), text);
    }
    const run = (...more: string[]): ReturnType<typeof runAsynclint> =>
      runAsynclint(['check', '--preset', 'all', '--type-aware', 'off', '--format', 'json', '--timing', ...more], { directory, caching: { build: 'one', home: directory } });
    const cached = await run();
    const fresh = await run('--no-cache');
    assert.deepEqual({ code: cached.code, stdout: cached.stdout }, { code: fresh.code, stdout: fresh.stdout }, JSON.stringify(changes));
    return Number(/^(\d+) of 8 results/m.exec(cached.stderr)?.[1]);
  };
}

const text = (path: string): string => shop[path] ?? '';

describe('what is spared after a change', () => {
  it('is all that did not read the file, however near it is', async () => {
    const check = createShop();
    assert.equal(await check(), 0);
    // What the check of its importers' importers reads is not what it reads itself.
    assert.equal(await check({ 'far.ts': 'export const far = () => 2;\n' }), 6);
    assert.equal(await check(), 6);
    assert.equal(await check({ 'names.py': 'name = "b"\n' }), 7);
  });

  it('is all but the file after an edit of comments, also where its places are named', async () => {
    const check = createShop();
    await check();
    for (const [path, count] of [['names.ts', 7], ['names.py', 7], ['far.ts', 7], ['load.ts', 6], ['read.ts', 6], ['tools.py', 6]] as const) {
      const comment = path.endsWith('.py') ? '# More.' : '// More.';
      for (const changed of [`${text(path)}${comment}\n`, `${comment}\n\n${text(path)}`, text(path).replace('\n', `\n\n\n${comment}\n`)]) {
        // Messages quote what is called in the last three.
        assert.equal(await check({ [path]: changed }), count, changed);
        assert.equal(await check(), count, changed);
      }
    }
  });

  it('is not what a change of the body of a function leads to', async () => {
    const check = createShop();
    await check();
    assert.equal(await check({ 'read.ts': 'export function read(name: string) {\n  return name;\n}\n' }), 5);
    assert.equal(await check(), 5);
    assert.equal(await check({ 'tools.py': 'import names\n\ndef pause():\n    pass\n' }), 6);
    assert.equal(await check({ 'far.ts': "import { readFileSync } from 'node:fs';\nexport const far = () => readFileSync('a');\n", 'names.ts': "import { far } from './far';\nexport const name = far();\n" }) < 6, true);
    assert.equal(await check({ 'far.ts': "import { readFileSync } from 'node:fs';\nexport const far = () => readFileSync('b');\n", 'names.ts': "import { far } from './far';\nexport const name = far();\n" }) < 8, true);
  });
});
