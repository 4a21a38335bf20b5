import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { searchAhead } from '../../../server/lsp/search-ahead.ts';

/** Some milliseconds of work in each step. */
function* steps(done: number[]): Generator<undefined, void> {
  for (let step = 0; step < 10; step++) {
    const end = performance.now() + 3;
    while (performance.now() < end);
    done.push(step);
    yield;
  }
}

describe('the search around a document that was opened', () => {
  it('goes to its end, and lets others work in between', async () => {
    const done: number[] = [];
    const seen = new Set<number>();
    const searching = { is: true };
    const search = searchAhead({ searchAhead: () => steps(done) }, '/a.ts').finally(() => { searching.is = false; });
    while (searching.is) {
      seen.add(done.length);
      await setImmediate();
    }
    await search;
    assert.equal(done.length, 10);
    assert.ok(seen.size > 2, [...seen].join());
  });

  it('is not needed for Python', async () => {
    await searchAhead({ searchAhead: () => assert.fail() }, '/a.py');
  });
});
