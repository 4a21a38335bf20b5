import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from './run-asynclint.ts';

const floating = 'async function save() {}\nexport function go() {\n  save();\n}\n';
const directory = makeFolder({ 'src/a.ts': floating, 'src/we ird,name:50%.ts': floating, 'broken.ts': 'function ( {\n', 'clean.ts': 'export {};\n' });

async function report(format: string, folder = directory): Promise<string> {
  const { code, stdout, stderr } = await runAsynclint(['check', '--format', format], { directory: folder });
  assert.equal(code, 1);
  assert.equal(stderr, '');
  return stdout;
}

/** Elements as arrays, attributes without a prefix; a document that isn't well-formed fails. */
function parseXml(text: string): Record<string, never> {
  assert.equal(SyntaxValidator.validate(text), true);
  const arrays = new Set(['file', 'error', 'testsuite', 'testcase']);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: true, isArray: (name) => arrays.has(name) });
  return parser.parse(text) as Record<string, never>;
}

describe('asynclint check --format github', () => {
  it('prints a workflow command for each finding', async () => {
    const lines = (await report('github')).trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^::error file=broken\.ts,line=1,endLine=1,col=\d+,endColumn=\d+,title=asynclint::Parsing error: /);
    assert.match(lines[1] ?? '', /^::error file=src\/a\.ts,line=3,endLine=3,col=3,endColumn=9,title=asynclint\/no-floating-task::.*save\(\).*%0AGuide: https:.*guide\.md#what-goes-wrong$/);
    assert.equal(lines.length, 3);
  });

  it('escapes what would end a property or the message', async () => {
    const [, , weird] = (await report('github')).trimEnd().split('\n');
    assert.match(weird ?? '', /^::error file=src\/we ird%2Cname%3A50%25\.ts,line=3,/);
  });

  it('prints warnings as such, and nothing where nothing is found', async () => {
    const { stdout } = await runAsynclint(['check', 'src/a.ts', '--format', 'github', '--rule', 'no-floating-task=warn'], { directory });
    assert.match(stdout, /^::warning /);
    assert.equal((await runAsynclint(['check', 'clean.ts', '--format', 'github'], { directory })).stdout, '');
  });
});

describe('asynclint check --format gitlab', () => {
  it('has what GitLab documents, for each finding', async () => {
    const issues = JSON.parse(await report('gitlab')) as readonly Record<string, unknown>[];
    assert.equal(issues.length, 3);
    for (const issue of issues) {
      assert.deepEqual(Object.keys(issue), ['description', 'check_name', 'fingerprint', 'severity', 'location']);
      assert.match(String(issue['fingerprint']), /^[\da-f]{32}$/);
      assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(String(issue['severity'])));
    }
    assert.deepEqual([issues[1]?.['check_name'], issues[1]?.['location']], ['asynclint/no-floating-task', { path: 'src/a.ts', lines: { begin: 3, end: 3 } }]);
  });

  it('keeps fingerprints when lines move, and gives each finding its own', async () => {
    const prints = async (text: string): Promise<unknown[]> => {
      const issues = JSON.parse(await report('gitlab', makeFolder({ 'a.ts': text }))) as readonly Record<string, unknown>[];
      return issues.map((issue) => issue['fingerprint']);
    };
    const before = await prints(`${floating}save();\nsave();\n`);
    assert.equal(new Set(before).size, 3);
    assert.deepEqual(await prints(`// New.\n\n${floating.replace('  save', '\t\tsave')}\nsave();\n\nsave();\n`), before);
  });
});

describe('asynclint check --format checkstyle', () => {
  it('is well-formed, with the findings of each file', async () => {
    const { checkstyle } = parseXml(await report('checkstyle')) as Record<'checkstyle', { readonly version: number; readonly file: readonly Record<string, unknown>[] }>;
    assert.equal(checkstyle.version, 4.3);
    assert.deepEqual(checkstyle.file.map(({ name }) => name), ['broken.ts', 'src/a.ts', 'src/we ird,name:50%.ts']);
    const [error] = checkstyle.file[1]?.['error'] as readonly Record<string, unknown>[];
    assert.deepEqual(
      [error?.['line'], error?.['column'], error?.['severity'], error?.['source']],
      [3, 3, 'error', 'asynclint.no-floating-task'],
    );
    assert.match(String(error?.['message']), /save\(\)/);
  });
});

describe('asynclint check --format junit', () => {
  it('is well-formed: a suite for each file, a failed test for each finding', async () => {
    const { testsuites } = parseXml(await report('junit')) as Record<'testsuites', { readonly testsuite: readonly Record<string, unknown>[] } & Record<string, unknown>>;
    assert.deepEqual([testsuites['name'], testsuites['tests'], testsuites['failures'], testsuites['errors']], ['asynclint', 4, 2, 1]);
    const [broken, clean, a] = testsuites.testsuite;
    assert.deepEqual([broken?.['name'], broken?.['errors'], clean?.['name'], clean?.['tests'], clean?.['failures']], ['broken.ts', 1, 'clean.ts', 1, 0]);
    const [test] = a?.['testcase'] as readonly Record<string, Record<string, unknown>>[];
    assert.deepEqual([test?.['name'], test?.['classname'], test?.['failure']?.['type']], ['no-floating-task (3:3)', 'src/a.ts', 'no-floating-task']);
    assert.match(String(test?.['failure']?.['#text']), /^src\/a\.ts:3:3 /);
  });
});

describe('asynclint check --output-file', () => {
  it('writes each format', async () => {
    for (const format of ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle']) {
      const folder = makeFolder({ 'a.ts': floating });
      const { code, stdout } = await runAsynclint(['check', '--format', format, '--output-file', 'reports/out'], { directory: folder });
      assert.deepEqual([code, stdout], [1, ''], format);
      assert.equal(readFileSync(join(folder, 'reports/out'), 'utf8'), (await runAsynclint(['check', '--format', format], { directory: folder })).stdout, format);
    }
  });
});
