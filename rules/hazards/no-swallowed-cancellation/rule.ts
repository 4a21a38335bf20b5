/** no-swallowed-cancellation: code that takes a cancellation for a failure, so that work goes on which was cancelled. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { cancellationEdits } from '../../facts/cancellation-edits.ts';
import { describeValue } from '../../facts/describe.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { rethrowEdits } from '../../facts/rethrow-edits.ts';
import { abortTest, describeSignal } from '../../facts/signal-text.ts';
import { type SwallowedAbort, swallowedAborts } from '../../facts/swallowed-aborts.ts';
import { type SwallowedCancellation, swallowedCancellations } from '../../facts/swallowed-cancellations.ts';

interface Options {
  readonly abortChecks: readonly string[];
  readonly loggers: readonly string[];
}

type Place = 'InLoop' | 'BeforeCode' | 'AtEnd';
type MessageId = `${'swallowed' | 'cancelled'}${Place}` | 'replaced' | 'droppedByJump' | 'droppedByExit' | 'rethrow' | 'raiseAgain';

const places = { round: 'InLoop', code: 'BeforeCode', end: 'AtEnd' } as const;

export default defineRule<Options, MessageId>({
  id: 'no-swallowed-cancellation',
  family: 'cancellation',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports code that swallows a cancellation: the abort of a signal, the `CancelledError` of a task.',
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
    cancelledInLoop: {
      text: 'Cancelling the task raises `CancelledError` at `{{ work }}`, and {{ catcher }} swallows it: the loop goes on, and whoever cancels and awaits the task waits for good.',
      section: 'in-a-loop',
    },
    cancelledBeforeCode: {
      text: 'Cancelling the task raises `CancelledError` at `{{ work }}`, and {{ catcher }} swallows it: the code after it runs as if nothing had been cancelled.',
      section: 'code-that-runs-on',
    },
    cancelledAtEnd: {
      text: 'Cancelling the task raises `CancelledError` at `{{ work }}`, and {{ catcher }} swallows it: the caller takes the cancelled work for finished, and goes on.',
      section: 'python-cancelling-is-an-error',
    },
    replaced: {
      text: 'Cancelling the task raises `CancelledError` at `{{ work }}`, and this handler raises `{{ error }}` in its place: the task ends as failed instead of cancelled, and timeouts and task groups take it for a failure.',
      section: 'another-error-in-its-place',
    },
    droppedByJump: {
      text: '`{{ jump }}` in `finally` drops the error that is on its way, also the `CancelledError` that cancelling the task raises at `{{ work }}`: it ends as if nothing had been cancelled.',
      section: 'leaving-finally-early',
    },
    droppedByExit: {
      text: 'This `__aexit__` says of every error of its block that it is dealt with, also of the `CancelledError` of a cancelled task: what comes after the block runs as if nothing had been cancelled.',
      section: 'leaving-finally-early',
    },
    raiseAgain: { text: 'Raise the cancellation again' },
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
    const { options, program, role } = context;
    const loggers = [...options.loggers, ...program.knowledge.named.loggers];
    for (const swallowed of swallowedAborts({ file, ...context, ...options, loggers })) yield report(file, swallowed);
    // Tests cancel what they look at, and see to it themselves that they end.
    if (role === 'test') return;
    for (const swallowed of swallowedCancellations({ file, ...context, loggers })) yield reportCancellation(file, swallowed);
  },
});

function report(file: FileModel, { handler, work, then }: SwallowedAbort): Report<MessageId> {
  const signal = describeSignal(file, work.signal.place);
  const what = describeValue(file, work.call.id);
  return {
    messageId: `swallowed${places[then]}`,
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

function reportCancellation(file: FileModel, found: SwallowedCancellation): Report<MessageId> {
  if (found.kind === 'exit') return { messageId: 'droppedByExit', span: found.at };
  const work = describeValue(file, found.work.value);
  const related = [{ span: found.work.span, message: `\`CancelledError\` is raised here when the task is cancelled.` }];
  switch (found.kind) {
    case 'jump':
      return { messageId: 'droppedByJump', data: { work, jump: /^\w+/.exec(textOf(file, found.at))?.[0] ?? '' }, span: found.at, related };
    case 'suppressed':
      return { messageId: `cancelled${places[found.then]}`, data: { work, catcher: `\`${describeValue(file, found.item)}\`` }, span: valueAt(file, found.item).span, related };
    case 'handled': {
      const { handler, raised, then } = found;
      const edits = cancellationEdits(file, handler, raised);
      const suggestions: SuggestionReport<MessageId>[] = edits === undefined ? [] : [{ messageId: 'raiseAgain', edits, preferred: true }];
      const data = { work, catcher: 'this handler', error: raised === undefined ? '' : describeValue(file, raised) };
      return { messageId: then === 'failure' ? 'replaced' : `cancelled${places[then]}`, data, span: handler.span, related, suggestions };
    }
  }
}
