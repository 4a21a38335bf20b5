import { readsOf } from './bindings.ts';
import { enclosingWork } from './enclosing-work.ts';
import { deriveTyped } from './derive-typed.ts';
import { type FileModel, derive, deriveLinked, functionAt, functionOf, parentOf, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { BindingFact, BindingId, CallValue, ClassId, ClassMember, FunctionFact, FunctionId, Span, Target, ValueId } from './model.ts';
import { symbolOf } from './origins.ts';
import { noteAnswers } from './read-trace.ts';
import { signalParameters } from './signal-parameters.ts';
import { signalSources } from './signal-sources.ts';
import { isSignal, isSignalName, signalCandidates } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { isWithin, lastUpTo } from './values-within.ts';

/** An abort signal that code can get at. */
export interface ScopedSignal {
  /** How code writes it: `options?.signal`. */
  readonly text: string;
  /** Who aborts it: the caller, whoever owns the object, or the function's own controller. */
  readonly from: 'caller' | 'object' | 'own';
  /** Where it is declared. */
  readonly declared: Span;
}

/**
 * The signal a call should get: the nearest one that its caller gave, made of others or not; else one that the object has;
 * else that of a controller made before, which nothing was given yet.
 */
export function signalInScope(file: FileModel, types: TypeOracle, call: CallValue): ScopedSignal | undefined {
  const work = enclosingWork(file, functionOf(file, call.id).id);
  for (const [depth, fn] of work.entries()) {
    const found = localSignal(file, types, call, fn) ?? parameterSignal(file, types, functionAt(file, fn)) ?? (depth === 0 ? requestSignal(file, functionAt(file, fn)) : undefined);
    if (found !== undefined) return found;
  }
  return fieldSignal(file, work.at(-1) ?? 0) ?? ownSignal(file, call, work);
}

const localsKey = Symbol('local names by function');

function localsOf(file: FileModel, fn: FunctionId): readonly BindingFact[] {
  const all = derive(file, localsKey, () => groupBy([...file.facts.bindings].sort((a, b) => a.span.start - b.span.start), (binding) => (binding.init === undefined ? undefined : binding.fn)));
  return all.get(fn) ?? [];
}

/** Gives the last name of one sort that is declared before a call and can be seen there. */
type LocalSearch = (call: CallValue) => BindingFact | undefined;

/** Looks through a function's names; each is asked for its sort at most once. */
function createLocalSearch(file: FileModel, fn: FunctionId, isWanted: (binding: BindingFact) => boolean): LocalSearch {
  const locals = localsOf(file, fn);
  const wanted = new Set<BindingFact>();
  const { recall, ask } = noteAnswers(file.links.trace, isWanted);
  /** For names of another sort, the place of an earlier one to go on at. */
  const earlier = new Map<number, number>();
  const skip = (from: number): number => {
    let place = from;
    for (let next = earlier.get(place); next !== undefined; next = earlier.get(place)) place = next;
    if (place !== from) earlier.set(from, place);
    return place;
  };
  return (call) => {
    recall();
    for (let place = skip(lastUpTo(locals, call.span.start)); place >= 0; place = skip(place - 1)) {
      const binding = locals[place];
      if (binding === undefined || !isVisible(file, binding, call)) continue;
      if (wanted.has(binding)) return binding;
      if (ask(binding)) {
        wanted.add(binding);
        return binding;
      }
      earlier.set(place, place - 1);
    }
    return undefined;
  };
}

const callersKey = Symbol('local signals of callers');

/** The last name declared before the call that stands for a signal of the caller's, or for one made of it. */
function localSignal(file: FileModel, types: TypeOracle, call: CallValue, fn: FunctionId): ScopedSignal | undefined {
  if (!mentionsSignals(file)) return undefined;
  const searches = deriveTyped(file, callersKey, types, () => new Map<FunctionId, LocalSearch>());
  const search = searches.get(fn) ?? createLocalSearch(file, fn, (binding) => isCallersSignal(file, types, binding));
  searches.set(fn, search);
  const local = search(call);
  return local === undefined ? undefined : { text: local.name, from: 'caller', declared: local.span };
}

const mentionsKey = Symbol('mentions of signals');

/** Values of which it will most likely be asked whether they are signals, since locals stand for them. */
export function localSignalCandidates(file: FileModel): readonly ValueId[] {
  if (!mentionsSignals(file)) return [];
  return file.facts.bindings.flatMap(({ init, path, kind }) => (init === undefined || path.length > 0 || kind === 'loop' ? [] : signalCandidates(file, init)));
}

/** Types alone make a signal of a local where nothing in the file calls one so, and to ask of every local costs a lot. */
export function mentionsSignals(file: FileModel): boolean {
  return derive(file, mentionsKey, () => /abort|signal/i.test(file.text));
}

function isVisible(file: FileModel, { init, span, kind }: BindingFact, call: CallValue): boolean {
  if (init === undefined || kind === 'loop' || span.start > call.span.start) return false;
  return isWithin(call.span, regionAt(file, valueAt(file, init).region).span);
}

function isCallersSignal(file: FileModel, types: TypeOracle, { id, init, path, fn }: BindingFact): boolean {
  if (init === undefined) return false;
  if (path.length > 0 ? !isSignalName(path.at(-1)) : !isSignal(file, types, init)) return false;
  const [read] = readsOf(file, id);
  const place = read === undefined ? { value: init, property: path.length > 0 ? path.join('.') : undefined } : { value: read, property: undefined };
  return signalSources(file, types, place, fn).some(({ kind }) => kind === 'outside');
}

/** `signal`, `options.signal` or the `signal` of a destructured parameter. */
function parameterSignal(file: FileModel, types: TypeOracle, fn: FunctionFact): ScopedSignal | undefined {
  for (const { parameter, property } of signalParameters(types, { file, fn: fn.id })) {
    const param = fn.params[parameter];
    const found = param === undefined ? undefined : writtenAs(param.target, property, param.optional && param.fallback === undefined);
    if (found !== undefined && !found.text.startsWith('_')) return { ...found, from: 'caller' };
  }
  return undefined;
}

/** `request.signal` of a handler that looks at it itself; only what stands in the handler's own body ends with the request. */
function requestSignal(file: FileModel, fn: FunctionFact): ScopedSignal | undefined {
  const request = fn.params.find(({ annotation }) => annotation?.kind === 'named' && /^(?:Next)?Request$/.test(annotation.path.at(-1) ?? ''))?.target;
  if (request?.kind !== 'binding' || request.binding === undefined) return undefined;
  const isRead = (file.uses.get(request.binding) ?? []).some(({ value, kind }) => {
    const member = kind === 'read' ? parentOf(file, value) : undefined;
    return member?.kind === 'member' && member.object === value && member.property === 'signal' && functionOf(file, value).id === fn.id;
  });
  return isRead ? { text: `${request.name}.signal`, from: 'caller', declared: request.span } : undefined;
}

function writtenAs(target: Target, property: string | undefined, optional: boolean): Pick<ScopedSignal, 'text' | 'declared'> | undefined {
  if (target.kind === 'binding') {
    const text = property === undefined ? target.name : `${target.name}${optional ? '?.' : '.'}${property}`;
    return { text, declared: target.span };
  }
  if (target.kind !== 'object' || property === undefined) return undefined;
  const taken = target.properties.find(({ key }) => key === property)?.target;
  return taken?.kind === 'binding' ? { text: taken.name, declared: taken.span } : undefined;
}

const fieldsKey = Symbol('signals of classes');

/** `this.signal`, `this.controller.signal`. */
function fieldSignal(file: FileModel, fn: FunctionId): ScopedSignal | undefined {
  const owner = functionAt(file, fn);
  if (owner.class === undefined || owner.isStatic || owner.form === 'constructor') return undefined;
  const known = deriveLinked(file, fieldsKey, () => new Map<ClassId, ScopedSignal | undefined>());
  if (!known.has(owner.class)) known.set(owner.class, signalOfClass(file, owner.class));
  return known.get(owner.class);
}

function signalOfClass(file: FileModel, id: ClassId): ScopedSignal | undefined {
  for (const member of file.facts.classes[id]?.members ?? []) {
    if (member.kind !== 'field' || member.isStatic || member.name === undefined) continue;
    const text = fieldText(file, member, member.name);
    if (text !== undefined) return { text, from: 'object', declared: member.span };
  }
  return undefined;
}

function fieldText(file: FileModel, { value, annotation }: ClassMember, name: string): string | undefined {
  const types = annotation?.kind === 'named' ? annotation.path : [];
  if (types.at(-1) === 'AbortSignal') return `this.${name}`;
  const isController = types.at(-1) === 'AbortController' || (value !== undefined && symbolOf(file, value) === ':AbortController#');
  return isController ? `this.${name}.signal` : undefined;
}

const controllersKey = Symbol('local controllers');

/** The signal of a controller that the function made and gave to nothing. */
function ownSignal(file: FileModel, call: CallValue, work: readonly FunctionId[]): ScopedSignal | undefined {
  const searches = deriveLinked(file, controllersKey, () => new Map<FunctionId, LocalSearch>());
  for (const fn of work) {
    const search = searches.get(fn) ?? createLocalSearch(file, fn, (binding) => binding.path.length === 0 && isController(file, binding) && isUnheard(file, binding.id));
    searches.set(fn, search);
    const controller = search(call);
    if (controller !== undefined) return { text: `${controller.name}.signal`, from: 'own', declared: controller.span };
  }
  return undefined;
}

function isController(file: FileModel, { init }: BindingFact): boolean {
  return init !== undefined && withoutCasts(file, init).kind === 'call' && symbolOf(file, init) === ':AbortController#';
}

/** Is a controller used for nothing but its `abort`, called somewhere, and for asking whether that has happened? */
function isUnheard(file: FileModel, id: BindingId): boolean {
  const reads = readsOf(file, id);
  return reads.some((read) => isAbortOf(file, read)) && reads.every((read) => isAbortOf(file, read) || isAskedOf(file, read));
}

/** `controller.signal.aborted` */
function isAskedOf(file: FileModel, id: ValueId): boolean {
  const signal = parentOf(file, id);
  const asked = signal?.kind === 'member' && signal.property === 'signal' ? parentOf(file, signal.id) : undefined;
  return asked?.kind === 'member' && /^(?:aborted|throwIfAborted|reason)$/.test(asked.property ?? '');
}

function isAbortOf(file: FileModel, id: number): boolean {
  const parent = file.parents[id];
  const member = parent === undefined || parent < 0 ? undefined : valueAt(file, parent);
  return member?.kind === 'member' && member.object === id && member.property === 'abort';
}
