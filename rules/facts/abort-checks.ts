import type { FunctionRef } from './call-graph.ts';
import { deriveTyped } from './derive-typed.ts';
import { type FileModel, derive, functionAt, functionOf, parentOf, placeOf, structureAt, textOf, valueAt } from './file-model.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import type { BindingId, CallValue, FunctionId, MemberValue, NameValue, Span, Value, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import type { Program } from './program.ts';
import { isSignal } from './signals.ts';
import { type SpanSearch, createSpanSearch } from './span-search.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What looking for abort checks needs to know. */
export interface CheckSearch {
  readonly file: FileModel;
  readonly types: TypeOracle;
  readonly program: Program;
  /** Functions that check, besides those known by their names. */
  readonly abortChecks: readonly string[];
  /** False to leave out checks that throw: something around them catches what they throw. */
  readonly throwing?: boolean;
}

/** State that says work is to stop, as code keeps it beside a signal. */
const stopWords =
  'abort(?:ed|ing)?|cancell?(?:ed|ing|ation|ationRequested)?|clos(?:ed|ing)|stop(?:ped|ping)?|dispos(?:ed|ing)|destroy(?:ed|ing)|' +
  'terminat(?:ed|ing)|shut(?:ting)?_?down|shutdownRequested|exit(?:ed|ing)|unmounted|disconnected|interrupted|killed|running|alive|mounted|active';
const stopFlag = new RegExp(`^#?_?(?:is|was|has|been|should)?_?(?:been)?(?:${stopWords})$`, 'i');
const errorNames = /abort|cancel|\bDOMException\b/i;
const comparison = /^(?:[!=]==?|instanceof|in|is|is not)$/;
const textTests: ReadonlySet<string> = new Set(['includes', 'startsWith', 'endsWith', 'indexOf', 'test', 'match', 'search', 'has']);

const checksKey = Symbol('searches for abort checks');

/** Does this text ask whether work was aborted? Calls of functions of the program count with what they ask. */
export function asksForAbort(search: CheckSearch, span: Span): boolean {
  const { file, types } = search;
  const searches = deriveTyped(file, checksKey, types, () => new Map<string, SpanSearch>());
  const key = settingsOf(search);
  const known = searches.get(key) ?? createSpanSearch(file, (value) => isAbortCheck(search, value, 0));
  searches.set(key, known);
  return known.someWithin(span);
}

/** The same for searches with the same answers about a file. */
function settingsOf({ abortChecks, throwing }: CheckSearch): string {
  return `${abortChecks.join()} ${String(throwing !== false)}`;
}

function isAbortCheck(search: CheckSearch, value: Value, depth: number): boolean {
  const { file, types } = search;
  switch (value.kind) {
    case 'member':
      if (value.property === undefined || isAssigned(file, value)) return false;
      if (value.property === 'reason') return isSignal(file, types, value.object);
      if (value.property === 'throwIfAborted') return search.throwing !== false;
      return (stopFlag.test(value.property) && !isCommandOn(file, value)) || isSetElsewhere(file, value);
    case 'name':
      return (stopFlag.test(value.name) && parentOf(file, value.id)?.kind !== 'call') || isSetElsewhere(file, value);
    case 'literal':
      return typeof value.value === 'string' && errorNames.test(value.value) && isLookedFor(file, value.id);
    case 'binary':
      return comparison.test(value.operator) && [value.left, value.right].some((side) => isAbortWord(file, side));
    case 'call':
      return isCheckingCall(search, value, depth);
    default:
      return false;
  }
}

/** Does a loop go on for as long as a flag that another function sets: `while (!done)`, where `stop` says `done = true`? */
function isSetElsewhere(file: FileModel, value: NameValue | MemberValue): boolean {
  if (!isLoopTest(file, value.id)) return false;
  const fn = functionOf(file, value.id).id;
  const { byBinding, byText } = flagSetters(file);
  const setters = value.kind === 'name' ? byBinding.get(value.binding) : byText.get(textOf(file, value.span));
  return setters !== undefined && setters.size > (setters.has(fn) ? 1 : 0);
}

const settersKey = Symbol('functions that set flags');

/** The functions that put `true` or `false` somewhere, by what they put it in. */
function flagSetters(file: FileModel): { readonly byBinding: ReadonlyMap<BindingId | undefined, ReadonlySet<FunctionId>>; readonly byText: ReadonlyMap<string, ReadonlySet<FunctionId>> } {
  return derive(file, settersKey, () => {
    const assigns = valuesOfKind(file, 'assign').filter(({ operator, declares, value }) => {
      const set = operator === '=' && declares === undefined ? valueAt(file, value) : undefined;
      return set?.kind === 'literal' && set.type === 'boolean';
    });
    const byBinding = new Map<BindingId | undefined, Set<FunctionId>>();
    const byText = new Map<string, Set<FunctionId>>();
    for (const { id, target } of assigns) {
      const fn = functionOf(file, id).id;
      if (target.kind === 'binding') byBinding.set(target.binding, (byBinding.get(target.binding) ?? new Set()).add(fn));
      const text = textOf(file, target.span);
      byText.set(text, (byText.get(text) ?? new Set()).add(fn));
    }
    return { byBinding, byText };
  });
}

function isLoopTest(file: FileModel, id: ValueId): boolean {
  let root = id;
  for (let parent = parentOf(file, root); parent !== undefined; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  return place.kind === 'structure' && place.slot === 'test' && structureAt(file, place.structure).kind === 'loop';
}

function isAssigned(file: FileModel, value: Value): boolean {
  const parent = parentOf(file, value.id);
  return parent?.kind === 'assign' && parent.value !== value.id;
}

/** `controller.abort()`, `stream.close()`: commands, not questions. */
function isCommandOn(file: FileModel, member: MemberValue): boolean {
  const parent = parentOf(file, member.id);
  return parent?.kind === 'call' && parent.callee === member.id && !/^(?:is|was|has|should)/i.test(member.property ?? '');
}

/** `case 'ABORT_ERR'`, `['AbortError'].includes(name)`, `message.includes('aborted')`. */
function isLookedFor(file: FileModel, id: ValueId): boolean {
  const parent = parentOf(file, id);
  if (parent === undefined) {
    const place = placeOf(file, id);
    return place.kind === 'structure' && place.slot === 'case';
  }
  const list = parent.kind === 'list' ? parent.id : undefined;
  const call = list === undefined ? parent : callOn(file, list);
  return call?.kind === 'call' && textTests.has(lastName(file, call.callee));
}

function callOn(file: FileModel, id: ValueId): Value | undefined {
  const member = parentOf(file, id);
  return member?.kind === 'member' ? parentOf(file, member.id) : undefined;
}

function isAbortWord(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  // DOMException.ABORT_ERR is 20.
  return value.kind === 'literal' && value.value === 20 ? true : errorNames.test(wordOf(value));
}

/** The word a comparison compares with: a name, or the text of a literal. */
function wordOf(value: Value): string {
  if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : '';
  return value.kind === 'name' ? value.name : value.kind === 'member' ? (value.property ?? '') : '';
}

function lastName(file: FileModel, id: ValueId): string {
  const value = valueAt(file, id);
  return value.kind === 'literal' ? '' : wordOf(value);
}

/** `isAbortError(error)`, `axios.isCancel(error)`, `throwIfAborted(signal)`, and helpers that ask such things. */
function isCheckingCall(search: CheckSearch, call: CallValue, depth: number): boolean {
  const { file, types, abortChecks, program } = search;
  if (isNamedCall(file, call, abortChecks)) return true;
  const name = lastName(file, call.callee);
  if (search.throwing === false && /^throw/i.test(name)) return false;
  if (call.form === 'call' && isCheckName(name, call)) return true;
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && textTests.has(name) && errorNames.test(textOf(file, valueAt(file, callee.object).span))) return true;
  if (depth > 1 || signalsGivenTo(file, types, call).length > 0) return false;
  const target = program.target(file, call);
  if (target === undefined) return false;
  return checksItself(search, target, depth + 1);
}

const askingKey = Symbol('functions that check for aborts');

function checksItself(search: CheckSearch, { file, fn }: FunctionRef, depth: number): boolean {
  const known = deriveTyped(file, askingKey, search.types, () => new Map<string, boolean>());
  const key = `${String(fn)} ${String(depth)} ${settingsOf(search)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const inner = { ...search, file };
  const asks = valuesWithin(file, functionAt(file, fn).span).some((value) => functionOf(file, value.id).id === fn && isAbortCheck(inner, value, depth));
  known.set(key, asks);
  return asks;
}

function isCheckName(name: string, call: CallValue): boolean {
  if (!errorNames.test(name) || isCommand(name)) return false;
  return call.args.length > 0 || /^(?:is|was|has|should|throw|check|assert|ensure|raise)/i.test(name);
}

/** `controller.abort(reason)` causes what the others ask for. */
function isCommand(name: string): boolean {
  return /^(?:abort|cancel)(?:[A-Z]\w*)?$/.test(name);
}
