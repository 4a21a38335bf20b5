import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject, type FileModel } from '../../../rules/engine/api.ts';
import { askedFile } from '../../../server/project/native-types/asked-file.ts';
import { interposeRequests } from '../../../server/project/native-types/interposed-requests.ts';
import { loadNativeApi, type API } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes, type NativeTypes, type NativeTypesOptions } from '../../../server/project/native-types/native-types.ts';
import { makeFolder } from '../make-folder.ts';

const files = {
  'tsconfig.json': '{ "include": ["src"] }',
  'src/shop.ts': 'export interface Shop { save(): Promise<void>; all(): Promise<number>[]; close(): void }\n',
  'src/first.ts': "import type { Shop } from './shop.js';\nexport function sell(shop: Shop): void { shop.save(); shop.close(); }\n",
  'src/second.ts': "import type { Shop } from './shop.js';\nexport function count(shop: Shop): void { shop.all(); if (shop.save()) return; }\n",
  'loose.ts': 'declare function load(): Promise<void>;\nload();\nexport {};\n',
} as const;
const names = ['src/first.ts', 'src/second.ts', 'loose.ts'];

describe('files asked about together', () => {
  const opened: NativeTypes[] = [];
  afterEach(() => { for (const types of opened.splice(0)) types.close(); });

  interface Started {
    readonly types: NativeTypes;
    readonly trips: () => number;
    readonly kill: () => void;
  }

  async function start(root: string, options: Partial<NativeTypesOptions> = {}): Promise<Started> {
    const native = await loadNativeApi();
    assert.ok(native, 'The native compiler is installed');
    let api: API | undefined;
    let trips = 0;
    const types = createNativeTypes({ ...native, start: (directory) => {
      api = native.start(directory);
      interposeRequests(api, () => { trips++; });
      return api;
    } }, { directory: root, files: names.map((name) => join(root, name)), note: (message) => { assert.fail(message); }, ...options });
    opened.push(types);
    return { types, trips: () => trips, kill: () => api?.close() };
  }

  /** What is foreseen about files, asked together, in the order in which they were told. */
  function together(types: NativeTypes, models: readonly FileModel[]): Map<string, unknown> {
    const asked = new Map(models.map((model) => [types.answersAbout(askedFile(model)), model.path]));
    const told: [string, unknown][] = [];
    types.foresee([...asked.keys()], (file) => { told.push([asked.get(file)!, file.about((native) => native.answers())]); });
    assert.equal(told.length, models.length, 'Each is told once');
    return new Map(told.sort());
  }

  function oneByOne(types: NativeTypes, models: readonly FileModel[]): Map<string, unknown> {
    return new Map(models.map((model): [string, unknown] => [model.path, types.answersAbout(askedFile(model)).about((native) => native.answers())]).sort());
  }

  it('get the answers that each gets by itself, in fewer round trips', async () => {
    const root = makeFolder(files);
    const models = readModels(root);
    const [first, second] = [await start(root), await start(root)];
    const answers = together(first.types, models);
    assert.deepEqual(answers, oneByOne(second.types, models));
    assert.ok([...answers.values()].every((found) => found !== undefined));
    assert.ok(first.trips() < second.trips(), `${String(first.trips())} round trips, and ${String(second.trips())} one by one`);
  });

  it('get them though one of them is not there', async () => {
    const root = makeFolder(files);
    const gone = { ...readModels(root)[0]!, path: join(root, 'nowhere/gone.ts') };
    const { types } = await start(root, { note: () => undefined });
    const answers = together(types, [gone, ...readModels(root)]);
    assert.deepEqual(names.map((name) => answers.get(join(root, name)) !== undefined), [true, true, true]);
  });

  it('get them from the next compiler where one dies', async () => {
    const root = makeFolder(files);
    const { types, kill } = await start(root);
    kill();
    const answers = together(types, readModels(root));
    assert.ok([...answers.values()].every((found) => found !== undefined));
  });

  it('wait for what is asked between two round trips', async () => {
    const root = makeFolder(files);
    const [urgent, ...others] = readModels(root);
    let ask = (): void => undefined;
    const { types } = await start(root, { onRoundTrip: () => { ask(); } });
    const about = types.answersAbout(askedFile(urgent!)).about;
    const found: unknown[] = [];
    ask = () => { found.push(about((native) => native.answers().types.size > 0)); };
    assert.ok([...together(types, others).values()].every((answer) => answer !== undefined));
    assert.ok(found.length > 1, 'There are several round trips');
    assert.ok(found.every((answer) => answer === true));
  });
});

describe('requests between which something else is asked', () => {
  const place = { method: 'getTypesAtPositions' };
  const other = { method: 'getSymbolOfType' };

  it('are cut where the compiler has much to check', () => {
    const sent: number[] = [];
    const api = { client: { batchRequests: (requests: readonly unknown[]) => { sent.push(requests.length); return { responses: requests.map((request) => ({ result: request })) }; } } };
    let times = 0;
    interposeRequests(api as unknown as API, () => {
      times++;
      api.client.batchRequests([other]);
    });
    const requests = [place, place, other, place, place, other, place, other, place];
    assert.deepEqual(api.client.batchRequests(requests).responses, requests.map((result) => ({ result })), 'The answers are in order');
    assert.deepEqual(sent, [1, 6, 1, 3]);
    assert.equal(times, 2);
  });
});

function readModels(root: string): FileModel[] {
  const project = createProject({ host: { readFile: (path) => (path.endsWith('.json') ? undefined : readFileSync(path, 'utf8')) } });
  return names.map((name) => project.prepare(join(root, name), {})).filter((model) => model !== undefined);
}
