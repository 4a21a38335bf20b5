import { bindingOf } from './bindings.ts';
import { type FileModel, derive, valueAt } from './file-model.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import { isWrittenMember } from './member-chains.ts';
import type { CallValue, Span, Structure, Value } from './model.ts';
import { symbolOf } from './origins.ts';
import { createSpanTree } from './span-tree.ts';
import { valuesOfKind } from './values-of-kind.ts';
import { isWithin } from './values-within.ts';

/** A name of a module, where it is imported (`from asyncio import run`) or taken out of the module (`asyncio.run`). */
export interface ModuleName {
  readonly name: string;
  /** The name alone. */
  readonly span: Span;
  readonly form: 'import' | 'member';
}

/** The names of a module that a file asks it for, in order of the text. */
export function namesOfModule(file: FileModel, module: string): readonly ModuleName[] {
  if (!file.text.includes(module)) return [];
  const imported = file.facts.bindings.flatMap((binding): ModuleName[] => {
    const source = binding.import;
    return source?.module !== module || source.name === '*' || source.typeOnly ? [] : [{ name: source.name, span: binding.span, form: 'import' }];
  });
  const members = valuesOfKind(file, 'member').flatMap((value): ModuleName[] => {
    if (value.property === undefined || value.key !== undefined || symbolOf(file, value.object) !== `${module}:`) return [];
    return isWrittenMember(file, value.id) ? [] : [{ name: value.property, span: value.propertySpan, form: 'member' }];
  });
  return [...imported, ...members].sort((a, b) => a.span.start - b.span.start);
}

/** A use of an API by name or as a member. */
export interface SymbolUse {
  readonly value: Extract<Value, { kind: 'name' | 'member' }>;
  readonly symbol: SymbolPath;
}

/** Where a file uses one of these symbols: the whole of `asyncio.Task.all_tasks`, in order of the text. */
export function usesOfSymbols(file: FileModel, symbols: ReadonlySet<SymbolPath>): readonly SymbolUse[] {
  const names = lastNames(symbols);
  const uses: SymbolUse[] = [];
  for (const kind of ['name', 'member'] as const) {
    for (const value of valuesOfKind(file, kind)) {
      const name = nameAsked(file, value);
      const symbol = name === undefined || !names.has(name) ? undefined : symbolOf(file, value.id);
      if (symbol !== undefined && symbols.has(symbol)) uses.push({ value, symbol });
    }
  }
  return uses.sort((a, b) => a.value.id - b.value.id);
}

const namesOfSymbols = new WeakMap<ReadonlySet<SymbolPath>, ReadonlySet<string>>();

function lastNames(symbols: ReadonlySet<SymbolPath>): ReadonlySet<string> {
  const names = namesOfSymbols.get(symbols) ?? new Set([...symbols].map(lastName));
  namesOfSymbols.set(symbols, names);
  return names;
}

/** What is imported under the name or taken out of the object; `policy = asyncio.get_event_loop_policy` is used where `policy` was made. */
function nameAsked(file: FileModel, value: SymbolUse['value']): string | undefined {
  if (value.kind === 'member') return value.property;
  return value.binding === undefined ? value.name : file.facts.bindings[value.binding]?.import?.name;
}

function lastName(symbol: SymbolPath): string {
  return /[^.:#]*$/.exec(symbol)?.[0] ?? '';
}

/** The calls whose callee may be of this name: under another name only where a variable holds it. */
export function callsNamed(file: FileModel, name: string): readonly CallValue[] {
  if (!file.text.includes(name)) return [];
  return file.calls.filter((call) => {
    const callee = valueAt(file, call.callee);
    if (callee.kind !== 'name' && callee.kind !== 'member') return true;
    if (nameAsked(file, callee) === name) return true;
    const binding = bindingOf(file, callee);
    return binding?.init !== undefined;
  });
}

const guardsKey = Symbol('structures that ask first');

/** Does code stand in something that asks first whether it can run: an `if` over a version, a `try` that catches? */
export function isGuarded(file: FileModel, span: Span): boolean {
  const guards = derive(file, guardsKey, () => createSpanTree(file.facts.structures.filter((structure) => guardsWhatIsInside(file, structure)).map((structure) => ({ span: structure.span, item: structure }))));
  return guards.around(span).some((structure) => !isCaught(file, structure, span));
}

/** `except asyncio.Full`: the name is asked for when something has failed, and that fails nobody catches. */
function isCaught(file: FileModel, structure: Structure, span: Span): boolean {
  return structure.kind === 'try' && structure.handlers.some(({ catches }) => catches.some((type) => isWithin(span, valueAt(file, type).span)));
}

function guardsWhatIsInside(file: FileModel, structure: Structure): boolean {
  if (structure.kind === 'try') return structure.handlers.length > 0;
  if (structure.kind !== 'if') return false;
  const test = valueAt(file, structure.test).span;
  return /version|hasattr|getattr|\bPY_?\d|\bPYTHON_?\d/i.test(file.text.slice(test.start, test.end));
}
