import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import type { Log, Region, Result, Run } from 'sarif';
import { guideUrl } from 'eslint-plugin-asynclint/engine';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from './run-asynclint.ts';
import { sarifSchemaErrors } from './sarif-schema-errors.ts';

const floating = 'async function save() {}\nexport async function go() {\n  save();\n}\n';
const handler = "import { load } from './lib/load';\nexport async function handle() {\n  return load();\n}\n";
const load = "import { readFileSync } from 'node:fs';\nexport const load = () => readFileSync('a.txt', 'utf8');\n";

async function runOf(files: Readonly<Record<string, string>>): Promise<{ readonly directory: string; readonly run: Run; readonly results: readonly Result[] }> {
  const directory = makeFolder({ 'package.json': '{ "name": "sample", "main": "handler.ts", "dependencies": { "express": "5" } }', ...files });
  const log = JSON.parse((await runAsynclint(['check', '--format', 'sarif'], { directory })).stdout) as Log;
  assert.equal(log.version, '2.1.0');
  const [run] = log.runs;
  assert.ok(run?.results);
  return { directory, run, results: run.results };
}

describe('asynclint check --format sarif', () => {
  it('describes the rules that found something, with their guides', async () => {
    const { run, results } = await runOf({ 'a.ts': floating });
    const { driver } = run.tool;
    assert.deepEqual([driver.name, driver.semanticVersion, run.columnKind], ['Asynclint', '1.2.3', 'utf16CodeUnits']);
    assert.deepEqual(driver.rules?.map(({ id }) => id), ['no-floating-task']);
    const [rule] = driver.rules;
    assert.equal(rule?.helpUri, guideUrl('no-floating-task'));
    assert.match(rule.help?.markdown ?? '', /^# Floating promises/);
    assert.match(rule.help?.text ?? '', /^Nobody waits\.\n/);
    assert.match(rule.shortDescription?.text ?? '', /promises/);
    assert.deepEqual(results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level]), [['no-floating-task', 0, 'error']]);
  });

  it('holds what the published schema of SARIF allows, and nothing else', async function () {
    this.timeout(60_000);
    const directory = makeFolder({ 'package.json': '{ "name": "sample", "main": "handler.ts", "dependencies": { "express": "5" } }', 'a.ts': floating, 'b.ts': `// eslint-disable-next-line\n${floating}`, 'broken.ts': 'function ( {', 'handler.ts': handler, 'lib/load.ts': load });
    const { stdout } = await runAsynclint(['check', '--format', 'sarif', '--preset', 'all'], { directory });
    assert.deepEqual(sarifSchemaErrors(stdout), []);
    assert.match(sarifSchemaErrors(stdout.replace('"level"', '"grade"')).join(), /"additionalProperty":"grade"/);
    assert.match(sarifSchemaErrors(stdout.replace('"error"', '"fatal"')).join(), /level should be equal to one of the allowed values/);
  });

  it('gives places relative to the source root, and related places in other files', async () => {
    const { directory, run, results } = await runOf({ 'sub dir/handler.ts': handler, 'sub dir/lib/load.ts': load });
    assert.deepEqual(run.originalUriBaseIds, { '%SRCROOT%': { uri: pathToFileURL(`${directory}/`).href } });
    const blocking = results.find(({ ruleId }) => ruleId === 'no-blocking-call');
    assert.deepEqual(blocking?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'sub%20dir/handler.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 10, endLine: 3, endColumn: 16 },
    });
    assert.equal(blocking.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri, 'sub%20dir/lib/load.ts');
    for (const region of regionsOf(results)) {
      assert.ok((region.startLine ?? 0) >= 1 && (region.startColumn ?? 0) >= 1);
      assert.ok((region.endLine ?? 0) > (region.startLine ?? 0) || (region.endColumn ?? 0) >= (region.startColumn ?? 0));
    }
  });

  it('proposes suggestions as fixes', async () => {
    const [result] = (await runOf({ 'a.ts': floating })).results;
    const fix = result?.fixes?.find(({ description }) => description?.text?.startsWith('Await'));
    const replacement = fix?.artifactChanges[0]?.replacements[0];
    assert.deepEqual(fix?.artifactChanges[0]?.artifactLocation, { uri: 'a.ts', uriBaseId: '%SRCROOT%' });
    assert.equal(replacement?.insertedContent?.text, 'await ');
    assert.deepEqual(replacement.deletedRegion, { startLine: 3, startColumn: 3, endLine: 3, endColumn: 3 });
  });

  it('keeps fingerprints when lines move', async () => {
    const prints = async (text: string): Promise<unknown[]> => (await runOf({ 'a.ts': text })).results.map(({ partialFingerprints }) => partialFingerprints);
    const [first] = await prints(floating);
    assert.deepEqual(await prints(`\n// New.\n${floating}`), [first]);
    assert.notDeepEqual(await prints(floating.replaceAll('save', 'store')), [first]);
  });

  it('tells of files that can not be analysed apart from findings', async () => {
    const { run, results } = await runOf({ 'a.ts': 'function ( {' });
    assert.equal(results.length, 0);
    const [invocation] = run.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, true);
    const [note] = invocation.toolExecutionNotifications ?? [];
    assert.match(note?.message.text ?? '', /^Parsing error: /);
    assert.equal(note?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'a.ts');
  });

  it('gives what lies outside of the directory its whole address', async () => {
    const directory = makeFolder({ 'a.ts': floating, 'work/clean.ts': '' });
    const { stdout } = await runAsynclint(['check', join('..', 'a.ts'), '--format', 'sarif'], { directory: join(directory, 'work') });
    const log = JSON.parse(stdout) as Log;
    assert.deepEqual(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation, { uri: pathToFileURL(join(directory, 'a.ts')).href });
  });
});

function regionsOf(results: readonly Result[]): Region[] {
  const locations = results.flatMap((result) => [...(result.locations ?? []), ...(result.relatedLocations ?? [])]);
  return locations.flatMap(({ physicalLocation }) => physicalLocation?.region ?? []);
}
