import { type TaskSearch, canStartTask, isCertainTask, isPlainTask } from './certain-tasks.ts';
import { type FileModel, deriveLinked, placeOf, structureAt } from './file-model.ts';
import type { ValueId } from './model.ts';
import { type ValueUse, valueUse } from './value-uses.ts';

/** A task that is used as if it were what it gives. */
export interface MisusedTask {
  readonly value: ValueId;
  readonly use: ValueUse;
}

const key = Symbol('values used for their content');

/** Calls whose result is used for its content, where it stands. */
export function contentUses(file: FileModel): readonly MisusedTask[] {
  return deriveLinked(file, key, () => {
    const found: MisusedTask[] = [];
    for (const value of file.facts.values) {
      const use = canStartTask(value) ? valueUse(file, value.id) : undefined;
      if (use !== undefined) found.push({ value: value.id, use });
    }
    return found;
  });
}

/** Tasks that are used for their content where they are started. */
export function* misusedTasks(search: TaskSearch): Generator<MisusedTask> {
  for (const found of contentUses(search.file)) {
    if (needsPlainTask(search.file, found) ? isPlainTask(search, found.value) : isCertainTask(search, found.value)) yield found;
  }
}

/** Some libraries give their promises members, or make them iterable. */
function needsPlainTask(file: FileModel, { value, use }: MisusedTask): boolean {
  if (use.kind === 'member' || use.kind === 'destructured') return true;
  if (use.kind !== 'iterated') return false;
  const place = placeOf(file, value);
  const structure = place.kind === 'structure' ? structureAt(file, place.structure) : undefined;
  return structure?.kind === 'loop' && structure.awaits;
}
