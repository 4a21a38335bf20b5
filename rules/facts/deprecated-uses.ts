import { bindingOf, readsOf, storedIn } from './bindings.ts';
import { isStartUpOnly, runsWithin } from './call-graph.ts';
import { type Edit, replace } from './edits.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionOf, parentOf, valueAt } from './file-model.ts';
import { type DeadPackage, type DeprecationEntry, deadPackages, deprecations, withoutLoop } from './knowledge/python-deprecations.ts';
import type { CallValue, Span, ValueId } from './model.ts';
import { importedModule } from './module-imports.ts';
import { type SymbolUse, callsNamed, isGuarded, usesOfSymbols } from './module-uses.ts';
import { isNothing } from './nothing.ts';
import { calleeSymbol } from './origins.ts';
import { type PythonVersion, pythonVersion } from './python-version.ts';
import type { TypeOracle } from './types.ts';

/** A use of something that this version of Python deprecates, or does not have any more. */
export interface DeprecatedUse {
  readonly span: Span;
  readonly entry: DeprecationEntry;
  readonly isGone: boolean;
  readonly edits: readonly Edit[] | undefined;
}

const bySymbol = new Map(deprecations.map((entry) => [entry.symbol, entry]));
const deprecatedSymbols: ReadonlySet<string> = new Set(bySymbol.keys());

/** In order of the text; what is given to a call that is deprecated itself goes with it. */
export function deprecatedUses(file: FileModel, version: PythonVersion): readonly DeprecatedUse[] {
  let end = -1;
  return usesOfSymbols(file, deprecatedSymbols)
    .toSorted((a, b) => a.value.span.start - b.value.span.start)
    .flatMap((use): DeprecatedUse[] => {
      const entry = bySymbol.get(use.symbol);
      const { span } = use.value;
      if (entry === undefined || version < pythonVersion(entry.since) || span.start < end || isGuarded(file, span)) return [];
      const parent = parentOf(file, use.value.id);
      end = parent?.kind === 'call' ? parent.span.end : span.end;
      return [{ span, entry, isGone: entry.removed !== undefined && version >= pythonVersion(entry.removed), edits: replacementOf(file, use, entry) }];
    });
}

function replacementOf(file: FileModel, { value }: SymbolUse, { replacement }: DeprecationEntry): readonly Edit[] | undefined {
  const module = replacement === undefined ? undefined : importedModule(file, replacement.module);
  if (replacement === undefined || module === undefined) return undefined;
  return [...module.edits, replace(value.span, `${module.name}.${replacement.name}`)];
}

/** A call of `asyncio.get_event_loop`, by what is known of the loop at that moment. */
export interface LoopLookup {
  readonly call: CallValue;
  /** `running`: it is the loop that the code runs on; `none`: no loop runs or has been set, so one is made, or it fails. */
  readonly loop: 'running' | 'none';
  readonly edits: readonly Edit[] | undefined;
}

/** The calls of `asyncio.get_event_loop` of which is known what they do. */
export function loopLookups(file: FileModel): readonly LoopLookup[] {
  return callsNamed(file, 'get_event_loop').flatMap((call): LoopLookup[] => {
    if (calleeSymbol(file, call) !== 'asyncio:get_event_loop' || call.args.length > 0) return [];
    const fn = runsWithin(file, functionOf(file, call.id));
    if (fn.isAsync) return isPartOfWorse(file, call) ? [] : [{ call, loop: 'running', edits: runningLoopEdits(file, call) }];
    const isBefore = isStartUpOnly(file, fn) || runsLoopOf(file, call);
    return isBefore && !setsLoop(file) && !isGuarded(file, call.span) ? [{ call, loop: 'none', edits: undefined }] : [];
  });
}

/** A loop that is run inside itself, or given to what takes none, is reported as that. */
function isPartOfWorse(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'receiver') return isRun(fate.member.property);
  return fate.kind === 'argument' && fate.call.args[fate.index]?.keyword === 'loop' && withoutLoop.has(calleeSymbol(file, fate.call) ?? '');
}

/** `loop = asyncio.get_event_loop(); loop.run_until_complete(main())`: none can be running here. */
function runsLoopOf(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'receiver') return isRun(fate.member.property);
  return readsOf(file, storedIn(file, call.id)).some((read) => {
    const use = fateOf(file, read);
    return use.kind === 'receiver' && isRun(use.member.property) && functionOf(file, read).id === functionOf(file, call.id).id;
  });
}

function isRun(method: string | undefined): boolean {
  return method === 'run_until_complete' || method === 'run_forever';
}

function setsLoop(file: FileModel): boolean {
  return callsNamed(file, 'set_event_loop').some((call) => calleeSymbol(file, call) === 'asyncio:set_event_loop');
}

/** `asyncio.get_event_loop` becomes `asyncio.get_running_loop`; names imported alone need their import. */
function runningLoopEdits(file: FileModel, call: CallValue): readonly Edit[] | undefined {
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member') return callee.key === undefined && callee.property === 'get_event_loop' ? [replace(callee.propertySpan, 'get_running_loop')] : undefined;
  const module = callee.kind === 'name' ? importedModule(file, 'asyncio') : undefined;
  return module === undefined ? undefined : [...module.edits, replace(callee.span, `${module.name}.get_running_loop`)];
}

/** A `loop` given to something that takes none any more. */
export interface LoopArgument {
  readonly call: CallValue;
  readonly span: Span;
  /** The argument with what separates it from the others. */
  readonly whole: Span;
}

export function loopArguments(file: FileModel): readonly LoopArgument[] {
  return file.calls.flatMap((call): LoopArgument[] => {
    if (!call.args.some(({ keyword }) => keyword === 'loop') || !withoutLoop.has(calleeSymbol(file, call) ?? '')) return [];
    const index = call.args.findIndex(({ keyword }) => keyword === 'loop');
    const given = valueAt(file, call.args[index]?.value ?? call.id);
    if (isNothing(file, given.id) || isGuarded(file, call.span)) return [];
    const start = file.text.lastIndexOf('loop', given.span.start - 1);
    const [previous, next] = [call.args[index - 1], call.args[index + 1]];
    const before = previous === undefined ? start : valueAt(file, previous.value).span.end;
    const after = previous === undefined && next !== undefined ? startOfArgument(file, next) : given.span.end;
    return [{ call, span: { start, end: given.span.end }, whole: { start: before, end: after } }];
  });
}

function startOfArgument(file: FileModel, { value, keyword, spread }: CallValue['args'][number]): number {
  const { start } = valueAt(file, value).span;
  if (keyword !== undefined) return file.text.lastIndexOf(keyword, start - 1);
  return spread ? file.text.lastIndexOf('*', start - 1) : start;
}

/** `asyncio.wait([f(), g()])`: coroutines where only tasks are allowed. */
export function waitedCoroutines(file: FileModel, types: TypeOracle): readonly { readonly call: CallValue; readonly coroutines: readonly ValueId[] }[] {
  return callsNamed(file, 'wait').flatMap((call) => {
    const [first] = call.args;
    if (first === undefined || first.spread || first.keyword !== undefined || calleeSymbol(file, call) !== 'asyncio:wait') return [];
    const coroutines = elementsOf(file, first.value).filter((id) => types.typeOf(file, id).names.some(({ name }) => name === 'Coroutine'));
    return coroutines.length === 0 ? [] : [{ call, coroutines }];
  });
}

/** The values that become elements of a list, where the list is written down here or under the name it has. */
function elementsOf(file: FileModel, id: ValueId): readonly ValueId[] {
  const value = valueAt(file, id);
  if (value.kind === 'list') return value.elements.flatMap((element) => (element.spread ? [] : [element.value]));
  if (value.kind === 'comprehension') return value.form === 'dict' ? [] : [value.element];
  const binding = bindingOf(file, value);
  const isOnly = binding?.init !== undefined && (file.uses.get(binding.id) ?? []).filter(({ kind }) => kind === 'write').length <= 1;
  const init = isOnly ? valueAt(file, binding.init) : undefined;
  return init?.kind === 'list' || init?.kind === 'comprehension' ? elementsOf(file, init.id) : [];
}

/** An import of a package that is dead, where nothing provides for its absence. */
export function deadImports(file: FileModel, version: PythonVersion): readonly { readonly span: Span; readonly entry: DeadPackage }[] {
  return file.facts.imports.flatMap(({ module, span, level, typeOnly }) => {
    const entry = level > 0 || typeOnly ? undefined : deadPackages.find((dead) => module === dead.module || module.startsWith(`${dead.module}.`));
    return entry === undefined || version < pythonVersion(entry.since) || isGuarded(file, span) ? [] : [{ span, entry }];
  });
}
