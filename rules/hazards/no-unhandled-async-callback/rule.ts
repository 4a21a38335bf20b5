/** no-unhandled-async-callback: an async function in a slot that does not wait for it, so its failure is lost or its promise misread. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { isWrittenInPlace } from '../../facts/async-callbacks.ts';
import { guardEdits, loopEdits } from '../../facts/callback-repairs.ts';
import type { CallbackSlot } from '../../facts/contexts.ts';
import { declaredCallbacks } from '../../facts/declared-callbacks.ts';
import { describeValue } from '../../facts/describe.ts';
import { type DroppedCallback, droppedCallbacks } from '../../facts/dropped-callbacks.ts';
import { type AsyncAttribute, asyncAttributes } from '../../facts/element-callbacks.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from '../../facts/file-model.ts';
import { asyncHandlers } from '../../facts/handler-properties.ts';
import type { Span } from '../../facts/model.ts';

interface Options {
  readonly jsxAttributes: boolean;
  readonly ignoreSlots: readonly string[];
}

type MessageId = 'dropped' | 'executor' | 'notAwaited' | 'neverRuns' | 'atExit' | 'alwaysTrue' | 'noOrder' | 'notAccumulated' | 'noText' | 'inThread' | 'wrap' | 'useLoop';

export default defineRule<Options, MessageId>({
  id: 'no-unhandled-async-callback',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports async functions given to something that does not wait for them.',
  types: 'helpful',
  nearest: [
    { tool: 'typescript-eslint', rule: 'no-misused-promises' },
    { tool: 'SonarQube', rule: 'S6544' },
  ],
  messages: {
    dropped: {
      text: '`{{ slot }}` drops the promise of {{ callback }}: if {{ work }} fails, nobody handles the error, and it is lost or ends the process.',
      section: 'what-goes-wrong',
    },
    notAwaited: {
      text: '`{{ slot }}` waits for none of the promises of {{ callback }}: the code after it runs before the work is done, and if {{ work }} fails, nobody handles the error.',
      section: 'foreach',
    },
    executor: {
      text: '`new Promise` looks at nothing that {{ callback }} returns: if {{ work }} fails, the error is lost, and the new promise stays pending forever.',
      section: 'async-executors',
    },
    neverRuns: {
      text: '`{{ slot }}` calls {{ callback }} and drops the coroutine it gets, which never runs. Give it a plain function that makes a task and keeps it.',
      section: 'coroutine-functions-as-callbacks',
    },
    atExit: {
      text: 'The process ends as soon as its `exit` listeners return, so {{ callback }} stops at its first `await` and what follows never runs.',
      section: 'listeners-for-the-end-of-the-process',
    },
    alwaysTrue: {
      text: '`{{ slot }}` takes the {{ task }} of {{ callback }} for its answer, and a {{ task }} is always true: every element passes, whatever the function finds.',
      section: 'tests-that-are-always-true',
    },
    noOrder: { text: '`{{ slot }}` takes the {{ task }} of {{ callback }} for the order of the elements, so they are not ordered by what it finds.', section: 'tests-that-are-always-true' },
    notAccumulated: {
      text: '`{{ slot }}` hands {{ callback }} the {{ task }} of the call before it, and the function uses that as if it were the result.',
      section: 'tests-that-are-always-true',
    },
    noText: { text: '`{{ slot }}` puts the {{ task }} of {{ callback }} into the text, not what it gives.', section: 'tests-that-are-always-true' },
    inThread: {
      text: '`{{ slot }}` calls {{ callback }} where no event loop runs: all that gives is a coroutine, which never runs. Await {{ callback }} on the event loop, or call it there through `asyncio.run`.',
      section: 'coroutine-functions-as-callbacks',
    },
    wrap: { text: 'Handle the failure where it happens' },
    useLoop: { text: 'Loop over `{{ collection }}`, and await each element' },
  },
  options: {
    jsxAttributes: { type: 'boolean', default: false, description: 'Also report async functions given to event attributes of JSX elements, such as `onClick`.' },
    ignoreSlots: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions whose callbacks may be async: `bus.on`, or `module:name`. Better said to all rules as `awaitingHandlers`.',
    },
  },
  *check(file, { options, role, ...search }) {
    for (const found of droppedCallbacks({ file, ...search, ignored: options.ignoreSlots })) {
      // What is lost in a test makes the test fail, or is what it is about.
      if (role === 'test' && /^(?:listener|executor|parameter)$/.test(found.slot)) continue;
      yield report(file, found);
    }
    for (const found of declaredCallbacks({ file, ...search, ignored: options.ignoreSlots })) {
      if (role === 'test' && found.use === 'listener') continue;
      const callback = `\`${describeValue(file, found.value)}\``;
      yield { messageId: messages[found.use], data: { slot: describeSlot(file, found.slot), callback, task: 'promise', work: callback }, span: headOf(file, found.value) };
    }
    for (const { value, slot, failure } of role === 'test' ? [] : asyncHandlers({ file, ...search })) {
      yield reportProperty(file, { value, failure, name: slot.value === undefined ? slot.name : describeValue(file, slot.value) });
    }
    for (const found of options.jsxAttributes ? asyncAttributes({ file, ...search }) : []) yield reportProperty(file, found);
  },
});

const messages = { truth: 'alwaysTrue', order: 'noOrder', accumulated: 'notAccumulated', text: 'noText', thread: 'inThread', exit: 'atExit', executor: 'executor', listener: 'dropped', parameter: 'dropped', dropped: 'notAwaited' } as const;

function report(file: FileModel, found: DroppedCallback): Report<MessageId> {
  const { callback, failure, slot, task } = found;
  const call = failure?.call;
  const data = {
    slot: describeSlot(file, callback.slot),
    callback: describeCallback(file, found),
    task: task === 'unstarted' ? 'coroutine' : 'promise',
    work: call === undefined ? 'it' : `\`${describeValue(failure?.file ?? file, call.id)}\``,
  };
  const never = task === 'unstarted' && /^(?:listener|parameter|dropped|exit)$/.test(slot);
  const related = failure?.file !== file || never ? [] : [{ span: failure.at, message: 'This can fail.' }];
  return { messageId: never ? 'neverRuns' : messages[slot], data, span: headOf(file, callback.value), related, suggestions: never ? [] : suggest(file, found) };
}

/** A function in a property or an attribute. */
function reportProperty(file: FileModel, { value, name, failure }: AsyncAttribute): Report<MessageId> {
  const work = failure.call === undefined ? 'it' : `\`${describeValue(failure.file, failure.call.id)}\``;
  const callback = valueAt(file, value).kind === 'function' ? 'this async function' : `\`${describeValue(file, value)}\``;
  return { messageId: 'dropped', data: { slot: name, callback, work }, span: headOf(file, value) };
}

function suggest(file: FileModel, { callback, slot, context }: DroppedCallback): SuggestionReport<MessageId>[] {
  if (!/^(?:listener|parameter|dropped)$/.test(slot)) return [];
  const callee = valueAt(file, callback.slot.call.callee);
  const loop = slot === 'dropped' ? loopEdits(file, callback) : undefined;
  const guard = guardEdits(file, callback, context);
  const collection = callee.kind === 'member' ? describeValue(file, callee.object) : '';
  return [
    ...(loop === undefined ? [] : [{ messageId: 'useLoop', data: { collection }, edits: loop } as const]),
    ...(guard === undefined ? [] : [{ messageId: 'wrap', edits: guard } as const]),
  ];
}

/** `socket.on('message')`: the event says more than the method. */
function describeSlot(file: FileModel, slot: CallbackSlot): string {
  const callee = describeValue(file, slot.call.callee);
  const [first] = slot.call.args;
  const event = first === undefined || slot.index === 0 ? undefined : withoutCasts(file, first.value);
  if (slot.property !== undefined) return `${callee}({ ${slot.property} })`;
  return event?.kind === 'literal' && event.type === 'string' ? `${callee}('${String(event.value)}')` : callee;
}

function describeCallback(file: FileModel, { callback }: DroppedCallback): string {
  if (!isWrittenInPlace(file, callback)) return `\`${describeValue(file, callback.value)}\``;
  return functionAt(file, callback.ref.fn).isAsync ? 'this async function' : 'this function';
}

function headOf(file: FileModel, id: number): Span {
  const value = valueAt(file, id);
  return value.kind === 'function' ? functionAt(file, value.fn).headSpan : value.span;
}
