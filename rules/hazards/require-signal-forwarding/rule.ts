/** require-signal-forwarding: work that could be cancelled, and is not given the signal that its function was given. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import type { FileModel } from '../../facts/file-model.ts';
import { functionPhrase } from '../../facts/program.ts';
import { forwardingEdits } from '../../facts/signal-edits.ts';
import { type UnforwardedSignal, unforwardedSignals, unusedSignals } from '../../facts/unforwarded-signals.ts';

type MessageId = 'callerSignal' | 'objectSignal' | 'ownSignal' | 'unusedSignal' | 'forward';

const messageIds = { caller: 'callerSignal', object: 'objectSignal', own: 'ownSignal' } as const;

export default defineRule<unknown, MessageId>({
  id: 'require-signal-forwarding',
  family: 'cancellation',
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports awaited work that takes an abort signal and is not given the one at hand.',
  types: 'helpful',
  nearest: [],
  messages: {
    callerSignal: {
      text: '`{{ work }}` is not given `{{ signal }}`: it runs on, and keeps what it holds, after the caller has aborted.',
      section: 'what-goes-wrong',
    },
    objectSignal: {
      text: '`{{ work }}` is not given `{{ signal }}`: it runs on after the object it works for was aborted.',
      section: 'a-signal-of-the-object',
    },
    ownSignal: {
      text: '`{{ work }}` is not given `{{ signal }}`, and neither is anything else: aborting that controller stops nothing.',
      section: 'a-controller-of-its-own',
    },
    unusedSignal: {
      text: '{{ fn }} takes `{{ signal }}` and never looks at it: callers who abort wait for work that does not stop.',
      section: 'a-signal-that-is-never-used',
    },
    forward: { text: 'Pass `{{ signal }}` to `{{ work }}`' },
  },
  options: {},
  *check(file, { program, types }) {
    const forgotten = new Set<number>();
    for (const found of unforwardedSignals(program, types, file)) {
      forgotten.add(found.signal.declared.start);
      yield report(file, found);
    }
    for (const { fn, name, span } of unusedSignals(types, file)) {
      if (!forgotten.has(span.start)) yield { messageId: 'unusedSignal', data: { fn: functionPhrase(fn, file, 'start'), signal: name }, span };
    }
  },
});

function report(file: FileModel, { call, slot, signal }: UnforwardedSignal): Report<MessageId> {
  const data = { work: describeValue(file, call.id), signal: signal.text };
  const edits = forwardingEdits(file, call, slot, signal.text);
  return {
    messageId: messageIds[signal.from],
    data,
    span: call.span,
    related: [{ span: signal.declared, message: `\`${signal.text}\` comes from here.` }],
    suggestions: edits === undefined ? [] : [{ messageId: 'forward', data, edits, preferred: true }],
  };
}
