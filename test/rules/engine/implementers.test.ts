import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { parser as typescriptParser } from 'typescript-eslint';
import { type Project, type Settings, createProject } from '../../../rules/engine/api.ts';
import plugin from '../../../rules/plugin.ts';
import { scanHeritage } from '../../../rules/languages/typescript/scan-heritage.ts';
import { makeFolder } from '../../server/make-folder.ts';

const settings: Settings = { preset: 'recommended', rules: {}, role: { role: 'server', reason: 'the test says so' } };

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app" }',
  'src/store.ts': 'export interface Store { load(): string }',
  'src/disk.ts': "import { readFileSync } from 'node:fs';\nimport type { Store } from './store';\nexport class Disk implements Store { load() { return readFileSync('x', 'utf8'); } }",
  'src/handler.ts': "import type { Store } from './store';\nexport class Handler {\n  constructor(private readonly store: Store) {}\n  async handle() { return this.store.load(); }\n}",
};

const memory = "import type { Store } from './store';\nexport class Memory implements Store { load() { return ''; } }";

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function projectOver(): Project {
  return createProject({ host: { readFile: readText } });
}

function findings(project: Project, path: string): string[] {
  return project.check(path, settings).findings.map(({ message }) => message);
}

describe('what implements a type', () => {
  it('is found in files that nothing imports', () => {
    const root = makeFolder(files);
    const [found, ...others] = findings(projectOver(), join(root, 'src/handler.ts'));
    assert.match(found ?? '', /^`this\.store\.load\(\)` reads a file synchronously \(`readFileSync`, disk\.ts:3\) in the async function `handle`/);
    assert.deepEqual(others, []);
  });

  it('is nothing in tests, in what is built, and in other packages that do not depend on this one', () => {
    const root = makeFolder({
      ...files,
      'src/store.test.ts': memory,
      'test/memory.ts': memory.replace("'./store'", "'../src/store'"),
      'dist/memory.ts': memory.replace("'./store'", "'../src/store'"),
      'node_modules/m/memory.ts': memory.replace("'./store'", "'../../src/store'"),
    });
    assert.equal(findings(projectOver(), join(root, 'src/handler.ts')).length, 1);
  });

  it('is found in packages of the repository that depend on that of the type', () => {
    const root = makeFolder({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/core/package.json': '{ "name": "core", "exports": "./src/index.ts" }',
      'packages/core/src/index.ts': "export * from './store';",
      'packages/core/src/store.ts': files['src/store.ts'] ?? '',
      'packages/core/src/handler.ts': files['src/handler.ts'] ?? '',
      'packages/disk/package.json': '{ "name": "disk", "dependencies": { "core": "workspace:*" } }',
      'packages/disk/disk.ts': (files['src/disk.ts'] ?? '').replace("'./store'", "'core'"),
    });
    assert.equal(findings(projectOver(), join(root, 'packages/core/src/handler.ts')).length, 1);
  });

  it('is looked for beside a file that is in no package', () => {
    const project = createProject({ host: { readFile: () => undefined } });
    for (const [name, text] of Object.entries(files)) if (name !== 'package.json') project.setText(`/nowhere/${name}`, text);
    assert.equal(findings(project, '/nowhere/src/handler.ts').length, 1);
    project.setText('/nowhere/src/deeper/memory.ts', memory.replace("'./store'", "'../store'"));
    assert.equal(findings(project, '/nowhere/src/handler.ts').length, 1);
    project.setText('/nowhere/src/memory.ts', memory);
    assert.deepEqual(findings(project, '/nowhere/src/handler.ts'), []);
  });

  it('makes the file of the type depend on it', () => {
    const root = makeFolder(files);
    const project = projectOver();
    findings(project, join(root, 'src/handler.ts'));
    assert.deepEqual(project.dependants(join(root, 'src/disk.ts')), ['src/disk.ts', 'src/handler.ts', 'src/store.ts'].map((name) => join(root, name)));
  });

  it('counts for what has changed, before anything is analysed', () => {
    const root = makeFolder(files);
    const project = projectOver();
    for (const name of Object.keys(files)) project.imports(join(root, name));
    assert.deepEqual(project.dependants(join(root, 'src/disk.ts')), ['src/disk.ts', 'src/handler.ts', 'src/store.ts'].map((name) => join(root, name)));
    assert.deepEqual(project.knownFiles(), []);
  });

  it('is followed as files change, appear and go', () => {
    const root = makeFolder(files);
    const project = projectOver();
    const handler = join(root, 'src/handler.ts');
    const agree = (expected: number): void => {
      assert.equal(findings(project, handler).length, expected);
      assert.deepEqual(findings(project, handler), findings(projectOver(), handler));
    };
    const change = (name: string, text: string): void => {
      writeFileSync(join(root, name), text);
      project.invalidate(join(root, name));
    };
    agree(1);
    change('src/memory.ts', memory);
    agree(0);
    change('src/memory.ts', memory.replace(' implements Store', ''));
    agree(1);
    change('src/memory.ts', memory);
    agree(0);
    rmSync(join(root, 'src/memory.ts'));
    project.invalidate(join(root, 'src/memory.ts'));
    agree(1);
    change('src/disk.ts', "import type { Store } from './store';\nexport class Disk implements Store { load() { return ''; } }");
    agree(0);
    change('src/disk.ts', files['src/disk.ts'] ?? '');
    agree(1);
    change('src/store.ts', 'export interface Store { read(): string }');
    agree(0);
    change('src/store.ts', files['src/store.ts'] ?? '');
    agree(1);
  });

  it('is followed in an editor, without a save', () => {
    const root = makeFolder({ ...files, 'src/memory.ts': memory.replace(' implements Store', '') });
    const project = projectOver();
    const handler = join(root, 'src/handler.ts');
    assert.equal(findings(project, handler).length, 1);
    project.setText(join(root, 'src/memory.ts'), memory);
    assert.equal(findings(project, handler).length, 0);
    project.closeText(join(root, 'src/memory.ts'));
    assert.equal(findings(project, handler).length, 1);
  });

  it('may be searched ahead, in steps between which files change, appear, go or are asked for', () => {
    const root = makeFolder({ ...files, ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`src/n${String(index)}.ts`, ''])) });
    const handler = join(root, 'src/handler.ts');
    const disk = join(root, 'src/disk.ts');
    const blocking = files['src/disk.ts'] ?? '';
    const changes: Readonly<Record<string, (project: Project) => void>> = {
      nothing: () => undefined,
      'an edit': (project) => { project.setText(disk, memory); },
      'a file': (project) => {
        writeFileSync(join(root, 'src/other.ts'), memory);
        project.invalidate(join(root, 'src/other.ts'));
      },
      'no file': (project) => {
        rmSync(disk);
        project.invalidate(disk);
      },
      'a question': (project) => { project.check(handler, settings); },
      'a manifest': (project) => { project.invalidate(join(root, 'package.json')); },
    };
    for (const [name, change] of Object.entries(changes)) {
      for (const after of [0, 1, 3, 6, 99]) {
        const project = projectOver();
        const steps = project.searchAhead(handler);
        for (let step = 0; step < after; step++) steps.next();
        change(project);
        while (steps.next().done !== true);
        const fresh = projectOver();
        if (name === 'an edit') fresh.setText(disk, memory);
        assert.deepEqual(findings(project, handler), findings(fresh, handler), `${name} after ${String(after)} steps`);
        project.setText(disk, name === 'an edit' ? blocking : memory);
        fresh.setText(disk, name === 'an edit' ? blocking : memory);
        assert.deepEqual(findings(project, handler), findings(fresh, handler), `${name} after ${String(after)} steps, and an edit`);
        writeFileSync(disk, blocking);
        rmSync(join(root, 'src/other.ts'), { force: true });
      }
    }
  });

  it('is not asked for where imports are not followed', () => {
    const root = makeFolder(files);
    const project = createProject({ host: { readFile: readText }, crossFile: false });
    assert.deepEqual(findings(project, join(root, 'src/handler.ts')), []);
  });
});

describe('what implements a type, in ESLint', () => {
  it('is what the engine finds, whichever file is linted first', async () => {
    const root = makeFolder({ ...files, 'asynclint.json': '{ "roles": { "**": "server" } }' });
    const names = ['src/handler.ts', 'src/disk.ts', 'src/store.ts'];
    const project = projectOver();
    const expected = names.flatMap((name) => findings(project, join(root, name)));
    assert.equal(expected.length, 1);
    for (const order of [names, [...names].reverse()]) {
      const config: Linter.Config[] = [{ files: ['**/*.ts'], languageOptions: { parser: typescriptParser } }, ...plugin.configs.project(root)];
      const results = await new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config }).lintFiles(order.map((name) => join(root, name)));
      assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ message }) => message)), expected);
    }
  });
});

describe('the names that a text implements', () => {
  const texts: Readonly<Record<string, readonly string[]>> = {
    'class A extends B<C> implements D, e.F {': ['B', 'C', 'D', 'F', 'e', 'implements'],
    'interface A extends B, C {': ['B', 'C'],
    'const a: A = {': ['A'],
    'const a: m.A<B> = {': ['A'],
    'function f(): A {': ['A'],
    'async f(): Promise<A> {': ['A'],
    'const f = (): A => ({': ['A'],
    'const a = { b() {} } satisfies A;': ['A'],
    'const a = { b() {} } as A;': ['A'],
    "import { A as B } from 'm'; class C implements B {}": ['A', 'B'],
    "import type B from 'm'; class C implements B {}": ['B', 'default'],
    'const a = b; f(a);': [],
  };
  for (const [text, names] of Object.entries(texts)) {
    it(`of ${text}`, () => {
      assert.deepEqual([...scanHeritage(text)].sort(), [...names].sort());
    });
  }
});
