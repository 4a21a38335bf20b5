import type { BusyWait } from './busy-waits.ts';
import { canAwait } from './dropped-tasks.ts';
import { type Edit, replace } from './edits.ts';
import { type FileModel, functionOf, regionAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { millisecondClocks } from './knowledge/state-queries.ts';
import type { ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { valuesWithin } from './values-within.ts';

/** Puts a timer in place of a loop that waits for a clock; undefined where nothing can be awaited or the units are unknown. */
export function timerEdits(file: FileModel, { loop }: BusyWait): readonly Edit[] | undefined {
  const test = loop.test === undefined ? undefined : withoutCasts(file, loop.test);
  if (test?.kind !== 'binary' || file.facts.language !== 'typescript' || !canAwait(file, test.id) || regionAt(file, loop.body).steps.length > 0) return undefined;
  const [early, late] = /^<=?$/.test(test.operator) ? [test.left, test.right] : /^>=?$/.test(test.operator) ? [test.right, test.left] : [];
  if (early === undefined || late === undefined || !readsMilliseconds(file, early) || loop.init !== undefined) return undefined;
  const milliseconds = `${operand(file, late, /^(?:name|member|call|literal|binary)$/)} - ${operand(file, early, /^(?:name|member|call)$/)}`;
  return [replace(loop.span, `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`)];
}

function readsMilliseconds(file: FileModel, id: ValueId): boolean {
  const calls = valuesWithin(file, valueAt(file, id).span).filter((value) => value.kind === 'call');
  return calls.length === 1 && calls.every((call) => millisecondClocks.has(calleeSymbol(file, call) ?? ''));
}

function operand(file: FileModel, id: ValueId, simple: RegExp): string {
  const value = valueAt(file, id);
  const text = textOf(file, value.span);
  return simple.test(value.kind) ? text : `(${text})`;
}

/** Awaits what the object itself offers to wait for: `await event.wait()` in place of `while not event.is_set()`. */
export function waiterEdits(file: FileModel, found: BusyWait): readonly Edit[] | undefined {
  if (found.kind !== 'poll' || found.loop.test === undefined || found.read.query?.waits === undefined) return undefined;
  const test = withoutCasts(file, found.loop.test);
  const asked = test.kind === 'unary' && test.operator === 'not' ? withoutCasts(file, test.operand) : undefined;
  const callee = asked?.kind === 'call' ? valueAt(file, asked.callee) : undefined;
  const onlyPauses = regionAt(file, found.loop.body).steps.length === 1;
  if (callee?.kind !== 'member' || !onlyPauses || !functionOf(file, test.id).isAsync) return undefined;
  const end = file.facts.language === 'python' ? '' : ';';
  return [replace(found.loop.span, `await ${textOf(file, valueAt(file, callee.object).span)}.${found.read.query.waits}()${end}`)];
}
