import type { BindingId, ClassId, ClassMember, FunctionId, Value } from '../../facts/model.ts';
import { describeBinding } from '../lowering/fact-tables.ts';
import type { Lowering } from './lowering.ts';

/** A function assigned to a constructor function or to its prototype. */
interface Method {
  readonly constructor: BindingId;
  readonly name: string;
  readonly isStatic: boolean;
  readonly value: Value;
}

/**
 * Makes classes of functions whose prototype is given methods: `Store.prototype.load = function () {}`, or a whole
 * prototype in one literal.
 */
export function collectPrototypeClasses(lowering: Lowering): void {
  const byConstructor = new Map<BindingId, Method[]>();
  for (const value of lowering.values) {
    if (value.kind !== 'assign' || value.operator !== '=' || value.target.kind !== 'member') continue;
    for (const method of assignedMethods(lowering, value.target.value, value.value)) {
      byConstructor.set(method.constructor, [...(byConstructor.get(method.constructor) ?? []), method]);
    }
  }
  for (const [constructor, methods] of byConstructor) if (methods.some(({ isStatic }) => !isStatic)) addClass(lowering, constructor, methods);
}

function assignedMethods(lowering: Lowering, target: number, assigned: number): Method[] {
  const member = lowering.values[target];
  const value = lowering.values[assigned];
  if (member?.kind !== 'member' || member.property === undefined || value === undefined) return [];
  const own = constructorBinding(lowering, member.object);
  if (own !== undefined) {
    if (member.property !== 'prototype') return [{ constructor: own, name: member.property, isStatic: true, value }];
    return value.kind !== 'object' ? [] : value.entries.flatMap(({ key, value: id }) => methodOf(own, key, lowering.values[id]));
  }
  const prototype = lowering.values[member.object];
  const of = prototype?.kind === 'member' && prototype.property === 'prototype' ? constructorBinding(lowering, prototype.object) : undefined;
  return of === undefined ? [] : methodOf(of, member.property, value);
}

function methodOf(constructor: BindingId, name: string | undefined, value: Value | undefined): Method[] {
  return name === undefined || value === undefined ? [] : [{ constructor, name, isStatic: false, value }];
}

/** The name of a function that is declared, or is the initial value of a constant. */
function constructorBinding(lowering: Lowering, id: number): BindingId | undefined {
  const value = lowering.values[id];
  const binding = value?.kind === 'name' && value.binding !== undefined ? lowering.bindings[value.binding] : undefined;
  return binding?.function === undefined || binding.class !== undefined || binding.kind === 'param' ? undefined : binding.id;
}

function addClass(lowering: Lowering, binding: BindingId, methods: readonly Method[]): void {
  const constructor = lowering.bindings[binding]?.function;
  const fact = constructor === undefined ? undefined : lowering.functions[constructor];
  if (constructor === undefined || fact?.parent === undefined || fact.class !== undefined || fact.form === 'arrow') return;
  const id = lowering.classes.length;
  const members = [memberOf('constructor', constructor, fact.span), ...methods.flatMap((method) => methodMember(lowering, method, id))];
  lowering.functions[constructor] = { ...fact, class: id };
  lowering.classes.push({ id, name: fact.name, span: fact.span, fn: fact.parent, superclass: undefined, mixins: [], implements: [], decorators: [], members });
  describeBinding(lowering, binding, { class: id });
}

function memberOf(kind: 'constructor' | 'method', fn: FunctionId, span: ClassMember['span'], name = 'constructor', isStatic = false): ClassMember {
  return { name, isStatic, kind, function: fn, value: undefined, annotation: undefined, span };
}

/** A method that is written in place; one that has a name elsewhere keeps what `this` is there. */
function methodMember(lowering: Lowering, { name, isStatic, value }: Method, id: ClassId): ClassMember[] {
  if (value.kind !== 'function') return [{ name, isStatic, kind: 'field', function: undefined, value: value.id, annotation: undefined, span: value.span }];
  const fact = lowering.functions[value.fn];
  if (fact === undefined || fact.class !== undefined) return [];
  if (fact.form !== 'arrow') lowering.functions[value.fn] = { ...fact, class: id, isStatic };
  return [memberOf('method', value.fn, value.span, name, isStatic)];
}
