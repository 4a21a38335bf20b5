import { type FileModel, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { endsFailure, handlersOf } from './handlers.ts';
import { droppingNames } from './knowledge/rejection-signs.ts';
import type { CallValue } from './model.ts';
import { isHandledByMaker } from './handled-by-maker.ts';
import { calleeSymbol } from './origins.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import type { TypeOracle } from './types.ts';
import { unguardedFailure } from './unguarded-failures.ts';
import { nameOf } from './words.ts';

/**
 * Does synchronous code call a function that handles whatever can fail in it? Nobody there could wait for it, and no error
 * is lost: `useEffect(() => { load(); })`, where all of `load` is in a `try` whose handler does not throw.
 */
export function isSelfHandled(search: { readonly program: Program; readonly types: TypeOracle }, file: FileModel, call: CallValue): boolean {
  if (settlesAlways(search.program, file, call) || isHandledByMaker(search.program, file, call)) return true;
  if (file.facts.language === 'python' || (functionOf(file, call.id).isAsync && !droppingNames.test(nameOf(file, call.callee) ?? ''))) return false;
  const target = search.program.target(file, call);
  if (target === undefined || !handlersOf(target.file, target.fn).some((handler) => endsFailure(target.file, handler))) return false;
  return unguardedFailure(search, target) === undefined;
}

/** `Promise.allSettled(ps).then(() => process.exit(0))`: nothing in it can fail. */
function settlesAlways(program: Program, file: FileModel, call: CallValue): boolean {
  const fn = functionOf(file, call.id).id;
  const root = continuedCall(file, call);
  return root !== call && calleeSymbol(file, root) === ':Promise.allSettled' && failureOf({ program, file, fn }, { task: call.id }) === 'never';
}

/** `f()` of `f().then(g).finally(h)`; any other call is itself. */
export function continuedCall(file: FileModel, call: CallValue): CallValue {
  const callee = valueAt(file, call.callee);
  const inner = callee.kind === 'member' && /^(?:then|finally)$/.test(callee.property ?? '') ? withoutCasts(file, callee.object) : undefined;
  return inner?.kind === 'call' ? continuedCall(file, inner) : call;
}
