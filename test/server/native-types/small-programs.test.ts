import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../../../rules/engine/api.ts';
import { askedFile } from '../../../server/project/native-types/asked-file.ts';
import { startCompiler, type Compiler, type CompilerOptions } from '../../../server/project/native-types/compiler.ts';
import { loadNativeApi } from '../../../server/project/native-types/native-api.ts';
import { makeFolder } from '../make-folder.ts';

/** `src/asked.ts` uses what others declare in all the ways in which that counts without an import. */
const files = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "lib": ["es2022"], "types": [] }, "include": ["src"] }',
  'src/asked.ts': `import { helper } from './helper.js';
import { Connection } from 'driver';
import { ambient } from 'ambient';
export function run(view: Driver.View): void {
  helper(); script(); augmented(); everywhere.start(); new Connection().close(); new Connection().flush(); ambient(); view.render(); fetch('/');
}
`,
  'src/helper.ts': 'export async function helper(): Promise<void> {}\n',
  'src/script.ts': 'async function script(): Promise<void> {}\n',
  'src/augments.ts': "import type {} from './plugin.js';\ndeclare /* for all */ global { function augmented(): Promise<void>; }\n",
  'src/declared.d.ts': 'declare namespace everywhere {\nfunction start(): Promise<void>;\n}\n',
  'src/plugin.ts': "import 'driver-plugin';\nimport 'browser';\nexport {};\n",
  'src/unrelated.ts': "import { other } from './other.js';\nexport const made = other();\n",
  'src/other.ts': 'export async function other(): Promise<void> {}\n',
  'src/third.ts': 'export const third = 3;\n',
  'src/fourth.ts': 'export const fourth = 4;\n',
  'node_modules/driver/package.json': '{ "name": "driver", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/driver/index.d.ts': 'export declare class Connection { close(): Promise<void>; }\nexport interface View { render(): Promise<void> }\nexport as namespace Driver;\n',
  'node_modules/driver-plugin/package.json': '{ "name": "driver-plugin", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/driver-plugin/index.d.ts': "import 'driver';\nimport './ambient';\ndeclare module 'driver' { interface Connection { flush(): Promise<void> } }\n",
  'node_modules/driver-plugin/ambient.d.ts': "declare module 'ambient' {\nexport function ambient(): Promise<void>;\n}\n",
  'node_modules/browser/package.json': '{ "name": "browser", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/browser/index.d.ts': '/// <reference lib="dom" />\nexport declare const browser: true;\n',
} as const;

describe('small programs', () => {
  const started: Compiler[] = [];
  afterEach(() => { for (const compiler of started.splice(0)) compiler.close(); });

  async function start(root: string, options: Partial<CompilerOptions>): Promise<Compiler> {
    const native = await loadNativeApi();
    assert.ok(native, 'The native compiler is installed');
    const compiler = startCompiler(native, { directory: root, files: sourcesIn(root), ...options });
    started.push(compiler);
    return compiler;
  }

  /** A compiler that has to look at a whole project, and one that knows from it what counts for all files. */
  async function startBoth(root: string, expected: (path: string) => readonly string[]): Promise<{ readonly whole: Compiler; readonly small: Compiler }> {
    const whole = await start(root, {});
    const { settled, globals } = whole.inputs();
    return { whole, small: await start(root, { settled, few: { globals, expected: () => expected(root) } }) };
  }

  it('give files the types that they have in their whole projects', async () => {
    const root = makeFolder(files);
    const { whole, small } = await startBoth(root, () => [join(root, 'src/asked.ts')]);
    const answers = answersAbout(small, root, 'src/asked.ts');
    assert.deepEqual(answers, answersAbout(whole, root, 'src/asked.ts'));
    assert.equal(answers.filter((answer) => answer?.task === 'promise').length, 9, 'All nine calls give promises');
    assert.deepEqual(programsOf(small, root).map((names) => names.includes('src/unrelated.ts')), [false]);
  });

  it('have all files that will be asked about, and give way to whole projects where others are again and again', async () => {
    const root = makeFolder(files);
    const { small } = await startBoth(root, () => [join(root, 'src/asked.ts'), join(root, 'src/third.ts')]);
    answersAbout(small, root, 'src/asked.ts');
    answersAbout(small, root, 'src/third.ts');
    assert.equal(programsOf(small, root).length, 1, 'What was expected is in the first program');
    answersAbout(small, root, 'src/fourth.ts');
    answersAbout(small, root, 'src/other.ts');
    assert.ok(programsOf(small, root).some((names) => names.includes('src/unrelated.ts')), 'One file in four is not few');
  });

  it('are not made of projects that refer to others', async () => {
    const root = makeFolder({ ...files, 'tsconfig.json': files['tsconfig.json'].replace('"include"', '"references": [{ "path": "./lib" }], "include"'), 'lib/tsconfig.json': '{ "compilerOptions": { "composite": true } }', 'lib/a.ts': 'export {};\n' });
    const { small } = await startBoth(root, () => [join(root, 'src/asked.ts')]);
    answersAbout(small, root, 'src/asked.ts');
    assert.deepEqual(programsOf(small, root).map((names) => names.includes('src/unrelated.ts')), [true]);
  });

  /** The sources in each program opened since the last call. */
  function programsOf(compiler: Compiler, root: string): string[][] {
    return compiler.takeNewProjects().map(({ program }) => program.getSourceFileNames().filter((path) => path.startsWith(root)).map((path) => path.slice(root.length + 1)));
  }
});

function sourcesIn(root: string): string[] {
  return Object.keys(files).filter((name) => name.startsWith('src/') && !name.endsWith('.d.ts')).map((name) => join(root, name));
}

function answersAbout(compiler: Compiler, root: string, name: string): readonly ({ readonly task: string } | undefined)[] {
  const project = createProject({ host: { readFile: (path) => (path.endsWith('.json') ? undefined : readFileSync(path, 'utf8')) } });
  const model = project.prepare(join(root, name), {});
  const native = model && compiler.fileOf(askedFile(model));
  assert.ok(model && native, `The compiler has ${name}`);
  compiler.batch(native.foresee());
  return model.facts.values.map(({ id }) => native.typeOf(id));
}
