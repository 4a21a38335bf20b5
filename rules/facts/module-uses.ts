import { type FileModel, derive, valueAt } from './file-model.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { Span, Value } from './model.ts';
import { symbolOf } from './origins.ts';

/** A name of a module, where it is imported (`from asyncio import run`) or taken out of the module (`asyncio.run`). */
export interface ModuleName {
  readonly name: string;
  /** The name alone. */
  readonly span: Span;
  readonly form: 'import' | 'member';
}

/** The names of a module that a file asks it for, in order of the text. */
export function namesOfModule(file: FileModel, module: string): readonly ModuleName[] {
  const imported = file.facts.bindings.flatMap((binding): ModuleName[] => {
    const source = binding.import;
    return source?.module !== module || source.name === '*' || source.typeOnly ? [] : [{ name: source.name, span: binding.span, form: 'import' }];
  });
  const members = file.facts.values.flatMap((value): ModuleName[] => {
    if (value.kind !== 'member' || value.property === undefined || value.key !== undefined || symbolOf(file, value.object) !== `${module}:`) return [];
    return isWritten(file, value) ? [] : [{ name: value.property, span: value.propertySpan, form: 'member' }];
  });
  return [...imported, ...members].sort((a, b) => a.span.start - b.span.start);
}

const writtenKey = Symbol('written members');

/** Is a member only given a value here? */
function isWritten(file: FileModel, member: Value): boolean {
  const written = derive(file, writtenKey, () => new Set(file.facts.values.flatMap((value) => (value.kind === 'assign' && value.target.kind === 'member' ? [value.target.value] : []))));
  return written.has(member.id);
}

/** A use of an API by name or as a member. */
export interface SymbolUse {
  readonly value: Extract<Value, { kind: 'name' | 'member' }>;
  readonly symbol: SymbolPath;
}

/** Where a file uses one of these symbols: the whole of `asyncio.Task.all_tasks`, in order of the text. */
export function usesOfSymbols(file: FileModel, symbols: ReadonlySet<SymbolPath>): readonly SymbolUse[] {
  return file.facts.values.flatMap((value): SymbolUse[] => {
    if (value.kind !== 'name' && value.kind !== 'member') return [];
    const symbol = isMadeHere(file, value) ? undefined : symbolOf(file, value.id);
    return symbol === undefined || !symbols.has(symbol) ? [] : [{ value, symbol }];
  });
}

/** `policy = asyncio.get_event_loop_policy`: what another name stands for is used where that was made. */
function isMadeHere(file: FileModel, value: Value): boolean {
  if (value.kind !== 'name' || value.binding === undefined) return false;
  return file.facts.bindings[value.binding]?.import === undefined;
}

/** Does code stand in something that asks first whether it can run: an `if` over a version, a `try` that catches? */
export function isGuarded(file: FileModel, span: Span): boolean {
  return file.facts.structures.some((structure) => {
    if (structure.span.start > span.start || structure.span.end < span.end) return false;
    if (structure.kind === 'try') return structure.handlers.length > 0;
    if (structure.kind !== 'if') return false;
    const test = valueAt(file, structure.test).span;
    return /version|hasattr|getattr|\bPY_?\d|\bPYTHON_?\d/i.test(file.text.slice(test.start, test.end));
  });
}
