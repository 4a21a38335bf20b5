import type { DelayedAwait } from './delayed-awaits.ts';
import { type Edit, replace } from './edits.ts';
import { type FileModel, placeOf, regionAt, structureAt, textOf, valueAt } from './file-model.ts';
import { fateOf } from './fates.ts';
import type { AwaitValue, RegionId, Step, ValueId } from './model.ts';
import { type Statement, statementOf } from './statements.ts';

interface AwaitStatement {
  readonly statement: Statement;
  /** What is declared to hold the result, as it is written; undefined for a statement that only waits. */
  readonly target: string | undefined;
  readonly operand: ValueId;
}

/** Makes awaits that follow each other wait for all at once: `const [x, y] = await Promise.all([a, b])`. */
export function joinEdits(file: FileModel, delayed: DelayedAwait): readonly Edit[] | undefined {
  if (file.facts.language !== 'typescript') return undefined;
  if (delayed.gap.kind === 'turns') return loopEdits(file, delayed);
  const run = awaitsBetween(file, delayed);
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined || run.length < 2) return undefined;
  const declares = run.map(({ target }) => target !== undefined);
  if (new Set(declares).size > 1) return undefined;
  const list = `await Promise.all([${run.map(({ operand }) => textOf(file, valueAt(file, operand).span)).join(', ')}])`;
  const written = first.target === undefined ? list : `const [${run.map(({ target }) => target).join(', ')}] = ${list}`;
  const semicolon = last.statement.hasSemicolon ? ';' : '';
  return [replace({ start: first.statement.span.start, end: last.statement.span.end }, written + semicolon)];
}

/** The statements from the gap to where the task is awaited, and those behind that wait for names too. */
function awaitsBetween(file: FileModel, { gap, awaited }: DelayedAwait): readonly AwaitStatement[] {
  const from = gap.value === undefined ? undefined : stepOf(file, gap.value);
  const until = stepOf(file, awaited);
  if (from === undefined || from.region !== until?.region) return [];
  const { steps } = regionAt(file, from.region);
  const run: AwaitStatement[] = [];
  for (const step of steps.slice(steps.indexOf(from.step))) {
    const found = awaitStatement(file, step);
    // What comes later must not need what comes before: only names of tasks that run already are safe.
    const isSafe = found !== undefined && (run.length === 0 || valueAt(file, found.operand).kind === 'name');
    if (!isSafe) break;
    run.push(found);
  }
  return run.some(({ operand }) => operand === awaited) ? run : [];
}

function stepOf(file: FileModel, id: ValueId): { readonly step: Step; readonly region: RegionId } | undefined {
  const place = placeOf(file, id);
  if (place.kind === 'step') return place;
  return place.kind === 'value' ? stepOf(file, place.parent) : undefined;
}

/** `await a;`, `const x = await a;`. */
function awaitStatement(file: FileModel, step: Step): AwaitStatement | undefined {
  if (step.kind !== 'evaluate') return undefined;
  const value = valueAt(file, step.value);
  const waits = value.kind === 'assign' ? valueAt(file, value.value) : value;
  const statement = waits.kind === 'await' ? statementOf(file, waits.id) : undefined;
  if (waits.kind !== 'await' || statement === undefined || hasComment(file, statement)) return undefined;
  if (value.kind !== 'assign') return { statement, target: undefined, operand: (waits satisfies AwaitValue).operand };
  if (value.declares !== 'const' || value.annotation !== undefined) return undefined;
  return { statement, target: textOf(file, value.target.span), operand: waits.operand };
}

function hasComment(file: FileModel, { span }: Statement): boolean {
  return /\/[/*]/.test(textOf(file, span)) || /^[ \t]*\/\//.test(file.text.slice(span.end));
}

/** `for await (const x of tasks)` waits for them one by one; `for (const x of await Promise.all(tasks))` for all. */
function loopEdits(file: FileModel, { gap }: DelayedAwait): readonly Edit[] | undefined {
  const fate = gap.value === undefined ? undefined : fateOf(file, gap.value);
  const loop = fate?.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  if (loop?.kind !== 'loop' || !loop.awaits || gap.value === undefined) return undefined;
  const head = textOf(file, { start: loop.span.start, end: valueAt(file, gap.value).span.start });
  const word = /^for\s+await\s*/.exec(head);
  const { span } = valueAt(file, gap.value);
  if (word === null) return undefined;
  return [replace({ start: loop.span.start, end: loop.span.start + word[0].length }, 'for '), replace(span, `await Promise.all(${textOf(file, span)})`)];
}
