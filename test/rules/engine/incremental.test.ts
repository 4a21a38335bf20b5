import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { type Project, type Settings, createProject } from '../../../rules/engine/api.ts';

const settings: Settings = { preset: 'all', rules: {} };

/** Real sources of an installed package, as the starting point of the edits. */
function readSources(packageName: string): Map<string, string> {
  const root = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  const files = globSync('lib/**/*.{js,cjs,mjs}', { cwd: root, ignore: ['**/browser/**'] }).sort();
  return new Map(files.map((file) => [join('/project', file), readFileSync(join(root, file), 'utf8')]));
}

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function memoryProject(sources: ReadonlyMap<string, string>): Project {
  return createProject({ host: { readFile: (path) => sources.get(path) } });
}

function checkAll(project: Project, sources: ReadonlyMap<string, string>): string {
  return [...sources.keys()]
    .sort()
    .map((path) => JSON.stringify(project.check(path, settings)))
    .join('\n');
}

const insertions = [
  "\nrequire('node:fs').readFileSync('x');",
  "\nrequire('node:child_process').execSync('ls');",
  '\nawait Promise.resolve();',
  '\nfetch("https://example.com");',
];

/** One of the edits people make: a blocking call comes or goes, a function becomes async, a name changes, a file goes and comes back. */
function edit(text: string, random: (below: number) => number): string {
  const bodies = [...text.matchAll(/(?:\bfunction\b[^{;]*|=>\s*)\{/g)];
  const body = bodies[random(Math.max(1, bodies.length))];
  switch (random(5)) {
    case 0:
      return body === undefined ? text : text.slice(0, body.index + body[0].length) + (insertions[random(insertions.length)] ?? '') + text.slice(body.index + body[0].length);
    case 1:
      return body?.[0].startsWith('function') === true ? `${text.slice(0, body.index)}async ${text.slice(body.index)}` : text;
    case 2:
      return text.replace(/\bexports\.(\w+)/, 'exports.renamed$1');
    case 3:
      return text.replaceAll(/\basync /g, '');
    default:
      return `${text}\nsyntax error here (`;
  }
}

/** A program whose types are declared in some files, implemented in others and used in a third kind. */
function typedSources(random: (below: number) => number): Map<string, string> {
  const sources = new Map<string, string>();
  for (let id = 0; id < 3; id++) {
    const parent = id > 0 && random(2) === 0 ? ` extends T${String(id - 1)}` : '';
    const imported = parent === '' ? '' : `import type { T${String(id - 1)} } from './t${String(id - 1)}';\n`;
    sources.set(`/app/src/t${String(id)}.ts`, `${imported}export interface T${String(id)}${parent} { load(): string }\n`);
  }
  for (let id = 0; id < 5; id++) {
    const type = String(random(3));
    sources.set(`/app/src/c${String(id)}.ts`, `import { readFileSync } from 'node:fs';\nimport { T${type} } from './t${type}';\nexport class C${String(id)} implements T${type} { load() { return readFileSync('x', 'utf8'); } }\n`);
  }
  for (let id = 0; id < 3; id++) {
    sources.set(`/app/src/u${String(id)}.ts`, `import { T${String(id)} } from './t${String(id)}';\nexport async function use(given: T${String(id)}) { return given.load(); }\n`);
  }
  return sources;
}

/** A class implements a type no more, or another one, or something else; a literal takes its place; a method blocks no more. */
function editTypes(text: string, random: (below: number) => number): string {
  switch (random(6)) {
    case 0:
      return text.replace(/ implements \w+/, '');
    case 1:
      return text.replace(/export class (\w+) implements (\w+) \{ (.*) \}$/m, 'export const $1: $2 = { $3 };');
    case 2:
      return text.replace(/T\d/g, `T${String(random(3))}`).replace(/\.\/t\d/g, `./t${String(random(3))}`);
    case 3:
      return text.replace("readFileSync('x', 'utf8')", "''");
    case 4:
      return text.replace('load()', 'read()');
    default:
      return text.replace('implements', 'extends');
  }
}

describe('incremental analysis', () => {
  it('equals a fresh run after any edit of what implements types', function () {
    this.timeout(60_000);
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 5; seed++) {
      const random = createRandom(seed * 101);
      const originals = typedSources(random);
      const sources = new Map(originals);
      const host = { readFile: (path: string) => (path === '/app/package.json' ? '{ "name": "app" }' : undefined) };
      const projectOver = (): Project => {
        const project = createProject({ host });
        for (const [path, text] of sources) project.setText(path, text);
        return project;
      };
      const project = projectOver();
      const paths = [...originals.keys()];
      for (let round = 0; round < 20; round++) {
        const path = paths[random(paths.length)] ?? '';
        const present = sources.get(path);
        if (present !== undefined && random(5) === 0) {
          sources.delete(path);
          project.closeText(path);
        } else {
          const text = present === undefined || random(3) === 0 ? (originals.get(path) ?? '') : editTypes(present, random);
          sources.set(path, text);
          project.setText(path, text);
        }
        const outcome = checkAll(project, sources);
        outcomes.add(outcome.replaceAll(/"span".*?\}/g, ''));
        assert.deepEqual(outcome.split('\n'), checkAll(projectOver(), sources).split('\n'), `seed ${String(seed)}, round ${String(round)}, after editing ${path}`);
      }
    }
    assert.ok(outcomes.size > 20, `the edits change what is found, ${String(outcomes.size)} outcomes`);
  });

  it('equals a fresh run after any edit', function () {
    this.timeout(120_000);
    const sources = readSources('mocha');
    assert.ok(sources.size > 20, 'the package ships its sources');
    const random = createRandom(7);
    const originals = new Map(sources);
    const project = memoryProject(new Map());
    for (const [path, text] of sources) project.setText(path, text);
    checkAll(project, sources);
    const paths = [...originals.keys()];
    const outcomes = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const path = paths[random(paths.length)] ?? '';
      const present = sources.get(path);
      if (present !== undefined && random(6) === 0) {
        sources.delete(path);
        project.closeText(path);
      } else {
        const text = present === undefined || random(4) === 0 ? (originals.get(path) ?? '') : edit(present, random);
        sources.set(path, text);
        project.setText(path, text);
      }
      const fresh = memoryProject(new Map());
      for (const [file, text] of sources) fresh.setText(file, text);
      const outcome = checkAll(project, sources);
      outcomes.add(outcome);
      assert.deepEqual(outcome.split('\n'), checkAll(fresh, sources).split('\n'), `round ${String(round)}, after editing ${path}`);
    }
    assert.ok(outcomes.size > 10, `the edits change what is found, ${String(outcomes.size)} outcomes`);
  });
});
