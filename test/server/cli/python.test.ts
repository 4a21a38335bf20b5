import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Log } from 'sarif';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from './run-asynclint.ts';
import { sarifSchemaErrors } from './sarif-schema-errors.ts';

const caller = 'from jobs.helper import warm_up\n\n\nasync def start():\n    """😀"""; warm_up()\n';
const slow = 'import time\n\n\ndef warm_up():\n    time.sleep(1)\n';
const harmless = 'def warm_up():\n    return 1\n';
const sleeping = 'import time\n\n\nasync def poll():\n    time.sleep(1)\n';

/** A repository with a web server in TypeScript and jobs in Python. */
const mixed: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "web", "main": "web/load.ts", "dependencies": { "express": "5" } }',
  'web/load.ts': "import { readFileSync } from 'node:fs';\nexport async function load() {\n  return readFileSync('a.txt', 'utf8');\n}\n",
  'pyproject.toml': '[project]\nname = "jobs"\n',
  'jobs/__init__.py': '',
  'jobs/main.py': caller,
  'jobs/helper.py': slow,
  '.venv/pyvenv.cfg': '',
  '.venv/lib/python3.12/site-packages/other/a.py': sleeping,
};

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string; readonly line: number; readonly column: number; readonly endColumn?: number; readonly fatal?: boolean; readonly relatedLocations?: readonly { readonly filePath: string }[] }[];
}

async function check(directory: string, ...args: string[]): Promise<readonly Result[]> {
  const { stdout, stderr } = await runAsynclint(['check', '--format', 'json', ...args], { directory });
  assert.equal(stderr, '');
  return (JSON.parse(stdout) as Result[]).map((result) => ({ ...result, filePath: result.filePath.slice(directory.length + 1) }));
}

/** Where the findings are: file, rule, line, column. */
const placesOf = (results: readonly Result[]): string[] => results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, column }) => `${filePath} ${String(ruleId)} ${String(line)}:${String(column)}`));

const write = (directory: string, name: string, content: string | Uint8Array): void => { writeFileSync(join(directory, name), content); };

describe('asynclint check in Python', () => {
  it('checks a repository of both languages in one run, and no environments', async () => {
    const results = await check(makeFolder(mixed));
    assert.deepEqual(results.map(({ filePath }) => filePath), ['jobs/__init__.py', 'jobs/helper.py', 'jobs/main.py', 'web/load.ts']);
    assert.deepEqual(placesOf(results), ['jobs/main.py asynclint/no-blocking-call 5:15', 'web/load.ts asynclint/no-blocking-call 3:10']);
  });

  it('tells services for code review where findings are', async function () {
    this.timeout(60_000);
    const directory = makeFolder(mixed);
    const run = (format: string): Promise<RunResult> => runAsynclint(['check', '--format', format], { directory });
    const [sarif, github, gitlab] = await Promise.all([run('sarif'), run('github'), run('gitlab')]);
    assert.deepEqual(sarifSchemaErrors(sarif.stdout), []);
    const [found] = (JSON.parse(sarif.stdout) as Log).runs[0]?.results ?? [];
    const { artifactLocation, region } = found?.locations?.[0]?.physicalLocation ?? {};
    assert.deepEqual([artifactLocation?.uri, region?.startLine, region?.startColumn, region?.endColumn], ['jobs/main.py', 5, 15, 24]);
    assert.equal(found?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri, 'jobs/helper.py');
    assert.match(github.stdout, /^::error file=jobs\/main\.py,line=5,endLine=5,col=15,endColumn=24,title=asynclint\/no-blocking-call::.*%0AGuide: https:.*no-blocking-call\/guide\.md#/m);
    const [first] = JSON.parse(gitlab.stdout) as { readonly check_name: string; readonly location: { readonly path: string } }[];
    assert.deepEqual([first?.check_name, first?.location.path], ['asynclint/no-blocking-call', 'jobs/main.py']);
  });

  it('checks what changed, and the modules that import it', async () => {
    const directory = makeFolder(mixed);
    const git = (...args: string[]): void => { execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: directory, stdio: 'ignore' }); };
    git('init', '--initial-branch=main');
    git('add', '.');
    git('commit', '-m', 'first');
    write(directory, 'jobs/helper.py', harmless);
    assert.deepEqual((await check(directory, '--changed')).map(({ filePath }) => filePath), ['jobs/helper.py', 'jobs/main.py']);
  });

  it('remembers results, and checks modules again when what they import changes', async () => {
    const directory = makeFolder(mixed);
    const caching = { build: 'test', home: join(directory, '..', 'home') };
    const run = async (): Promise<{ readonly places: string[]; readonly remembered: string }> => {
      const { stdout, stderr } = await runAsynclint(['check', '--format', 'json', '--timing', '--type-aware', 'off'], { directory, caching });
      return { places: placesOf(JSON.parse(stdout) as Result[]).map((place) => place.slice(directory.length + 1)), remembered: /^\d+ of \d+ results/m.exec(stderr)?.[0] ?? '' };
    };
    const [python, web] = ['jobs/main.py asynclint/no-blocking-call 5:15', 'web/load.ts asynclint/no-blocking-call 3:10'];
    assert.deepEqual(await run(), { places: [python, web], remembered: '0 of 4 results' });
    assert.deepEqual(await run(), { places: [python, web], remembered: '4 of 4 results' });
    write(directory, 'jobs/helper.py', harmless);
    assert.deepEqual(await run(), { places: [web], remembered: '2 of 4 results' });
    write(directory, 'jobs/helper.py', slow);
    assert.deepEqual((await run()).places, [python, web]);
  });

  it('checks standard input as the file that it is said to be', async () => {
    const directory = makeFolder({ ...mixed, 'jobs/main.py': '' });
    const { stdout } = await runAsynclint(['check', '--stdin', '--stdin-filename', 'jobs/main.py', '--format', 'json'], { directory, input: caller });
    const [result] = JSON.parse(stdout) as Result[];
    assert.deepEqual(result?.messages.map(({ ruleId, relatedLocations }) => [ruleId, relatedLocations?.[0]?.filePath]), [['asynclint/no-blocking-call', join(directory, 'jobs/helper.py')]]);
  });

  it('reads files in the encoding they declare, and says which it cannot read', async () => {
    const directory = makeFolder({ 'mark.py': `\uFEFF${sleeping}` });
    write(directory, 'latin.py', Buffer.from(`# -*- coding: latin-1 -*-\nname = "é"\n${sleeping}`, 'latin1'));
    write(directory, 'lying.py', Buffer.from(`name = "é"\n${sleeping}`, 'latin1'));
    write(directory, 'klingon.py', `# coding: klingon\n${sleeping}`);
    write(directory, 'binary.py', Buffer.from([0x64, 0, 0xff, 0xfe, 0x0a]));
    const results = await check(directory);
    const told = results.map(({ filePath, messages: [first] }) => `${filePath} ${String(first?.line)} ${first?.ruleId ?? first?.message ?? ''}`);
    assert.deepEqual(told, [
      "binary.py 1 Can't be read: its bytes are not in the encoding utf-8",
      "klingon.py 1 Can't be read: it declares the encoding klingon, which is not known here",
      'latin.py 7 asynclint/no-blocking-call',
      "lying.py 1 Can't be read: its bytes are not in the encoding utf-8",
      'mark.py 5 asynclint/no-blocking-call',
    ]);
  });

  it('survives files that are deeply nested, long, broken, or no files at all', async function () {
    this.timeout(60_000);
    const deep = (open: string, close: string): string => `x = ${`${open}\n`.repeat(20_000)}1${`${close}\n`.repeat(20_000)}\n`;
    const blocks = Array.from({ length: 95 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('');
    const directory = makeFolder({
      'brackets.py': deep('(', ')'),
      'lists.py': deep('[', ']'),
      'calls.py': deep('f(', ')'),
      'unary.py': `x = (${'-\n'.repeat(20_000)}1)\n`,
      'chain.py': `import time\nasync def poll():\n    time.sleep(1)\n    (x\n${'.a()\n'.repeat(3_000)})\n`,
      'sum.py': `x = ${'1 +\\\n'.repeat(5_000)}1\n`,
      'blocks.py': `x = 1\n${blocks}${' '.repeat(95)}pass\n`,
      'long.py': `${sleeping}${Array.from({ length: 20_000 }, (_, index) => `def f${String(index)}():\n    return f${String(index + 1)}()\n`).join('')}`,
      'open.py': `${sleeping}print((((\n`,
      'quote.py': `${sleeping}x = """\n`,
      'two.py': 'print "two"\nexec "x"\n',
      'tabs.py': 'if x:\n\ty = 1\n        z = 1\n  w = 1\n',
    });
    mkdirSync(join(directory, 'folder.py'));
    const results = await check(directory, '--no-ignore');
    const internal = results.flatMap(({ filePath, messages }) => messages.filter(({ message }) => /internal|RangeError|TypeError/i.test(message)).map(({ message }) => `${filePath} ${message}`));
    assert.deepEqual(internal, []);
    const places = new Set(placesOf(results));
    for (const place of ['long.py asynclint/no-blocking-call 5:5', 'open.py asynclint/no-blocking-call 5:5', 'quote.py asynclint/no-blocking-call 5:5']) assert.ok(places.has(place), place);
    assert.ok(results.find(({ filePath }) => filePath === 'brackets.py')?.messages.every(({ fatal }) => fatal === true));
  });
});
