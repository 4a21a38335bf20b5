import { fateOf } from './fates.ts';
import { type FileModel, derive, parentOf, placeOf, structureAt, valueAt } from './file-model.ts';
import { valueSinks } from './knowledge/value-sinks.ts';
import type { BinaryValue, Value, ValueId } from './model.ts';
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
  | 'read';

export interface ValueUse {
  readonly kind: ValueUseKind;
  /** For `member`, its name; for `read`, the called function. */
  readonly of: ValueId | undefined;
}

const sinks: ReadonlySet<string> = new Set(valueSinks.map(({ symbol }) => symbol));

/** Members that tasks have themselves, or that Chai gives to everything. */
const taskMembers: ReadonlySet<string> = new Set(
  (
    'then catch finally constructor toString should ' +
    'close send throw cancel cancelled cancelling uncancel done result exception add_done_callback remove_done_callback get_coro get_loop get_name set_name set_result set_exception'
  ).split(' '),
);

/** The use of a value that needs its content; undefined for one that may wait for it, hand it on or keep it. */
export function valueUse(file: FileModel, id: ValueId): ValueUse | undefined {
  const fate = fateOf(file, id);
  const use = (kind: ValueUseKind, of?: ValueId): ValueUse => ({ kind, of });
  switch (fate.kind) {
    case 'tested':
      return use('tested');
    case 'iterated':
      return use('iterated');
    case 'operand':
      return operandUse(file, outermost(file, id), fate.of);
    case 'element':
      return fate.spread ? use('spread') : undefined;
    case 'argument':
      if (fate.spread) return use('spread');
      return fate.index === 0 && sinks.has(calleeSymbol(file, fate.call) ?? '') ? use('read', fate.call.callee) : undefined;
    case 'receiver':
      return isTaskMember(fate.member.property ?? '') || isWritten(file, fate.member.id) ? undefined : use('member', fate.member.id);
    case 'stored':
      return fate.assign.target.kind === 'object' || fate.assign.target.kind === 'list' ? use('destructured') : undefined;
    case 'other':
      return isSubject(file, id) ? use('selects') : undefined;
    default:
      return undefined;
  }
}

function isTaskMember(name: string): boolean {
  return taskMembers.has(name) || name.startsWith('__') || name.startsWith('cr_');
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
    return /^(?:literal|template|list|object)$/.test(other.kind) || isUndefined(other) ? { kind: 'compared', of: undefined } : undefined;
  }
  if (/^(?:in|not in)$/.test(operator)) return right === id ? { kind: 'compared', of: undefined } : { kind: 'selects', of: undefined };
  return { kind: /^[<>]=?$/.test(operator) ? 'compared' : 'computed', of: undefined };
}

function isUndefined(value: Value): boolean {
  return value.kind === 'name' && value.name === 'undefined' && value.binding === undefined;
}

function isSubject(file: FileModel, id: ValueId): boolean {
  const place = placeOf(file, id);
  if (place.kind === 'value') return valueAt(file, place.parent).kind === 'cast' && isSubject(file, place.parent);
  return place.kind === 'structure' && place.slot === 'subject' && structureAt(file, place.structure).kind === 'switch';
}

const writtenKey = Symbol('written members');

/** Is a member assigned to? */
function isWritten(file: FileModel, member: ValueId): boolean {
  const written = derive(file, writtenKey, () => {
    return new Set(file.facts.values.flatMap((value) => (value.kind === 'assign' && value.target.kind === 'member' ? [value.target.value] : [])));
  });
  return written.has(member);
}

/** Is a value waited for, or given handlers, right here? */
export function isWaitedFor(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return true;
  return fate.kind === 'receiver' && isTaskMember(fate.member.property ?? '');
}
