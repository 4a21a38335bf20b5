import { type FunctionRef, callsWithin } from './call-graph.ts';
import { type Fate, fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, targetBindings, textOf, valueAt, withoutCasts } from './file-model.ts';
import { resourceSigns } from './knowledge/resources.ts';
import type { Release } from './knowledge/schema.ts';
import type { AssignValue, BindingId, CallValue, Span, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { releaseOf } from './release-paths.ts';
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
  /** What gives it back, passes it on or keeps it; the call itself where nothing does. */
  readonly at: Span;
}

type Outcome = Pick<Acquisition, 'outcome' | 'at'>;

interface Resource {
  readonly resource: string;
  readonly releases: readonly Release[];
}

/** What a function acquires, in order of the text. */
export function acquisitions(program: Program, ref: FunctionRef): readonly Acquisition[] {
  const { file } = ref;
  return callsWithin(file, ref.fn).flatMap((call): Acquisition[] => {
    const listener = listenerOutcome(program, ref, call);
    if (listener !== undefined) return [{ call, resource: 'a listener', ...listener }];
    const found = resourceOf(program, file, call);
    return found === undefined ? [] : [{ call, resource: found.resource, ...outcomeOf(program, ref, call, found) }];
  });
}

function resourceOf({ knowledge }: Program, file: FileModel, call: CallValue): Resource | undefined {
  const symbol = calleeSymbol(file, call);
  const entry = symbol === undefined ? undefined : knowledge.resource(symbol);
  const callee = valueAt(file, call.callee);
  if (entry !== undefined || callee.kind !== 'member' || callee.property === undefined) return entry;
  const { object, property } = callee;
  return resourceSigns.find(({ receiver, methods }) => methods.test(property) && (receiver === undefined || receiver.test(lastWord(file, object) ?? '')));
}

function outcomeOf(program: Program, ref: FunctionRef, call: CallValue, resource: Resource): Outcome {
  const { file } = ref;
  const direct = fateOf(file, call.id);
  const fate = direct.kind === 'awaited' ? fateOf(file, direct.by) : direct;
  const last = call.args.at(-1);
  // Given a callback, it gives that what it acquires.
  const takesCallback = resource.releases.every(({ by }) => by !== 'function') && last !== undefined && valueAt(file, last.value).kind === 'function';
  if (takesCallback) return { outcome: 'unknown', at: call.span };
  const byReceiver = releasesOfReceiver(file, ref.fn, call, resource.releases);
  switch (fate.kind) {
    case 'returned':
    case 'yielded':
    case 'argument':
    case 'element':
      return { outcome: 'passed on', at: call.span };
    case 'dropped':
      return byReceiver.length > 0 ? releaseOf(program, ref, call, byReceiver) : { outcome: 'leaked', at: call.span };
    case 'stored':
      return storedOutcome(program, ref, call, resource, fate.assign, byReceiver);
    case 'receiver':
      return receiverOutcome(fate, direct.kind === 'awaited', call, resource);
    default:
      return { outcome: 'unknown', at: call.span };
  }
}

/** `setInterval(f, 1000).unref()`; `(await pool.connect()).query(text)`. */
function receiverOutcome({ member }: Extract<Fate, { kind: 'receiver' }>, isAwaited: boolean, call: CallValue, { releases }: Resource): Outcome {
  const isReleased = releases.some((release) => release.by === 'result' && release.methods.includes(member.property ?? ''));
  if (isReleased) return { outcome: 'released', at: member.span };
  return { outcome: isAwaited ? 'leaked' : 'unknown', at: call.span };
}

function storedOutcome(program: Program, ref: FunctionRef, call: CallValue, resource: Resource, assign: AssignValue, byReceiver: readonly CallValue[]): Outcome {
  const { file } = ref;
  if (assign.declares === 'using' || assign.declares === 'await using') return { outcome: 'released', at: assign.span };
  if (assign.target.kind === 'member') return { outcome: 'kept', at: assign.span };
  const bindings = targetBindings(assign.target);
  const { fn } = ref;
  const outlives = bindings.some((binding) => file.facts.bindings[binding]?.fn !== functionOf(file, call.id).id && file.facts.bindings[binding]?.fn !== fn);
  const isModule = functionAt(file, fn).form === 'module';
  if (outlives || isModule) return { outcome: 'kept', at: assign.span };
  const escape = bindings.map((binding) => escapeOf(file, binding)).find((found) => found !== undefined);
  if (escape !== undefined && !escape.isWeak) return escape;
  const releases = [...bindings.flatMap((binding) => releasesOfBinding(file, binding, resource.releases)), ...byReceiver];
  if (releases.length > 0) return releaseOf(program, ref, call, releases);
  return escape ?? { outcome: 'leaked', at: call.span };
}

/** Where what a name stands for leaves the function; `isWeak` where others may only use it and give it back. */
function escapeOf(file: FileModel, binding: BindingId): (Outcome & { readonly isWeak: boolean }) | undefined {
  const escapes = (file.uses.get(binding) ?? []).flatMap(({ value: id, kind }): (Outcome & { readonly isWeak: boolean })[] => {
    if (kind !== 'read') return [];
    const { span } = valueAt(file, id);
    const fate = outermostFate(file, id);
    if (fate.kind === 'returned' || fate.kind === 'yielded') return [{ outcome: 'passed on', at: span, isWeak: functionOf(file, id).id !== file.facts.bindings[binding]?.fn }];
    if (fate.kind === 'stored') {
      const local = fate.assign.target.kind === 'binding' && file.facts.bindings[fate.assign.target.binding ?? -1]?.fn === file.facts.bindings[binding]?.fn;
      return [local ? { outcome: 'passed on', at: span, isWeak: true } : { outcome: 'kept', at: fate.assign.span, isWeak: false }];
    }
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
  if (inside.length > 0) return releaseOf(program, ref, call, inside);
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
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  if (binding?.init === undefined || binding.path.length > 0 || binding.fn !== functionOf(file, id).id) return false;
  const made = withoutCasts(file, binding.init);
  return (made.kind === 'call' && made.form === 'construct') || (symbolOf(file, binding.init) ?? '').endsWith("createElement()");
}
