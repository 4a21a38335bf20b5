import { readsOf } from './bindings.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, functionAt, functionOf, isInFunction, textOf, valueAt } from './file-model.ts';
import type { Release } from './knowledge/schema.ts';
import type { BindingId, CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';

/** The calls that give back what a name stands for. */
export function releasesOfBinding(file: FileModel, binding: BindingId, releases: readonly Release[]): readonly CallValue[] {
  return readsOf(file, binding).flatMap((read) => releasingCall(file, read, releases) ?? []);
}

function releasingCall(file: FileModel, id: ValueId, releases: readonly Release[]): CallValue | undefined {
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'receiver': {
      const method = methodCallOn(file, id);
      const name = fate.member.property ?? '';
      return releases.some((release) => release.by === 'result' && release.methods.includes(name)) ? method?.call : undefined;
    }
    case 'callee':
      return releases.some(({ by }) => by === 'itself') ? fate.call : undefined;
    case 'argument': {
      const symbol = calleeSymbol(file, fate.call) ?? '';
      return releases.some((release) => release.by === 'function' && release.symbols.includes(symbol)) ? fate.call : undefined;
    }
    default:
      return undefined;
  }
}

/** The calls in a function that give back what a call acquired, by methods of what it acquired it from. */
export function releasesOfReceiver(file: FileModel, fn: FunctionId, call: CallValue, releases: readonly Release[]): readonly CallValue[] {
  const callee = valueAt(file, call.callee);
  const methods = releases.flatMap((release) => (release.by === 'receiver' ? release.methods : []));
  if (callee.kind !== 'member' || methods.length === 0) return [];
  const receiver = textOf(file, valueAt(file, callee.object).span);
  return methodCalls(file, fn, methods, receiver);
}

/** The calls that take a listener back, in a function and elsewhere in its file. */
export function releasesOfListener(file: FileModel, fn: FunctionId, receiver: string, event: string): { readonly inside: readonly CallValue[]; readonly elsewhere: readonly CallValue[] } {
  const removals = methodCalls(file, 0, ['removeEventListener'], receiver).filter(({ args: [first] }) => first !== undefined && textOf(file, valueAt(file, first.value).span) === event);
  const inside = removals.filter((call) => isInFunction(file, functionOf(file, call.id).id, fn) && functionAt(file, fn).form !== 'module');
  return { inside, elsewhere: removals.filter((call) => !inside.includes(call)) };
}

/** The calls of methods of something, as it is written, in a function and those written in it. */
function methodCalls(file: FileModel, fn: FunctionId, methods: readonly string[], receiver: string): readonly CallValue[] {
  const all = derive(file, methodCallsKey, () => groupMethodCalls(file));
  const found = methods.flatMap((method) => all.get(`${String(fn)} ${receiver}.${method}`) ?? []);
  return found.sort((a, b) => a.id - b.id);
}

const methodCallsKey = Symbol('calls by method');

const longestReceiver = 200;

function groupMethodCalls(file: FileModel): ReadonlyMap<string, readonly CallValue[]> {
  const calls = new Map<string, CallValue[]>();
  for (const call of file.calls) {
    const member = valueAt(file, call.callee);
    if (member.kind !== 'member' || member.property === undefined) continue;
    const { start, end } = valueAt(file, member.object).span;
    // What is written so at length is written once.
    if (end - start > longestReceiver) continue;
    const name = `${textOf(file, valueAt(file, member.object).span)}.${member.property}`;
    for (let fn: FunctionId | undefined = functionOf(file, call.id).id; fn !== undefined; fn = functionAt(file, fn).parent) {
      const key = `${String(fn)} ${name}`;
      const list = calls.get(key);
      if (list === undefined) calls.set(key, [call]);
      else list.push(call);
    }
  }
  return calls;
}
