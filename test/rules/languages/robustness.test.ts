import assert from 'node:assert/strict';
import { type FileReport, createProject, findTextRegions } from '../../../rules/engine/api.ts';

function check(text: string, path = '/src/file.ts'): FileReport {
  const project = createProject({ host: { readFile: (wanted) => (wanted === path ? text : undefined) } });
  return project.check(path, { preset: 'all', rules: {} });
}

const code = ['async function save() {}', 'function run() {', '  save();', '}', ''];

/** The texts that findings of `save();` point at. */
function found(text: string, path?: string): string[] {
  const { findings, problems } = check(text, path);
  assert.deepEqual(problems, []);
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

describe('files that are unusual', () => {
  it('are empty, blank, or only comments', () => {
    for (const text of ['', '\n\n', '\uFEFF', '// nothing\n/* at all */', '#!/usr/bin/env node\n', ';;;', "'use strict';"]) assert.deepEqual(found(text), [], JSON.stringify(text));
  });

  it('start with a byte order mark', () => {
    assert.deepEqual(found(`\uFEFF${code.join('\n')}`), ['save()']);
  });

  it('end their lines in any way', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029']) assert.deepEqual(found(code.join(end)), ['save()'], JSON.stringify(end));
  });

  it('start with a hashbang', () => {
    assert.deepEqual(found(`#!/usr/bin/env node\n${code.join('\n')}`, '/src/file.js'), ['save()']);
  });

  it('hold characters of two units, and halves of them', () => {
    assert.deepEqual(found(`const text = "😀 \ud800 ü";\n${code.join('\n')}`), ['save()']);
  });

  it('are written in each dialect', () => {
    for (const extension of ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'jsx', 'tsx']) assert.deepEqual(found(code.join('\n'), `/src/file.${extension}`), ['save()'], extension);
    assert.deepEqual(found(`const view = <div>{text}</div>;\n${code.join('\n')}`, '/src/file.js'), ['save()']);
    assert.deepEqual(found(`const one = <T>(x: T) => <number>x;\n${code.join('\n')}`, '/src/file.ts'), ['save()']);
    assert.deepEqual(found(`with (scope) {}\n${code.join('\n')}`, '/src/file.cjs'), ['save()']);
  });
});

describe('files that can not be parsed', () => {
  it('are a problem with a place', () => {
    for (const text of ['function (', 'const = 1;', '`${', 'class {', '<<<<<<< HEAD', '\0', '"', '/*', 'a?.b = 1;;; )']) {
      const { findings, problems } = check(`${text}\n`);
      assert.deepEqual(findings, []);
      assert.deepEqual(problems.map(({ kind }) => kind), ['syntax'], text);
      assert.ok((problems[0]?.span?.start ?? -1) >= 0);
    }
  });

  it('are not read as text that is none', () => {
    const noise = Array.from({ length: 5000 }, (_, index) => String.fromCharCode((index * 7919) % 65_536)).join('');
    assert.deepEqual(check(noise).problems.map(({ kind }) => kind), ['syntax']);
  });
});

describe('code that is nested deeply', () => {
  const depth = 10_000;
  const nested: Readonly<Record<string, string>> = {
    calls: `${'f('.repeat(depth)}${')'.repeat(depth)}`,
    parentheses: `${'('.repeat(depth)}1${')'.repeat(depth)}`,
    lists: `${'['.repeat(depth)}${']'.repeat(depth)}`,
    objects: `x = ${'{ a: '.repeat(depth)}1${'}'.repeat(depth)}`,
    blocks: `${'{'.repeat(depth)}${'}'.repeat(depth)}`,
    'arrow functions': `x = ${'() => '.repeat(depth)}1`,
    chains: `a${'.b()'.repeat(depth)}`,
    'logical operators': `x = ${Array.from({ length: depth }, () => 'a').join(' || ')}`,
    conditionals: `x = ${'a ? b : '.repeat(depth)}1`,
    'else if': `${'if (a) {} else '.repeat(depth)}{}`,
    types: `type X = ${'Array<'.repeat(depth)}1${'>'.repeat(depth)}`,
    patterns: `const ${'['.repeat(depth)}${']'.repeat(depth)} = 1`,
    assignments: `${'a = '.repeat(depth)}1`,
    awaits: `async () => { ${'await '.repeat(depth)}1 }`,
  };
  for (const [name, text] of Object.entries(nested)) {
    it(`is a problem, not an end: ${name}`, () => {
      const { problems } = check(text);
      assert.deepEqual(problems.map(({ kind, message }) => [kind, message]), [['syntax', 'The code is nested too deeply to be analysed.']]);
    });
  }

  it('is a problem, not an end: elements of a page', () => {
    const { problems } = check(`x = ${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`, '/src/file.tsx');
    assert.deepEqual(problems.map(({ kind }) => kind), ['syntax']);
  });

  it('would end the native parser', () => {
    const far = 200_000;
    assert.deepEqual(check(`${'('.repeat(far)}${')'.repeat(far)}`).problems.map(({ kind }) => kind), ['syntax']);
    assert.equal(findTextRegions('/src/file.ts', `${'['.repeat(far)}${']'.repeat(far)}`), undefined);
  });

  it('is taken for deep only where it is', () => {
    const brackets = "x = '((((';\n// {{{{{\n/* [[[[ */\n".repeat(1000);
    assert.deepEqual(found(`${brackets}${code.join('\n')}`), ['save()']);
    assert.deepEqual(found(`${'f('.repeat(150)}${')'.repeat(150)};\n${code.join('\n')}`), ['save()']);
    assert.deepEqual(found(`x = ${Array.from({ length: depth }, () => '"a"').join(' + ')};\n${code.join('\n')}`), ['save()']);
    assert.deepEqual(found(`x = [${Array.from({ length: depth }, () => 'a()').join(', ')}];\n${code.join('\n')}`), ['save()']);
  });
});

describe('files that are large', () => {
  const large: Readonly<Record<string, (index: number) => string>> = {
    functions: (index) => `export async function f${String(index)}(a) { const x = await g(a); if (x) h(x); return [1].map((y) => y + x); }\n`,
    handlers: (index) => `app.get('/${String(index)}', (req, res) => { const v = load('x'); res.send(v); store.save(v).then(() => v); });\n`,
    methods: (index) => `class C${String(index)} { constructor() { this.x = 1; } async m() { await this.n(); this.n(); } n() { return this.x; } }\n`,
    data: (index) => `rows.push({ id: ${String(index)}, name: "n", tags: [1, 2, 3] });\n`,
    'one line': (index) => `f${String(index)}();`,
  };
  for (const [name, line] of Object.entries(large)) {
    it(name, function () {
      this.timeout(60_000);
      let text = '';
      for (let index = 0; text.length < (name === 'functions' ? 2_000_000 : 500_000); index++) text += line(index);
      const start = process.cpuUsage();
      assert.deepEqual(check(text).problems, []);
      const { user } = process.cpuUsage(start);
      // What takes a second or two here takes minutes where something is quadratic.
      assert.ok(user < 20_000_000, `${String(Math.round(user / 1e6))} seconds`);
    });
  }
});
