import assert from 'node:assert/strict';
import type { CompilerState } from '../../../server/project/typed-checks/typed-messages.ts';
import { createTypedChecker, type TypedChecker } from '../../../server/project/typed-checks/typed-checker.ts';

const settings = { preset: 'recommended', rules: {} } as const;

/** A checker whose thread runs this module. */
function startChecker(module: string): { readonly types: TypedChecker; readonly states: readonly CompilerState['kind'][]; readonly troubles: readonly string[] } {
  const types = createTypedChecker(new URL(`data:text/javascript,${encodeURIComponent(module)}`));
  const states: CompilerState['kind'][] = [];
  const troubles: string[] = [];
  types.listen({ onState: ({ kind }) => states.push(kind), onNote: () => undefined, onTrouble: (message) => troubles.push(message) });
  return { types, states, troubles };
}

describe('the checker with types', () => {
  it('starts nothing before it is asked', async () => {
    const { types, troubles } = startChecker("throw new Error('started')");
    types.setText('/a.ts', '');
    types.filesChanged([{ path: '/b.ts', kind: 'created' }]);
    await types.dispose();
    assert.deepEqual(troubles, []);
  });

  it('survives its thread once, then goes on without', async () => {
    const { types, states, troubles } = startChecker("throw new Error('broken')");
    assert.equal(await types.check('/a.ts', settings), undefined);
    assert.deepEqual([types.isAvailable(), states], [true, []]);
    assert.equal(await types.check('/a.ts', settings), undefined);
    assert.deepEqual([types.isAvailable(), states], [false, ['failed']]);
    assert.equal(await types.check('/a.ts', settings), undefined);
    assert.ok(troubles.length === 2 && troubles.every((trouble) => trouble.includes('broken')));
    await types.dispose();
  });

  it('gives a thread that starts anew the texts of now', async () => {
    const { types, troubles } = startChecker(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', (message) => {
        if (message.kind === 'text') console.log(message.path, message.text);
        if (message.kind === 'check') process.exit();
      });
    `);
    types.setText('/a.ts', 'one');
    await types.check('/a.ts', settings);
    types.setText('/a.ts', 'two');
    await types.check('/a.ts', settings);
    assert.deepEqual(troubles.join('').trim().split('\n'), ['/a.ts one', '/a.ts two']);
    await types.dispose();
  });

  it('asks what has changed where something was known before, and of another text', async () => {
    const { types, troubles } = startChecker(`
      import { parentPort } from 'node:worker_threads';
      let text = '';
      parentPort.on('message', (message) => {
        if (message.kind === 'text') text = message.text;
        if (message.kind === 'end') parentPort.close();
        if (message.kind !== 'check') return;
        console.log(message.part, text);
        const checked = { report: {}, isWhole: message.part === 'whole', types: { source: 'types', text, answers: new Map() } };
        parentPort.postMessage({ kind: 'checked', id: message.id, checked });
      });
    `);
    const ask = async (text: string): Promise<boolean> => {
      types.setText('/a.ts', text);
      return (await types.checkChanged('/a.ts', settings)) !== undefined;
    };
    assert.equal(await ask('one'), false);
    await types.check('/a.ts', settings);
    assert.equal(await ask('one'), false);
    assert.equal(await ask('two'), true);
    assert.equal(await ask('three'), true);
    types.forget('/a.ts');
    assert.equal(await ask('four'), false);
    await types.check('/a.ts', settings);
    types.closeText('/a.ts');
    assert.equal(await ask('five'), false);
    await types.dispose();
    assert.deepEqual(troubles.join('').trim().split('\n'), ['whole one', 'changed two', 'changed three', 'whole four']);
  });

  it('asks no more where there is no compiler', async () => {
    const { types, states } = startChecker(`
      import { parentPort } from 'node:worker_threads';
      parentPort.postMessage({ kind: 'compiler', state: { kind: 'missing' } });
      parentPort.on('message', ({ kind, id }) => {
        if (kind === 'check') parentPort.postMessage({ kind: 'checked', id, checked: undefined });
        if (kind === 'end') parentPort.close();
      });
    `);
    assert.equal(await types.check('/a.ts', settings), undefined);
    assert.deepEqual([types.isAvailable(), states], [false, ['missing']]);
    await types.dispose();
  });
});
