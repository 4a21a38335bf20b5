import { isCleanup } from './best-effort.ts';
import { type CancellationCatch, catchOf } from './cancellation-catchers.ts';
import { completionsOf } from './completions.ts';
import { isContextManager } from './decorated-functions.ts';
import { type FileModel, functionAt, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { suppressors } from './knowledge/python-exceptions.ts';
import type { FunctionId, Span, TryStructure, ValueId, WithStructure } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import type { PythonVersion } from './python-version.ts';
import { structuresWithin } from './structures-within.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** A place where a function waits, and where a cancellation of it arrives. */
export interface Interruption {
  readonly span: Span;
  /** What it waits for. */
  readonly value: ValueId;
  /** It awaits just that, as opposed to entering it or going through it. */
  readonly plain: boolean;
}

export interface CancellationSearch {
  readonly program: Program;
  readonly file: FileModel;
  readonly pythonVersion: PythonVersion;
}

/** Where a cancellation arrives in a part of a function and gets out of it; in order of the text. What cleans up is left out. */
export function interruptionsIn(search: CancellationSearch, fn: FunctionId, span: Span): readonly Interruption[] {
  const { file, program } = search;
  const found = [...awaitsIn(file, fn, span), ...structuresIn(file, fn, span)].sort((a, b) => a.span.start - b.span.start);
  const inner = swallowedInside(search, fn, span);
  return found.filter(({ span: at, value }) => !inner.some((swallowed) => isWithin(at, swallowed)) && !isCleanupWork(program, file, value));
}

function isCleanupWork(program: Program, file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'call' && isCleanup(program, file, value);
}

function awaitsIn(file: FileModel, fn: FunctionId, span: Span): Interruption[] {
  const { isGenerator, isAsync } = functionAt(file, fn);
  // The block that a context manager is made for fails where it yields.
  const fails = isGenerator && isAsync && isContextManager(file, functionAt(file, fn));
  return valuesWithin(file, span).flatMap((value): Interruption[] => {
    if (regionAt(file, value.region).fn !== fn) return [];
    if (value.kind === 'await') return [{ span: value.span, value: value.operand, plain: true }];
    return value.kind === 'yield' && fails ? [{ span: value.span, value: value.id, plain: false }] : [];
  });
}

function structuresIn(file: FileModel, fn: FunctionId, span: Span): Interruption[] {
  return structuresWithin(file, span).flatMap((structure): Interruption[] => {
    if (regionAt(file, structure.region).fn !== fn) return [];
    if (structure.kind === 'loop' && structure.awaits && structure.iterable !== undefined) return [{ span: valueAt(file, structure.iterable).span, value: structure.iterable, plain: false }];
    const [item] = structure.kind === 'with' && structure.awaits ? structure.items : [];
    return item === undefined ? [] : [{ span: valueAt(file, item.value).span, value: item.value, plain: false }];
  });
}

/** The text of blocks in there that let no cancellation out. */
function swallowedInside({ file, pythonVersion }: CancellationSearch, fn: FunctionId, span: Span): Span[] {
  return structuresWithin(file, span).flatMap((structure): Span[] => {
    if (regionAt(file, structure.region).fn !== fn) return [];
    if (structure.kind === 'with') return suppressorOf(file, structure, pythonVersion) === undefined ? [] : [regionAt(file, structure.body).span];
    const handler = structure.kind === 'try' ? catchingHandler(file, structure, pythonVersion) : undefined;
    const isEnd = handler !== undefined && !completionsOf(file, handler.handler.region).throws;
    return isEnd && structure.kind === 'try' ? [regionAt(file, structure.body).span] : [];
  });
}

/** The handler of a `try` that gets a cancellation: the first one that catches it. */
export function catchingHandler(file: FileModel, { handlers }: TryStructure, version: PythonVersion): { readonly handler: TryStructure['handlers'][number]; readonly catch: CancellationCatch } | undefined {
  for (const handler of handlers) {
    const found = catchOf(file, handler, version);
    if (found !== undefined) return { handler, catch: found };
  }
  return undefined;
}

/** The item of a `with` block that keeps a cancellation from what is around the block. */
export function suppressorOf(file: FileModel, { items }: WithStructure, version: PythonVersion): { readonly item: ValueId; readonly catch: CancellationCatch } | undefined {
  for (const { value: item } of items) {
    const call = valueAt(file, item);
    if (call.kind !== 'call' || call.args.length === 0 || !suppressors.has(calleeSymbol(file, call) ?? '')) continue;
    const found = catchOf(file, { catches: call.args.map((argument) => argument.value) }, version);
    if (found !== undefined) return { item, catch: found };
  }
  return undefined;
}
