import assert from 'node:assert/strict';
import { type FileReport, type Project, createProject } from '../../rules/engine/api.ts';
import type { Finding, TextEdit } from '../../rules/engine/finding.ts';
import { type PythonVersionText, pythonVersion } from '../../rules/facts/python-version.ts';

/** What a rule is expected to find in a Python file. */
export interface PythonCase {
  readonly name: string;
  /** A line that ends in `#! messageId` is reported; with several of them in order, it is reported several times. */
  readonly code: string;
  /** The text after the first suggestion of every finding is applied; undefined where none is offered. */
  readonly fixed?: string;
  /** What the suggestions make of the text is another case's matter; that each removes its finding is tested all the same. */
  readonly anyRepair?: true;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The version of Python the code is for. */
  readonly python?: PythonVersionText;
  /** The path of the file below its project. */
  readonly path?: string;
  /** Other files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

const folder = '/project';
const marker = /[ \t]*#!((?: [a-zA-Z]+)+)$/gm;

/** Runs a rule over cases through a project of files in memory. */
export function testPythonRule(ruleId: string, cases: readonly PythonCase[]): void {
  for (const one of cases) {
    it(one.name, () => {
      const code = one.code.replaceAll(marker, '');
      const found = findingsOf(ruleId, one, code);
      assert.deepEqual(found.map((finding) => `${String(lineOf(code, finding.span.start))} ${finding.messageId}: ${finding.message}`.replace(/:.*/s, '')), expectedOf(one.code));
      const repairs = found.flatMap(({ suggestions }) => suggestions[0]?.edits ?? []);
      if (one.anyRepair !== true) assert.equal(repairs.length === 0 ? undefined : applyEdits(code, repairs), one.fixed);
      for (const finding of found) for (const { title, edits } of finding.suggestions) assertRepairs(ruleId, one, finding, title, applyEdits(code, edits));
    });
  }
}

/** A repaired file can be parsed and does not have the same finding any more. */
function assertRepairs(ruleId: string, one: PythonCase, finding: Finding, title: string, repaired: string): void {
  const before = findingsOf(ruleId, one, one.code.replaceAll(marker, '')).filter(({ message }) => message === finding.message);
  const after = findingsOf(ruleId, one, repaired).filter(({ message }) => message === finding.message);
  assert.ok(after.length < before.length, `"${title}" leaves the finding: ${finding.message}\n${repaired}`);
}

function findingsOf(ruleId: string, { options, python, path = 'app.py', files = {} }: PythonCase, code: string): readonly Finding[] {
  const project = projectOf({ ...files, [path]: code });
  const version = python === undefined ? {} : { pythonVersion: pythonVersion(python) };
  const report: FileReport = project.check(`${folder}/${path}`, { preset: 'recommended', rules: { [ruleId]: ['error', options ?? {}] }, ...version });
  assert.deepEqual(report.problems, []);
  return report.findings.filter((finding) => finding.ruleId === ruleId);
}

function projectOf(files: Readonly<Record<string, string>>): Project {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
  const project = createProject({ host: { readFile: (path) => texts.get(path) } });
  for (const [path, text] of texts) project.setText(path, text);
  return project;
}

function expectedOf(code: string): readonly string[] {
  return [...code.matchAll(marker)].flatMap((match) => (match[1] ?? '').trim().split(' ').map((messageId) => `${String(lineOf(code, match.index))} ${messageId}`));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Edits that say the same are one: two repairs can need the same import. */
function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const distinct = edits.filter((edit, index) => edits.findIndex((other) => other.span.start === edit.span.start && other.span.end === edit.span.end && other.text === edit.text) === index);
  return distinct.toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end).reduce((result, { span, text: inserted }) => result.slice(0, span.start) + inserted + result.slice(span.end), text);
}
