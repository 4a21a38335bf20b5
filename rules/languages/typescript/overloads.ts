import type * as ESTree from '@oxc-project/types';
import type { TypeRef } from '../../facts/model.ts';
import type { Lowering } from './lowering.ts';
import { annotationOf, keyName, lowerAnnotation } from './type-refs.ts';

/** The type of a function that is declared without a body. */
export function lowerSignature(lowering: Lowering, { params, returnType }: ESTree.Function): TypeRef {
  return {
    kind: 'function',
    params: params.map((param) => lowerAnnotation(lowering, annotationOf(param)) ?? { kind: 'other' }),
    returns: lowerAnnotation(lowering, returnType),
  };
}

/** What is known of a function with two signatures: what they return, where that is the same. */
export function mergeSignatures(first: TypeRef | undefined, second: TypeRef): TypeRef {
  if (first?.kind !== 'function' || second.kind !== 'function') return second;
  const agree = JSON.stringify(first.returns) === JSON.stringify(second.returns);
  return agree ? first : { kind: 'function', params: [], returns: { kind: 'other' } };
}

/** The signatures of a method's overloads; empty for one that has none. */
export function overloadsOf(method: ESTree.MethodDefinition, elements: readonly ESTree.ClassElement[]): ESTree.Function[] {
  const name = keyName(method.key, method.computed);
  if (name === undefined) return [];
  const known = signaturesOfClasses.get(elements) ?? signaturesByName(elements);
  signaturesOfClasses.set(elements, known);
  return (known.get(name) ?? []).flatMap((signature) => (signature.static === method.static ? [signature.value] : []));
}

const signaturesOfClasses = new WeakMap<readonly ESTree.ClassElement[], ReadonlyMap<string, readonly ESTree.MethodDefinition[]>>();

/** The methods of a class that have no body, by their names. */
function signaturesByName(elements: readonly ESTree.ClassElement[]): Map<string, ESTree.MethodDefinition[]> {
  const byName = new Map<string, ESTree.MethodDefinition[]>();
  for (const element of elements) {
    if (element.type !== 'MethodDefinition' || element.value.body !== null) continue;
    const name = keyName(element.key, element.computed);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), element]);
  }
  return byName;
}

/** Is a method only a signature of one that follows with a body? */
export function isOverload(method: ESTree.MethodDefinition, elements: readonly ESTree.ClassElement[]): boolean {
  if (method.value.body !== null) return false;
  const name = keyName(method.key, method.computed);
  return elements.some(
    (element) =>
      element.type === 'MethodDefinition' && element.value.body !== null && element.static === method.static && keyName(element.key, element.computed) === name,
  );
}
