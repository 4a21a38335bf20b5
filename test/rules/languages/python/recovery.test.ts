import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonNode } from '../../../../rules/languages/python/ast.ts';
import { parsePython } from '../../../../rules/languages/python/parse-python.ts';
import { childrenOf } from './list-nodes.ts';
import { findInterpreter, listPythonFiles } from './source-files.ts';
import { type Choose, typingEdits } from './typing-edits.ts';

/** How often each function, call and await occurs, by its name. */
type Census = ReadonlyMap<string, number>;

function takeCensus(text: string): Census {
  const census = new Map<string, number>();
  const nodes: PythonNode[] = [parsePython(text).module];
  for (const node of nodes) {
    const name = nameOf(node, text);
    if (name !== undefined) census.set(name, (census.get(name) ?? 0) + 1);
    for (const child of childrenOf(node)) nodes.push(child.node);
  }
  return census;
}

function nameOf(node: PythonNode, text: string): string | undefined {
  switch (node.type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return `${node.type} ${node.name}`;
    case 'Call':
    case 'Await': {
      const { start, end } = node.type === 'Call' ? node.func : node.value;
      return `${node.type} ${text.slice(start, end)}`;
    }
    default:
      return undefined;
  }
}

interface Survival {
  survived: number;
  all: number;
}

function addSurvivors(survival: Survival, before: Census, after: Census): void {
  let all = 0;
  let survived = 0;
  for (const [name, count] of before) {
    all += count;
    survived += Math.min(count, after.get(name) ?? 0);
  }
  survival.all += all;
  // A call that loses its bracket is no call any more.
  survival.survived += Math.min(survived + 1, all);
}

function createChoose(seed: number): Choose {
  let state = seed;
  return (limit) => (state = (state * 1103515245 + 12345) % 2147483648) % Math.max(limit, 1);
}

/** The share of functions, calls and awaits that survive each edit, made so many times to each text. */
function survivals(texts: readonly string[], times: number): Record<string, Survival> {
  const result: Record<string, Survival> = {};
  for (const text of texts) {
    const before = takeCensus(text);
    for (const [name, edit] of Object.entries(typingEdits)) {
      const survival = (result[name] ??= { survived: 0, all: 0 });
      for (let time = 0; time < times; time++) {
        const edited = edit(text, createChoose(time * 7919 + text.length));
        if (edited !== undefined) addSurvivors(survival, before, takeCensus(edited));
      }
    }
  }
  return result;
}

function tooLow(result: Record<string, Survival>): string[] {
  return Object.entries(result)
    .filter(([, { survived, all }]) => all > 0 && survived / all <= 0.99)
    .map(([name, { survived, all }]) => `${name}: ${((100 * survived) / all).toFixed(2)} %`);
}

describe('Python that somebody is typing', () => {
  it('keeps over 99 % of its functions, calls and awaits', function () {
    this.timeout(60_000);
    const result = survivals([readFileSync(join(import.meta.dirname, 'fixtures/order-service.py'), 'utf8')], 12);
    assert.ok(Object.values(result).every(({ all }) => all > 500));
    assert.deepEqual(tooLow(result), []);
  });

  it('does so over the standard library', function () {
    this.timeout(600_000);
    const interpreter = findInterpreter();
    if (interpreter === undefined) this.skip();
    const texts = listPythonFiles(interpreter.library, process.env['ASYNCLINT_ALL_PYTHON'] === undefined ? 200 : 10).map((path) => readFileSync(path, 'utf8'));
    assert.deepEqual(tooLow(survivals(texts, 1)), []);
  });

  it('closes what is open where a line can only be a statement, and tells where it was opened', () => {
    const text = 'a(b[\n    1,\nx = 2\n';
    const { module, errors } = parsePython(text);
    assert.deepEqual(module.body.map(({ start, end }) => text.slice(start, end)), ['a(b[\n    1,', 'x = 2']);
    assert.deepEqual(errors, [
      { start: 1, end: 2, message: '"(" was not closed' },
      { start: 3, end: 4, message: '"[" was not closed' },
    ]);
  });

  it('leaves alone what is not broken, however it is laid out', () => {
    const text = 'f(\na = 1,\nb = [\nx\nfor x in y\nif x\n])\nx.\n';
    const { module } = parsePython(text);
    assert.deepEqual(module.body.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`), ['Expr f(\na = 1,\nb = [\nx\nfor x in y\nif x\n])', 'Expr x.']);
  });
});
