import assert from 'node:assert/strict';
import { isLintable } from '../../rules/engine/api.ts';
import { checkFence, linesOf, markLines, repair } from './check-fence.ts';
import { type Fence, findFences, placeOf } from './fences.ts';
import { guides } from './guide-files.ts';
import { pythonVersion } from './python.ts';
import { runFence } from './run-fence.ts';

for (const guide of guides) {
  describe(`fences of the guide ${guide.id}`, () => {
    const fences = findFences(guide).filter(({ file }) => isLintable(file));
    for (const [index, fence] of fences.entries()) {
      const title = `${fence.kind ?? 'plain'} at line ${String(fence.line)}`;
      it(title, testFence(fence, fences.slice(0, index)));
    }
  });
}

function testFence(fence: Fence, before: readonly Fence[]): Mocha.Func | Mocha.AsyncFunc {
  switch (fence.kind) {
    case 'bad':
      return () => {
        testBad(fence);
      };
    case 'fixed':
      return () => {
        testFixed(fence, before);
      };
    case 'good':
      return () => {
        testGood(fence);
      };
    case 'run':
      return function (this: Mocha.Context) {
        testGood(fence);
        if (isPython(fence) && pythonVersion() === undefined) this.skip();
        return runFence(fence);
      };
    case undefined:
      return () => {
        assert.deepEqual(checkFence(fence, fence.text, 'all rules').problems, [], placeOf(fence));
      };
  }
}

function isPython({ file }: Fence): boolean {
  return file.endsWith('.py');
}

function testBad(fence: Fence): void {
  assert.ok(fence.rule !== undefined, `${placeOf(fence)}: say which rule reports this, with rule=...`);
  assert.ok(fence.reported.length > 0, `${placeOf(fence)}: no line is marked as reported`);
  const { findings, problems } = checkFence(fence, fence.text, 'its rule');
  assert.deepEqual(problems, [], placeOf(fence));
  assert.equal(markLines(fence.text, linesOf(findings, fence.text)), markLines(fence.text, fence.reported), placeOf(fence));
}

function testFixed(fence: Fence, before: readonly Fence[]): void {
  const badIndex = before.findLastIndex(({ kind }) => kind !== 'fixed');
  const bad = before[badIndex];
  assert.ok(bad?.kind === 'bad', `${placeOf(fence)}: a fixed fence must follow a bad one`);
  assert.equal(repair(bad, before.length - 1 - badIndex), fence.text, placeOf(fence));
}

function testGood(fence: Fence): void {
  assert.deepEqual(fence.reported, [], `${placeOf(fence)}: only bad fences have lines that are reported`);
  const { findings, problems } = checkFence(fence, fence.text, 'all rules');
  assert.deepEqual(problems, [], placeOf(fence));
  const messages = findings.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n');
  assert.equal(markLines(fence.text, linesOf(findings, fence.text)), fence.text, `${placeOf(fence)}\n${messages}`);
}
