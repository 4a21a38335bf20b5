/** require-listener-cleanup: a listener added again and again to something that outlives what added it. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { insertAt, replace } from '../../facts/edits.ts';
import { type FileModel, functionOf, valueAt, withoutCasts } from '../../facts/file-model.ts';
import { type LeakedListener, leakedListeners } from '../../facts/leaked-listeners.ts';
import type { Registration } from '../../facts/listeners.ts';
import { functionLabel } from '../../facts/program.ts';

type MessageId = 'abortListener' | 'recurringListener' | 'promiseListener' | 'once' | 'useOnce';

export default defineRule<unknown, MessageId>({
  id: 'require-listener-cleanup',
  family: 'shared state',
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports listeners that code adds again and again to a longer-lived target and never removes.',
  types: 'helpful',
  nearest: [],
  messages: {
    abortListener: {
      text: "This listener stays on `{{ target }}` after `{{ fn }}` is done: a signal that many calls share collects one from each, and keeps what they refer to.",
      section: 'signals',
    },
    recurringListener: {
      text: "Every {{ recurrence }} adds another '{{ event }}' listener to `{{ target }}`, and none is removed: they pile up, and all of them run.",
      section: 'what-goes-wrong',
    },
    promiseListener: {
      text: "`{{ fn }}` waits for one '{{ event }}' event of `{{ target }}` and leaves its listener there: every call adds one more, and all of them run.",
      section: 'waiting-for-one-event',
    },
    once: { text: 'Remove it after the first event, with `{ once: true }`' },
    useOnce: { text: 'Remove it after the first event, with `once`' },
  },
  options: {},
  *check(file, context) {
    for (const leaked of leakedListeners(context, file)) yield report(file, leaked);
  },
});

function report(file: FileModel, { registration, kind }: LeakedListener): Report<MessageId> {
  const { call, target, event } = registration;
  const owner = functionOf(file, call.id);
  const named = owner.name === undefined && owner.parent !== undefined ? (file.facts.functions[owner.parent] ?? owner) : owner;
  const data = { event, target: target === undefined ? 'window' : describeValue(file, target), fn: functionLabel(named, file) };
  switch (kind.kind) {
    case 'abort':
      return { messageId: 'abortListener', data, span: call.span, suggestions: suggestOption(file, registration) };
    case 'recurring':
      return { messageId: 'recurringListener', data: { ...data, recurrence: kind.recurrence }, span: call.span };
    case 'promise':
      return { messageId: 'promiseListener', data, span: call.span, suggestions: suggestMethod(file, registration) };
  }
}

function suggestOption(file: FileModel, { call, listener }: Registration): SuggestionReport<MessageId>[] {
  const options = call.args[2] === undefined ? undefined : withoutCasts(file, call.args[2].value);
  if (options === undefined) return [{ messageId: 'once', edits: [insertAt(valueAt(file, listener).span.end, ', { once: true }')], preferred: true }];
  const last = options.kind === 'object' ? options.entries.at(-1) : undefined;
  if (options.kind !== 'object' || options.entries.some(({ key }) => key === 'once')) return [];
  const edit = last === undefined ? replace(options.span, '{ once: true }') : insertAt(last.span.end, ', once: true');
  return [{ messageId: 'once', edits: [edit], preferred: true }];
}

function suggestMethod(file: FileModel, registration: Registration): SuggestionReport<MessageId>[] {
  const callee = valueAt(file, registration.call.callee);
  if (callee.kind !== 'member') return [];
  if (callee.property === 'addEventListener') return suggestOption(file, registration);
  return callee.property === 'on' || callee.property === 'addListener' ? [{ messageId: 'useOnce', edits: [replace(callee.propertySpan, 'once')], preferred: true }] : [];
}
