import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProject, type FilesRead, type Project, type Settings } from '../../../rules/engine/api.ts';

const settings: Settings = { preset: 'all', rules: {} };

function createNoting(files: Readonly<Record<string, string>>): { readonly project: Project; readonly notes: ReadonlyMap<string, FilesRead | undefined> } {
  const notes = new Map<string, FilesRead | undefined>();
  const project = createProject({ host: { readFile: (path) => files[path] ?? readText(path) }, onReads: (path, reads) => { notes.set(path, reads); } });
  for (const [path, text] of Object.entries(files)) project.setText(path, text);
  return { project, notes };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readsOf(notes: ReadonlyMap<string, FilesRead | undefined>, path: string): readonly string[] {
  return [...(notes.get(path)?.files ?? [])].filter((other) => other !== path).sort();
}

describe('the files that a check reads', () => {
  const files = {
    '/shop/handler.ts': "import { load } from './load';\nimport { unused } from './unused';\nexport async function handle() {\n  load();\n}\n",
    '/shop/second.ts': "import { load } from './load';\nexport async function second() {\n  load();\n}\n",
    '/shop/load.ts': "import { read } from './barrel';\nimport { name } from './names';\nexport const load = () => read(name);\n",
    '/shop/barrel.ts': "export * from './loop';\nexport { read } from './read';\n",
    '/shop/loop.ts': "export * from './barrel';\n",
    '/shop/read.ts': "import { readFileSync } from 'node:fs';\nexport function read(name: string) {\n  return readFileSync(name, 'utf8');\n}\n",
    '/shop/names.ts': "export { far as name } from './far';\n",
    '/shop/far.ts': "export const far = 'a.txt';\n",
    '/shop/unused.ts': 'export const unused = 1;\n',
  };

  it('are noted whichever file was checked before, also where answers are taken over', () => {
    const paths = Object.keys(files);
    const alone = new Map(paths.map((path) => {
      const { project, notes } = createNoting(files);
      project.check(path, settings);
      return [path, readsOf(notes, path)] as const;
    }));
    assert.deepEqual(alone.get('/shop/second.ts'), alone.get('/shop/handler.ts'));
    assert.ok(alone.get('/shop/second.ts')?.includes('/shop/read.ts'));
    assert.ok(!alone.get('/shop/handler.ts')?.includes('/shop/unused.ts'));
    for (const order of [paths, [...paths].reverse(), [...paths.slice(3), ...paths.slice(0, 3)]]) {
      const { project, notes } = createNoting(files);
      for (const path of [...order, ...order]) project.check(path, settings);
      for (const path of paths) for (const other of alone.get(path) ?? []) assert.ok(readsOf(notes, path).includes(other), `${path} reads ${other} after ${order.join()}`);
    }
  });

  it('are noted in real code', function () {
    this.timeout(120_000);
    const root = fileURLToPath(new URL('../../../server', import.meta.url));
    const paths = ['cache', 'cli', 'cli/cache', 'project'].flatMap((folder) => readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.ts') ? [join(root, folder, name)] : [])));
    const together = createNoting({});
    for (const path of paths) together.project.check(path, settings);
    let count = 0;
    for (const path of paths.filter((_, index) => index % 3 === 0)) {
      const { project, notes } = createNoting({});
      project.check(path, settings);
      const noted = together.notes.get(path);
      for (const other of readsOf(notes, path)) assert.ok(noted?.files.has(other), `${path} reads ${other}`);
      for (const other of notes.get(path)?.texts ?? []) assert.ok(other === path || noted?.texts.has(other), `${path} reads the text of ${other}`);
      count += readsOf(notes, path).length;
    }
    assert.ok(count > 40, `Only ${String(count)} files were read.`);
  });
});
