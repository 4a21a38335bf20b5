import assert from 'node:assert/strict';
import type { FileModel, TypeOracle } from '../../../rules/engine/api.ts';
import { createProject } from '../../../rules/engine/api.ts';
import { recallTypes, recordTypes, type RecordedTypes } from '../../../server/project/native-types/recorded-types.ts';

const path = '/shop.ts';

/** Lines of what floats in a text; the compiler is one that takes all `save()` for promises, and `text` for what it was asked about before. */
function floating(after: string, before: string): { readonly fresh: readonly number[]; readonly recalled: readonly number[] } {
  let recorded: RecordedTypes | undefined;
  const compiler = (file: FileModel, inference: TypeOracle): TypeOracle => ({
    ...inference,
    source: 'types',
    typeOf(about, id) {
      const value = about.facts.values[id];
      const isSave = value?.kind === 'call' && /save\(\d*\)$/.test(file.text.slice(value.span.start, value.span.end));
      return isSave ? { task: 'promise', tasks: [{ kind: 'promise', names: [] }], names: [] } : { task: 'none', tasks: [], names: [] };
    },
  });
  const lines = (text: string, types: (file: FileModel, inference: TypeOracle) => TypeOracle): number[] => {
    const project = createProject({ host: { readFile: () => undefined }, types });
    project.setText(path, text);
    const { findings } = project.check(path, { preset: 'recommended', rules: {} });
    return findings.filter(({ ruleId }) => ruleId === 'no-floating-task').map(({ span }) => text.slice(0, span.start).split('\n').length);
  };
  lines(before, (file, inference) => {
    const recording = recordTypes(compiler(file, inference), file);
    recorded = recording.recorded;
    return recording.oracle;
  });
  const sent = structuredClone({ source: recorded!.source, text: recorded!.text, answers: recorded!.answers });
  return { fresh: lines(after, compiler), recalled: lines(after, (_, inference) => recallTypes(sent, inference)) };
}

const text = 'export function sell(store: Store) {\n  store.save(1);\n  store.count();\n}\nasync function later() { await 1; }\n';

describe('recorded types', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['the same text', text],
    ['lines above', `// one\n// two\n${text}`],
    ['a line between', text.replace('  store.count', '  const n = 1;\n  store.count')],
    ['a line gone', text.replace('  store.count();\n', '')],
    ['an argument that grows', text.replace('save(1)', 'save(123)')],
    ['lines below', `${text}export const n = 1;\n`],
  ];
  for (const [name, after] of cases) {
    it(`hold for ${name}`, () => {
      const { fresh, recalled } = floating(after, text);
      assert.equal(fresh.length, 1);
      assert.deepEqual(recalled, fresh);
    });
  }

  it('are silent about what is new, also where the text suggests something', () => {
    const { fresh, recalled } = floating(text.replace('store.count();', 'later();\n  store.save(2);'), text);
    assert.deepEqual(fresh, [2, 4]);
    assert.deepEqual(recalled, [2]);
  });
});
