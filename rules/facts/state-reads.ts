import { callsIn } from './call-graph.ts';
import { type FileModel, functionAt, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { clocks, conversions, stateQueries, type StateQueryEntry } from './knowledge/state-queries.ts';
import { isLogger } from './loggers.ts';
import type { CallValue, FunctionId, NameValue, Value, ValueId } from './model.ts';
import { calleeSymbol, returnedValues, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { moduleOf } from './symbol-paths.ts';
import { valuesWithin } from './values-within.ts';

/** Something of this process that a condition asks, and that other code can change meanwhile. */
export interface StateRead {
  readonly value: ValueId;
  readonly query: StateQueryEntry | undefined;
}

const deepest = 3;
/** What texts and lists are asked. */
const textQueries = /^(?:includes|startsWith|endsWith|indexOf|startswith|endswith)$/;
const globalObjects = /^(?:window|globalThis|self|global|document|process)$/;

/** What a condition asks of the state of this process; undefined where it asks anything else. */
export function stateReads(program: Program, file: FileModel, id: ValueId, depth = 0): readonly StateRead[] | undefined {
  const value = withoutCasts(file, id);
  const parts = (ids: readonly ValueId[]): readonly StateRead[] | undefined => {
    const all = ids.map((part) => stateReads(program, file, part, depth));
    return all.some((part) => part === undefined) ? undefined : all.flatMap((part) => part ?? []);
  };
  switch (value.kind) {
    case 'literal':
      return [];
    case 'unary':
      return value.operator === 'delete' ? undefined : parts([value.operand]);
    case 'binary':
    case 'logical':
      return parts([value.left, value.right]);
    case 'name':
      return readOfName(file, value);
    case 'member':
      return readOfMember(file, value.id);
    case 'call':
      return readOfCall(program, file, value, depth);
    default:
      return undefined;
  }
}

/** A name counts where a function of another time writes it; what never changes is no state. */
function readOfName(file: FileModel, { id, binding: of }: NameValue): readonly StateRead[] | undefined {
  if (of === undefined) return valueAt(file, id).kind === 'name' ? [] : undefined;
  const own = functionOf(file, id).id;
  const writes = (file.uses.get(of) ?? []).filter(({ kind }) => kind === 'write');
  return writes.some(({ value }) => functionOf(file, value).id !== own) ? [{ value: id, query: undefined }] : [];
}

function readOfMember(file: FileModel, id: ValueId): readonly StateRead[] | undefined {
  const member = valueAt(file, id);
  if (member.kind !== 'member' || member.property === undefined) return undefined;
  if (/^(?:seconds|microseconds|days)$/.test(member.property)) return [];
  if (isPartOfClock(file, member.object)) return [];
  const root = rootOf(file, id);
  if (root === undefined) return undefined;
  const isGlobal = root.kind === 'name' && root.binding === undefined;
  const query = stateQueries.find((entry) => !entry.call && entry.member === member.property);
  if (isGlobal && globalObjects.test(root.name) && query === undefined) return undefined;
  return /^[A-Z0-9_]+$/.test(member.property) ? [] : [{ value: id, query }];
}

/** `process.hrtime()[0]`. */
function isPartOfClock(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'call' && clocks.has(calleeSymbol(file, value) ?? '');
}

function rootOf(file: FileModel, id: ValueId): Value | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'member') return value.property === undefined ? undefined : rootOf(file, value.object);
  return value.kind === 'name' || value.kind === 'this' ? value : undefined;
}

function readOfCall(program: Program, file: FileModel, call: CallValue, depth: number): readonly StateRead[] | undefined {
  if (isIdleCall(file, call)) return [];
  const counted = countedBy(file, call);
  if (counted !== undefined) return isGivenCollection(file, call, counted) ? [{ value: counted, query: undefined }] : stateReads(program, file, counted, depth);
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && textQueries.test(callee.property ?? '')) return stateReads(program, file, callee.object, depth);
  const query = callee.kind === 'member' ? stateQueries.find((entry) => entry.call && entry.member === callee.property) : undefined;
  if (query !== undefined && callee.kind === 'member') return isQueried(file, callee.object, query) ? [{ value: call.id, query }] : undefined;
  const target = depth < deepest ? program.target(file, call) : undefined;
  if (target === undefined || call.args.length > 0 || !onlyReads(program, target.file, target.fn, depth + 1)) return undefined;
  return [{ value: call.id, query: undefined }];
}

/** `len(tasks)` of a parameter: how many there are only changes if other code adds or takes away. */
function isGivenCollection(file: FileModel, call: CallValue, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  if (binding?.parameter === undefined || binding.path.length > 0 || calleeSymbol(file, call) !== 'builtins:len') return false;
  return (file.uses.get(binding.id) ?? []).every(({ kind }) => kind === 'read');
}

/** What a call counts, or asks of each element: `len(self.items)`, `all(task.done() for task in tasks)`. */
export function countedBy(file: FileModel, call: CallValue): ValueId | undefined {
  const [only, ...others] = call.args;
  const symbol = calleeSymbol(file, call) ?? '';
  if (only === undefined || others.length > 0 || only.spread) return undefined;
  if (symbol === 'builtins:len' || symbol === 'builtins:bool') return only.value;
  const value = valueAt(file, only.value);
  return /^builtins:(?:all|any)$/.test(symbol) && value.kind === 'comprehension' ? value.element : undefined;
}

function isQueried(file: FileModel, object: ValueId, { of }: StateQueryEntry): boolean {
  const symbol = symbolOf(file, object);
  if (of !== undefined) return symbol !== undefined && of.includes(symbol);
  // What is shared between processes is not the state of this one.
  return symbol === undefined || /^(?:asyncio|concurrent|queue|threading|anyio|trio|)$/.test(moduleOf(symbol).split('.')[0] ?? '');
}

/** A function of the program that gives nothing but an answer about its own state: `isReady() { return this.ready; }`. */
function onlyReads(program: Program, file: FileModel, fn: FunctionId, depth: number): boolean {
  const { isAsync, isGenerator, params } = functionAt(file, fn);
  const returned = returnedValues(file, fn);
  const [only] = returned;
  if (isAsync || isGenerator || params.length > 0 || returned.length !== 1 || only === undefined) return false;
  const inReturned = new Set(valuesWithin(file, valueAt(file, only).span).map(({ id }) => id));
  if (callsIn(file, fn).some((call) => !inReturned.has(call.id))) return false;
  return (stateReads(program, file, only, depth) ?? []).length > 0;
}

/** Reads a clock, calculates, writes a message: changes nothing, and waits for nothing. */
export function isIdleCall(file: FileModel, call: CallValue): boolean {
  const symbol = calleeSymbol(file, call) ?? '';
  if (clocks.has(symbol) || conversions.has(symbol) || symbol.startsWith(':Math.')) return true;
  // A line that is written over and over shows how far something is: that is work of its own.
  if (isLogger(file, call.callee, [])) return !call.args.some(({ keyword }) => keyword === 'end');
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && /^(?:getTime|valueOf|time|timestamp|total_seconds)$/.test(callee.property ?? '') && call.args.length === 0;
}
