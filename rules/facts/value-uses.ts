import { bindingOf } from './bindings.ts';
import { fateOf } from './fates.ts';
import { type FileModel, parentOf, placeOf, structureAt, valueAt } from './file-model.ts';
import { type ValueSinkEntry, valueSinks } from './knowledge/value-sinks.ts';
import { isWrittenMember } from './member-chains.ts';
import type { AssignValue, BinaryValue, CallValue, Value, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { isOptionalChain } from './optional-chains.ts';
import { calleeSymbol } from './origins.ts';

/** What is done with a value that needs its content, so that a task in its place is a mistake. */
export type ValueUseKind =
  /** Its truth decides something. */
  | 'tested'
  /** It is compared with something that is no task. */
  | 'compared'
  | 'computed'
  | 'text'
  | 'spread'
  | 'iterated'
  /** It selects an element or a case. */
  | 'selects'
  | 'member'
  | 'destructured'
  /** A function looks at its content. */
  | 'read'
  | 'thrown';

export interface ValueUse {
  readonly kind: ValueUseKind;
  /** For `member`, its name; for `read`, the called function. */
  readonly of: ValueId | undefined;
}

const sinks: ReadonlyMap<string, ValueSinkEntry['reads']> = new Map(valueSinks.map(({ symbol, reads }) => [symbol, reads]));
/** Functions that look at every element of their first argument. */
const elementReaders: ReadonlySet<string> = new Set(['builtins:any', 'builtins:all', 'builtins:sum', 'builtins:min', 'builtins:max', 'builtins:sorted', 'math:fsum', 'math:prod']);

/** Members that tasks have themselves, or that Chai gives to everything. */
const taskMembers: ReadonlySet<string> = new Set(
  (
    'then catch finally constructor toString should ' +
    'close send throw cancel cancelled cancelling uncancel done result exception add_done_callback remove_done_callback get_coro get_loop get_name set_name set_result set_exception'
  ).split(' '),
);

/** The use of a value that needs its content; undefined for one that may wait for it, hand it on or keep it. */
export function valueUse(file: FileModel, id: ValueId): ValueUse | undefined {
  const use = contentUse(file, id);
  // `client?.close() ?? done` asks whether there is a client.
  return use !== undefined && /^(?:tested|compared)$/.test(use.kind) && isOptionalChain(file, id) ? undefined : use;
}

function contentUse(file: FileModel, id: ValueId): ValueUse | undefined {
  const use = (kind: ValueUseKind, of?: ValueId): ValueUse => ({ kind, of });
  // What is on the right never counts, whatever becomes of the whole.
  if (isAlternative(file, id)) return use('tested');
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'tested':
      return use('tested');
    case 'iterated':
      return use('iterated');
    case 'operand':
      return operandUse(file, outermost(file, id), fate.of);
    case 'element':
      return fate.spread ? use('spread') : elementUse(file, fate.of);
    case 'argument':
      return fate.spread ? use('spread') : argumentUse(file, fate.call, fate.index);
    case 'thrown':
      return use('thrown');
    case 'receiver':
      return isTaskMember(fate.member.property ?? '') || isWrittenMember(file, fate.member.id) ? undefined : use('member', fate.member.id);
    case 'stored':
      return storedUse(file, fate.assign);
    case 'other':
      return isSubject(file, id) ? use('selects') : undefined;
    default:
      return undefined;
  }
}

function isTaskMember(name: string): boolean {
  return taskMembers.has(name) || name.startsWith('__') || name.startsWith('cr_');
}

/** Is a value on the left of `or` or `??`, as it is? */
function isAlternative(file: FileModel, id: ValueId): boolean {
  const parent = parentOf(file, id);
  if (parent?.kind === 'cast') return isAlternative(file, parent.id);
  return parent?.kind === 'logical' && parent.left === id && parent.operator !== 'and';
}

function argumentUse(file: FileModel, call: CallValue, index: number): ValueUse | undefined {
  const symbol = calleeSymbol(file, call) ?? '';
  const isRead = sinks.get(symbol) === 'all' || (index === 0 && sinks.has(symbol)) || isFormatted(file, call);
  return isRead ? { kind: 'read', of: call.callee } : undefined;
}

/** `'{}'.format(x)`, `', '.join(x)`. */
function isFormatted(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:format|join)$/.test(callee.property ?? '')) return false;
  const text = valueAt(file, callee.object);
  return (text.kind === 'literal' && text.type === 'string') || text.kind === 'template';
}

/** `any(f(x) for x in xs)`. */
function elementUse(file: FileModel, of: Value): ValueUse | undefined {
  const outer = of.kind === 'comprehension' ? fateOf(file, of.id) : undefined;
  if (outer?.kind !== 'argument' || outer.index !== 0 || outer.spread) return undefined;
  const isRead = elementReaders.has(calleeSymbol(file, outer.call) ?? '') || isFormatted(file, outer.call);
  return isRead ? { kind: 'read', of: outer.call.callee } : undefined;
}

/** `x += f()`, `const { a } = f()`, `if (x := f())`. */
function storedUse(file: FileModel, { id, target, operator }: AssignValue): ValueUse | undefined {
  if (/^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>>?)$/.test(operator)) return { kind: 'computed', of: undefined };
  if (operator !== '=') return undefined;
  if (target.kind === 'object' || target.kind === 'list') return { kind: 'destructured', of: undefined };
  const use = target.kind === 'binding' ? valueUse(file, id) : undefined;
  return use?.kind === 'tested' || use?.kind === 'compared' ? use : undefined;
}

/** The value with the casts and branches around it that hand it on. */
function outermost(file: FileModel, id: ValueId): ValueId {
  const parent = parentOf(file, id);
  return parent !== undefined && /^(?:cast|conditional|logical|sequence)$/.test(parent.kind) ? outermost(file, parent.id) : id;
}

function operandUse(file: FileModel, id: ValueId, of: Value): ValueUse | undefined {
  switch (of.kind) {
    case 'template':
      return { kind: 'text', of: undefined };
    case 'member':
      return { kind: 'selects', of: undefined };
    case 'unary':
      return /^[-+~]$/.test(of.operator) ? { kind: 'computed', of: undefined } : undefined;
    case 'binary':
      return binaryUse(file, id, of);
    default:
      return undefined;
  }
}

function binaryUse(file: FileModel, id: ValueId, { operator, left, right }: BinaryValue): ValueUse | undefined {
  if (operator === 'instanceof') return undefined;
  const other = valueAt(file, left === id ? right : left);
  if (/^(?:===?|!==?|is|is not|not is)$/.test(operator)) {
    // Two tasks can be the same one; with a value of its own kind a task never is.
    return /^(?:literal|template|list|object|await)$/.test(awaitedOr(file, other).kind) || isNothing(file, other.id) ? { kind: 'compared', of: undefined } : undefined;
  }
  if (/^(?:in|not in)$/.test(operator)) return right === id ? { kind: 'compared', of: undefined } : { kind: 'selects', of: undefined };
  return { kind: /^[<>]=?$/.test(operator) ? 'compared' : 'computed', of: undefined };
}

/** `const limit = await load()`: what a name was given once it was waited for. */
function awaitedOr(file: FileModel, value: Value): Value {
  const binding = value.kind === 'name' ? bindingOf(file, value) : undefined;
  const init = binding?.init === undefined || binding.kind !== 'const' || binding.path.length > 0 ? undefined : valueAt(file, binding.init);
  return init?.kind === 'await' ? init : value;
}

function isSubject(file: FileModel, id: ValueId): boolean {
  const place = placeOf(file, id);
  if (place.kind === 'value') return valueAt(file, place.parent).kind === 'cast' && isSubject(file, place.parent);
  return place.kind === 'structure' && place.slot === 'subject' && structureAt(file, place.structure).kind === 'switch';
}

/** Is a value waited for, or given handlers, right here? */
export function isWaitedFor(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return true;
  return fate.kind === 'receiver' && isTaskMember(fate.member.property ?? '');
}
