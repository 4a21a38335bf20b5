import { relative } from 'node:path';
import { countMessages } from '../count-messages.ts';
import type { CheckedFile, Message } from '../checked-file.ts';
import type { Format, FormatContext } from './format.ts';

/** For people: grouped by file, each finding with its place, related places and guide; a summary at the end. */
export const formatText: Format = (files, context) => {
  const blocks = files.filter(({ messages }) => messages.length > 0).map((file) => renderFile(file, context));
  return [...blocks, renderSummary(files, context)].join('\n');
};

const styles = { bold: 1, red: 31, yellow: 33, dim: 2, underline: 4, green: 32 } as const;

function paint(text: string, style: keyof typeof styles, { colors }: FormatContext): string {
  return colors ? `\u001B[${String(styles[style])}m${text}\u001B[0m` : text;
}

function renderFile({ path, messages }: CheckedFile, context: FormatContext): string {
  const places = messages.map(({ range }) => `${String(range.line)}:${String(range.column)}`);
  const width = Math.max(...places.map((place) => place.length));
  const lines = messages.flatMap((message, index) => renderMessage(message, (places[index] ?? '').padStart(width), context));
  return `${paint(relativePath(path, context), 'underline', context)}\n${lines.join('\n')}\n`;
}

function renderMessage(message: Message, place: string, context: FormatContext): string[] {
  const severity = message.severity === 'error' ? paint('error', 'red', context) : paint('warn ', 'yellow', context);
  const rule = message.ruleId === undefined ? '' : `  ${paint(message.ruleId, 'dim', context)}`;
  const indent = ' '.repeat(place.length + 4);
  const steps = message.related.map(({ path, range, message: text }) => {
    const at = `${relativePath(path, context)}:${String(range.line)}:${String(range.column)}`;
    return `${indent}${paint(at, 'dim', context)} ${text}`;
  });
  return [`  ${place}  ${severity}  ${message.message}${rule}`, ...steps, ...renderGuide(message, indent, context)];
}

function renderGuide({ ruleId, section, problem }: Message, indent: string, context: FormatContext): string[] {
  const guide = ruleId === undefined || problem !== undefined ? undefined : context.guides.get(ruleId);
  if (!guide) return [];
  const anchor = section === undefined || section === '' ? '' : `#${section}`;
  return [paint(`${indent}guide: asynclint explain ${guide.id}${anchor} (${relativePath(guide.path, context)})`, 'dim', context)];
}

function renderSummary(files: readonly CheckedFile[], context: FormatContext): string {
  const { errors, warnings } = countMessages(files.flatMap(({ messages }) => messages));
  const skipped = files.filter((file) => file.skipped !== undefined).length;
  const accepted = files.reduce((sum, file) => sum + file.accepted.length, 0);
  const checked = `${count(files.length - skipped, 'file')} checked${accepted === 0 ? '' : `, ${count(accepted, 'known finding')} suppressed`}`;
  if (errors + warnings === 0) return paint(`No problems, ${checked}.`, 'green', context);
  const summary = `${count(errors + warnings, 'problem')} (${count(errors, 'error')}, ${count(warnings, 'warning')}), ${checked}.`;
  return paint(summary, 'bold', context);
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Paths outside the directory stay absolute: a row of `../` helps nobody. */
function relativePath(path: string, { directory }: FormatContext): string {
  const inside = relative(directory, path);
  return inside === '' || inside.startsWith('..') ? path : inside;
}
