import assert from 'node:assert/strict';
import { Linter } from 'eslint';
import { createProject, findDirectiveRules } from '../../../rules/engine/api.ts';
import plugin from '../../../rules/plugin.ts';

const prelude = 'async function save() {}\n';

/** Texts whose findings are silenced, or not, by comments; `save();` is what there is to find. */
const texts: Readonly<Record<string, string>> = {
  'no comment': 'save();',
  'the line': 'save(); // eslint-disable-line asynclint/no-floating-task',
  'the line, by a block comment': '/* eslint-disable-line asynclint/no-floating-task */ save();',
  'the line, all rules': 'save(); // eslint-disable-line',
  'the line, another rule': 'save(); // eslint-disable-line no-console',
  'the line, another of our rules': 'save(); // eslint-disable-line asynclint/no-blocking-call',
  'the line, several rules': 'save(); // eslint-disable-line no-console, asynclint/no-floating-task',
  'the line, names without a comma between': 'save(); // eslint-disable-line no-console asynclint/no-floating-task',
  'the line, a name in quotes': 'save(); // eslint-disable-line "asynclint/no-floating-task"',
  'the line, our name without prefix': 'save(); // eslint-disable-line no-floating-task',
  'the line, with a reason': 'save(); // eslint-disable-line asynclint/no-floating-task -- it may fail',
  'the line, with a reason that names the rule': 'save(); // eslint-disable-line no-console -- asynclint/no-floating-task',
  'the line, with a reason after more dashes': 'save(); // eslint-disable-line asynclint/no-floating-task ---- it may fail',
  'the line, a dash without space': 'save(); // eslint-disable-line asynclint/no-floating-task --it may fail',
  'the line, a comment over two lines': 'save(); /* eslint-disable-line\nasynclint/no-floating-task */ save();',
  'the line, an empty name': 'save(); // eslint-disable-line ,asynclint/no-floating-task,',
  'the next line': '// eslint-disable-next-line asynclint/no-floating-task\nsave();\nsave();',
  'the next line, all rules': '// eslint-disable-next-line\nsave();\nsave();',
  'the next line, by a block comment': '/* eslint-disable-next-line asynclint/no-floating-task */\nsave();\nsave();',
  'the next line, by a comment over lines': '/* eslint-disable-next-line\n  asynclint/no-floating-task,\n  no-console\n  -- it may fail\n*/\nsave();\nsave();',
  'the next line is empty': '// eslint-disable-next-line asynclint/no-floating-task\n\nsave();',
  'the next line, behind code': 'save(); // eslint-disable-next-line asynclint/no-floating-task\nsave();',
  'the next line of a statement over lines': '// eslint-disable-next-line asynclint/no-floating-task\nsave(\n  save(),\n);',
  'the rest of the file': '/* eslint-disable asynclint/no-floating-task */\nsave();\nsave();',
  'the rest of the file, all rules': 'save();\n/* eslint-disable */ save();\nsave();',
  'the rest of the file, by a line comment': '// eslint-disable asynclint/no-floating-task\nsave();',
  'a range': '/* eslint-disable asynclint/no-floating-task */\nsave();\n/* eslint-enable asynclint/no-floating-task */\nsave();',
  'a range, all rules': '/* eslint-disable */\nsave();\n/* eslint-enable */\nsave();',
  'a range, the rule back on alone': '/* eslint-disable */\nsave();\n/* eslint-enable asynclint/no-floating-task */\nsave();',
  'a range, another rule back on': '/* eslint-disable */\nsave();\n/* eslint-enable no-console */\nsave();',
  'a range, all back on': '/* eslint-disable asynclint/no-floating-task */\nsave();\n/* eslint-enable */\nsave();',
  'a range within a line': '/* eslint-disable */ save(); /* eslint-enable */ save();',
  'on without off': '/* eslint-enable asynclint/no-floating-task */\nsave();',
  'off twice, on once': '/* eslint-disable */\n/* eslint-disable asynclint/no-floating-task */\n/* eslint-enable */\nsave();',
  'a line in a range that is back on': '/* eslint-disable */\n/* eslint-enable */\nsave(); // eslint-disable-line',
  'a word that only starts alike': 'save(); // eslint-disable-lines',
  'another case': 'save(); // ESLint-disable-line',
  'a documentation comment': '/** eslint-disable */\nsave();',
  'in a string': 'const text = "/* eslint-disable */";\nsave();',
  'in a template': 'const text = `\n// eslint-disable-next-line\n`;\nsave();',
  'a tab for a space': 'save(); //\teslint-disable-line\tasynclint/no-floating-task',
  'no space at all': 'save(); //eslint-disable-line asynclint/no-floating-task',
  'Windows lines': '// eslint-disable-next-line asynclint/no-floating-task\r\nsave();\r\nsave();\r\n',
  'lines of old Macs': '// eslint-disable-next-line asynclint/no-floating-task\rsave();\rsave();\r',
  'a line separator': '// eslint-disable-next-line asynclint/no-floating-task\u2028save();\u2028save();\u2028',
  'in JSX-like text': 'save(); // <!-- eslint-disable-line -->',
};

describe('directive comments silence what they silence in ESLint', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(name, () => {
      const code = prelude + text;
      assert.deepEqual(ours(code), theirs(code));
    });
  }
});

interface Outcome {
  readonly findings: readonly number[];
  readonly suppressed: readonly number[];
}

/** Offsets of what is found and of what is silenced. */
function ours(code: string): Outcome {
  const project = createProject({ host: { readFile: () => undefined } });
  project.setText('/src/file.js', code);
  const report = project.check('/src/file.js', { preset: 'recommended', rules: {} });
  assert.deepEqual(report.problems, []);
  const offsets = (findings: typeof report.findings): number[] => findings.map(({ span }) => span.start);
  return { findings: offsets(report.findings), suppressed: offsets(report.suppressed) };
}

function theirs(code: string): Outcome {
  const linter = new Linter({ configType: 'flat' });
  const rules = { 'asynclint/no-floating-task': 'error', 'no-console': 'off' } as const;
  const messages = linter.verify(code, { plugins: { asynclint: plugin }, linterOptions: { reportUnusedDisableDirectives: 'off' }, rules }, { filename: 'file.js' });
  const offsets = (found: readonly Linter.LintMessage[]): number[] => {
    const starts = [0, ...[...code.matchAll(/\r\n|[\r\n\u2028\u2029]/g)].map((match) => match.index + match[0].length)];
    return found.filter(({ ruleId }) => ruleId === 'asynclint/no-floating-task').map(({ line, column }) => (starts[line - 1] ?? 0) + column - 1);
  };
  const silenced = (linter as unknown as { getSuppressedMessages(): Linter.LintMessage[] }).getSuppressedMessages();
  return { findings: offsets(messages), suppressed: offsets(silenced) };
}

describe('rule ids in directive comments', () => {
  const find = (text: string): string[] => findDirectiveRules(text).map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`);

  it('are found with their places, prefix included', () => {
    assert.deepEqual(find('// eslint-disable-next-line no-console, asynclint/no-floating-task -- asynclint/no-blocking-call'), [
      'no-floating-task asynclint/no-floating-task',
    ]);
    assert.deepEqual(find("/* eslint-disable 'asynclint/a',\n asynclint/b */ x; // eslint-enable asynclint/c"), ['a asynclint/a', 'b asynclint/b', 'c asynclint/c']);
    assert.deepEqual(find('x() # eslint-disable-line asynclint/a  # noqa: E501, asynclint/b\n'), ['a asynclint/a']);
    assert.deepEqual(find('// asynclint/a\n// eslint-disable-lines asynclint/b\nx();'), []);
  });
});
