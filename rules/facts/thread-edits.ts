import { type Edit, awaitEdits, insertAt, replace } from './edits.ts';
import type { EffectStep } from './effects.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, placeOf, valueAt } from './file-model.ts';
import { isThreadable } from './knowledge/python-threadable.ts';
import type { CallValue } from './model.ts';
import { importedModule } from './module-imports.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';

/** Has a thread make a call that blocks, and awaits it; undefined where what blocks, or what the call gives, belongs to the thread it is made in. */
export function threadEdits(program: Program, file: FileModel, call: CallValue, steps: readonly EffectStep[]): readonly Edit[] | undefined {
  const last = steps.at(-1);
  const symbol = last?.call.kind === 'call' ? calleeSymbol(last.file, last.call) : undefined;
  if (file.facts.language !== 'python' || symbol === undefined || !isThreadable(symbol, steps.length > 1) || !canMove(program, file, call)) return undefined;
  const module = importedModule(file, 'asyncio');
  const callee = valueAt(file, call.callee).span;
  if (module === undefined || file.text.slice(callee.end, call.argumentsSpan.start).trim() !== '') return undefined;
  const opening = { start: callee.end, end: call.argumentsSpan.start + 1 };
  const [before, ...after] = awaitEdits(file, call.id);
  const start = insertAt(callee.start, `${before?.text ?? ''}${module.name}.to_thread(`);
  return [...module.edits, start, replace(opening, call.args.length === 0 ? '' : ', '), ...after].sort((a, b) => a.span.start - b.span.start);
}

/** A function that does all of its work when it is called, and whose result is no block to enter. */
function canMove(program: Program, file: FileModel, call: CallValue): boolean {
  if (call.form !== 'call') return false;
  const place = placeOf(file, call.id);
  if (place.kind === 'structure' && place.slot === 'item') return false;
  const target = program.target(file, call);
  if (target !== undefined && functionAt(target.file, target.fn).isGenerator) return false;
  return fateOf(file, call.id).kind !== 'callee';
}
