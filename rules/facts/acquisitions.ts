import { bindingOf, isExported, readsOf } from './bindings.ts';
import { isBorrowed } from './borrowed-arguments.ts';
import { type FunctionRef, callbackSlot, callsWithin, isStartUpOnly, referencesTo } from './call-graph.ts';
import { type Fate, fateOf, methodCallOn } from './fates.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, placeOf, regionAt, targetBindings, textOf, valueAt, withoutCasts } from './file-model.ts';
import { programNames } from './knowledge/rejection-signs.ts';
import { resourceSigns } from './knowledge/resources.ts';
import type { ResourceEntry } from './knowledge/schema.ts';
import { livesOnInParts } from './made-parts.ts';
import type { AssignValue, BindingId, CallValue, FunctionFact, FunctionId, Span, Target, ValueId } from './model.ts';
import { calleeSymbol, originOf, symbolOf } from './origins.ts';
import { ownLock, ownResource } from './own-resources.ts';
import type { Program } from './program.ts';
import { type Handover, releaseOf } from './release-paths.ts';
import { releasesOfBinding, releasesOfListener, releasesOfReceiver } from './releases.ts';
import { lastWord } from './words.ts';

/** Something that a function acquires, and what becomes of it there. */
export interface Acquisition {
  readonly call: CallValue;
  /** What it is, with its article: "a file handle". */
  readonly resource: string;
  /**
   * `released` on every path; `passed on` to the caller or other code, which may give it back; `kept` in a field or a
   * variable that outlives the call; `leaked` on some path, as far as is known.
   */
  readonly outcome: 'released' | 'passed on' | 'kept' | 'leaked' | 'unknown';
  /** What gives it back, passes it on or keeps it; the call itself where nothing does; what leads past its release. */
  readonly at: Span;
  /** For `leaked`: nothing gives it back at all, or not on a way that an error or a `return` takes. */
  readonly way: 'never' | 'error' | 'return' | undefined;
  /** The calls that give it back, on other ways. */
  readonly releases: readonly CallValue[];
  /** It is known by its names alone, and nothing else is known of it. */
  readonly isGuess: boolean;
  readonly known: Resource | undefined;
  /** The name it is given. */
  readonly binding: BindingId | undefined;
}

interface Outcome {
  readonly outcome: Acquisition['outcome'];
  readonly at: Span;
  readonly way?: Acquisition['way'];
  readonly releases?: readonly CallValue[];
  readonly binding?: BindingId | undefined;
}

/** What is known of something that is acquired. */
export type Resource = Pick<ResourceEntry, 'resource' | 'releases' | 'releasedLater' | 'diesOfErrors' | 'begins' | 'atOnce' | 'opens' | 'block'>;

const nothingHandedOver: Handover = { bindings: [], uses: new Set(), closures: new Set(), harmless: new Set() };

/** What a function acquires, in order of the text. */
export function acquisitions(program: Program, ref: FunctionRef): readonly Acquisition[] {
  const { file } = ref;
  return callsWithin(file, ref.fn).flatMap((call): Acquisition[] => {
    const listener = listenerOutcome(program, ref, call);
    if (listener !== undefined) return [acquisition(call, 'a listener', listener, undefined, false)];
    const found = resourceOf(program, file, call);
    return found === undefined ? [] : [acquisition(call, found.known.resource, outcomeOf(program, ref, call, found.known), found.known, found.isGuess)];
  });
}

function acquisition(call: CallValue, resource: string, found: Outcome, known: Resource | undefined, isGuess: boolean): Acquisition {
  const way = found.outcome === 'leaked' ? (found.way ?? 'never') : undefined;
  return { call, resource, outcome: found.outcome, at: found.at, way, releases: found.releases ?? [], isGuess, known, binding: found.binding };
}

function resourceOf({ knowledge }: Program, file: FileModel, call: CallValue): { readonly known: Resource; readonly isGuess: boolean } | undefined {
  const symbol = calleeSymbol(file, call);
  const entry = symbol === undefined ? undefined : knowledge.resource(symbol);
  // What a program makes of its own while it starts, it keeps.
  const own = entry ?? (isStartUp(file, functionOf(file, call.id)) ? undefined : ownResource(file, call));
  if (own !== undefined) return { known: own, isGuess: false };
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || callee.property === undefined) return undefined;
  const { object, property } = callee;
  const sign = resourceSigns.find(({ receiver, methods }) => methods.test(property) && (receiver === undefined || receiver.test(lastWord(file, object) ?? ''))) ?? ownLock(file, call);
  return sign === undefined ? undefined : { known: sign, isGuess: true };
}

/** Is a function run while the program starts: only then, or, as far as its own module tells, by that and nobody else? */
function isStartUp(file: FileModel, fn: FunctionFact): boolean {
  if (isStartUpOnly(file, fn)) return true;
  const { calls } = referencesTo(file, fn.id);
  return programNames.test(fn.name ?? '') && calls.length > 0 && calls.every((call) => functionOf(file, call.id).form === 'module');
}

function outcomeOf(program: Program, ref: FunctionRef, call: CallValue, resource: Resource): Outcome {
  const { file } = ref;
  const direct = fateOf(file, call.id);
  const fate = direct.kind === 'awaited' ? fateOf(file, direct.by) : direct;
  // What is acquired is there once it was waited for; a coroutine that nobody awaits acquires nothing.
  const isLazy = file.facts.language === 'python' && direct.kind === 'dropped';
  if ((direct.kind === 'stored' || isLazy) && isTask(program, file, call)) return { outcome: 'unknown', at: call.span };
  const last = call.args.at(-1);
  // Given a callback, it gives that what it acquires.
  const takesCallback = resource.releases.every(({ by }) => by !== 'function') && last !== undefined && (valueAt(file, last.value).kind === 'function' || originOf(file, last.value)?.kind === 'function');
  if (takesCallback) return { outcome: 'unknown', at: call.span };
  if (resource.opens === true && !isLocal(file, call)) return { outcome: 'kept', at: call.span };
  const byReceiver = releasesOfReceiver(file, ref.fn, call, resource.releases);
  switch (fate.kind) {
    case 'returned':
    case 'yielded':
    case 'argument':
    case 'element':
      return { outcome: 'passed on', at: call.span };
    case 'dropped':
      if (byReceiver.length > 0 && isTakenBack(file, call, byReceiver)) return { outcome: 'passed on', at: call.span };
      if (byReceiver.length > 0) return heldOn(file, call, resource, { ...releaseOf(program, ref, call, byReceiver, nothingHandedOver), releases: byReceiver });
      return { outcome: isGivenBackElsewhere(file, call, resource) ? 'passed on' : 'leaked', at: call.span };
    case 'stored':
      return storedOutcome(program, ref, call, resource, fate.assign, byReceiver);
    case 'receiver':
      return receiverOutcome(file, fate, direct.kind === 'awaited', call, resource);
    default:
      return { outcome: 'unknown', at: call.span };
  }
}

/** Does a call give nothing but a coroutine, as Python's functions do? A promise that has a name is there to be waited for. */
function isTask({ knowledge }: Program, file: FileModel, call: CallValue): boolean {
  const symbol = file.facts.language === 'python' ? calleeSymbol(file, call) : undefined;
  return symbol !== undefined && knowledge.task(symbol) !== undefined;
}

/** A function that gives a lock back only where it fails leaves it to another one, where there is one that gives it back. */
function heldOn(file: FileModel, call: CallValue, { releases }: Resource, found: Outcome): Outcome {
  const isOnPurpose = found.way === 'return' && (found.releases ?? []).every((release) => isInHandler(file, release)) && releasesOfReceiver(file, 0, call, releases).length > (found.releases ?? []).length;
  return isOnPurpose ? { outcome: 'passed on', at: call.span } : found;
}

/** A function that gives a lock back first, and takes it again before it ends, borrowed it from its caller the other way round. */
function isTakenBack(file: FileModel, call: CallValue, releases: readonly CallValue[]): boolean {
  const from = Math.min(...releases.map(({ span }) => span.start));
  const callee = textOf(file, valueAt(file, call.callee).span);
  const isTakenFirst = callsWithin(file, functionOf(file, call.id).id).some((other) => other.span.start < from && textOf(file, valueAt(file, other.callee).span) === callee);
  return !isTakenFirst && releases.every(({ span }) => span.end <= call.span.start);
}

function isInHandler(file: FileModel, { region }: CallValue): boolean {
  return regionAt(file, region).role === 'handler' || [...enclosingStructures(file, region)].some((around) => around.region.role === 'handler');
}

/** `setInterval(f, 1000).unref()`; `(await pool.connect()).query(text)`. */
function receiverOutcome(file: FileModel, { member }: Extract<Fate, { kind: 'receiver' }>, isAwaited: boolean, call: CallValue, { releases, atOnce }: Resource): Outcome {
  const isReleased = releases.some((release) => release.by === 'result' && release.methods.includes(member.property ?? ''));
  if (isReleased) return { outcome: 'released', at: member.span };
  const isUsed = atOnce === true && methodCallOn(file, call.id) !== undefined && functionOf(file, call.id).form !== 'module';
  return { outcome: isAwaited || isUsed ? 'leaked' : 'unknown', at: call.span };
}

/** Is what a call opens made in the same function, and nobody else's? */
function isLocal(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const owner = callee.kind === 'member' ? withoutCasts(file, callee.object) : undefined;
  const binding = bindingOf(file, owner);
  if (binding?.init === undefined || binding.fn === 0 || binding.fn !== functionOf(file, call.id).id) return false;
  return (file.uses.get(binding.id) ?? []).every(({ value, kind }) => kind !== 'read' || /^(?:receiver|tested)$/.test(fateOf(file, value).kind));
}

function storedOutcome(program: Program, ref: FunctionRef, call: CallValue, resource: Resource, assign: AssignValue, byReceiver: readonly CallValue[]): Outcome {
  const { file } = ref;
  if (assign.declares === 'using' || assign.declares === 'await using') return { outcome: 'released', at: assign.span };
  if (hasMember(assign.target)) return { outcome: 'kept', at: assign.span };
  const bindings = targetBindings(assign.target);
  const { fn } = ref;
  const outlives = bindings.some((binding) => file.facts.bindings[binding]?.fn !== functionOf(file, call.id).id && file.facts.bindings[binding]?.fn !== fn);
  const isModule = functionAt(file, fn).form === 'module';
  if (outlives || isModule) return { outcome: 'kept', at: assign.span };
  const escape = bindings.map((binding) => escapeOf(program, file, binding, resource)).find((found) => found !== undefined);
  if (escape !== undefined && !escape.isWeak) return escape;
  const releases = [...bindings.flatMap((binding) => releasesOfBinding(file, binding, resource.releases)), ...byReceiver];
  // Who gives it back only where something fails, leaves it otherwise to those who were given it.
  if (escape !== undefined && releases.length > 0 && releases.every((release) => isInHandler(file, release))) return escape;
  if (releases.length === 0 && bindings.some((each) => livesOnInParts(file, each))) return { outcome: 'kept', at: assign.span };
  const [binding] = bindings;
  const found: Outcome | undefined = releases.length > 0 ? { ...releaseOf(program, ref, call, releases, handoverOf(file, bindings, resource)), releases, binding } : escape;
  const outcome = found ?? { outcome: isGivenBackElsewhere(file, call, resource) ? 'passed on' : 'leaked', at: call.span, binding };
  const isSpent = outcome.outcome === 'leaked' && outcome.way !== 'error' && resource.diesOfErrors === true && bindings.some((each) => isUsedInLoop(file, each));
  return isSpent ? { outcome: 'unknown', at: call.span } : outcome;
}

/** `self.reader, self.writer = ...` puts parts into fields. */
function hasMember(target: Target): boolean {
  switch (target.kind) {
    case 'member':
      return true;
    case 'list':
      return target.elements.some((element) => element !== undefined && hasMember(element.target));
    default:
      return false;
  }
}

/** What is read to its end in a loop is done for then: giving it back changes nothing. */
function isUsedInLoop(file: FileModel, binding: BindingId): boolean {
  return (file.uses.get(binding) ?? []).some(({ value }) => [...enclosingStructures(file, valueAt(file, value).region)].some(({ structure }) => structure.kind === 'loop'));
}

/** Where a function that has calls to give a thing back as well gives it to others instead. */
function handoverOf(file: FileModel, bindings: readonly BindingId[], { diesOfErrors, begins }: Resource): Handover {
  const uses = new Set<ValueId>();
  const own = new Set<ValueId>();
  const closures = new Set<FunctionId>();
  for (const binding of bindings) {
    const { fn } = file.facts.bindings[binding] ?? {};
    for (const { value: id, kind } of file.uses.get(binding) ?? []) {
      const owner = functionOf(file, id).id;
      const fate = outermostFate(file, id);
      const method = methodCallOn(file, id);
      if (owner !== fn && !isWaitedFor(file, owner)) closures.add(owner);
      else if (owner !== fn) continue;
      else if (method !== undefined && (diesOfErrors === true || begins?.includes(method.member.property ?? '') === true)) own.add(method.call.id);
      else if (kind === 'read' && (fate.kind === 'returned' || fate.kind === 'yielded' || fate.kind === 'stored')) uses.add(id);
    }
  }
  return { bindings, uses, closures, harmless: own };
}

/** Is a function given to a call whose end is awaited where it stands, so that it is done by then? */
function isWaitedFor(file: FileModel, fn: FunctionId): boolean {
  const slot = callbackSlot(file, fn);
  return slot?.call.form === 'call' && fateOf(file, slot.call.id).kind === 'awaited';
}

/** `lock.acquire()` in one method and `lock.release()` in another, of this file or, where others know the lock, of any. */
function isGivenBackElsewhere(file: FileModel, call: CallValue, { releases }: Resource): boolean {
  if (!releases.some(({ by }) => by === 'receiver')) return false;
  return releasesOfReceiver(file, 0, call, releases).length > 0 || !isKnownHereOnly(file, call);
}

/** Is what something is acquired from made in this file, and given to nobody? */
function isKnownHereOnly(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const owner = callee.kind === 'member' ? withoutCasts(file, callee.object) : undefined;
  const binding = bindingOf(file, owner);
  if (binding?.init === undefined || binding.path.length > 0 || isExported(file, binding.id)) return false;
  return readsOf(file, binding.id).every((read) => /^(?:receiver|tested|awaited)$/.test(fateOf(file, read).kind));
}

/** Where what a name stands for leaves the function; `isWeak` where others may only use it and give it back. */
function escapeOf(program: Program, file: FileModel, binding: BindingId, { releases }: Resource): (Outcome & { readonly isWeak: boolean }) | undefined {
  const escapes = (file.uses.get(binding) ?? []).flatMap(({ value: id, kind }): (Outcome & { readonly isWeak: boolean })[] => {
    if (kind !== 'read') return [];
    const { span } = valueAt(file, id);
    const fate = outermostFate(file, id);
    const place = placeOf(file, id);
    if (place.kind === 'structure' && place.slot === 'item') return [{ outcome: 'released', at: span, isWeak: false }];
    if (fate.kind === 'returned' || fate.kind === 'yielded') return [{ outcome: 'passed on', at: span, isWeak: functionOf(file, id).id !== file.facts.bindings[binding]?.fn }];
    if (fate.kind === 'stored') {
      const local = fate.assign.target.kind === 'binding' && file.facts.bindings[fate.assign.target.binding ?? -1]?.fn === file.facts.bindings[binding]?.fn;
      return [local ? { outcome: 'passed on', at: span, isWeak: true } : { outcome: 'kept', at: fate.assign.span, isWeak: false }];
    }
    // `stack.callback(session.close)`: whoever gets the method will call it.
    const isMethod = fate.kind === 'receiver' && methodCallOn(file, id) === undefined && releases.some((release) => release.by === 'result' && release.methods.includes(fate.member.property ?? ''));
    if (isMethod) return [{ outcome: 'passed on', at: span, isWeak: false }];
    if (fate.kind === 'argument' && !fate.spread && isBorrowed(program, file, fate.call, fate.index)) return [];
    return fate.kind === 'argument' || fate.kind === 'element' ? [{ outcome: 'passed on', at: span, isWeak: true }] : [];
  });
  return escapes.find(({ isWeak }) => !isWeak) ?? escapes[0];
}

/** The fate of a value or of the literals it is a part of: `return { client }`. */
function outermostFate(file: FileModel, id: ValueId): Fate {
  let fate = fateOf(file, id);
  while (fate.kind === 'element' && !fate.spread) fate = fateOf(file, fate.of.id);
  return fate;
}

/** A listener added to something that lives longer than the call. */
function listenerOutcome(program: Program, ref: FunctionRef, call: CallValue): Outcome | undefined {
  const { file } = ref;
  const callee = valueAt(file, call.callee);
  const [event, handler, options] = call.args;
  if (callee.kind !== 'member' || callee.property !== 'addEventListener' || event === undefined || handler === undefined) return undefined;
  if (isMadeHere(file, callee.object)) return undefined;
  if (options !== undefined && takesItselfBack(file, options.value)) return { outcome: 'released', at: valueAt(file, options.value).span };
  const { inside, elsewhere } = releasesOfListener(file, ref.fn, textOf(file, valueAt(file, callee.object).span), textOf(file, valueAt(file, event.value).span));
  if (inside.length > 0) return releaseOf(program, ref, call, inside, nothingHandedOver);
  const [removal] = elsewhere;
  if (removal !== undefined) return { outcome: 'kept', at: removal.span };
  return { outcome: livesLonger(file, callee.object) ? 'leaked' : 'unknown', at: call.span };
}

/** `{ once: true }`, `{ signal }`; of options with a name, nobody knows. */
function takesItselfBack(file: FileModel, options: ValueId): boolean {
  const value = withoutCasts(file, options);
  if (value.kind !== 'object') return false;
  return value.entries.some((entry) => entry.key === 'signal' || (entry.key === 'once' && isTrue(file, entry.value)));
}

function isTrue(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  return value.kind === 'literal' && value.value === true;
}

/** Is something a parameter, a global or an import, or a part of one, so that it was there before the call? */
function livesLonger(file: FileModel, id: ValueId): boolean {
  let value = withoutCasts(file, id);
  while (value.kind === 'member') value = withoutCasts(file, value.object);
  if (value.kind !== 'name') return false;
  const binding = value.binding === undefined ? undefined : file.facts.bindings[value.binding];
  return binding === undefined || binding.parameter !== undefined || binding.import !== undefined;
}

/** What was made in the same function goes when that ends, with its listeners. */
function isMadeHere(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  const binding = bindingOf(file, value);
  if (binding?.init === undefined || binding.path.length > 0 || binding.fn !== functionOf(file, id).id) return false;
  const made = withoutCasts(file, binding.init);
  return (made.kind === 'call' && made.form === 'construct') || (symbolOf(file, binding.init) ?? '').endsWith("createElement()");
}
