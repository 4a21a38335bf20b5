import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import plugin from '../../rules/plugin.ts';
import { typedFolder } from './rule-tester.ts';

const optionSets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  defaults: {},
  'ignoreVoid off': { ignoreVoid: false },
  ignoreIIFE: { ignoreIIFE: true },
  checkThenables: { checkThenables: true },
  'safe promises by name': { allowForKnownSafePromises: ['Task', 'Branded'] },
  'safe promises of a file': { allowForKnownSafePromises: [{ from: 'file', name: ['SubTask', 'Own'], path: 'test/rules/fixtures/typed/snippets/prelude.ts' }] },
  'safe promises of the library': { allowForKnownSafePromises: [{ from: 'lib', name: 'Promise' }] },
  'safe promises of a package': { allowForKnownSafePromises: [{ from: 'package', name: 'Promise', package: 'nowhere' }] },
  'safe thenables': { checkThenables: true, allowForKnownSafePromises: ['Thenable'] },
  'safe calls by name': { allowForKnownSafeCalls: ['save', 'Task'] },
  'safe calls of a file': { allowForKnownSafeCalls: [{ from: 'file', name: ['save', 'load'], path: 'test/rules/fixtures/typed/snippets/prelude.ts' }] },
  'safe calls of the library': { allowForKnownSafeCalls: [{ from: 'lib', name: ['fetch', 'all'] }] },
};

/** Statements on which the two rules differ on purpose. */
interface Difference {
  readonly options: readonly string[] | 'all';
  readonly reportedBy: 'us' | 'them';
  readonly why: string;
  /** The text of the lines. */
  readonly lines: readonly string[];
}

const differences: readonly Difference[] = [
  {
    options: 'all',
    reportedBy: 'them',
    why: 'looking whether there is a promise drops none',
    lines: ['pending && pending.catch(log);'],
  },
  {
    options: Object.keys(optionSets).filter((name) => name !== 'safe promises of the library'),
    reportedBy: 'us',
    why: 'the left of `&&` and the head of a loop drop what they start',
    lines: ['read() && count();', 'for (read(); flag; read()) log();'],
  },
  {
    options: 'all',
    reportedBy: 'them',
    why: 'a handler of type any may be a function',
    lines: ['save().catch(anything());', 'save().then(log, anything());'],
  },
  {
    options: ['ignoreVoid off'],
    reportedBy: 'us',
    why: 'a promise is voided in a branch too',
    lines: ['flag ? void save() : undefined;', 'flag && void save();'],
  },
  {
    options: ['safe calls by name', 'safe calls of a file'],
    reportedBy: 'them',
    why: 'a call that is safe is safe in a branch, in a sequence, with a cast and with `finally`',
    lines: [
      'flag ? save() : count();',
      'flag ? count() : save();',
      'flag ? (count(), save()) : null;',
      'flag && save();',
      'flag || save();',
      'count() || save();',
      'flag && (flag ? save() : null);',
      'count(), save();',
      'save(), count();',
      '(save(), count());',
      '!flag && save();',
      'save() as Promise<void>;',
      'save()!;',
      '(save() satisfies Promise<void>);',
      'save().finally(log);',
      'save().finally(log).finally(log);',
      'save().finally();',
    ],
  },
  {
    options: ['safe promises of the library'],
    reportedBy: 'them',
    why: 'what else is in the union needs no handling, and aliases and type parameters hide no name',
    lines: ['pending && pending.then(log);', 'pending && read();', 'maybe();', 'maybe()?.then(log);', 'either();', 'promise;', 'optional;', 'make();', 'later();', '[save(), count()];', 'mixed;', 'thenableOrPromise;', 'new Base().run();'],
  },
  {
    options: ['safe promises by name'],
    reportedBy: 'them',
    why: 'what else is in the union needs no handling',
    lines: ['taskOrNothing;'],
  },
];

const folder = join(typedFolder, 'snippets');

describe('no-floating-task and no-floating-promises', () => {
  for (const file of readdirSync(folder)) {
    for (const [name, options] of Object.entries(optionSets)) {
      it(`agree on ${file} with ${name}`, () => {
        const path = join(folder, file);
        const text = readFileSync(path, 'utf8');
        const ours = linesOf(path, text, 'asynclint/no-floating-task', options);
        const theirs = linesOf(path, text, '@typescript-eslint/no-floating-promises', options);
        const lines = text.split('\n');
        const expected = new Set(theirs);
        for (const { options: sets, reportedBy, lines: texts } of differences) {
          if (sets !== 'all' && !sets.includes(name)) continue;
          for (const [index, line] of lines.entries()) {
            if (!texts.includes(line.trim())) continue;
            if (reportedBy === 'us') expected.add(index + 1);
            else expected.delete(index + 1);
          }
        }
        const show = (numbers: Iterable<number>): string[] => [...numbers].sort((a, b) => a - b).map((line) => `${String(line)}: ${lines[line - 1]?.trim() ?? ''}`);
        assert.deepEqual(show(new Set(ours)), show(expected));
      });
    }
  }
});

const linter = new Linter({ configType: 'flat' });

function linesOf(path: string, text: string, rule: string, options: Readonly<Record<string, unknown>>): number[] {
  const messages = linter.verify(
    text,
    {
      files: ['**/*.ts'],
      plugins: { asynclint: plugin, '@typescript-eslint': tseslint.plugin },
      languageOptions: { parser: tseslint.parser, parserOptions: { project: join(typedFolder, 'tsconfig.json'), tsconfigRootDir: typedFolder, disallowAutomaticSingleRunInference: true } },
      rules: { [rule]: ['error', options] },
    },
    { filename: path },
  );
  assert.deepEqual(messages.filter((message) => message.fatal).map(({ message }) => message), []);
  return messages.map(({ line }) => line);
}
