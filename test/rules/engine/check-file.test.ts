import assert from 'node:assert/strict';
import { checkFile, renderMessage, sortFindings } from '../../../rules/engine/check-file.ts';
import type { Finding } from '../../../rules/engine/finding.ts';
import { type RuleDefinition, defineRule } from '../../../rules/engine/rule.ts';
import { activeRules, presetNames } from '../../../rules/engine/settings.ts';
import { createKnowledgeIndex } from '../../../rules/facts/knowledge-index.ts';
import { typescriptKnowledge } from '../../../rules/facts/knowledge/typescript.ts';
import { createProgram } from '../../../rules/facts/program.ts';
import { newestPython } from '../../../rules/facts/python-version.ts';
import { createInferenceOracle } from '../../../rules/languages/typescript/inference-oracle.ts';
import { rules } from '../../../rules/hazards/index.ts';
import { modelOf } from '../facts/model-of.ts';

/** A rule that reports every call by the name of what is called, or does something worse. */
function testRule(id: string, check: RuleDefinition['check']): RuleDefinition {
  return defineRule({
    id,
    family: 'lost work',
    languages: ['typescript'],
    tier: 'recommended',
    since: '0.1.0',
    description: 'For a test.',
    types: 'unused',
    nearest: [],
    messages: { call: { text: 'A call of `{{ name }}`, {{unknown}}.', section: 'calls' }, repair: { text: 'Repair {{ name }}' } },
    options: {},
    check: check as never,
  });
}

function run(code: string, ...definitions: RuleDefinition[]): ReturnType<typeof checkFile> {
  return runAt(undefined, code, ...definitions);
}

function runAt(path: string | undefined, code: string, ...definitions: RuleDefinition[]): ReturnType<typeof checkFile> {
  const program = createProgram(createKnowledgeIndex(typescriptKnowledge));
  const active = definitions.map((rule) => ({ rule, severity: 'error' as const, options: {} }));
  return checkFile(modelOf(code, path), active, { program, types: createInferenceOracle(program), role: 'library', pythonVersion: newestPython, dependencyMajor: () => undefined });
}

const calls = testRule('calls', function* (file) {
  for (const { span } of [...file.calls].reverse()) {
    const edits = [
      { span: { start: span.end, end: span.end }, text: 'b' },
      { span: { start: span.start, end: span.start }, text: 'a' },
    ];
    yield { messageId: 'call', data: { name: file.text.slice(span.start, span.end) }, span, suggestions: [{ messageId: 'repair', edits }] };
  }
});

describe('running rules over a file', () => {
  it('gives findings in order of the text, with messages filled in', () => {
    const { findings, problems } = run('a(); b();', calls);
    assert.deepEqual(problems, []);
    assert.deepEqual(findings.map(({ message, section }) => [message, section]), [
      ['A call of `a()`, {{unknown}}.', 'calls'],
      ['A call of `b()`, {{unknown}}.', 'calls'],
    ]);
  });

  it('finds nothing in tests of types, which never run', () => {
    for (const path of ['/a/pick.test-d.ts', '/a/pick.spec-d.tsx', '/a/pick.tst.ts', '/a/test-d/pick.ts']) assert.deepEqual(runAt(path, 'a();', calls), { findings: [], problems: [] }, path);
    for (const path of ['/a/pick.test.ts', '/a/test/pick.ts', '/a/tst.ts']) assert.equal(runAt(path, 'a();', calls).findings.length, 1, path);
  });

  it('gives suggestions with sorted edits and the data of the finding', () => {
    const [suggestion] = run('a();', calls).findings[0]?.suggestions ?? [];
    assert.equal(suggestion?.title, 'Repair a()');
    assert.deepEqual(suggestion.edits.map(({ text }) => text), ['a', 'b']);
    assert.equal(suggestion.preferred, false);
  });

  it('reports a rule that fails, keeps what it found before, and goes on with the others', () => {
    const failing = testRule('failing', function* (file) {
      const [first] = file.calls;
      if (first !== undefined) yield { messageId: 'call', span: first.span };
      throw new TypeError('no such fact');
    });
    const { findings, problems } = run('a();', failing, calls);
    assert.deepEqual(findings.map(({ ruleId }) => ruleId), ['calls', 'failing']);
    assert.deepEqual(problems.map(({ kind, ruleId, path }) => [kind, ruleId, path]), [['internal', 'failing', '/src/file.ts']]);
    assert.match(problems[0]?.message ?? '', /^The rule failing failed on this file\. This is a bug in Asynclint\. TypeError: no such fact/);
  });

  it('sorts by place, then by rule, then by message', () => {
    const finding = (start: number, end: number, ruleId: string, message: string): Finding => ({
      ruleId,
      messageId: 'call',
      message,
      severity: 'error',
      span: { start, end },
      related: [],
      suggestions: [],
      section: '',
    });
    const sorted = [finding(0, 1, 'a', 'x'), finding(0, 2, 'a', 'x'), finding(0, 2, 'b', 'x'), finding(0, 2, 'b', 'y'), finding(1, 1, 'a', 'x')];
    assert.deepEqual(sortFindings([...sorted].reverse()), sorted);
  });

  it('fills messages with data alone', () => {
    assert.equal(renderMessage('{{a}} {{ b }} {{ a }}', { a: '{{ b }}', b: '$&' }), '{{ b }} $& {{ b }}');
  });
});

describe('rules that run', () => {
  it('are those of the preset, with complete options', () => {
    for (const preset of presetNames) {
      const active = activeRules({ preset, rules: {} });
      assert.deepEqual(active.map(({ rule }) => rule.id), [...active.map(({ rule }) => rule.id)].sort());
      for (const { rule, options } of active) assert.deepEqual(Object.keys(options), Object.keys(rule.options));
    }
    assert.equal(activeRules({ preset: 'all', rules: {} }).length, rules.length);
  });

  it('can be switched off, warn, and have options', () => {
    const active = activeRules({ preset: 'recommended', rules: { 'no-floating-task': ['warn', { ignoreVoid: false }], 'no-blocking-call': 'off' } });
    assert.equal(active.some(({ rule }) => rule.id === 'no-blocking-call'), false);
    const floating = active.find(({ rule }) => rule.id === 'no-floating-task');
    assert.equal(floating?.severity, 'warn');
    assert.deepEqual([floating.options['ignoreVoid'], floating.options['ignoreIIFE']], [false, false]);
  });
});
