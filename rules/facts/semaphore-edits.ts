import { type Edit, indentationAt, indentationUnit, insertAt, lineEnding, replace, startsLine } from './edits.ts';
import type { FanOut } from './fan-outs.ts';
import { type FileModel, functionOf, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { combinators } from './knowledge/combinators.ts';
import { spawns } from './knowledge/python-combinators.ts';
import type { CallValue, Span, ValueId } from './model.ts';
import { importedModule } from './module-imports.ts';
import { calleeSymbol } from './origins.ts';
import { unusedName } from './statements.ts';

/**
 * Puts a semaphore before the statement that fans out, and has each piece of work wait for it: `load(x)` becomes
 * `limited(load, x)`. Undefined where the work is not one call that is made right there.
 */
export function semaphoreEdits(file: FileModel, { at, source }: FanOut, size: number): readonly Edit[] | undefined {
  if (source.file !== file || source.work.kind !== 'value') return undefined;
  const work = calledWork(file, source.work.value);
  const statement = work === undefined ? undefined : topStatement(file, at, work);
  if (work === undefined || statement === undefined) return undefined;
  const permits = unusedName(file, at.id, ['semaphore', 'permits', 'slots']);
  const limited = unusedName(file, at.id, ['limited', 'run_limited', 'with_permit']);
  const module = importedModule(file, 'asyncio');
  if (permits === undefined || limited === undefined || module === undefined) return undefined;
  const callee = valueAt(file, work.callee).span;
  const opening = { start: callee.end, end: work.argumentsSpan.start + 1 };
  return [
    ...module.edits,
    insertAt(statement.start, definition(file, statement, { permits, limited, size, module: module.name, named: work.args.some(isNamed) })),
    insertAt(callee.start, `${limited}(`),
    replace(opening, work.args.length === 0 ? '' : ', '),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** The call whose coroutine is one piece of work, itself or given to what makes a task of it. */
function calledWork(file: FileModel, id: ValueId): CallValue | undefined {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call' || value.form !== 'call') return undefined;
  const symbol = calleeSymbol(file, value);
  // What gathers many itself is not bounded by being one of a few.
  if (combinators.some((combinator) => combinator.symbol === symbol)) return undefined;
  const isSpawn = spawns.some((spawn) => spawn.takes === 'coroutine' && spawn.symbol === symbol);
  const [given] = value.args;
  if (isSpawn) return given === undefined ? undefined : calledWork(file, given.value);
  // Between a method and its arguments there may be a comment.
  const between = file.text.slice(valueAt(file, value.callee).span.end, value.argumentsSpan.start);
  return between === '' && !/^\(\s*#/.test(file.text.slice(value.argumentsSpan.start)) ? value : undefined;
}

/** The statement of the function's own body that both the work and what waits for it are a part of. */
function topStatement(file: FileModel, at: CallValue, work: CallValue): Span | undefined {
  const fn = functionOf(file, at.id);
  if (!fn.isAsync || functionOf(file, work.id).id !== fn.id) return undefined;
  const from = Math.min(at.span.start, work.span.start);
  const step = regionAt(file, fn.body).steps.find(({ span }) => span.start <= from && from < span.end);
  return step !== undefined && startsLine(file, step.span.start) ? step.span : undefined;
}

function isNamed({ keyword, spread }: CallValue['args'][number]): boolean {
  return keyword !== undefined || spread;
}

interface Parts {
  readonly permits: string;
  readonly limited: string;
  readonly size: number;
  readonly module: string;
  /** The work is given arguments by their names. */
  readonly named: boolean;
}

function definition(file: FileModel, statement: Span, { permits, limited, size, module, named }: Parts): string {
  const outer = indentationAt(file, statement.start);
  const unit = indentationUnit(file);
  const newline = lineEnding(file);
  const rest = named ? ', **options' : '';
  const lines = [
    `${permits} = ${module}.Semaphore(${String(size)})`,
    '',
    `${outer}async def ${limited}(work, *arguments${rest}):`,
    `${outer}${unit}async with ${permits}:`,
    `${outer}${unit}${unit}return await work(*arguments${rest})`,
    '',
    outer,
  ];
  return lines.join(newline);
}
