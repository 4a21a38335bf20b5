import type { Asking, NativeApi, NativeProject, NativeSymbol, Type } from './native-api.ts';
import { createTypeParts } from './type-parts.ts';

/** Tells which arguments a callee of a type takes as functions that return `void`, in every overload that takes a function there. */
export type VoidCallbacks = (callee: Type, construct: boolean) => Asking<readonly number[]>;

export function createVoidCallbacks(native: NativeApi, { checker }: NativeProject): VoidCallbacks {
  const { all, TypeFlags } = native;
  const { partsOf } = createTypeParts(native);
  const known = new Map<string, readonly number[]>();

  /** What the functions that a parameter can be return; undefined where it is no function. */
  function* returnsVoid(parameter: NativeSymbol): Asking<boolean | undefined> {
    const parts = yield* partsOf(yield* checker.getTypeOfSymbol.gen(parameter));
    const signatures = (yield* all(...parts.map((part) => part.getCallSignatures.gen()))).flat();
    if (signatures.length === 0) return undefined;
    const returned = yield* all(...signatures.map((signature) => signature.getReturnType.gen()));
    return returned.every(({ flags }) => (flags & TypeFlags.Void) !== 0);
  }

  return function* voidCallbacks(callee, construct) {
    const key = `${String(callee.id)} ${String(construct)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const parts = yield* partsOf(callee);
    const signatures = (yield* all(...parts.map((part) => (construct ? part.getConstructSignatures.gen() : part.getCallSignatures.gen())))).flat();
    const overloads = signatures.length === 0 ? [] : yield* all(...signatures.map((signature) => signature.getParameters.gen()));
    const answers: (boolean | undefined)[][] = [];
    for (const parameters of overloads) answers.push(parameters.length === 0 ? [] : yield* all(...parameters.map(returnsVoid)));
    const positions = [...Array(Math.max(0, ...answers.map(({ length }) => length))).keys()];
    const voids = positions.filter((position) => {
      const said = answers.map((answer) => answer[position]).filter((answer) => answer !== undefined);
      return said.length > 0 && said.every(Boolean);
    });
    known.set(key, voids);
    return voids;
  };
}
