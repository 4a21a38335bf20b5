import type { FileReport, Finding } from 'eslint-plugin-asynclint/engine';
import type { CheckedProject } from '../../../server/lsp/analysis.ts';

/** A project that reports each `boom()`, and in files that say `uses <path>` also whatever that file says after `blocks`. */
export interface FakeProject extends CheckedProject {
  /** Paths that were checked, in order. */
  readonly checked: readonly string[];
  readonly invalidated: readonly string[];
  /** Makes the next checks throw, or not. */
  fail(error: Error | undefined): void;
}

export function createFakeProject(): FakeProject {
  const texts = new Map<string, string>();
  const checked: string[] = [];
  const invalidated: string[] = [];
  let failure: Error | undefined;

  return {
    checked,
    invalidated,
    fail: (error) => { failure = error; },
    setText: (path, text) => { texts.set(path, text); },
    closeText: (path) => { texts.delete(path); },
    dependants: (path) => [path, ...[...texts].filter(([, text]) => text.includes(`uses ${path}`)).map(([user]) => user)],
    invalidate: (path) => { invalidated.push(path); },
    searchAhead: () => [][Symbol.iterator](),
    check(path, settings): FileReport {
      checked.push(path);
      if (failure) throw failure;
      const text = texts.get(path) ?? '';
      const isOff = settings.rules['no-floating-task'] === 'off';
      return { path, problems: [], suppressed: [], findings: isOff ? [] : [...findBooms(text), ...findChains(text, texts)] };
    },
  };
}

function findBooms(text: string): Finding[] {
  return [...text.matchAll(/boom\(\)/g)].map(({ index }) => ({
    ruleId: 'no-floating-task',
    messageId: 'floating',
    message: 'Nobody awaits `boom()`.',
    severity: 'error',
    span: { start: index, end: index + 6 },
    section: 'await-it',
    related: [],
    suggestions: [
      { messageId: 'await', title: 'Await `boom()`', preferred: true, edits: [{ span: { start: index, end: index }, text: 'await ' }] },
      { messageId: 'catch', title: 'Catch it', preferred: false, edits: [{ span: { start: index + 6, end: index + 6 }, text: '\n.catch(report)' }] },
    ],
  }));
}

function findChains(text: string, texts: ReadonlyMap<string, string>): Finding[] {
  return [...text.matchAll(/uses (\S+)/g)].flatMap(({ 0: whole, 1: path = '', index }) => {
    const [, what] = /blocks (\w+)/.exec(texts.get(path) ?? '') ?? [];
    if (what === undefined) return [];
    const start = texts.get(path)?.indexOf('blocks') ?? 0;
    return [{
      ruleId: 'no-floating-task',
      messageId: 'floating',
      message: `It blocks ${what}.`,
      severity: 'warn' as const,
      span: { start: index, end: index + whole.length },
      section: '',
      related: [{ path, span: { start, end: start + 6 }, message: 'here' }],
      suggestions: [],
    }];
  });
}
