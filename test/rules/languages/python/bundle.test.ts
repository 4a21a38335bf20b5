import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../../../..');
const folders = ['rules/languages/python/vendor', 'rules/dist/languages/python/vendor'];
const manifest = createRequire(import.meta.url).resolve('@zzzen/pyright-internal/package.json');

/** Changes with the version of pyright, of esbuild, and with what `scripts/bundle-python-parser.mjs` and `python-parser-shortcuts.mjs` do: have a look, then write the new one here. */
const expected = 'ec004a5f59894c0008300f24219d11c4876f2a8b48e7321fc885f518c369bbdd';

const readText = (...parts: readonly string[]): string => readFileSync(join(repository, ...parts), 'utf8');

describe('the bundled parser of Python', () => {
  it('is what we looked at when we took it', () => {
    assert.equal(createHash('sha256').update(readText('rules/languages/python/vendor/pyright-parser.cjs')).digest('hex'), expected);
  });

  it('names the version it was made of, which is the one that is installed', () => {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
    assert.ok(readText('rules/languages/python/vendor/pyright-parser.cjs').includes(`@zzzen/pyright-internal ${version};`));
  });

  it('has its licence beside it, wherever it goes', () => {
    const licence = readFileSync(join(dirname(manifest), 'LICENSE'), 'utf8');
    assert.match(licence, /MIT License/);
    for (const folder of folders.filter((path) => existsSync(join(repository, path, 'pyright-parser.cjs')))) {
      assert.equal(readText(folder, 'pyright-licence.txt'), licence, folder);
    }
    assert.equal(readText('server/dist/licences/pyright.txt'), licence);
  });

  it('needs nothing that is not in it', () => {
    assert.doesNotMatch(readText('rules/languages/python/vendor/pyright-parser.cjs'), /\brequire\(["'](?!node:)/);
    const { dependencies } = JSON.parse(readText('rules/package.json')) as { readonly dependencies: object };
    assert.deepEqual(Object.keys(dependencies).filter((name) => name.includes('pyright')), []);
  });
});
