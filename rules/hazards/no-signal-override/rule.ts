/** no-signal-override: a signal that replaces the caller's, so that the caller can no longer abort. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { type OverriddenSignal, overriddenSignals } from '../../facts/overridden-signals.ts';

type MessageId = 'overridden' | 'combine';

export default defineRule<unknown, MessageId>({
  id: 'no-signal-override',
  family: 'cancellation',
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: "Reports an abort signal that takes the place of the one in the caller's options.",
  types: 'helpful',
  nearest: [],
  messages: {
    overridden: {
      text: '`{{ mine }}` takes the place of the signal that `{{ options }}` may carry: the work goes on when the caller aborts.',
      section: 'what-goes-wrong',
    },
    combine: { text: 'Abort on either signal, with `AbortSignal.any`' },
  },
  options: {},
  *check(file, context) {
    for (const found of overriddenSignals({ file, ...context })) yield report(file, found);
  },
});

function report(file: FileModel, { options, mayBeMissing, property, value, span }: OverriddenSignal): Report<MessageId> {
  const own = valueAt(file, value).span;
  const mine = textOf(file, own);
  const given = textOf(file, valueAt(file, options).span);
  const theirs = `${given}${mayBeMissing ? '?.' : '.'}${property}`;
  const combined = `${theirs} ? AbortSignal.any([${given}.${property}, ${mine}]) : ${mine}`;
  const isShorthand = own.start === span.start && own.end === span.end;
  return {
    messageId: 'overridden',
    data: { mine, options: given },
    span,
    related: [{ span: valueAt(file, options).span, message: `\`${given}\` may carry a signal of its own.` }],
    suggestions: [{ messageId: 'combine', edits: [{ span: own, text: isShorthand ? `${property}: ${combined}` : combined }], preferred: true }],
  };
}
