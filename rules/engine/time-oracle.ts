import type { TypeOracle } from '../facts/types.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The same answers, with the time they take measured as that of types in this file. */
export function timeOracle(oracle: TypeOracle, path: string, measure: Stopwatch): TypeOracle {
  const ask = <Answer>(question: () => Answer): Answer => measure('types', path, undefined, question);
  return {
    get source() {
      return ask(() => oracle.source);
    },
    typeOf: (file, value) => ask(() => oracle.typeOf(file, value)),
    callability: (file, value) => ask(() => oracle.callability(file, value)),
    calleeNames: (file, call) => ask(() => oracle.calleeNames(file, call)),
    signalArgument: (file, call) => ask(() => oracle.signalArgument(file, call)),
    voidCallbacks: (file, call) => ask(() => oracle.voidCallbacks(file, call)),
    signalProperty: (file, value) => ask(() => oracle.signalProperty(file, value)),
  };
}
