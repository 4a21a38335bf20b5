import { bindingOf } from './bindings.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import { connectionLimits } from './knowledge/connection-limits.ts';
import type { CallValue, Span, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { callbackFunction } from './repetitions.ts';
import type { TaskSource } from './task-lists.ts';
import { valuesWithin } from './values-within.ts';

/** Does work go through a client that was made with a written limit of connections? */
export function usesLimitedClient({ file, work }: TaskSource): boolean {
  if (work.kind === 'value') return isAnyLimited(file, valueAt(file, work.value).span);
  if (isAnyLimited(file, valueAt(file, work.callback).span)) return true;
  const target = callbackFunction(file, work.callback);
  return target?.file === file && isAnyLimited(file, functionAt(file, target.fn).span);
}

function isAnyLimited(file: FileModel, span: Span): boolean {
  return valuesWithin(file, span).some((value) => value.kind === 'name' && isLimited(file, value.id));
}

function isLimited(file: FileModel, name: ValueId): boolean {
  const client = madeBy(file, name);
  const symbol = client === undefined ? undefined : calleeSymbol(file, client);
  return connectionLimits.some((entry) => {
    const given = entry.symbol === symbol ? client?.args.find(({ keyword }) => keyword === entry.keyword) : undefined;
    const limit = given === undefined ? undefined : madeBy(file, given.value);
    if (limit === undefined || calleeSymbol(file, limit) !== entry.maker) return false;
    return limit.args.some(({ keyword, value }) => keyword !== undefined && entry.limits.includes(keyword) && !isNone(file, value));
  });
}

/** No limit at all: `limit=0`, `max_connections=None`. */
function isNone(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'literal' && (value.value === 0 || value.value === null);
}

/** The call that makes a value, there or where its name is given to it. */
function madeBy(file: FileModel, id: ValueId): CallValue | undefined {
  const value = withoutCasts(file, id);
  const init = value.kind === 'name' ? bindingOf(file, value)?.init : undefined;
  const made = init === undefined ? value : withoutCasts(file, init);
  return made.kind === 'call' ? made : undefined;
}
