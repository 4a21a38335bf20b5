import assert from 'node:assert/strict';
import { blockingQuestion, findEffect } from '../../../rules/facts/effects.ts';
import { textOf } from '../../../rules/facts/file-model.ts';
import { programOf } from './program-of.ts';
import { createRandom, shuffled } from './random-order.ts';

/** Functions of two files that call each other, in circles too; a few of them read a file. */
function writeProgram(random: (below: number) => number, size: number): ReadonlyMap<string, string> {
  const names = Array.from({ length: size }, (_, index) => `f${String(index)}`);
  const written = names.map((name) => {
    const calls = Array.from({ length: random(4) }, () => `${names[random(size)] ?? ''}();`);
    const reads = random(8) === 0 ? " readFileSync('x');" : '';
    return `export function ${name}() { ${calls.join(' ')}${reads} }`;
  });
  const half = size >> 1;
  const write = (own: readonly string[], others: readonly string[], from: string): string =>
    [`import { readFileSync } from 'node:fs';`, `import { ${others.join(', ')} } from './${from}';`, ...own].join('\n');
  return new Map([
    ['/src/a.ts', write(written.slice(0, half), names.slice(half), 'b')],
    ['/src/b.ts', write(written.slice(half), names.slice(0, half), 'a')],
  ]);
}

/** Ways to what blocks, by function, where they are asked for in some order. */
function effects(texts: ReadonlyMap<string, string>, order: <T>(items: readonly T[]) => readonly T[]): ReadonlyMap<string, string> {
  const { program, files } = programOf(texts);
  const question = blockingQuestion(program, 'test', [], () => true);
  const refs = [...files.values()].flatMap((file) => file.facts.functions.flatMap(({ id, name }) => (name === undefined ? [] : [{ name, ref: { file, fn: id } }])));
  const found = order(refs).map(({ name, ref }): [string, string] => {
    const effect = findEffect(program, ref, question);
    return [name, effect === undefined ? 'no' : effect.steps.map(({ file, call }) => textOf(file, call.span)).join(' > ')];
  });
  return new Map(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** `f0` calls `f1`, which calls `f2`, and so on; the last one reads a file. */
function writeChain(length: number): ReadonlyMap<string, string> {
  const functions = Array.from({ length }, (_, index) => `function f${String(index)}() { ${index === length - 1 ? "readFileSync('x')" : `f${String(index + 1)}()`}; }`);
  return new Map([['/src/a.ts', ["import { readFileSync } from 'node:fs';", ...functions].join('\n')]]);
}

describe('effects', () => {
  it('do not depend on which function was asked about first', () => {
    const random = createRandom(5);
    const answers = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const texts = writeProgram(random, 6 + random(20));
      const expected = effects(texts, (items) => items);
      for (const answer of expected.values()) answers.add(answer);
      for (let times = 0; times < 4; times++) assert.deepEqual(effects(texts, (items) => shuffled(items, random)), expected, [...texts.values()].join('\n'));
    }
    assert.ok(answers.has('no') && answers.size > 20, `there are many answers: ${String(answers.size)}`);
  });

  it('are found in the nearer part of a chain that is too long, whoever was asked about first', () => {
    const texts = writeChain(40);
    const expected = effects(texts, (items) => items);
    assert.equal(expected.get('f0'), 'no');
    assert.match(expected.get('f20') ?? '', /^f21\(\) > .* > readFileSync\('x'\)$/);
    assert.deepEqual(effects(texts, (items) => [...items].reverse()), expected);
  });
});
