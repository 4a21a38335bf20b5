/** no-swallowed-cancellation: an error handler that takes an abort for a failure, so that work goes on which was cancelled. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import type { FileModel } from '../../facts/file-model.ts';
import { rethrowEdits } from '../../facts/rethrow-edits.ts';
import { abortTest, describeSignal } from '../../facts/signal-text.ts';
import { type SwallowedAbort, swallowedAborts } from '../../facts/swallowed-aborts.ts';

interface Options {
  readonly abortChecks: readonly string[];
  readonly loggers: readonly string[];
}

type MessageId = 'swallowedInLoop' | 'swallowedBeforeCode' | 'swallowedAtEnd' | 'rethrow';

const messageIds = { round: 'swallowedInLoop', code: 'swallowedBeforeCode', end: 'swallowedAtEnd' } as const;

export default defineRule<Options, MessageId>({
  id: 'no-swallowed-cancellation',
  family: 'cancellation',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports error handlers that swallow the abort of a signal they were called with.',
  types: 'helpful',
  nearest: [
    { tool: 'SonarQube', rule: 'S7497' },
    { tool: 'flake8-async', rule: 'ASYNC103' },
  ],
  messages: {
    swallowedInLoop: {
      text: 'An abort of `{{ signal }}` makes `{{ work }}` fail, and this handler swallows it: the next round runs with a signal that stays aborted.',
      section: 'in-a-loop',
    },
    swallowedBeforeCode: {
      text: 'An abort of `{{ signal }}` makes `{{ work }}` fail, and this handler swallows it: the code after it runs as if nothing had been cancelled.',
      section: 'code-that-runs-on',
    },
    swallowedAtEnd: {
      text: 'An abort of `{{ signal }}` makes `{{ work }}` fail, and this handler swallows it: the caller takes the cancelled work for finished.',
      section: 'what-goes-wrong',
    },
    rethrow: { text: 'Throw on when `{{ signal }}` is aborted' },
  },
  options: {
    abortChecks: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions that tell whether work was aborted, or throw if it was, by name or symbol path.',
    },
    loggers: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Objects or functions that only write errors down, besides `console`, `logger` and the like.',
    },
  },
  *check(file, context) {
    const { options, program } = context;
    const loggers = [...options.loggers, ...program.knowledge.named.loggers];
    for (const swallowed of swallowedAborts({ file, ...context, ...options, loggers })) yield report(file, swallowed);
  },
});

function report(file: FileModel, { handler, work, then }: SwallowedAbort): Report<MessageId> {
  const signal = describeSignal(file, work.signal.place);
  const what = describeValue(file, work.call.id);
  return {
    messageId: messageIds[then],
    data: { signal, work: what },
    span: handler.span,
    related: [{ span: work.call.span, message: `\`${what}\` is given \`${signal}\` here.` }],
    suggestions: suggest(file, { handler, work, then }),
  };
}

function suggest(file: FileModel, { handler, work }: SwallowedAbort): SuggestionReport<MessageId>[] {
  const test = abortTest(file, work.signal.place, handler);
  const edits = test === undefined ? undefined : rethrowEdits(file, handler, test);
  return edits === undefined ? [] : [{ messageId: 'rethrow', edits, preferred: true }];
}
