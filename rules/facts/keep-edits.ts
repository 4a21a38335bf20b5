import { type Edit, indentationAt, insertAt, lineEnding, replace, startsLine } from './edits.ts';
import { type FileModel, derive, placeOf, textOf, valueAt } from './file-model.ts';
import type { BindingFact, Span, ValueId } from './model.ts';
import { unusedName } from './statements.ts';

const usualSets = ['background_tasks', '_background_tasks', 'pending_tasks', 'running_tasks'];
const usualNames = ['task', 'background_task', 'new_task', 'started'];

/**
 * Keeps a task, which a statement of its own starts, in a set of the module until it is done. Undefined where there is no
 * room for more statements, or no place for the set.
 */
export function keepEdits(file: FileModel, task: ValueId): readonly Edit[] | undefined {
  const statement = statementAround(file, task);
  const name = unusedName(file, task, usualNames);
  const set = statement === undefined ? undefined : setOfTasks(file);
  if (statement === undefined || name === undefined || set === undefined) return undefined;
  const newLine = lineEnding(file) + indentationAt(file, statement.start);
  return [
    ...set.edits,
    replace({ start: statement.start, end: valueAt(file, task).span.start }, `${name} = `),
    insertAt(statement.end, `${newLine}${set.name}.add(${name})${newLine}${name}.add_done_callback(${set.name}.discard)`),
  ];
}

/** The statement that only makes the value, or gives it a name nobody reads; it has its lines to itself. */
function statementAround(file: FileModel, id: ValueId): Span | undefined {
  const place = placeOf(file, id);
  if (place.kind === 'value') {
    const parent = valueAt(file, place.parent);
    return parent.kind === 'assign' && parent.value === id ? statementAround(file, parent.id) : undefined;
  }
  if (place.kind !== 'step' || place.step.kind !== 'evaluate') return undefined;
  const { start, end } = place.step.span;
  const isAlone = startsLine(file, start) && /^[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/.test(file.text.slice(end));
  const { end: valueEnd } = valueAt(file, id).span;
  return isAlone && valueEnd === end ? { start, end } : undefined;
}

/** The module's set of running tasks, made behind its imports where it has none. */
function setOfTasks(file: FileModel): TaskSet | undefined {
  return derive(file, setKey, () => ({ found: findSet(file) })).found;
}

interface TaskSet {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const setKey = Symbol('set of tasks');

function findSet(file: FileModel): TaskSet | undefined {
  const existing = file.facts.bindings.find((binding) => usualSets.includes(binding.name) && isSet(file, binding));
  if (existing !== undefined) return { name: existing.name, edits: [] };
  const name = usualSets.find((candidate) => !new RegExp(String.raw`\b${candidate}\b`).test(file.text));
  const firstFunction = Math.min(...file.facts.functions.slice(1, 2).map(({ span }) => span.start));
  const last = file.facts.imports.filter(({ span }) => span.end < firstFunction && isAtMargin(file, span.start)).at(-1);
  if (name === undefined || last === undefined) return undefined;
  const restOfLine = /^[^\r\n]*/.exec(file.text.slice(last.span.end))?.[0].length ?? 0;
  const module = file.facts.bindings.find(({ import: imported, fn, span }) => fn === 0 && imported?.module === 'asyncio' && imported.name === '*' && span.end > 0);
  const annotation = module === undefined ? '' : `: set[${module.name}.Task]`;
  const newline = lineEnding(file);
  return { name, edits: [insertAt(last.span.end + restOfLine, `${newline}${newline}${name}${annotation} = set()`)] };
}

function isSet(file: FileModel, { init, fn }: BindingFact): boolean {
  return fn === 0 && init !== undefined && /^set\(\)$/.test(textOf(file, valueAt(file, init).span));
}

function isAtMargin({ text }: FileModel, offset: number): boolean {
  return offset === 0 || /[\n\r]/.test(text.charAt(offset - 1));
}
