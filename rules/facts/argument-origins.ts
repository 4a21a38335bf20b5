import { bindingsOf } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, functionAt, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { argumentFor } from './matched-arguments.ts';
import type { BindingFact, CallValue, FunctionFact } from './model.ts';
import { type Origin, agreedOrigin, originOf } from './origins.ts';
import { owningClass } from './this-origins.ts';

const mostCalls = 20;

/**
 * What a parameter without a type is given wherever its file calls the function, in Python, where types are left out as a rule:
 * `fetch(session, url)` inside `async with ClientSession() as session`. Undefined where calls differ, or one does not tell.
 */
export function argumentOrigin(file: FileModel, { fn, parameter, path, annotation, rest, id }: BindingFact): Origin | undefined {
  if (file.facts.language !== 'python' || parameter === undefined || annotation !== undefined || path.length > 0 || rest) return undefined;
  const called = functionAt(file, fn);
  const calls = callsOf(file, called);
  if (calls.length > mostCalls) return undefined;
  const given = calls.map((call) => argumentFor(called, call, parameter)?.value);
  // A function that hands its own parameter on to itself adds nothing to know.
  const others = given.filter((value) => value === undefined || !isItself(file, value, id));
  return agreedOrigin(others.map((value) => (value === undefined ? undefined : originOf(file, value))));
}

function isItself(file: FileModel, value: number, id: number): boolean {
  const name = valueAt(file, value);
  return name.kind === 'name' && name.binding === id;
}

/** The calls of a function by its name, or of a method through the object it is a method of. */
function callsOf(file: FileModel, fn: FunctionFact): readonly CallValue[] {
  if (fn.class !== undefined) return (derive(file, methodCallsKey, () => methodCalls(file)).get(`${String(fn.class)}.${fn.name ?? ''}`) ?? []);
  return bindingsOf(file, fn.id).flatMap(({ id }) =>
    (file.uses.get(id) ?? []).flatMap(({ value, kind }) => {
      const fate = kind === 'read' ? fateOf(file, value) : undefined;
      return fate?.kind === 'callee' ? [fate.call] : [];
    }),
  );
}

const methodCallsKey = Symbol('calls of own methods');

function methodCalls(file: FileModel): ReadonlyMap<string, readonly CallValue[]> {
  const own = file.calls.flatMap((call) => {
    const callee = valueAt(file, call.callee);
    const owner = callee.kind === 'member' && valueAt(file, callee.object).kind === 'this' ? owningClass(file, callee.object) : undefined;
    return owner === undefined || callee.kind !== 'member' ? [] : [{ key: `${String(owner.class)}.${callee.property ?? ''}`, call }];
  });
  return new Map([...groupBy(own, ({ key }) => key)].map(([key, found]) => [key, found.map(({ call }) => call)]));
}
