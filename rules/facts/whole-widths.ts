import { bindingOf, readsOf, storedIn } from './bindings.ts';
import { type Count, countOf } from './counts.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import type { BindingId, CallValue, ValueId } from './model.ts';
import { perElementCall, repetitionsAround } from './repetitions.ts';
import { valuesWithin } from './values-within.ts';

/** Is a limiter as wide as the collection whose elements it is to limit: `const limit = pLimit(urls.length)`, and then `urls.map((url) => limit(...))`? */
export function isAsWideAsWork(file: FileModel, limiter: CallValue, width: ValueId): boolean {
  const count = sizeOf(file, width);
  const counted = count?.kind === 'data' && count.of !== undefined ? bindingOf(file, withoutCasts(file, count.of))?.id : undefined;
  if (counted === undefined) return false;
  const own = perElementCall(file, limiter);
  if (own !== undefined) return isNamed(file, own.collection, counted);
  const [first] = limiter.args;
  const name = storedIn(file, limiter.id);
  // `pMap(urls, load, { concurrency: urls.length })`
  if (name === undefined) return first !== undefined && first.value !== width && isNamed(file, first.value, counted);
  const uses = readsOf(file, name);
  return uses.length > 0 && uses.every((use) => isUsedFor(file, use, counted));
}

/** A size as it is; a part of one, such as `xs.length / 4`, is a limit. */
function sizeOf(file: FileModel, id: ValueId): Count | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'logical') return sizeOf(file, value.left);
  const isWhole = (value.kind === 'member' || value.kind === 'call') && valuesWithin(file, value.span).every(({ kind }) => kind !== 'binary');
  return isWhole ? countOf(file, value.id) : undefined;
}

/** Is the innermost repetition around a value one over this collection? */
function isUsedFor(file: FileModel, use: ValueId, counted: BindingId): boolean {
  const innermost = repetitionsAround(file, use).next();
  if (innermost.done === true) return false;
  const { value: repetition } = innermost;
  const collection = repetition.kind === 'call' ? repetition.collection : repetition.loop.iterable;
  return collection !== undefined && isNamed(file, collection, counted);
}

function isNamed(file: FileModel, id: ValueId, binding: BindingId): boolean {
  return bindingOf(file, withoutCasts(file, id))?.id === binding;
}
