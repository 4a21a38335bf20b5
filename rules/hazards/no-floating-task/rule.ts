/** no-floating-task: work that is started, or only made, and dropped: nobody waits for it, so its failure is lost, or it never runs. */
import { type Report, type RuleContext, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { canAwait, droppedValues } from '../../facts/dropped-tasks.ts';
import { awaitEdits, insertAt, replace } from '../../facts/edits.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import type { CallValue, ValueId } from '../../facts/model.ts';
import { type ForgottenWork, forgottenValues, forgottenWork, isLookedAfter } from '../../facts/forgotten-tasks.ts';
import { keepEdits } from '../../facts/keep-edits.ts';
import { knownLimiter } from '../../facts/known-calls.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { calleeSymbol } from '../../facts/origins.ts';
import type { Program } from '../../facts/program.ts';
import { repetitionsAround } from '../../facts/repetitions.ts';
import { continuedCall, isSelfHandled } from '../../facts/self-handled-calls.ts';
import { type TypeSpecifier, matchesSpecifier } from '../../facts/type-specifiers.ts';
import { type TaskPolicy, type UnhandledTask, findUnhandledTask } from '../../facts/unhandled-tasks.ts';

interface Options {
  readonly ignoreVoid: boolean;
  readonly ignoreIIFE: boolean;
  readonly checkThenables: boolean;
  readonly allowForKnownSafePromises: readonly TypeSpecifier[];
  readonly allowForKnownSafeCalls: readonly TypeSpecifier[];
}

type Floating = 'floating' | 'floatingVoid' | 'uselessHandler' | 'floatingList' | 'awaitedList' | 'neverRuns' | 'unkept' | 'unawaited';
type MessageId = Floating | 'addAwait' | 'addAwaitAll' | 'replaceVoid' | 'keepTask';

const messages: Readonly<Record<Exclude<ForgottenWork, 'promise'>, MessageId>> = { coroutine: 'neverRuns', task: 'unkept', future: 'unawaited' };

const specifiers = {
  anyOf: [
    { type: 'string' },
    {
      type: 'object',
      properties: {
        from: { enum: ['file', 'lib', 'package'] },
        name: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
        path: { type: 'string' },
        package: { type: 'string' },
      },
      required: ['from', 'name'],
      additionalProperties: false,
    },
  ],
};

export default defineRule<Options, MessageId>({
  id: 'no-floating-task',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports promises, coroutines and tasks that nobody awaits, returns, keeps or handles.',
  types: 'helpful',
  nearest: [
    { tool: 'typescript-eslint', rule: 'no-floating-promises', equivalent: true },
    { tool: 'Biome', rule: 'noFloatingPromises', equivalent: true },
    { tool: 'ruff', rule: 'RUF006' },
  ],
  messages: {
    floating: {
      text: 'Nobody awaits the promise of `{{ what }}`: if it rejects, the error is lost or ends the process, and the code after it runs before it is done.',
      section: 'what-goes-wrong',
    },
    floatingVoid: {
      text: '`void` hides that nobody awaits the promise of `{{ what }}`: if it rejects, the error is lost or ends the process.',
      section: 'void-is-not-a-repair',
    },
    uselessHandler: {
      text: 'The rejection handler given to `{{ what }}` is {{ never }} a function, so a rejection can stay unhandled.',
      section: 'handlers-that-are-not-functions',
    },
    floatingList: {
      text: 'Nobody awaits the promises in `{{ what }}`: if one rejects, the error is lost or ends the process.',
      section: 'lists-of-promises',
    },
    awaitedList: {
      text: '`await` waits for none of the promises in `{{ what }}`, because it does not look into lists: if one rejects, the error is lost or ends the process.',
      section: 'lists-of-promises',
    },
    neverRuns: {
      text: 'Nothing awaits what `{{ what }}` makes: a coroutine runs only once it is awaited, so this never runs.',
      section: 'coroutines-that-never-run',
    },
    unkept: {
      text: 'Nobody keeps what `{{ what }}` starts: the event loop has only a weak reference to a task, so it can vanish before it is done, and its error is lost.',
      section: 'tasks-nobody-keeps',
    },
    unawaited: {
      text: 'Nobody awaits `{{ what }}`: its error is lost, and the code after it runs before it is done.',
      section: 'tasks-nobody-keeps',
    },
    keepTask: { text: 'Keep the task in a set until it is done' },
    addAwait: { text: 'Await `{{ what }}`' },
    addAwaitAll: { text: 'Await all of them with `Promise.all`' },
    replaceVoid: { text: 'Replace `void` with `await`' },
  },
  options: {
    ignoreVoid: { type: 'boolean', default: true, description: 'Take `void promise` for a deliberate decision.' },
    ignoreIIFE: { type: 'boolean', default: false, description: 'Ignore async functions that are called where they are written.' },
    checkThenables: { type: 'boolean', default: false, description: 'Also report objects that have a `then` method but are not promises.' },
    allowForKnownSafePromises: {
      type: 'array',
      items: specifiers,
      default: [],
      description: 'Promise types that may float: names, or `{ from, name, package | path }`.',
    },
    allowForKnownSafeCalls: {
      type: 'array',
      items: specifiers,
      default: [],
      description: 'Functions whose promise may float: names, or `{ from, name, package | path }`.',
    },
  },
  *check(file, context) {
    const { options, types } = context;
    const policy: TaskPolicy = {
      types,
      ignoresVoid: options.ignoreVoid,
      isSafeCall: (call) => isKnownSafe(file, call, context),
      mustHandle: ({ tasks }) =>
        tasks.some(({ kind, names }) => (kind === 'promise' || options.checkThenables) && !matchesSpecifier(names, options.allowForKnownSafePromises)),
    };
    for (const { value } of [...droppedValues(file), ...forgottenValues({ file, ...context })]) {
      if (options.ignoreIIFE && isInvokedWhereWritten(file, value)) continue;
      const unhandled = findUnhandledTask(file, value, policy);
      if (unhandled !== undefined) yield report(file, context, value, unhandled);
    }
  },
});

/** Some calls are meant to be dropped: the user says so, or their documentation does. */
function isKnownSafe(file: FileModel, call: CallValue, { types, options, program }: RuleContext<Options>): boolean {
  const { named } = program.knowledge;
  if (isNamedCall(file, call, named.nonRejecting) || isLookedAfter(program, types, file, call) || isSelfHandled({ program, types }, file, call)) return true;
  const symbol = calleeSymbol(file, continuedCall(file, call));
  if (symbol !== undefined && program.knowledge.task(symbol)?.discardable === true) return true;
  return options.allowForKnownSafeCalls.length > 0 && matchesSpecifier(types.calleeNames(file, call.id), options.allowForKnownSafeCalls);
}

function isInvokedWhereWritten(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  return value.kind === 'call' && valueAt(file, value.callee).kind === 'function';
}

function report(file: FileModel, { types, program }: RuleContext<Options>, dropped: ValueId, unhandled: UnhandledTask): Report<MessageId> {
  const { value, handler } = unhandled;
  const work = forgottenWork(types, file, value);
  if (work !== 'promise') return { messageId: messages[work], data: { what: describeValue(file, value) }, span: valueAt(file, value).span, suggestions: repair(file, dropped, unhandled, work) };
  const data = { what: describeValue(file, value), never: handler === 'sometimes' ? 'not always' : 'not' };
  const suggestions = canAwait(file, dropped) && !isQueued(program, file, value) ? suggest(file, dropped, unhandled) : [];
  return { messageId: messageFor(unhandled), data, span: valueAt(file, value).span, suggestions };
}

/** Waiting for each task that a loop gives to a queue would run one after the other. */
function isQueued(program: Program, file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  return value.kind === 'call' && knownLimiter(program, file, value) !== undefined && repetitionsAround(file, id).next().done !== true;
}

/** A task that runs by itself is kept, since awaiting it at once would undo what it was made for. */
function repair(file: FileModel, dropped: ValueId, { value, isList }: UnhandledTask, work: ForgottenWork): SuggestionReport<MessageId>[] {
  if (isList) return [];
  const edits = work === 'task' ? (value === dropped ? keepEdits(file, value) : undefined) : canAwait(file, value) ? awaitEdits(file, value) : undefined;
  return edits === undefined ? [] : [{ messageId: work === 'task' ? 'keepTask' : 'addAwait', data: { what: describeValue(file, value) }, edits, preferred: true }];
}

function messageFor({ awaited, voided, isList, handler }: UnhandledTask): MessageId {
  if (awaited !== undefined) return 'awaitedList';
  if (voided !== undefined) return 'floatingVoid';
  if (isList) return 'floatingList';
  return handler === undefined ? 'floating' : 'uselessHandler';
}

function suggest(file: FileModel, dropped: ValueId, { value, isList, voided, awaited }: UnhandledTask): SuggestionReport<MessageId>[] {
  const { span } = valueAt(file, value);
  if (isList) {
    // Elements of a literal are few and written out; awaiting a mapped list would bless a fan-out without a bound.
    const isPlain = valueAt(file, value).kind === 'list' && (value === dropped || awaited !== undefined);
    const opening = awaited === undefined ? 'await Promise.all(' : 'Promise.all(';
    return isPlain ? [{ messageId: 'addAwaitAll', edits: [insertAt(span.start, opening), insertAt(span.end, ')')], preferred: true }] : [];
  }
  if (voided !== undefined) {
    const { start } = valueAt(file, voided).span;
    return [{ messageId: 'replaceVoid', edits: [replace({ start, end: start + 'void'.length }, 'await')] }];
  }
  const isPart = valueAt(file, dropped).kind === 'sequence';
  return [{ messageId: 'addAwait', edits: awaitEdits(file, isPart ? value : dropped), preferred: true }];
}
