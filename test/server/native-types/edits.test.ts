import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FileModel } from '../../../rules/engine/api.ts';
import { createProject } from '../../../rules/engine/api.ts';
import { loadNativeApi, type API, type NativeApi, type Snapshot } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes } from '../../../server/project/native-types/native-types.ts';
import { makeFolder } from '../make-folder.ts';

const declaration = 'export interface Store { save(): Promise<void> }\nexport interface Shop { readonly store: Store }\n';
const use = "import type { Shop } from './shop.js';\nexport function sell({ store }: Shop): void { store.save(); }\n";

/** The native compiler, with a count of the snapshots that are not disposed of. */
async function countSnapshots(): Promise<{ readonly native: NativeApi; readonly alive: () => number; readonly made: () => number }> {
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  const snapshots: Snapshot[] = [];
  const watch = (snapshot: Snapshot): Snapshot => {
    snapshots.push(snapshot);
    const update = snapshot.update.bind(snapshot) as (changes: object) => Snapshot;
    return Object.defineProperty<Snapshot>(snapshot, 'update', { value: (changes: object) => watch(update(changes)) });
  };
  const start: NativeApi['start'] = (directory) => {
    const api = native.start(directory);
    const create = api.createSnapshot.bind(api) as (changes: object) => Snapshot;
    return Object.defineProperty<API>(api, 'createSnapshot', { value: (changes: object) => watch(create(changes)) });
  };
  return { native: { ...native, start }, alive: () => snapshots.filter((snapshot) => !snapshot.isDisposed()).length, made: () => snapshots.length };
}

describe('edits with the native compiler', () => {
  it('keep one snapshot alive, however many there are', async () => {
    const root = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': declaration, 'use.ts': use });
    const path = join(root, 'use.ts');
    const { native, alive, made } = await countSnapshots();
    const types = createNativeTypes(native, { directory: root, files: [path], texts: new Map([[path, use]]), note: (message) => { assert.fail(message); } });
    const project = createProject({ host: { readFile: () => undefined }, types: types.oracleFor });
    for (let edit = 0; edit < 300; edit++) {
      const text = `${use}export const n${String(edit)} = ${String(edit)};\n`;
      types.setText(path, text);
      project.setText(path, text);
      const { findings } = project.check(path, { preset: 'recommended', rules: {} });
      assert.deepEqual(findings.map(({ ruleId }) => ruleId), ['no-floating-task']);
    }
    assert.ok(made() >= 300);
    assert.equal(alive(), 1);
    types.close();
  });

  it('are seen where nobody waits no more, by the next who asks', async () => {
    const root = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': declaration, 'use.ts': use });
    const path = join(root, 'use.ts');
    const { native } = await countSnapshots();
    let cancelled = true;
    const types = createNativeTypes(native, { directory: root, files: [path], texts: new Map(), isCancelled: () => cancelled, note: (message) => { assert.fail(message); } });
    const sources: string[] = [];
    const project = createProject({
      host: { readFile: (file) => (file === path ? use : undefined) },
      types(file: FileModel, inference) {
        const oracle = types.oracleFor(file, inference);
        sources.push(oracle.source);
        return oracle;
      },
    });
    for (const is of [true, false]) {
      cancelled = is;
      project.check(path, { preset: 'recommended', rules: {} });
    }
    assert.deepEqual(sources, ['inference', 'types']);
    types.close();
  });

  it('of files with JSX leave the options of their project as they are, but for the runtime', async () => {
    const root = makeFolder({
      'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "strict": true, "paths": { "our-shop": ["./shop.ts"] } } }',
      'preact/tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "preact" } }',
      'shop.ts': declaration,
      'use.tsx': '',
      'preact/use.tsx': '',
    });
    const { native } = await countSnapshots();
    const seen: unknown[] = [];
    for (const name of ['use.tsx', 'preact/use.tsx']) {
      const path = join(root, name);
      const text = use.replace('./shop.js', name.includes('/') ? '../shop.js' : 'our-shop');
      const start: NativeApi['start'] = (directory) => {
        const api = native.start(directory);
        const create = api.createSnapshot.bind(api) as (changes: object) => Snapshot;
        return Object.defineProperty<API>(api, 'createSnapshot', {
          value: (changes: object) => {
            const snapshot = create(changes);
            const { jsx, strict = false } = snapshot.getProjects()[0]?.program.getCompilerOptions() ?? {};
            seen.push([jsx, strict]);
            return snapshot;
          },
        });
      };
      const types = createNativeTypes({ ...native, start }, { directory: root, files: [path], texts: new Map([[path, text]]), note: (message) => { assert.fail(message); } });
      const project = createProject({ host: { readFile: () => undefined }, types: types.oracleFor });
      project.setText(path, text);
      assert.equal(project.check(path, { preset: 'recommended', rules: {} }).findings.length, 1, name);
      types.close();
    }
    assert.deepEqual(seen, [[native.JsxEmit.Preserve, true], [native.JsxEmit.ReactJSX, false]]);
  });
});
