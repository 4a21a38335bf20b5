import { type Edit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionAt, functionOf, parentOf, placeOf, textOf, valueAt } from './file-model.ts';
import { fateOf } from './fates.ts';
import type { LeakedTimer } from './leaked-timers.ts';
import type { CallValue, ValueId } from './model.ts';
import { statementOf, unusedName } from './statements.ts';
import { isWithin } from './values-within.ts';

/** Keeps the handle of a timer that is started inside a race, and clears it when the race is over, however it ends. */
export function clearAfterRace(file: FileModel, { call, by: race, kind, end }: LeakedTimer): readonly Edit[] | undefined {
  if (kind !== 'race' || end !== 'never' || race === undefined || !isWithin(call.span, race.span)) return undefined;
  const statement = statementOf(file, race.id);
  const name = unusedName(file, race.id, ['timer', 'timeout', 'timeoutId', 'timerHandle']);
  const kept = name === undefined ? undefined : keepHandle(file, call, name);
  if (statement === undefined || name === undefined || kept === undefined || !isPlain(file, race)) return undefined;
  const type = /\.[cm]?tsx?$/.test(file.path) ? ': ReturnType<typeof setTimeout> | undefined' : '';
  const semicolon = statement.hasSemicolon ? ';' : '';
  const declaration = insertAt(statement.span.start, `let ${name}${type}${semicolon}${lineEnding(file)}${statement.indentation}`);
  return [declaration, ...kept, insertAt(race.span.end, `.finally(() => clearTimeout(${name}))`)];
}

/** What is waited for, returned or stored as it is. */
function isPlain(file: FileModel, race: CallValue): boolean {
  const parent = parentOf(file, race.id);
  return parent === undefined || /^(?:await|assign|cast)$/.test(parent.kind);
}

function keepHandle(file: FileModel, call: CallValue, name: string): readonly Edit[] | undefined {
  const fate = fateOf(file, call.id);
  const fn = functionOf(file, call.id);
  const isWhole = isRoot(file, call.id);
  if (!isWhole) return undefined;
  if (fate.kind === 'dropped') return [insertAt(call.span.start, `${name} = `)];
  if (fate.kind !== 'returned' || !fate.implicit || !functionAt(file, fn.id).expressionBody) return undefined;
  if (textOf(file, { start: fn.headSpan.end, end: call.span.start }).includes('\n')) return undefined;
  return [replace(call.span, `{ ${name} = ${textOf(file, call.span)}; }`)];
}

function isRoot(file: FileModel, id: ValueId): boolean {
  return valueAt(file, id).kind === 'call' && placeOf(file, id).kind === 'step';
}
