import { type FileModel, derive, functionAt, functionOf, valueAt } from './file-model.ts';
import type { ClassId, FunctionFact, FunctionId, ValueId } from './model.ts';
import { type Origin, originOf } from './origins.ts';
import { typedSymbol } from './symbol-paths.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What `this` or `super` stands for: an instance, a class, or the object literal around a method. */
export function thisOrigin(file: FileModel, id: ValueId): Origin | undefined {
  const owner = owningClass(file, id);
  if (owner === undefined) return owningLiteral(file, id);
  const value = valueAt(file, id);
  if (value.kind === 'this' && value.form === 'super') return superOrigin(file, owner);
  const isClass = owner.isStatic || (value.kind === 'this' && value.form === 'class');
  return isClass ? { kind: 'class', class: owner.class } : { kind: 'instance', class: owner.class };
}

function superOrigin(file: FileModel, owner: { readonly class: ClassId; readonly isStatic: boolean }): Origin | undefined {
  const superclass = file.facts.classes[owner.class]?.superclass;
  const base = superclass === undefined ? undefined : originOf(file, superclass);
  if (base === undefined || owner.isStatic) return base;
  if (base.kind === 'class') return { kind: 'instance', class: base.class };
  return base.kind === 'symbol' ? { kind: 'symbol', symbol: typedSymbol(base.symbol, file.facts.language) } : undefined;
}

const literalsKey = Symbol('literals by method');

/** The object literal whose method evaluates a value. */
function owningLiteral(file: FileModel, id: ValueId): Origin | undefined {
  const literals = derive(file, literalsKey, () => {
    const byFunction = new Map<FunctionId, ValueId>();
    for (const value of valuesOfKind(file, 'object')) {
      for (const entry of value.entries) {
        const member = valueAt(file, entry.value);
        if (member.kind === 'function') byFunction.set(member.fn, value.id);
      }
    }
    return byFunction;
  });
  const literal = literals.get(ownerOfThis(file, id).id);
  return literal === undefined ? undefined : { kind: 'literal', value: literal };
}

/** The class that `this` belongs to: arrow functions keep it, other functions have one of their own. */
export function owningClass(file: FileModel, id: ValueId): { readonly class: ClassId; readonly isStatic: boolean } | undefined {
  const fn = ownerOfThis(file, id);
  return fn.class === undefined ? undefined : { class: fn.class, isStatic: fn.isStatic };
}

function ownerOfThis(file: FileModel, id: ValueId): FunctionFact {
  let fn = functionOf(file, id);
  while (keepsThis(file, fn) && fn.parent !== undefined) fn = functionAt(file, fn.parent);
  return fn;
}

/** In Python the first parameter of a method is a name like others: all functions written in the method see it. */
function keepsThis(file: FileModel, fn: FunctionFact): boolean {
  return fn.form === 'arrow' || (file.facts.language === 'python' && fn.class === undefined);
}
