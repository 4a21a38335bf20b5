import { guideUrl } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile, Message } from '../checked-file.ts';
import type { Format } from './format.ts';
import { reportPath } from './report-path.ts';

/** Workflow commands, which GitHub Actions shows beside the code: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export const formatGithub: Format = (files, { directory }) => files.flatMap((file) => file.messages.map((message) => renderCommand(file, message, directory))).join('\n');

function renderCommand({ path }: CheckedFile, message: Message, directory: string): string {
  const { line, column, endLine, endColumn } = message.range;
  // GitHub takes columns on one line only.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: reportPath(path, directory), line, endLine, ...columns, title: message.ruleId === undefined ? 'asynclint' : `asynclint/${message.ruleId}` };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const steps = message.related.map((step) => `${reportPath(step.path, directory)}:${String(step.range.line)}:${String(step.range.column)} ${step.message}`);
  return `::${message.severity === 'error' ? 'error' : 'warning'} ${list.join(',')}::${escapeData([message.message, ...steps, ...guideOf(message)].join('\n'))}`;
}

function guideOf({ ruleId, section, problem }: Message): string[] {
  return ruleId === undefined || problem !== undefined ? [] : [`Guide: ${guideUrl(ruleId)}${section === undefined ? '' : `#${section}`}`];
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
