import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../../../rules/engine/api.ts';
import { loadNativeApi, type API, type NativeApi } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes, type NativeTypes } from '../../../server/project/native-types/native-types.ts';
import { makeFolder } from '../make-folder.ts';

/** Only the compiler follows a promise out of a declaration like this one. */
const declaration = 'export interface Store { save(): Promise<void> }\nexport interface Shop { readonly store: Store }\n';
const use = "import type { Shop } from './shop.js';\nexport function sell({ store }: Shop): void { store.save(); }\n";

const opened: NativeTypes[] = [];

describe('projects of the native compiler', () => {
  afterEach(() => {
    for (const types of opened.splice(0)) types.close();
  });

  it('takes the nearest tsconfig.json of each file', async () => {
    const run = await check({ 'a/tsconfig.json': '{}', 'a/shop.ts': declaration, 'a/use.ts': use, 'b/tsconfig.json': '{}', 'b/shop.ts': declaration, 'b/use.ts': use });
    assert.deepEqual(run, { found: ['a/use.ts', 'b/use.ts'], notes: [] });
  });

  it('follows a solution to the referenced project that has the file', async () => {
    const run = await check({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.test.json" }] }',
      'tsconfig.app.json': '{ "compilerOptions": { "composite": true, "paths": { "store": ["./src/shop.ts"] } }, "include": ["src"] }',
      'tsconfig.test.json': '{ "compilerOptions": { "composite": true }, "include": ["test"], "references": [{ "path": "./tsconfig.app.json" }] }',
      'src/shop.ts': declaration,
      'src/use.ts': use.replace('./shop.js', 'store'),
      'test/use.ts': use.replace('./shop.js', '../src/shop.js'),
    });
    assert.deepEqual(run, { found: ['src/use.ts', 'test/use.ts'], notes: [] });
  });

  it('gives JavaScript types, with jsconfig.json, without checkJs, and in no project', async () => {
    const script = `/** @param {import('./shop.js').Shop} shop */\nexport function sell({ store }) { store.save(); }\n`;
    const run = await check({
      'js/jsconfig.json': '{}',
      'js/shop.ts': declaration,
      'js/use.js': script,
      'ts/tsconfig.json': '{ "compilerOptions": { "strict": true } }',
      'ts/shop.ts': declaration,
      'ts/use.js': script,
      'loose/shop.ts': declaration,
      'loose/use.mjs': script,
    });
    assert.deepEqual(run, { found: ['js/use.js', 'loose/use.mjs', 'ts/use.js'], notes: [] });
  });

  it('goes on with a broken tsconfig.json, and says so once', async () => {
    const { found, notes } = await check({ 'tsconfig.json': '{ "compilerOptions": { "target": "es1789" } }', 'shop.ts': declaration, 'use.ts': use });
    assert.deepEqual(found, ['use.ts']);
    assert.equal(notes.length, 1);
    assert.match(notes[0]!, /tsconfig\.json has a mistake, so types may be missing: .*target/);
  });

  it('says where dependencies are not installed', async () => {
    const { found, notes } = await check({
      'package.json': '{ "dependencies": { "left-pad": "1" } }',
      'tsconfig.json': '{}',
      'shop.ts': declaration,
      'use.ts': `import pad from 'left-pad';\n${use}pad('x').then(() => 1);\n`,
    });
    assert.deepEqual(found, ['use.ts', 'use.ts']);
    assert.match(notes.join('\n'), /^The dependencies of .*tsconfig\.json are not installed, so the types of packages are unknown\.$/);
  });

  it('says the same of many projects once', async () => {
    const packages = Array.from({ length: 5 }, (_, index) => [
      [`${String(index)}/tsconfig.json`, '{ "extends": "@acme/config" }'],
      [`${String(index)}/shop.ts`, declaration],
      [`${String(index)}/use.ts`, use],
    ]);
    const { found, notes } = await check({ 'package.json': '{ "dependencies": { "left-pad": "1" } }', ...(Object.fromEntries(packages.flat()) as Record<string, string>) });
    assert.equal(found.length, 5);
    assert.equal(notes.length, 2);
    assert.match(notes[0]!, /^\S*0.tsconfig\.json, \S*1.tsconfig\.json and 3 others have a mistake, so types may be missing: .*@acme/);
    assert.match(notes[1]!, /^The dependencies of \S*0.tsconfig\.json, \S*1.tsconfig\.json and 3 others are not installed/);
  });

  it('sees text that is not on the disk, and files that are not there', async () => {
    const root = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': declaration, 'use.ts': '' });
    const { types } = await start(root, ['use.ts']);
    const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
    for (const name of ['use.ts', 'new.ts']) {
      project.setText(join(root, name), `const 𝒜 = 'ü';\n${use}`);
      assert.equal(floating(project, join(root, name)), 1, name);
    }
  });

  it('reads files with a byte order mark', async () => {
    assert.deepEqual(await check({ 'tsconfig.json': '{}', 'shop.ts': declaration, 'use.ts': `\uFEFF${use}` }), { found: ['use.ts'], notes: [] });
  });

  it('starts once more when the compiler dies, then goes on without types', async () => {
    const root = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': declaration, 'use.ts': use, 'plain.ts': 'async function f() { await 1; }\nf();\n' });
    const { types, notes, kill } = await start(root, ['shop.ts', 'use.ts', 'plain.ts']);
    const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
    kill();
    assert.equal(floating(project, join(root, 'use.ts')), 1);
    assert.deepEqual(notes, []);
    kill();
    assert.equal(floating(project, join(root, 'use.ts')), 0);
    assert.equal(floating(project, join(root, 'plain.ts')), 1);
    assert.equal(notes.length, 1);
    assert.match(notes[0]!, /^The TypeScript compiler failed, so the source text alone tells what is a promise from here on: /);
  });

  it('goes on without types where the compiler does not start', async () => {
    const root = makeFolder({ 'tsconfig.json': '{}', 'use.ts': use });
    const { types, notes } = await start(root, ['use.ts'], (native) => ({ ...native, start: failToStart }));
    const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
    assert.equal(floating(project, join(root, 'use.ts')), 0);
    assert.deepEqual(notes, ['The TypeScript compiler failed, so the source text alone tells what is a promise: Unable to resolve it']);
  });
});

/** The files with floating promises, once for each, and what was noted. */
async function check(files: Readonly<Record<string, string>>): Promise<{ readonly found: string[]; readonly notes: readonly string[] }> {
  const root = makeFolder(files);
  const names = Object.keys(files).filter((name) => !name.endsWith('.json')).sort();
  const { types, notes } = await start(root, names);
  const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
  return { found: names.flatMap((name) => Array<string>(floating(project, join(root, name))).fill(name)), notes };
}

function floating(project: ReturnType<typeof createProject>, path: string): number {
  const { findings, problems } = project.check(path, { preset: 'recommended', rules: {} });
  assert.deepEqual(problems, []);
  return findings.filter(({ ruleId }) => ruleId === 'no-floating-task').length;
}

interface Started {
  readonly types: NativeTypes;
  readonly notes: readonly string[];
  /** Kills the process that runs now. */
  readonly kill: () => void;
}

async function start(root: string, names: readonly string[], change = (native: NativeApi): NativeApi => native): Promise<Started> {
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  const notes: string[] = [];
  const apis: API[] = [];
  const watched: NativeApi = {
    ...native,
    start(directory) {
      const api = native.start(directory);
      apis.push(api);
      return api;
    },
  };
  const types = createNativeTypes(change(watched), {
    directory: root,
    files: names.map((name) => join(root, name)),
    note: (message) => { notes.push(message); },
  });
  opened.push(types);
  return { types, notes, kill: () => { apis.at(-1)?.close(); } };
}

function failToStart(): never {
  throw new Error('Unable to resolve it\nand more');
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
