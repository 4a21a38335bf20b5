import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { createProject, ruleCatalog } from '../../rules/engine/api.ts';
import { makeFolder } from '../server/make-folder.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';
import { readSource } from './engine-findings.ts';

/** oxlint's JSON; its offsets count bytes. */
interface OxlintReport {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
  }[];
}

const program = join(repositoryRoot, 'node_modules/oxlint/bin/oxlint');
const plugin = join(repositoryRoot, 'rules/dist/plugin.js');

function oxlint(args: readonly string[], directory: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function writeConfig(directory: string, rules: Readonly<Record<string, unknown>>, settings = {}): string {
  const path = join(directory, 'oxlintrc.json');
  writeFileSync(path, JSON.stringify({ jsPlugins: [plugin], plugins: [], categories: { correctness: 'off' }, rules, settings: { asynclint: settings } }));
  return path;
}

function lint(config: string, args: readonly string[], directory: string): OxlintReport['diagnostics'] {
  const { stdout, stderr } = oxlint(['--config', config, '--format', 'json', ...args], directory);
  assert.match(stdout, /^\{/, `${stdout}${stderr}`);
  return (JSON.parse(stdout) as OxlintReport).diagnostics;
}

describe('oxlint with the plugin', () => {
  const allRules = Object.fromEntries(ruleCatalog.map(({ id }) => [`asynclint/${id}`, 'error']));

  before(function () {
    const { stdout, stderr } = oxlint(['--version'], repositoryRoot);
    // Without a binary for this platform there is nothing to run.
    if (/native binding|unsupported/i.test(stderr)) this.skip();
    assert.match(stdout, /\d+\.\d+\.\d+/);
  });

  it('finds what the engine finds', function () {
    this.timeout(120_000);
    const found = lint(writeConfig(makeFolder({}), allRules), agreementFiles, repositoryRoot).map(({ filename, code, message, labels }) =>
      describeFinding(filename, labels[0]?.span.offset, labels[0]?.span.length, code, message),
    );
    const project = createProject({ host: { readFile: readSource } });
    const wanted = agreementFiles.flatMap((file) => {
      const path = join(repositoryRoot, file);
      const bytes = (end: number): number => Buffer.byteLength((readSource(path) ?? '').slice(0, end));
      return project.check(path, { preset: 'all', rules: {} }).findings.map(({ ruleId, message, span }) =>
        describeFinding(file, bytes(span.start), bytes(span.end) - bytes(span.start), `asynclint(${ruleId})`, message),
      );
    });
    assert.ok(wanted.length > 0);
    assert.deepEqual(found.sort(), wanted.sort());
  });

  it('takes options and settings', () => {
    const directory = makeFolder({
      'handler.ts': "import { load } from './load';\nexport async function handle() { return load(); }\n",
      'load.ts': "import { readFileSync } from 'node:fs';\nexport const load = () => readFileSync('a.txt', 'utf8');\n",
    });
    const count = (options: object, settings = {}): number => lint(writeConfig(directory, { 'asynclint/no-blocking-call': ['error', options] }, settings), ['.'], directory).length;
    assert.equal(count({}), 1);
    assert.equal(count({ allow: ['readFileSync'] }), 0);
    assert.equal(count({}, { crossFile: false }), 0);
  });

  it('obeys directive comments, and applies suggestions', () => {
    const directory = makeFolder({
      'a.ts': 'async function save() {}\n// eslint-disable-next-line asynclint/no-floating-task\nsave();\nexport async function \u00E9() {\n  /* \u{1F600} */ save();\n}\n',
    });
    const config = writeConfig(directory, { 'asynclint/no-floating-task': 'error' });
    assert.equal(lint(config, ['.'], directory).length, 1);
    oxlint(['--config', config, '--fix-suggestions', '.'], directory);
    assert.match(readFileSync(join(directory, 'a.ts'), 'utf8'), /^ {2}\/\* \u{1F600} \*\/ await save\(\);$/mu);
  });
});

function describeFinding(file: string, offset: number | undefined, length: number | undefined, code: string | undefined, message: string): string {
  return `${file}:${String(offset)}+${String(length)} ${String(code)} ${message}`;
}
