import { type FileModel, deriveLinked, parentOf, textOf, valueAt } from '../../facts/file-model.ts';
import { methodCallOn } from '../../facts/fates.ts';
import type { CallValue, Value } from '../../facts/model.ts';
import { originOf, symbolOf } from '../../facts/origins.ts';
import { owningClass } from '../../facts/this-origins.ts';

const combinator = /^:Promise\.(?:all|allSettled|any|race)$/;

/** Is the result of a call treated as a promise on the spot: awaited, given to `Promise.all`, or given handlers? */
function isTreatedAsPromise(file: FileModel, call: CallValue): boolean {
  const parent = parentOf(file, call.id);
  if (parent?.kind === 'await') return true;
  if (parent?.kind === 'list') return isCombined(file, parent);
  const chained = methodCallOn(file, call.id);
  if (chained === undefined || !/^(?:catch|finally|then)$/.test(chained.member.property ?? '')) return false;
  const [first] = chained.call.args;
  return first !== undefined && originOf(file, first.value)?.kind === 'function';
}

function isCombined(file: FileModel, list: Value): boolean {
  const outer = parentOf(file, list.id);
  return outer?.kind === 'call' && outer.callee !== list.id && combinator.test(symbolOf(file, outer.callee) ?? '');
}

const signsKey = Symbol('callees treated as promises');

/**
 * Is what a call gives treated as a promise somewhere else in the file, where the same function is called by the same
 * name on the same receiver? A call with a callback is not the same as one without.
 */
export function isPromiseElsewhere(file: FileModel, call: CallValue): boolean {
  const key = calleeKey(file, call);
  if (key === undefined) return false;
  const signs = deriveLinked(file, signsKey, () => {
    const treated = file.calls.filter((other) => isTreatedAsPromise(file, other));
    return new Set(treated.map((other) => calleeKey(file, other)));
  });
  return signs.has(key);
}

/** Names one function within a file: the binding its path starts at, the path, and whether it takes a callback. */
function calleeKey(file: FileModel, call: CallValue): string | undefined {
  if (call.form === 'construct') return undefined;
  const callee = valueAt(file, call.callee);
  let root = callee;
  while (root.kind === 'member') {
    if (root.property === undefined) return undefined;
    root = valueAt(file, root.object);
  }
  const owner = root.kind === 'this' ? owningClass(file, root.id)?.class : root.kind === 'name' ? root.binding : undefined;
  if (owner === undefined) return undefined;
  const last = call.args.at(-1);
  const form = last !== undefined && valueAt(file, last.value).kind === 'function' ? '(callback)' : '()';
  return `${root.kind} ${String(owner)} ${textOf(file, callee.span).replaceAll(/\s|\?/g, '')}${form}`;
}
