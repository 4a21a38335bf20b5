import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createProject } from '../../../rules/engine/api.ts';
import { loadNativeApi, type NativeApi } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes } from '../../../server/project/native-types/native-types.ts';
import type { FileChange } from '../../../server/project/native-types/pending-changes.ts';
import { makeFolder } from '../make-folder.ts';

const shop = 'export interface Store { save(): Promise<void> }\nexport interface Shop { readonly store: Store }\n';
/** Only the compiler follows a promise out of this declaration, and only in the project with the alias. */
const use = "import type { Shop } from 'our-shop';\nexport function sell({ store }: Shop): void { store.save(); }\n";
const useInNone = use.replace('our-shop', './src/shop.js');
const script = "/** @param {import('./src/shop.js').Shop} shop */\nexport function sell({ store }) { store.save(); }\n";

const solution = '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }';
const app = '{ "compilerOptions": { "paths": { "our-shop": ["./src/shop.ts"] } }, "include": ["src"] }';
const node = '{ "compilerOptions": { "composite": true }, "include": ["vite.config.ts"] }';
const files = { 'tsconfig.app.json': app, 'tsconfig.node.json': node, 'src/shop.ts': shop, 'src/a.ts': use, 'vite.config.ts': '', 'eslint.config.js': script, 'stray.ts': useInNone };

const ends: (() => void)[] = [];

/** An editor with some files open, which counts the compilers that were started. */
async function openEditor(onDisk: Readonly<Record<string, string>>) {
  const root = makeFolder(onDisk);
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  let starts = 0;
  const start: NativeApi['start'] = (directory) => {
    starts++;
    return native.start(directory);
  };
  const open = new Map<string, string>();
  const types = createNativeTypes({ ...native, start }, { directory: root, files: [], texts: open, note: () => undefined });
  const project = createProject({ host: { readFile: () => undefined }, types: types.oracleFor });
  ends.push(() => { types.close(); });

  /** Those of the open files where a promise is found that only types tell of. */
  const found = (): string[] => [...open.keys()].filter((name) => project.check(join(root, name), { preset: 'recommended', rules: {} }).findings.length === 1);
  const tell = (changes: readonly FileChange[]): string[] => {
    for (const { path } of changes) project.invalidate(path);
    types.filesChanged(changes);
    return found();
  };
  return {
    starts: () => starts,
    /** Opens a file or edits it, and checks all that are open. */
    edit(name: string, text: string): string[] {
      open.set(name, text);
      project.setText(join(root, name), text);
      types.setText(join(root, name), text);
      return found();
    },
    close(name: string): string[] {
      open.delete(name);
      project.closeText(join(root, name));
      types.setText(join(root, name), undefined);
      return found();
    },
    change(name: string, text: string | undefined, kind: FileChange['kind']): string[] {
      if (text === undefined) rmSync(join(root, name));
      else {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), text);
      }
      return tell([{ path: join(root, name), kind }]);
    },
    rename(from: string, to: string): string[] {
      renameSync(join(root, from), join(root, to));
      return tell([{ path: join(root, from), kind: 'deleted' }, { path: join(root, to), kind: 'created' }]);
    },
  };
}

describe('configurations whose projects cannot have a file that is opened', () => {
  afterEach(() => { for (const end of ends.splice(0)) end(); });

  it('do not end the compiler: files in no project have types, beside those of projects, and all follow edits', async () => {
    const editor = await openEditor({ ...files, 'tsconfig.json': solution });
    assert.deepEqual(editor.edit('src/a.ts', use), ['src/a.ts']);
    assert.deepEqual(editor.edit('eslint.config.js', script), ['src/a.ts', 'eslint.config.js']);
    assert.deepEqual(editor.edit('stray.ts', useInNone), ['src/a.ts', 'eslint.config.js', 'stray.ts']);
    const awaited = (text: string): string => text.replace('store.save();', 'store.save().catch(console.error);');
    assert.deepEqual(editor.edit('eslint.config.js', awaited(script)), ['src/a.ts', 'stray.ts']);
    assert.deepEqual(editor.edit('src/a.ts', awaited(use)), ['stray.ts']);
    assert.deepEqual(editor.edit('eslint.config.js', `${script}//`), ['eslint.config.js', 'stray.ts']);
    assert.deepEqual(editor.edit('src/a.ts', `${use}//`), ['src/a.ts', 'eslint.config.js', 'stray.ts']);
    assert.equal(editor.starts(), 1);
  });

  it('leave files that a project imports to it, and files that are new where they belong', async () => {
    const editor = await openEditor({ ...files, 'tsconfig.json': solution, 'src/a.ts': "import '../taken.js';\n", 'taken.ts': use });
    assert.deepEqual(editor.edit('new.js', script), ['new.js']);
    assert.deepEqual(editor.edit('src/new.ts', use), ['new.js', 'src/new.ts']);
    assert.deepEqual(editor.edit('taken.ts', `${use}//`), ['new.js', 'src/new.ts', 'taken.ts']);
    assert.deepEqual(editor.change('src/new.ts', use, 'created'), ['new.js', 'src/new.ts', 'taken.ts']);
    assert.deepEqual(editor.edit('new.js', `${script}//`), ['new.js', 'src/new.ts', 'taken.ts']);
    assert.deepEqual(editor.rename('src/new.ts', 'src/newer.ts'), ['new.js', 'src/new.ts', 'taken.ts']);
    assert.deepEqual(editor.change('taken.ts', undefined, 'deleted'), ['new.js', 'src/new.ts', 'taken.ts']);
    assert.equal(editor.starts(), 1);
  });

  it('may come and go while files are open', async () => {
    const editor = await openEditor({ ...files, 'tsconfig.json': app });
    assert.deepEqual(editor.edit('src/a.ts', use), ['src/a.ts']);
    assert.deepEqual(editor.change('tsconfig.json', solution, 'changed'), ['src/a.ts']);
    assert.deepEqual(editor.edit('eslint.config.js', script), ['src/a.ts', 'eslint.config.js']);
    assert.deepEqual(editor.change('tsconfig.app.json', app.replace('"src"', '"other"'), 'changed'), ['eslint.config.js']);
    assert.deepEqual(editor.change('src/tsconfig.json', '{ "files": [] }', 'created'), ['eslint.config.js']);
    assert.deepEqual(editor.change('tsconfig.json', undefined, 'deleted'), ['eslint.config.js']);
    assert.deepEqual(editor.change('src/tsconfig.json', app.replace('./src/', './').replace('"src"', '"*"'), 'changed'), ['src/a.ts', 'eslint.config.js']);
    assert.deepEqual(editor.edit('stray.ts', useInNone), ['src/a.ts', 'eslint.config.js', 'stray.ts']);
    assert.equal(editor.starts(), 1);
  });

  it('may be gone and come again, as files may', async () => {
    const editor = await openEditor({ ...files, 'tsconfig.json': solution, 'lib/tsconfig.json': '{ "compilerOptions": { "composite": true }, "files": ["b.ts"] }', 'lib/b.ts': '' });
    const useInLib = use.replace('our-shop', '../src/shop.js');
    assert.deepEqual(editor.edit('eslint.config.js', script), ['eslint.config.js']);
    assert.deepEqual(editor.edit('lib/b.ts', useInLib), ['eslint.config.js', 'lib/b.ts']);
    assert.deepEqual(editor.change('lib/b.ts', undefined, 'deleted'), ['eslint.config.js', 'lib/b.ts']);
    assert.deepEqual(editor.edit('new.ts', useInNone), ['eslint.config.js', 'lib/b.ts', 'new.ts']);
    assert.deepEqual(editor.close('new.ts'), ['eslint.config.js', 'lib/b.ts']);
    assert.deepEqual(editor.change('tsconfig.json', undefined, 'deleted'), ['eslint.config.js', 'lib/b.ts']);
    assert.deepEqual(editor.change('tsconfig.json', solution, 'created'), ['eslint.config.js', 'lib/b.ts']);
    assert.deepEqual(editor.edit('stray.ts', useInNone), ['eslint.config.js', 'lib/b.ts', 'stray.ts']);
    assert.equal(editor.starts(), 1);
  });

  it('give way to those that come, for files that are open already', async () => {
    const editor = await openEditor({ 'src/shop.ts': shop });
    assert.deepEqual(editor.edit('src/a.ts', use), []);
    assert.deepEqual(editor.change('tsconfig.json', solution, 'created'), []);
    assert.deepEqual(editor.change('tsconfig.app.json', app, 'created'), ['src/a.ts']);
    assert.equal(editor.starts(), 1);
  });

  for (const [kind, config] of Object.entries({
    'no files at all': '{ "files": [] }',
    'a composite project': '{ "compilerOptions": { "composite": true }, "include": ["src/shop.ts"] }',
    'a reference to nothing': '{ "files": [], "references": [{ "path": "./gone" }] }',
    'references in a circle': '{ "files": [], "references": [{ "path": "." }] }',
    'a mistake': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }',
  })) {
    it(`are of all kinds: with ${kind}`, async () => {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const editor = await openEditor({ 'tsconfig.app.json': app, 'src/shop.ts': shop, [name]: config });
        assert.deepEqual(editor.edit('stray.ts', useInNone), ['stray.ts'], name);
        assert.deepEqual(editor.edit('eslint.config.js', script), ['stray.ts', 'eslint.config.js'], name);
        assert.equal(editor.starts(), 1, name);
      }
    });
  }
});
