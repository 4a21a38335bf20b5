import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Timing } from 'eslint-plugin-asynclint/engine';
import { renderTimings } from '../../../server/cli/timing/render-timings.ts';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from './run-asynclint.ts';

const floating = 'async function save() {}\nsave();\n';

describe('asynclint check --timing', () => {
  it('tells where the time went, apart from the report', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    const { code, stdout, stderr } = await runAsynclint(['check', '--format', 'json', '--timing'], { directory });
    assert.equal(code, 1);
    assert.equal((JSON.parse(stdout) as readonly unknown[]).length, 1);
    for (const stage of ['find files', 'read', 'parse', 'facts', 'types', 'rules', 'other', 'total']) assert.match(stderr, new RegExp(`^${stage} +\\d+\\.\\d +\\d+\\.\\d%$`, 'm'));
    assert.match(stderr, /^no-floating-task +\d+\.\d +\d+\.\d%$/m);
    assert.match(stderr, /^a\.ts {2}no-floating-task +\d/m);
  });

  it('is about files', async () => {
    const { code, stderr } = await runAsynclint(['check', '--stdin', '--timing'], { directory: makeFolder({}), input: floating });
    assert.equal(code, 2);
    assert.match(stderr, /--timing/);
  });
});

describe('the tables of times', () => {
  it('rank rules, and the ten slowest pairs of a file and a rule', () => {
    const rule = (path: string, ruleId: string, milliseconds: number): Timing => ({ stage: 'rule', path, ruleId, milliseconds });
    const timings: Timing[] = [
      { stage: 'parse', path: 'a.ts', ruleId: undefined, milliseconds: 30 },
      ...Array.from({ length: 11 }, (_, index) => rule(`${String(index)}.ts`, 'slow', index + 1)),
      rule('a.ts', 'quick', 4),
    ];
    const [stages, rules, slowest] = renderTimings(timings, 200).split('\n\n').map((table) => table.trimEnd().split('\n').map((line) => line.split(/ {2,}/)));
    assert.deepEqual(stages, [
      ['stage', 'ms', 'share'],
      ['find files', '0.0', '0.0%'],
      ['cache', '0.0', '0.0%'],
      ['read', '0.0', '0.0%'],
      ['parse', '30.0', '15.0%'],
      ['facts', '0.0', '0.0%'],
      ['types', '0.0', '0.0%'],
      ['rules', '70.0', '35.0%'],
      ['other', '100.0', '50.0%'],
      ['total', '200.0', '100.0%'],
    ]);
    assert.deepEqual(rules, [['rule', 'ms', 'share'], ['slow', '66.0', '94.3%'], ['quick', '4.0', '5.7%']]);
    assert.equal(slowest?.length, 11);
    assert.deepEqual(slowest[1], ['10.ts', 'slow', '11.0', '15.7%']);
  });
});
