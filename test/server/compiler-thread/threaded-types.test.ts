import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject, type Finding } from '../../../rules/engine/api.ts';
import { startThreadedTypes, type ThreadedTypes } from '../../../server/project/compiler-thread/threaded-types.ts';
import { loadNativeApi } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes } from '../../../server/project/native-types/native-types.ts';
import { makeFolder } from '../make-folder.ts';
import { compilerThread } from './compiler-thread-entry.ts';

const files = {
  'tsconfig.json': '{ "include": ["src"] }',
  'src/shop.ts': 'export interface Store { save(): Promise<void>; all(): Promise<number>[] }\nexport interface Shop { readonly store: Store }\n',
  'src/use.ts': "import type { Shop } from './shop.js';\nexport function sell({ store }: Shop): void { store.save(); store.all(); if (store.save()) return; }\n",
  'src/signal.ts': "interface Client { load(url: string, options?: { signal?: AbortSignal }): Promise<void> }\nexport async function get(client: Client, { signal }: { signal: AbortSignal }): Promise<void> { signal.throwIfAborted(); await client.load('a'); }\n",
  'src/each.ts': 'declare const list: { forEach(run: (item: string) => void): void };\ndeclare function send(item: string): Promise<void>;\nlist.forEach(async (item) => { await send(item); });\n',
  'tests/use.test.js': "/** @param {import('../src/shop.js').Shop} shop */\nexport function sell({ store }) { store.save(); }\n",
} as const;
const names = Object.keys(files).filter((name) => !name.endsWith('.json'));

const opened: { close(): void }[] = [];

interface Started {
  readonly types: ThreadedTypes;
  readonly notes: readonly string[];
  readonly missing: () => boolean;
}

async function start(root: string, entry = compilerThread): Promise<Started> {
  const notes: string[] = [];
  let isMissing = false;
  const types = await startThreadedTypes({ entry, directory: root, files: names.map((name) => join(root, name)), note: (message) => { notes.push(message); }, missing: () => { isMissing = true; } });
  opened.push(types);
  return { types, notes, missing: () => isMissing };
}

/** A thread that runs this when it is told something. */
function threadThat(doesWhenTold: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(`import { workerData } from 'node:worker_threads';\nconst { port } = workerData;\nport.postMessage({ kind: 'ready' });\nport.on('message', () => { ${doesWhenTold} });`)}`);
}

function findAll(root: string, types: Pick<ThreadedTypes, 'oracleFor'>, before: (project: ReturnType<typeof createProject>) => void = () => undefined): readonly Finding[] {
  const project = createProject({ host: { readFile: (path) => (path.endsWith('.json') ? undefined : readText(path)) }, types: types.oracleFor });
  before(project);
  return names.flatMap((name) => {
    const { findings, problems } = project.check(join(root, name), { preset: 'all', rules: {} });
    assert.deepEqual(problems, []);
    return findings;
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

describe('types of a compiler in a thread', () => {
  afterEach(() => { for (const types of opened.splice(0)) types.close(); });

  it('lead to the findings of a compiler without one, asked ahead or not', async function () {
    this.timeout(60_000);
    const root = makeFolder(files);
    const native = await loadNativeApi();
    assert.ok(native, 'The native compiler is installed');
    const beside = createNativeTypes(native, { directory: root, files: names.map((name) => join(root, name)), note: (message) => { assert.fail(message); } });
    opened.push(beside);
    const expected = findAll(root, beside);
    assert.ok(expected.length >= 5, String(expected.length));
    for (const isAhead of [true, false]) {
      const { types, notes } = await start(root);
      const found = findAll(root, types, (project) => {
        for (const name of isAhead ? names : []) types.foresee(project.prepare(join(root, name), {})!);
        if (isAhead) types.expectInputs();
      });
      assert.deepEqual(found, expected);
      assert.equal(types.isSound(), true);
      assert.deepEqual(types.inputs(), beside.inputs());
      assert.deepEqual(notes, []);
    }
  });

  it('tell when what was foreseen is answered', async () => {
    const root = makeFolder(files);
    const { types } = await start(root);
    const path = join(root, 'src/use.ts');
    const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
    assert.equal(types.isAnswered(path), true);
    types.foresee(project.prepare(path, {})!);
    while (!types.isAnswered(path)) await types.news();
    types.forget(path);
    assert.equal(types.isAnswered(path), true);
  });

  it('tell which types look different now', async () => {
    const root = makeFolder(files);
    const { types } = await start(root);
    const path = join(root, 'src/shop.ts');
    assert.deepEqual(types.changedSurfaces(new Map([[path, 'export const other = 1;\n']])), new Set([path]));
    assert.deepEqual(types.changedSurfaces(new Map([[path, `// Here is a comment.\n${files['src/shop.ts']}`]])), new Set());
  });

  for (const [how, entry] of Object.entries({
    'fails to start': new URL('data:text/javascript,throw new Error("broken")'),
    'fails when it is asked': threadThat('throw new Error("broken")'),
    'ends when it is asked': threadThat('process.exit()'),
  })) {
    it(`are missing from where a thread ${how}, and nobody waits for them`, async function () {
      this.timeout(60_000);
      const root = makeFolder(files);
      const { types, notes } = await start(root, entry);
      const found = findAll(root, types);
      assert.ok(found.every(({ span }) => span.start >= 0));
      assert.equal(types.isSound(), false);
      assert.deepEqual([types.inputs(), types.changedSurfaces(new Map())], [undefined, undefined]);
      await types.news();
      assert.equal(notes.length, 1);
      assert.match(notes[0]!, /^The TypeScript compiler failed, so the source text alone tells what is a promise from here on: /);
    });
  }

  it('are missing where there is no compiler', async () => {
    const root = makeFolder(files);
    const { types, notes, missing } = await start(root, new URL(`data:text/javascript,${encodeURIComponent("import { workerData } from 'node:worker_threads';\nworkerData.port.postMessage({ kind: 'missing' });\nworkerData.port.close();")}`));
    findAll(root, types);
    assert.deepEqual([missing(), types.isSound(), notes], [true, false, []]);
  });
});
