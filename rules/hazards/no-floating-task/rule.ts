/** no-floating-task: an expression statement whose promise nobody waits for, so its failure is lost. */
import { type Report, type RuleContext, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { canAwait, chainHandling, droppedValues } from '../../facts/dropped-tasks.ts';
import { awaitEdits, insertAt } from '../../facts/edits.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import type { CallValue, ValueId } from '../../facts/model.ts';
import { calleeSymbol } from '../../facts/origins.ts';
import { type TypeSpecifier, matchesSpecifier } from '../../facts/type-specifiers.ts';

interface Options {
  readonly ignoreVoid: boolean;
  readonly ignoreIIFE: boolean;
  readonly checkThenables: boolean;
  readonly allowForKnownSafePromises: readonly TypeSpecifier[];
  readonly allowForKnownSafeCalls: readonly TypeSpecifier[];
}

type MessageId = 'floating' | 'floatingVoid' | 'uselessHandler' | 'floatingList' | 'addAwait' | 'addAwaitAll' | 'replaceVoid';

interface Unhandled {
  readonly messageId: 'floating' | 'uselessHandler' | 'floatingList';
  readonly value: ValueId;
}

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
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports promises that nobody awaits, returns or handles.',
  types: 'helpful',
  nearest: [
    { tool: 'typescript-eslint', rule: 'no-floating-promises' },
    { tool: 'Biome', rule: 'noFloatingPromises' },
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
      text: 'The rejection handler given to `{{ what }}` is not a function, so a rejection stays unhandled.',
      section: 'handlers-that-are-not-functions',
    },
    floatingList: {
      text: 'Nobody awaits the promises in `{{ what }}`: if one rejects, the error is lost or ends the process.',
      section: 'lists-of-promises',
    },
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
    for (const { value } of droppedValues(file)) {
      if (context.options.ignoreIIFE && isInvokedWhereWritten(file, value)) continue;
      const unhandled = findUnhandled(file, value, context);
      if (unhandled !== undefined) yield report(file, value, unhandled);
    }
  },
});

/** The first part of a dropped expression that is a task nobody handles. */
function findUnhandled(file: FileModel, id: ValueId, context: RuleContext<Options>): Unhandled | undefined {
  const value = valueAt(file, id);
  const firstOf = (...parts: readonly ValueId[]): Unhandled | undefined => {
    for (const part of parts) {
      const found = findUnhandled(file, part, context);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  switch (value.kind) {
    case 'assign':
    case 'await':
    case 'yield':
      return undefined;
    case 'cast':
      return firstOf(value.operand);
    case 'sequence':
      return firstOf(...value.values);
    case 'conditional':
      return firstOf(value.then, value.otherwise);
    case 'logical':
      return firstOf(value.left, value.right);
    case 'unary':
      return value.operator === 'void' && !context.options.ignoreVoid ? firstOf(value.operand) : undefined;
    default:
      return unhandledTask(file, id, context);
  }
}

function unhandledTask(file: FileModel, id: ValueId, context: RuleContext<Options>): Unhandled | undefined {
  const { types, options } = context;
  const value = valueAt(file, id);
  if (value.kind === 'call' && isKnownSafe(file, value, context)) return undefined;
  const type = types.typeOf(file, id);
  if (matchesSpecifier(type.names, options.allowForKnownSafePromises)) return undefined;
  const kind = type.task === 'list' ? type.elements : type.task;
  if (kind !== 'promise' && !(kind === 'thenable' && options.checkThenables)) return undefined;
  if (type.task === 'list') return { messageId: 'floatingList', value: id };
  return value.kind === 'call' ? unhandledCall(file, value, context) : { messageId: 'floating', value: id };
}

/** Some calls are meant to be dropped: the user says so, or, as far as only the text tells, their documentation does. */
function isKnownSafe(file: FileModel, call: CallValue, { types, options, program }: RuleContext<Options>): boolean {
  const symbol = calleeSymbol(file, call);
  if (types.source === 'inference' && symbol !== undefined && program.knowledge.task(symbol)?.discardable === true) return true;
  return matchesSpecifier(types.calleeNames(file, call.id), options.allowForKnownSafeCalls);
}

function unhandledCall(file: FileModel, call: CallValue, context: RuleContext<Options>): Unhandled | undefined {
  const handling = chainHandling(file, call);
  switch (handling.kind) {
    case 'handler':
      return context.types.callability(file, handling.handler) === 'no' ? { messageId: 'uselessHandler', value: call.id } : undefined;
    case 'passes':
      return findUnhandled(file, handling.receiver, context) === undefined ? undefined : { messageId: 'floating', value: call.id };
    case 'none':
      return { messageId: 'floating', value: call.id };
  }
}

function isInvokedWhereWritten(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  return value.kind === 'call' && valueAt(file, value.callee).kind === 'function';
}

function report(file: FileModel, dropped: ValueId, unhandled: Unhandled): Report<MessageId> {
  const whole = valueAt(file, dropped);
  const data = { what: describeValue(file, unhandled.value) };
  const isVoid = whole.kind === 'unary' && whole.operator === 'void';
  const suggestions = canAwait(file, dropped) ? suggest(file, dropped, unhandled) : [];
  return { messageId: isVoid ? 'floatingVoid' : unhandled.messageId, data, span: valueAt(file, unhandled.value).span, suggestions };
}

function suggest(file: FileModel, dropped: ValueId, { messageId, value }: Unhandled): SuggestionReport<MessageId>[] {
  const whole = valueAt(file, dropped);
  if (messageId === 'floatingList') {
    // Elements of a literal are few and written out; awaiting a mapped list would bless a fan-out without a bound.
    const list = valueAt(file, value);
    if (list.kind !== 'list' || value !== dropped) return [];
    return [{ messageId: 'addAwaitAll', edits: [insertAt(list.span.start, 'await Promise.all('), insertAt(list.span.end, ')')], preferred: true }];
  }
  if (whole.kind === 'unary') {
    const keyword = { start: whole.span.start, end: whole.span.start + 'void'.length };
    return [{ messageId: 'replaceVoid', edits: [{ span: keyword, text: 'await' }] }];
  }
  if (whole.kind === 'sequence') return [{ messageId: 'addAwait', edits: awaitEdits(file, value), preferred: true }];
  return [{ messageId: 'addAwait', edits: awaitEdits(file, dropped), preferred: true }];
}
