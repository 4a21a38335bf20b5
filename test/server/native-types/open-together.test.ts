import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadNativeApi, type API, type NativeApi, type NativeProject, type Snapshot } from '../../../server/project/native-types/native-api.ts';
import { openTogether } from '../../../server/project/native-types/open-together.ts';
import { planProjects } from '../../../server/project/native-types/plan-projects.ts';
import { makeFolder } from '../make-folder.ts';

const value = 'export const value = 1;\n';

/** Files in all kinds of projects, and in none. */
const files = {
  'tsconfig.json': '{ "files": [], "references": [{ "path": "./app" }, { "path": "./lib" }] }',
  'app/tsconfig.json': '{ "include": ["src"], "references": [{ "path": "../lib" }] }',
  'app/src/a.ts': "import '../taken.js';\nimport '../../lib/src/b.js';\nexport {};\n",
  'app/taken.ts': "import './taken-too.js';\nexport {};\n",
  'app/taken-too.ts': value,
  'app/loose.ts': value,
  'app/script.js': value,
  'lib/tsconfig.json': '{ "compilerOptions": { "composite": true, "strict": true }, "include": ["src"] }',
  'lib/src/b.ts': value,
  'lib/loose.ts': "import './src/b.js';\n",
  'plain/tsconfig.json': '{ "compilerOptions": { "allowJs": true }, "include": ["**/*"], "exclude": ["tests"] }',
  'plain/c.ts': value,
  'plain/c.js': value,
  'plain/tests/c.test.ts': "import '../c.js';\nimport './help.js';\n",
  'plain/tests/help.ts': value,
  'nested/tsconfig.json': '{ "include": ["**/*"] }',
  'nested/inner/jsconfig.json': '{ "include": ["src"] }',
  'nested/inner/src/d.js': value,
  'nested/inner/e.ts': value,
  'nested/inner/e.js': value,
  'broken/tsconfig.json': '{ "compilerOptions": { "target": "es1789" }, "include": ["*.ts"',
  'broken/f.ts': value,
  'broken/tests/f.ts': value,
} as const;

describe('files opened together', () => {
  const opened: API[] = [];
  afterEach(() => { for (const api of opened.splice(0)) api.close(); });

  async function start(root: string): Promise<{ readonly native: NativeApi; readonly api: API }> {
    const native = await loadNativeApi();
    assert.ok(native, 'The native compiler is installed');
    const api = native.start(root);
    opened.push(api);
    return { native, api };
  }

  /** Opens files in a few requests, and tells how many projects the compiler made for them. */
  async function together(root: string, paths: readonly string[]): Promise<{ readonly projects: ReadonlyMap<string, NativeProject>; readonly requests: number }> {
    const { native, api } = await start(root);
    let snapshot: Snapshot | undefined;
    let requests = 0;
    const projects = openTogether(native, api, paths, (changes) => {
      requests++;
      snapshot = snapshot === undefined ? api.createSnapshot(changes) : snapshot.update(changes);
      return snapshot;
    });
    return { projects, requests };
  }

  it('are in the projects that each would be in by itself, in programs with the same options and files', async () => {
    const root = makeFolder(files);
    const paths = Object.keys(files).filter((name) => !name.endsWith('.json')).map((name) => join(root, name));
    const { projects, requests } = await together(root, paths);
    const oneByOne = (await start(root)).api.createSnapshot({ openFiles: paths });
    assert.deepEqual([...projects.keys()], paths);
    for (const [index, { project }] of oneByOne.operation.openedFiles.entries()) {
      const path = paths[index]!;
      assert.deepEqual(describeProject(projects.get(path)!), describeProject(project), path);
    }
    assert.equal(requests, 2);
    assert.equal(new Set([...projects.values()].filter(({ configFileName }) => configFileName === undefined)).size, 1);
  });

  it('are asked about one by one only where a configuration refers to others', async () => {
    const root = makeFolder(files);
    const names = ['app/src/a.ts', 'app/taken.ts', 'app/loose.ts', 'lib/src/b.ts', 'plain/c.ts', 'plain/tests/c.test.ts', 'nested/inner/src/d.js'];
    const { listed, unclear, unlisted } = planProjects((await start(root)).api, names.map((name) => join(root, name)));
    assert.deepEqual([...listed.keys()], ['lib/src/b.ts', 'plain/c.ts', 'nested/inner/src/d.js'].map((name) => join(root, name)));
    assert.deepEqual(unclear, [join(root, 'app/src/a.ts')]);
    assert.deepEqual([...unlisted.keys()], ['app/taken.ts', 'app/loose.ts', 'plain/tests/c.test.ts'].map((name) => join(root, name)));
  });

  it('may be beside projects that refer to each other, over which the compiler fails when it is to open such a file', async () => {
    const references = '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }';
    const project = (name: string): string => `{ "compilerOptions": { "composite": true }, "include": ["${name}"] }`;
    const root = makeFolder({ 'tsconfig.json': references, 'tsconfig.app.json': project('src'), 'tsconfig.node.json': project('vite.config.ts'), 'src/a.ts': value, 'vite.config.ts': value, 'eslint.config.js': value });
    const names = ['src/a.ts', 'vite.config.ts', 'eslint.config.js'];
    const { projects } = await together(root, names.map((name) => join(root, name)));
    assert.deepEqual([...projects.values()].map(({ configFileName }) => configFileName), [join(root, 'tsconfig.app.json'), join(root, 'tsconfig.node.json'), undefined]);
  });

  it('may be where a configuration refers to one that is not there', async () => {
    const root = makeFolder({ 'tsconfig.json': '{ "files": [], "references": [{ "path": "./gone" }] }', 'a.ts': value });
    const { projects } = await together(root, [join(root, 'a.ts')]);
    assert.equal(projects.get(join(root, 'a.ts'))?.program.getSourceFile(join(root, 'a.ts'))?.text, value);
  });

  it('spoil nothing for each other where one of them is not there', async () => {
    const root = makeFolder({ 'a.ts': value, 'b.ts': value });
    const { projects } = await together(root, ['a.ts', 'gone.ts', 'b.ts'].map((name) => join(root, name)));
    assert.deepEqual(['a.ts', 'gone.ts', 'b.ts'].map((name) => projects.get(join(root, name))?.program.getSourceFile(join(root, name))?.text), [value, undefined, value]);
  });
});

function describeProject({ configFileName, program }: NativeProject): unknown {
  return { configFileName, options: program.getCompilerOptions(), files: [...program.getSourceFileNames()].sort() };
}
