import { type CallbackSearch } from './dropped-callbacks.ts';
import { givesTask } from './async-callbacks.ts';
import type { ValueId } from './model.ts';
import { callbackFunction } from './repetitions.ts';
import { type UnguardedFailure, unguardedFailure } from './unguarded-failures.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** An async function given to an event attribute of a JSX element. */
export interface AsyncAttribute {
  readonly name: string;
  readonly value: ValueId;
  readonly failure: UnguardedFailure;
}

/** The event attributes (`onClick`) whose function can fail with nobody to handle it. */
export function* asyncAttributes({ file, program, types }: Omit<CallbackSearch, 'ignored'>): Generator<AsyncAttribute> {
  for (const element of valuesOfKind(file, 'element')) {
    for (const { name, value } of element.attributes) {
      const ref = name !== undefined && /^on[A-Z]/.test(name) ? callbackFunction(file, value) : undefined;
      const failure = ref === undefined || !givesTask(program, types, ref) ? undefined : unguardedFailure({ program, types }, ref);
      if (name !== undefined && failure !== undefined) yield { name, value, failure };
    }
  }
}
