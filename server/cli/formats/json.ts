import { countMessages } from '../count-messages.ts';
import type { CheckedFile, Message } from '../checked-file.ts';
import type { Format, FormatContext } from './format.ts';

/** ESLint's JSON, so that whatever reads that reads this: https://eslint.org/docs/latest/use/formatters/#json */
export const formatJson: Format = (files, context) => `${JSON.stringify(files.map((file) => describeFile(file, context)))}\n`;

function describeFile({ path, messages, suppressed, accepted, skipped }: CheckedFile, context: FormatContext): unknown {
  const { errors, warnings, fatal } = countMessages(messages);
  return {
    filePath: path,
    messages: messages.map((message) => describeMessage(message, context)),
    suppressedMessages: [
      ...suppressed.map((message) => ({ ...describeMessage(message, context), suppressions: [{ kind: 'directive', justification: '' }] })),
      ...accepted.map((message) => ({ ...describeMessage(message, context), suppressions: [{ kind: 'file', justification: '' }] })),
    ],
    errorCount: errors,
    fatalErrorCount: fatal,
    warningCount: warnings,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
    ...(skipped === undefined ? {} : { skipped }),
  };
}

function describeMessage(message: Message, { guides }: FormatContext): Readonly<Record<string, unknown>> {
  const { ruleId, messageId, severity, problem, range, related, suggestions, section } = message;
  const guide = ruleId === undefined ? undefined : guides.get(ruleId);
  return {
    ruleId: ruleId === undefined ? null : `asynclint/${ruleId}`,
    severity: severity === 'error' ? 2 : 1,
    ...(problem === undefined ? {} : { fatal: true }),
    message: message.message,
    ...(messageId === undefined ? {} : { messageId }),
    ...range,
    ...(suggestions.length === 0 ? {} : { suggestions: suggestions.map(describeSuggestion) }),
    ...(related.length === 0 ? {} : { relatedLocations: related.map((step) => ({ filePath: step.path, ...step.range, message: step.message })) }),
    ...(guide && section !== undefined ? { guide: { id: guide.id, section, path: guide.path } } : {}),
  };
}

function describeSuggestion({ messageId, title, span, text }: Message['suggestions'][number]): unknown {
  return { messageId, desc: title, fix: { range: [span.start, span.end], text } };
}
