import type { FileModel } from './file-model.ts';
import type { ClassFact, ClassId, ValueId } from './model.ts';
import { originOf } from './origins.ts';

/** A class of a file and its base classes there, in the order in which members are looked for. */
export function* lineage(file: FileModel, id: ClassId): Generator<ClassFact> {
  const seen = new Set<ClassId>();
  const pending = [id];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const current = seen.has(next) ? undefined : file.facts.classes[next];
    seen.add(next);
    if (current === undefined) continue;
    yield current;
    if (!hasBases(current)) continue;
    const bases = basesOf(current).map((base) => originOf(file, base));
    pending.unshift(...bases.flatMap((base) => (base?.kind === 'class' ? [base.class] : [])));
  }
}

/** Is a class derived from anything? Most are not, which is known without asking what. */
export function hasBases({ superclass, mixins }: ClassFact): boolean {
  return superclass !== undefined || mixins.length > 0;
}

/** What a class is derived from, as it is written. */
export function basesOf({ superclass, mixins }: ClassFact): readonly ValueId[] {
  return superclass === undefined ? mixins : [superclass, ...mixins];
}
