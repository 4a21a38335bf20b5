import { type FileModel, derive, targetBindings } from './file-model.ts';
import type { BindingFact, BindingId } from './model.ts';
import { memberOrigin } from './member-origins.ts';
import { type Origin, resultOrigin } from './origins.ts';

const enteredKey = Symbol('entered names');

/**
 * What a name stands for that `with` gives a value: what entering gives, where a class of the program says it, and otherwise
 * what is entered, as usual.
 */
export function enteredOrigin(file: FileModel, binding: BindingFact, of: Origin | undefined): Origin | undefined {
  const entered = derive(file, enteredKey, () => collectEntered(file)).get(binding.id);
  if (entered === undefined || of?.kind !== 'instance') return of;
  const enter = memberOrigin(file, of, entered.awaits ? '__aenter__' : '__enter__');
  return enter?.kind === 'function' ? resultOrigin(file, enter) : of;
}

/** Python's alone: where `with` stands is `using` elsewhere, and gives the thing itself. */
function collectEntered(file: FileModel): ReadonlyMap<BindingId, { readonly awaits: boolean }> {
  const found = new Map<BindingId, { readonly awaits: boolean }>();
  for (const structure of file.facts.structures) {
    if (structure.kind !== 'with') continue;
    for (const { target } of structure.items) {
      if (target !== undefined) for (const binding of targetBindings(target)) found.set(binding, { awaits: structure.awaits });
    }
  }
  return found;
}
