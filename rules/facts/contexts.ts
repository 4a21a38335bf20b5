import { holds } from './argument-tests.ts';
import { readsOf } from './bindings.ts';
import { bindingsOf, functionValue, slotOf } from './call-graph.ts';
import { type FileModel, derive, deriveLinked, functionAt, parentOf, valueAt, withoutCasts } from './file-model.ts';
import { hotMethodContext } from './hot-methods.ts';
import type { CallbackEntry, HotContext, MemberCallbackEntry, SymbolPath } from './knowledge/schema.ts';
import { knownCallbacks } from './known-calls.ts';
import type { CallValue, FunctionFact, FunctionId, ValueId } from './model.ts';
import { symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { moduleOf } from './symbol-paths.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A slot that a function is put in, and what is known of it. */
export interface CallbackContext {
  readonly context: HotContext;
  /** Whether the slot waits for a promise the callback returns, or handles its rejection; undefined where that is unknown. */
  readonly awaits: boolean | undefined;
  /** It does so from this major version of a package on, and drops the promise before. */
  readonly awaitsSince?: { readonly packageName: string; readonly major: number } | undefined;
  readonly call: CallValue | undefined;
  /** Only asynchronous functions run on the event loop there. */
  readonly onlyAsync?: true | undefined;
}

const contextsKey = Symbol('callback contexts');

/** The slot that makes a function run from the event loop, by itself or by its name; undefined where there is none. */
export function callbackContext(program: Program, file: FileModel, fn: FunctionId): CallbackContext | undefined {
  const known = deriveLinked(file, contextsKey, () => new Map<FunctionId, CallbackContext | undefined>());
  if (known.has(fn)) return known.get(fn);
  const found = findContext(program, file, functionAt(file, fn));
  known.set(fn, found);
  return found;
}

function findContext(program: Program, file: FileModel, fn: FunctionFact): CallbackContext | undefined {
  for (const value of mentions(file, fn)) {
    const slot = slotOf(file, value) ?? boundSlot(file, value);
    const found = slot === undefined ? elementContext(file, value) : slotContext(program, file, slot);
    if (found !== undefined && (found.onlyAsync !== true || fn.isAsync)) return found;
  }
  return decoratedContext(program, file, fn) ?? hotMethodContext(file, fn) ?? handlerByParameters(file, fn);
}

/** `<button onClick={save}>`: what becomes of a promise it returns depends on the component. */
function elementContext(file: FileModel, id: ValueId): CallbackContext | undefined {
  const element = parentOf(file, id);
  const attribute = element?.kind === 'element' ? element.attributes.find(({ value }) => value === id) : undefined;
  return attribute?.name !== undefined && /^on[A-Z]/.test(attribute.name) ? { context: 'user interface handler', awaits: undefined, call: undefined } : undefined;
}

/** The values that are the function: its expression, and the names that stand for it. */
export function mentions(file: FileModel, fn: FunctionFact): ValueId[] {
  const own = functionValue(file, fn.id);
  const values = own === undefined ? [] : [own];
  for (const binding of bindingsOf(file, fn.id)) values.push(...readsOf(file, binding.id));
  if (fn.class !== undefined && fn.name !== undefined && fn.form !== 'field') values.push(...methodMentions(file, fn));
  return values;
}

const thisMembersKey = Symbol('members of this');

/** `this.handle` given as a callback, as it is or bound. */
function methodMentions(file: FileModel, fn: FunctionFact): readonly ValueId[] {
  const byName = derive(file, thisMembersKey, () => {
    const members = new Map<string, ValueId[]>();
    for (const value of valuesOfKind(file, 'member')) {
      if (value.property === undefined || valueAt(file, value.object).kind !== 'this') continue;
      const list = members.get(value.property);
      if (list === undefined) members.set(value.property, [value.id]);
      else list.push(value.id);
    }
    return members;
  });
  return byName.get(fn.name ?? '') ?? [];
}

/** `f.bind(x)` in a slot is f in that slot. */
function boundSlot(file: FileModel, id: ValueId): ReturnType<typeof slotOf> {
  const member = parentOf(file, id);
  if (member?.kind !== 'member' || member.property !== 'bind') return undefined;
  const call = parentOf(file, member.id);
  return call?.kind === 'call' ? slotOf(file, call.id) : undefined;
}

/** An argument of a call, or a property of one, that is given a callback. */
export type CallbackSlot = NonNullable<ReturnType<typeof slotOf>>;

/** What is known of a slot that calls from the event loop; undefined for any other. */
export function slotContext(program: Program, file: FileModel, slot: CallbackSlot): CallbackContext | undefined {
  const { call } = slot;
  const entries = knownCallbacks(program, file, call);
  const entry = entries.find((candidate) => fits(file, candidate, slot));
  if (entry !== undefined) return knownContext(file, entry, call);
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || callee.property === undefined || entries.length > 0) return undefined;
  const byName = program.knowledge.memberCallbacks(callee.property).find((candidate) => fitsMember(file, candidate, slot, callee.object));
  return byName === undefined ? undefined : { context: byName.context, awaits: byName.awaits, call };
}

function knownContext(file: FileModel, entry: CallbackEntry, call: CallValue | undefined): CallbackContext {
  const { context, symbol, awaits, awaitsIf, awaitsSince, onlyAsync } = entry;
  if (awaitsIf !== undefined && call !== undefined && holds(file, call, awaitsIf)) return { context, awaits: true, call, onlyAsync };
  if (awaitsSince === undefined) return { context, awaits: awaits === 'unknown' ? undefined : awaits === true, call, onlyAsync };
  return { context, awaits: undefined, awaitsSince: { packageName: packageOf(symbol), major: awaitsSince }, call };
}

function fits(file: FileModel, entry: CallbackEntry, { call, index, property }: CallbackSlot): boolean {
  const keyword = call.args[index]?.keyword;
  if (keyword === undefined ? !fitsPosition(entry.argument, call, index) : keyword !== entry.keyword) return false;
  if ((property === undefined) !== (entry.properties === undefined)) return false;
  if (property !== undefined && entry.properties?.some((name) => matchesName(name, property)) !== true) return false;
  return entry.when === undefined || entry.when.includes(firstString(file, call) ?? '');
}

/** The package a module belongs to: `@a/b` of `@a/b/c`. */
function packageOf(symbol: SymbolPath): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(moduleOf(symbol))?.[0] ?? '';
}

function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function fitsPosition(argument: CallbackEntry['argument'], call: CallValue, index: number): boolean {
  if (argument === 'all') return true;
  return argument === 'last' ? index === call.args.length - 1 : index === argument;
}

function firstString(file: FileModel, call: CallValue): string | undefined {
  const [first] = call.args;
  const value = first === undefined ? undefined : withoutCasts(file, first.value);
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

function fitsMember(file: FileModel, entry: MemberCallbackEntry, { call, index, property }: CallbackSlot, receiver: ValueId): boolean {
  if (property !== undefined || call.args[index]?.keyword !== undefined || !fitsPosition(entry.argument, call, index)) return false;
  const first = firstString(file, call);
  if (entry.first === 'event' && first === undefined) return false;
  if (entry.first === 'path' && first?.startsWith('/') !== true && first !== '*') return false;
  if (Array.isArray(entry.first) && !entry.first.includes(first ?? '')) return false;
  if (entry.receivers === undefined) return true;
  const name = receiverName(file, receiver);
  return name !== undefined && entry.receivers.some((wanted) => name === wanted || name.endsWith(wanted.charAt(0).toUpperCase() + wanted.slice(1)));
}

function receiverName(file: FileModel, id: ValueId): string | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'name') return value.name;
  if (value.kind === 'member') return value.property?.replace(/^#/, '');
  // `watcher.on('add', add).on('change', change)`: what adds a listener gives back what it was called on.
  const callee = value.kind === 'call' ? valueAt(file, value.callee) : undefined;
  return callee?.kind === 'member' && /^(?:on|once|addListener|prependListener|prependOnceListener)$/.test(callee.property ?? '') ? receiverName(file, callee.object) : undefined;
}

function decoratedContext(program: Program, file: FileModel, fn: FunctionFact): CallbackContext | undefined {
  for (const decorator of fn.decorators) {
    const symbol = symbolOf(file, decorator);
    const entry = symbol === undefined ? undefined : program.knowledge.callbacks(symbol).find((candidate) => candidate.argument === 'decorated');
    if (entry !== undefined && (fn.isAsync || !getsThread(file, entry, decorator))) return knownContext(file, entry, undefined);
  }
  return undefined;
}

/** Does what a decorator registers run in a thread, where it is not asynchronous? */
function getsThread(file: FileModel, { onlyAsync, threadKeyword }: CallbackEntry, decorator: ValueId): boolean {
  if (onlyAsync === true || threadKeyword === undefined) return onlyAsync === true;
  const call = valueAt(file, decorator);
  return call.kind === 'call' && holds(file, call, { argument: call.args.length, keyword: threadKeyword, equals: true });
}

/** `(req, res) => ...` is a request handler wherever it is mounted. In Python such functions run in threads as well as on a loop. */
function handlerByParameters(file: FileModel, fn: FunctionFact): CallbackContext | undefined {
  if (file.facts.language === 'python') return undefined;
  const [request, response] = fn.params.map((param) => (param.target.kind === 'binding' ? param.target.name : undefined));
  const isHandler = /^_?(?:req|request)$/.test(request ?? '') && /^_?(?:res|response|reply|resp)$/.test(response ?? '');
  return isHandler && fn.params.length <= 3 ? { context: 'request handler', awaits: undefined, call: undefined } : undefined;
}
