import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from '../cli/run-asynclint.ts';
import { familyEdits, familyShop } from './family-shop.ts';
import { typedEdits, typedShop } from './typed-shop.ts';
import { createRandom, type Edit, editAnySource, links, pick, variants } from './random-edits.ts';

/** Runs once with the cache and once without, in every format that shows something else, and compares. */
async function compare(directory: string, args: readonly string[], history: readonly string[]): Promise<number> {
  const caching = { build: 'test', home: join(directory, '..', 'home') };
  const typed = args.includes('--type-aware') ? [] : ['--type-aware', 'off'];
  const run = async (...more: string[]): Promise<RunResult> => withoutStacks(await runAsynclint(['check', '--preset', 'all', ...typed, ...args, ...more], { directory, caching }));
  const before = await run('--format', 'json', '--timing');
  const cached = await run('--format', 'json');
  const fresh = await run('--format', 'json', '--no-cache');
  assert.deepEqual({ code: before.code, stdout: before.stdout }, { code: fresh.code, stdout: fresh.stdout }, history.join('\n'));
  assert.deepEqual(cached, fresh, history.join('\n'));
  return Number(/^(\d+) of \d+ results/m.exec(before.stderr)?.[1] ?? 0);
}

/** A rule that fails is told with its way there, which differs where times are taken. */
function withoutStacks({ code, stdout, stderr }: RunResult): RunResult {
  return { code, stdout: stdout.replaceAll(/\\n {4}at .*?"/g, '"'), stderr };
}

async function editAndCompare(directory: string, edits: readonly Edit[], seed: number, rounds: number, chooseArgs: readonly (readonly string[])[]): Promise<number> {
  const random = createRandom(seed);
  const history = [`seed ${String(seed)}`];
  let reused = 0;
  for (let round = 0; round < rounds; round++) {
    for (let count = Math.floor(random() * 3); count >= 0; count--) history.push(pick(random, edits)(directory, random));
    const args = pick(random, chooseArgs);
    history.push(`check ${args.join(' ')}`);
    reused += await compare(directory, args, history);
  }
  return reused;
}

const blocking = "import { readFileSync } from 'node:fs';\nexport const load = () => readFileSync('a.txt', 'utf8');\n";
const harmless = "export const load = () => 'a';\n";
const asynchronous = "export const load = async () => 'a';\n";
const implementation = (name: string, value: string): string =>
  `import { readFileSync } from 'node:fs';\nimport type { Store } from './store';\nexport class ${name} implements Store {\n  load() {\n    return ${value};\n  }\n}\n`;
const server = '{ "name": "shop", "dependencies": { "express": "5" }, "main": "src/handler.ts", "workspaces": ["packages/*"] }';
const command = '{ "name": "shop", "bin": "src/handler.ts", "type": "module" }';

const shop: Readonly<Record<string, string>> = {
  'package.json': server,
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./generated/*", "./src/*"] } } }',
  'src/handler.ts': "import { load } from './lib/load';\nimport { find } from '@/find';\nimport { save } from '@shop/store';\nexport async function handle() {\n  save();\n  find();\n  return load();\n}\n",
  'src/lib/load.ts': blocking,
  'src/find.ts': "export { load as find } from './lib/load';\n",
  'src/other.ts': "import * as store from '@shop/store';\nexport async function other() {\n  store.save();\n}\n",
  'src/cart.ts': "import type { Store } from './store';\nexport async function cart(store: Store) {\n  return store.load();\n}\n",
  'src/store.ts': 'export interface Store { load(): string }\n',
  'src/file-store.ts': implementation('FileStore', "readFileSync('a.txt', 'utf8')"),
  'jobs/pyproject.toml': '[project]\nname = "jobs"\n',
  'jobs/main.py': 'import asyncio\nfrom tools import pause\n\nasync def main():\n    pause()\n\nasyncio.run(main())\n',
  'jobs/tools.py': 'import time\n\ndef pause():\n    time.sleep(1)\n',
  'packages/store/package.json': '{ "name": "@shop/store", "main": "dist/index.js" }',
  'packages/store/src/index.ts': 'export async function save() {}\n',
  '.gitignore': 'generated\nhome\n',
};

const sourceEdits: readonly Edit[] = [
  variants('src/lib/load.ts', blocking, harmless, asynchronous, undefined),
  variants('src/lib/load.tsx', asynchronous, undefined),
  variants('src/lib/load/index.ts', blocking, asynchronous, undefined),
  variants('src/find.ts', shop['src/find.ts'], 'export async function find() {}\n', 'export function find( {\n', undefined),
  variants('generated/find.ts', 'export async function find() {}\n', undefined),
  variants('packages/store/src/index.ts', shop['packages/store/src/index.ts'], 'export function save() {}\n', undefined),
  variants('packages/store/src/main.ts', 'export async function save() {}\n', undefined),
  variants('src/file-store.ts', shop['src/file-store.ts'], implementation('FileStore', "'a'"), implementation('OtherStore', "readFileSync('b.txt')"), undefined),
  variants('src/extra/memory-store.ts', implementation('MemoryStore', "'a'").replace('./store', '../store'), undefined),
  variants('jobs/tools.py', shop['jobs/tools.py'], 'async def pause():\n    pass\n', undefined),
  variants('jobs/tools/__init__.py', 'def pause():\n    pass\n', undefined),
  variants('src/other.ts', shop['src/other.ts'], `${shop['src/other.ts'] ?? ''}// eslint-disable-next-line\n`, '\0', undefined),
];

const settingEdits: readonly Edit[] = [
  variants('package.json', server, server, server, command, '{ broken', undefined),
  variants('src/package.json', '{ "name": "inner", "bin": "x.js" }', undefined, undefined),
  variants('tsconfig.json', shop['tsconfig.json'], '{ "extends": "./base.json" /* here */ }', '{}', undefined),
  variants('base.json', '{ "compilerOptions": { "paths": { "@/*": ["./src/lib/../*"], } } }', '{ "compilerOptions": { "paths": { "@/find": ["./src/lib/load"] } } }', undefined),
  variants('packages/store/package.json', shop['packages/store/package.json'], '{ "name": "@shop/store", "exports": { ".": "./lib/main.js" } }', '{ "name": "renamed" }'),
  variants('packages/second/package.json', '{ "name": "@shop/second", "bin": "x.js", "dependencies": { "@shop/store": "*", "shop": "*" } }', undefined),
  variants('asynclint.json', '{ "rules": { "no-floating-task": "warn" } }', '{ "ignore": ["src/other.ts"] }', '{ "roles": { "src/**": "script" } }', undefined, undefined),
  links('node_modules/@shop/store', 'packages/store', 'src/lib', undefined),
  variants('node_modules/@/find/index.js', 'export async function find() {}', undefined),
];

/** What is edited most is edited most. */
const shopEdits = [...sourceEdits, ...sourceEdits, ...sourceEdits, ...settingEdits];

describe('results from the cache', () => {
  it('are those of a fresh run after any edit', async function () {
    this.timeout(120_000);
    let reused = 0;
    for (const seed of [11, 222, 3333, 44444]) {
      const directory = join(makeFolder({}), 'shop');
      mkdirSync(directory);
      for (const [path, text] of Object.entries(shop)) variants(path, text)(directory, createRandom(0));
      reused += await editAndCompare(directory, shopEdits, seed, 20, [[], [], [], [], ['src'], ['src/handler.ts'], ['--rule', 'no-floating-task=warn'], ['packages', 'src']]);
    }
    assert.ok(reused > 20, `Only ${String(reused)} results were reused.`);
  });

  it('are those of a fresh run after each edit by itself', async function () {
    this.timeout(120_000);
    for (const [index, edit] of [...sourceEdits, ...settingEdits].entries()) {
      const directory = join(makeFolder({}), 'shop');
      mkdirSync(directory);
      for (const [path, text] of Object.entries(shop)) variants(path, text)(directory, createRandom(0));
      await compare(directory, [], ['at first']);
      const random = createRandom(index);
      for (let time = 0; time < 3; time++) await compare(directory, [], [edit(directory, random)]);
    }
  });

  it('are those of a fresh run where types get and lose implementers', async function () {
    this.timeout(240_000);
    let reused = 0;
    for (const seed of [9, 98, 987, 9876]) reused += await editAndCompare(makeProject(familyShop), familyEdits, seed, 20, [[], [], [], ['src'], ['src/handler.ts']]);
    assert.ok(reused > 100, `Only ${String(reused)} results were reused.`);
    for (const [index, edit] of familyEdits.entries()) {
      const directory = makeProject(familyShop);
      await compare(directory, [], ['at first']);
      const random = createRandom(index);
      for (let time = 0; time < 4; time++) await compare(directory, [], [edit(directory, random)]);
    }
  });

  it('are those of a fresh run after edits in real code', async function () {
    this.timeout(120_000);
    const directory = join(makeFolder({}), 'real');
    for (const part of ['server/cli', 'server/project', 'server/cache']) cpSync(fileURLToPath(new URL(`../../../${part}`, import.meta.url)), join(directory, part), { recursive: true });
    variants('package.json', '{ "name": "real", "dependencies": { "fastify": "5" } }')(directory, createRandom(0));
    const reused = await editAndCompare(directory, [editAnySource], 5, 8, [[], ['server/cli']]);
    assert.ok(reused > 100, `Only ${String(reused)} results were reused.`);
  });

  it('are those of a fresh run with types', async function () {
    this.timeout(240_000);
    let reused = 0;
    for (const seed of [6, 77, 888]) {
      const directory = makeProject(typedShop);
      reused += await editAndCompare(directory, typedEdits, seed, 16, [typed, typed, typed, [...typed, 'src'], [...typed, 'src/user.ts', 'src/leaf.ts']]);
    }
    assert.ok(reused > 50, `Only ${String(reused)} results were reused.`);
  });

  it('are those of a fresh run with types after each edit by itself', async function () {
    this.timeout(240_000);
    for (const [index, edit] of typedEdits.entries()) {
      const directory = makeProject(typedShop);
      await compare(directory, typed, ['at first']);
      const random = createRandom(index);
      for (let time = 0; time < 2; time++) await compare(directory, typed, [edit(directory, random)]);
    }
  });

  it('come without types of what changed where nobody else can see them', async function () {
    this.timeout(60_000);
    const directory = makeProject(typedShop);
    const reusedAfter = async (path: string, text: string): Promise<number> => {
      variants(path, text)(directory, createRandom(0));
      return compare(directory, typed, [path]);
    };
    assert.equal(await compare(directory, typed, []), 0);
    const count = await compare(directory, typed, []);
    assert.equal(await reusedAfter('src/leaf.ts', `${typedShop['src/leaf.ts'] ?? ''}// More.\n`), count - 1);
    // An interface that others import: comments are not seen by types, another result is.
    const all = await reusedAfter('src/basket.ts', 'export interface Basket {\n  save(): void;\n}\n');
    assert.equal(all, 0);
  });
});

const typed = ['--type-aware', 'on'];

function makeProject(files: Readonly<Record<string, string>>): string {
  const directory = join(makeFolder({}), 'shop');
  mkdirSync(directory);
  for (const [path, text] of Object.entries(files)) variants(path, text)(directory, createRandom(0));
  return directory;
}
