import assert from 'node:assert/strict';
import { functionOf, type FileModel, valueAt } from '../../../rules/facts/file-model.ts';
import type { PathPoint } from '../../../rules/facts/path-nodes.ts';
import { walkFrom } from '../../../rules/facts/paths.ts';
import { nameOf } from '../../../rules/facts/words.ts';
import { modelOf, valueWritten } from './model-of.ts';

/** Where the ways from `start()` lead: `stop` stops them, `fail` can fail, and `known` holds. */
function ways(body: string): string {
  const file = modelOf(`async function f(x, xs) { ${body} }`);
  const start = valueWritten(file, 'start()');
  const walk = walkFrom(file, functionOf(file, start.id).id, start.id, {
    stops: (point) => calls(file, point) === 'stop',
    fails: (point) => calls(file, point) === 'fail',
    decides: (test) => (nameOf(file, test) === 'known' ? true : undefined),
  });
  assert.ok(walk !== undefined);
  const passed = walk.passed.flatMap((point) => calls(file, point) ?? []).filter((name) => !/^(?:start|stop|fail|Error)$/.test(name));
  const exits = walk.exits.map(({ kind }) => kind).sort();
  return [...(walk.stops.length > 0 ? ['stops'] : []), ...exits, ...[...new Set(passed)].sort()].join(' ');
}

function calls(file: FileModel, point: PathPoint): string | undefined {
  if (point.kind !== 'value') return undefined;
  const value = valueAt(file, point.value);
  return value.kind === 'call' ? nameOf(file, value.callee) : undefined;
}

/** The texts of a function, and where the ways through it lead. */
const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'one after the other': {
    'start(); stop();': 'stops',
    'start(); a();': 'returns a',
    'a(); start(); stop();': 'stops',
    'a(b(start()), c()); stop();': 'stops a b c',
    'start(); return; a();': 'returns',
    'start(); throw new Error();': 'throws',
    'start(); process.exit(); a();': 'exit',
  },
  branches: {
    'start(); if (x) stop();': 'stops returns',
    'start(); if (x) stop(); else stop();': 'stops',
    'start(); if (x) return; stop();': 'stops returns',
    'start(); if (known()) stop();': 'stops known',
    'start(); if (!known()) return; stop();': 'stops known',
    'start(); x && stop();': 'stops returns',
    'start(); x ? stop() : a();': 'stops returns a',
    'start(); x?.stop();': 'stops',
    'if (x) { start(); } else { a(); } stop();': 'stops',
    'start(); switch (x) { case 1: stop(); break; default: a(); }': 'stops returns a',
    'start(); switch (x) { case 1: a(); case 2: stop(); break; default: stop(); }': 'stops a',
    'start(); switch (x) { case 1: stop(); }': 'stops returns',
  },
  loops: {
    'start(); for (const each of xs) stop();': 'stops returns',
    'start(); for (;;) { stop(); }': 'stops',
    'start(); while (true) { if (x) break; a(); } stop();': 'stops a',
    'while (x) { a(); start(); } stop();': 'stops a',
    'for (const each of xs) { start(); if (each) continue; stop(); } b();': 'stops returns b',
    'do { start(); } while (x); stop();': 'stops',
    'outer: for (const a of xs) { for (const b of xs) { start(); if (b) continue outer; stop(); } } c();': 'stops returns c',
    'for (let i = 0; i < 9; a()) { start(); if (x) continue; stop(); }': 'stops returns a',
  },
  errors: {
    'start(); fail(); stop();': 'stops throws',
    'start(); try { fail(); } catch { a(); } stop();': 'stops a',
    'try { start(); fail(); } catch { stop(); }': 'stops returns',
    'try { start(); fail(); } finally { stop(); }': 'stops',
    'start(); try { fail(); stop(); } catch { }': 'stops returns',
    'start(); try { } catch { a(); } stop();': 'stops',
    'start(); try { throw x; } catch { a(); } b();': 'returns a b',
    'start(); try { fail(); } catch { throw x; } finally { a(); }': 'returns throws a',
  },
  'finally, by each way in': {
    'try { start(); return; } finally { a(); } b();': 'returns a',
    'try { start(); } finally { a(); } b();': 'returns a b',
    'try { start(); fail(); } finally { a(); } b();': 'returns throws a b',
    'for (const each of xs) { try { start(); break; } finally { a(); } b(); } c();': 'returns a c',
    'for (const each of xs) { try { start(); continue; } finally { stop(); } } c();': 'stops',
    'try { try { start(); return; } finally { a(); } } finally { stop(); }': 'stops a',
    'try { start(); fail(); } finally { return; }': 'returns',
  },
};

describe('paths', () => {
  for (const [topic, texts] of Object.entries(cases)) {
    describe(topic, () => {
      for (const [text, expected] of Object.entries(texts)) {
        it(`${text} -> ${expected}`, () => {
          assert.equal(ways(text), expected);
        });
      }
    });
  }

  it('says what made control leave', () => {
    const file = modelOf('function f(x) { start(); if (x) return 1; fail(); }');
    const start = valueWritten(file, 'start()');
    const walk = walkFrom(file, 1, start.id, { stops: () => false, fails: (point) => calls(file, point) === 'fail' });
    assert.deepEqual(
      walk?.exits.map(({ kind, by }) => [kind, by?.kind]),
      [
        ['returns', 'step'],
        ['throws', 'value'],
      ],
    );
  });

  it('gives no answer for code that is nested deeper than any that people read', () => {
    const deep = 420;
    const file = modelOf(`function f(x) { start(); ${'if (x) { '.repeat(deep)}${'} '.repeat(deep)} }`);
    const start = valueWritten(file, 'start()');
    assert.equal(walkFrom(file, 1, start.id, { stops: () => false, fails: () => true }), undefined);
  });

  it('gives up on a function that is longer than any that people read', () => {
    const file = modelOf(`function f(x) { start(); ${'a(x); '.repeat(3000)} }`);
    const start = valueWritten(file, 'start()');
    assert.equal(walkFrom(file, 1, start.id, { stops: () => false, fails: () => false }), undefined);
  });

  it('follows a long function in one go', () => {
    const file = modelOf(`function f(x) { start(); ${'try { if (x) fail(); } finally { a(); } '.repeat(300)} }`);
    const start = valueWritten(file, 'start()');
    const walk = walkFrom(file, 1, start.id, { stops: () => false, fails: (point) => calls(file, point) === 'fail' });
    assert.equal(walk?.exits.length, 2);
  });
});
