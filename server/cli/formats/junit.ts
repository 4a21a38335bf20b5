import type { CheckedFile, Message } from '../checked-file.ts';
import { escapeXml, openXml } from './escape-xml.ts';
import type { Format, FormatContext } from './format.ts';
import { reportPath } from './report-path.ts';

/** JUnit's XML: a test suite for each file, a failed test for each finding, a passed one for a file without any. */
export const formatJunit: Format = (files, context) => {
  const suites = files.map((file) => renderSuite(file, context));
  const totals = countTests(files);
  return ['<?xml version="1.0" encoding="UTF-8"?>', `${openXml('testsuites', { name: 'asynclint', ...totals })}>`, ...suites, '</testsuites>', ''].join('\n');
};

function countTests(files: readonly CheckedFile[]): Readonly<Record<string, number>> {
  const messages = files.flatMap((file) => file.messages);
  const errors = messages.filter(({ problem }) => problem !== undefined).length;
  return { tests: messages.length + files.filter((file) => file.messages.length === 0).length, failures: messages.length - errors, errors };
}

function renderSuite(file: CheckedFile, { directory }: FormatContext): string {
  const path = reportPath(file.path, directory);
  const suite = openXml('testsuite', { name: path, ...countTests([file]), skipped: file.skipped === undefined ? 0 : 1, time: 0 });
  const cases = file.messages.length > 0 ? file.messages.map((message) => renderMessage(message, path, directory)) : [renderClean(file, path)];
  return [`  ${suite}>`, ...cases, '  </testsuite>'].join('\n');
}

function renderClean({ skipped }: CheckedFile, path: string): string {
  const test = `    ${openXml('testcase', { classname: path, name: 'asynclint', time: 0 })}`;
  return skipped === undefined ? `${test}/>` : `${test}>${openXml('skipped', { message: skipped })}/></testcase>`;
}

function renderMessage({ ruleId, problem, message, range, related }: Message, path: string, directory: string): string {
  const at = `${path}:${String(range.line)}:${String(range.column)}`;
  const name = `${ruleId ?? 'asynclint'} (${String(range.line)}:${String(range.column)})`;
  const steps = related.map((step) => `${reportPath(step.path, directory)}:${String(step.range.line)}:${String(step.range.column)} ${step.message}`);
  const tag = problem === undefined ? 'failure' : 'error';
  const outcome = `${openXml(tag, { message, type: ruleId ?? problem })}>${escapeXml([`${at} ${message}`, ...steps].join('\n'))}</${tag}>`;
  return `    ${openXml('testcase', { classname: path, name, time: 0 })}>${outcome}</testcase>`;
}
