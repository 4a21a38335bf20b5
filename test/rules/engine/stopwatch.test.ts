import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { TypeOracle } from '../../../rules/facts/types.ts';
import { createProject } from '../../../rules/engine/project.ts';
import { createStopwatch, type Timing } from '../../../rules/engine/stopwatch.ts';

describe('the stopwatch', () => {
  it('counts each millisecond once, for the innermost stage, also where one fails', () => {
    let time = 0;
    const timings: Timing[] = [];
    const measure = createStopwatch({ now: () => time, record: (timing) => { timings.push(timing); } });
    const result = measure('rule', 'a.ts', 'r', () => {
      time += 5;
      measure('read', 'b.ts', undefined, () => { time += 2; });
      assert.throws(() => measure('parse', 'b.ts', undefined, () => { time += 3; throw new Error('no'); }), /no/);
      time += 1;
      return 'done';
    });
    assert.equal(result, 'done');
    assert.deepEqual(timings.map(({ stage, ruleId, milliseconds }) => [stage, ruleId, milliseconds]), [['read', undefined, 2], ['parse', undefined, 3], ['rule', 'r', 6]]);
  });

  it('sees all stages of a project, and changes nothing', () => {
    const host = { readFile: () => 'async function f() {}\nf();\n' };
    const timings: Timing[] = [];
    const settings = { preset: 'recommended', rules: {} } as const;
    const report = createProject({ host, timing: { now: () => 0, record: (timing) => { timings.push(timing); } } }).check('/a.ts', settings);
    assert.deepEqual(report, createProject({ host }).check('/a.ts', settings));
    assert.deepEqual([...new Set(timings.map(({ stage }) => stage))], ['read', 'parse', 'facts', 'rule']);
    assert.ok(timings.some(({ ruleId }) => ruleId === 'no-floating-task'));
  });

  it('tells questions about types from the rules that ask', () => {
    const timings: Timing[] = [];
    const timing = { now: () => 0, record: (found: Timing) => { timings.push(found); } };
    const host = { readFile: () => 'declare function f(): unknown;\nf();\n' };
    const types = (_file: unknown, inference: TypeOracle): TypeOracle => ({ ...inference, source: 'types' });
    const settings = { preset: 'all', rules: {} } as const;
    assert.deepEqual(createProject({ host, timing, types }).check('/a.ts', settings), createProject({ host, types }).check('/a.ts', settings));
    assert.ok(timings.some(({ stage, path }) => stage === 'types' && path === '/a.ts'));
  });
});
