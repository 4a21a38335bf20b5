/** require-listener-cleanup: a listener added again and again to something that outlives what added it. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue, lineOf } from '../../facts/describe.ts';
import { insertAt, replace } from '../../facts/edits.ts';
import { type FileModel, functionOf, textOf, valueAt, withoutCasts } from '../../facts/file-model.ts';
import { type LeakedListener, leakedListeners } from '../../facts/leaked-listeners.ts';
import type { Registration } from '../../facts/listeners.ts';
import type { CallValue, FunctionFact } from '../../facts/model.ts';
import { functionPhrase } from '../../facts/program.ts';
import { recurrenceOf } from '../../facts/repeated-code.ts';
import { droppedSubscriptions } from '../../facts/repeated-listeners.ts';

type MessageId = 'abortListener' | 'recurringListener' | 'perCallListener' | 'promiseListener' | 'notRemoved' | 'droppedDisposable' | 'once' | 'useOnce';

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
      text: "This listener stays on `{{ target }}` after {{ fn }} is done: a signal that many calls share collects one from each, and keeps what they refer to.",
      section: 'signals',
    },
    recurringListener: {
      text: "Every {{ recurrence }} adds another '{{ event }}' listener to `{{ target }}`, and none is removed: they pile up, and all of them run.",
      section: 'what-goes-wrong',
    },
    perCallListener: {
      text: "Every call of {{ fn }} adds another '{{ event }}' listener to `{{ target }}`, which outlives the call, and none is removed: they pile up, and all of them run.",
      section: 'what-goes-wrong',
    },
    notRemoved: {
      text: "This listener stays on `{{ target }}`: what is given to `{{ remover }}` (line {{ line }}) is made there anew, so it is not the function that was added, and nothing is removed. Keep the function under a name, and remove that.",
      section: 'the-same-function',
    },
    droppedDisposable: {
      text: 'Every call of {{ fn }} adds another listener with `{{ target }}`, and drops the Disposable that could remove it: they pile up, and all of them run.',
      section: 'disposables',
    },
    promiseListener: {
      text: "{{ subject }} waits for one '{{ event }}' event of `{{ target }}` and leaves its listener there: every call adds one more, and all of them run.",
      section: 'waiting-for-one-event',
    },
    once: { text: 'Remove it after the first event, with `{ once: true }`' },
    useOnce: { text: 'Remove it after the first event, with `once`' },
  },
  options: {},
  *check(file, context) {
    for (const leaked of leakedListeners(context, file)) yield report(file, leaked);
    if (context.role === 'test') return;
    for (const call of droppedSubscriptions(file, ({ id }) => recurrenceOf(context.program, file, id) !== undefined)) {
      const data = { fn: functionPhrase(namedFunction(file, call), file), target: textOf(file, valueAt(file, call.callee).span) };
      yield { messageId: 'droppedDisposable', data, span: call.span };
    }
  },
});

function report(file: FileModel, { registration, kind }: LeakedListener): Report<MessageId> {
  const { call, target, event } = registration;
  const fn = namedFunction(file, call);
  const data = { event, target: target === undefined ? 'window' : describeValue(file, target), fn: functionPhrase(fn, file), subject: functionPhrase(fn, file, 'start') };
  switch (kind.kind) {
    case 'abort':
      return { messageId: 'abortListener', data, span: call.span, suggestions: suggestOption(file, registration) };
    case 'recurring':
      return { messageId: 'recurringListener', data: { ...data, recurrence: kind.recurrence }, span: call.span };
    case 'not removed':
      return {
        messageId: 'notRemoved',
        data: { ...data, remover: textOf(file, valueAt(file, kind.by.callee).span), line: String(lineOf(file, kind.by.span.start)) },
        span: call.span,
        related: [{ span: kind.by.span, message: 'This removes nothing.' }],
      };
    case 'call':
      return { messageId: 'perCallListener', data, span: call.span };
    case 'promise':
      return { messageId: 'promiseListener', data, span: call.span, suggestions: kind.always ? suggestMethod(file, registration) : [] };
  }
}

/** The function that a call stands in, or the one around it that has a name. */
function namedFunction(file: FileModel, call: CallValue): FunctionFact {
  const owner = functionOf(file, call.id);
  return owner.name === undefined && owner.parent !== undefined ? (file.facts.functions[owner.parent] ?? owner) : owner;
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
