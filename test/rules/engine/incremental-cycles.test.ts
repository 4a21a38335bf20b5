import assert from 'node:assert/strict';
import { type Project, type Settings, createProject } from '../../../rules/engine/api.ts';

const settings: Settings = { preset: 'all', rules: {}, role: { role: 'server', reason: 'said so' } };
const fileCount = 6;

type Random = (below: number) => number;

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A file of a program in which each imports most others. */
interface Part {
  /** What its functions do, by their number. */
  readonly bodies: string[];
  /** What else it declares. */
  readonly declared: string[];
}

const signatures = ['function f0(given: string)', 'async function f1(given: string)', 'function f2(run: () => void)', 'async function f3(signal?: AbortSignal)'];

function statement(random: Random): string {
  const other = `m${String(random(fileCount))}`;
  const choices = [
    "readFileSync('x');",
    `${other}.f0('a');`,
    `await ${other}.f1('a');`,
    `${other}.f1('a');`,
    `${other}.f2(() => { ${other}.f0('b'); });`,
    `await ${other}.f3(AbortSignal.timeout(1));`,
    `await Promise.all([1, 2].map((each) => ${other}.f1(String(each))));`,
    `try { await ${other}.f1('a'); } catch {}`,
    `const made = new ${other}.C(); made.load(); void made.size;`,
    `${other}.use(new ${other}.C());`,
    "throw new Error('x');",
    `await fetch('https://a.example', { signal: ${other}.stop.signal });`,
    `${other}.again('a');`,
    'void 0;',
    `const held = ${other}.f1('a'); await fetch('https://b.example'); await held;`,
  ];
  return choices[random(choices.length)] ?? '';
}

function body(random: Random): string {
  const lines = Array.from({ length: 1 + random(3) }, () => statement(random));
  return `{ ${lines.join(' ')} }`;
}

function declaration(random: Random): string {
  const other = String(random(fileCount));
  const choices = [
    `export class C implements T { load() ${body(random)} get size() { readFileSync('y'); return 1; } }`,
    `export class C extends m${other}.C { get size() { return 2; } }`,
    `export class C implements m${other}.T { async load() ${body(random)} size = 1; }`,
    'export const C = class { load() {} size = 1; };',
  ];
  return choices[random(choices.length)] ?? '';
}

function shared(random: Random): string {
  const other = String(random(fileCount));
  const again = ['export const again = f0;', `export { f0 as again } from './m${other}';`, `export { again } from './m${other}';`, `export * from './m${other}';`];
  const type = [`export interface T { load(): unknown }`, `export interface T extends m${other}.T {}`, `export type T = m${other}.T;`];
  return `${again[random(again.length)] ?? ''}\n${type[random(type.length)] ?? ''}\nexport function use(given: T) { given.load(); }\nexport const stop = new AbortController();`;
}

function createPart(random: Random): Part {
  return { bodies: signatures.map(() => body(random)), declared: [declaration(random), shared(random)] };
}

/** One of the things people change. */
function edit(part: Part, random: Random): void {
  const kind = random(10);
  if (kind === 0) part.declared[0] = declaration(random);
  else if (kind === 1) part.declared[1] = shared(random);
  else part.bodies[random(signatures.length)] = body(random);
}

function textOf({ bodies, declared }: Part): string {
  const imports = Array.from({ length: fileCount }, (_, id) => `import * as m${String(id)} from './m${String(id)}';`);
  return ["import { readFileSync } from 'node:fs';", ...imports, ...bodies.map((each, index) => `export ${signatures[index] ?? ''} ${each}`), ...declared, ''].join('\n');
}

const host = { readFile: (path: string) => (path === '/app/package.json' ? '{ "name": "app" }' : undefined) };

function projectOver(sources: ReadonlyMap<string, string>): Project {
  const project = createProject({ host });
  for (const [path, text] of sources) project.setText(path, text);
  return project;
}

function check(project: Project, path: string): string {
  return JSON.stringify(project.check(path, settings));
}

describe('incremental analysis of files that import each other in circles', () => {
  it('equals a fresh run after any edit, whichever files are looked at in between', function () {
    this.timeout(120_000);
    let changed = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(seed * 7919);
      const parts = Array.from({ length: fileCount }, () => createPart(random));
      const sources = new Map(parts.map((part, id) => [`/app/src/m${String(id)}.ts`, textOf(part)]));
      const project = projectOver(sources);
      const paths = [...sources.keys()];
      const before = new Map(paths.map((path) => [path, check(project, path)]));
      let edited = random(fileCount);
      for (let round = 0; round < 20; round++) {
        // People stay with a file for a while, and look at others meanwhile.
        if (random(6) === 0) edited = random(fileCount);
        const part = parts[edited];
        const path = paths[edited];
        if (part === undefined || path === undefined) continue;
        edit(part, random);
        sources.set(path, textOf(part));
        project.setText(path, textOf(part));
        const looked = random(3) === 0 ? paths : [path, ...paths.filter(() => random(3) === 0)];
        const fresh = projectOver(sources);
        for (const each of looked) {
          const found = check(project, each);
          assert.equal(found, check(fresh, each), `seed ${String(seed)}, round ${String(round)}, ${each} after editing ${path}`);
          if (each !== path && found !== before.get(each)) changed++;
          before.set(each, found);
        }
      }
    }
    assert.ok(changed > 50, `edits change what is found in other files, ${String(changed)} times`);
  });

  it('forgets what it found by looking through another file at the calls of one', () => {
    const using = "import { own } from './own';\nlet count = 0;\nexport async function add() {\n  const release = await own.acquire();\n  const before = count;\n  await fetch('https://a.example');\n  count = before + 1;\n  release();\n}\n";
    const sources = new Map([['/app/src/own.ts', 'export const own = { acquire: async () => () => {} };\n'], ['/app/src/using.ts', using]]);
    const project = projectOver(sources);
    const before = check(project, '/app/src/using.ts');
    sources.set('/app/src/own.ts', "import { Mutex } from 'async-mutex';\nexport const own = new Mutex();\n");
    project.setText('/app/src/own.ts', sources.get('/app/src/own.ts') ?? '');
    const after = check(project, '/app/src/using.ts');
    assert.notEqual(after, before);
    assert.equal(after, check(projectOver(sources), '/app/src/using.ts'));
  });
});
