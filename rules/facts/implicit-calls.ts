import { type FunctionRef, inTimeOf } from './call-graph.ts';
import { type FileModel, derive, deriveLinked, functionOf, parentOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { locate } from './links.ts';
import type { CallValue, ClassFact, ClassId, FunctionId, MemberValue, ValueId } from './model.ts';
import { type Located, constructorOf, originOf } from './origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What runs a function: a call, or a read of a property that has a getter. */
export type Invocation = CallValue | MemberValue;

/** A class of a file. */
interface ClassRef {
  readonly file: FileModel;
  readonly fact: ClassFact;
}

const longestInheritance = 16;

/** What making an instance runs besides the constructor that is named: initial values of fields, and the same of base classes. */
export function constructionSteps(file: FileModel, call: CallValue): readonly FunctionRef[] {
  const made = constructedClass(file, call);
  const run: FunctionRef[] = [];
  for (const { file: where, fact } of made === undefined ? [] : inheritance(made)) {
    const initialisers = fieldInitialisers(where).get(fact.id) ?? [];
    run.push(...initialisers.map((fn) => ({ file: where, fn })));
    const constructor = constructorOf(fact);
    if (constructor === undefined) continue;
    run.push({ file: where, fn: constructor });
    // What it inherits, it runs itself, by its call of `super`.
    break;
  }
  return run;
}

/** The class that `new X()` or `super()` makes an instance of, as far as it goes for this call. */
function constructedClass(file: FileModel, call: CallValue): ClassRef | undefined {
  const callee = valueAt(file, call.callee);
  const isSuper = callee.kind === 'this' && callee.form === 'super';
  if (!isSuper && call.form !== 'construct' && file.facts.language === 'typescript') return undefined;
  return classAt(locatedOrigin(file, call.callee), isSuper);
}

function locatedOrigin(file: FileModel, id: ValueId): Located | undefined {
  const origin = originOf(file, id);
  return origin === undefined ? undefined : locate({ file, origin });
}

function classAt(located: Located | undefined, orInstance = false): ClassRef | undefined {
  if (located === undefined) return undefined;
  const { file, origin } = located;
  if (origin.kind !== 'class' && !(orInstance && origin.kind === 'instance')) return undefined;
  const fact = file.facts.classes[origin.class];
  return fact === undefined ? undefined : { file, fact };
}

/** A class and those it inherits from, in whatever files they are. */
function inheritance(from: ClassRef): readonly ClassRef[] {
  const found = [from];
  for (const { file, fact } of found) {
    const base = classAt(fact.superclass === undefined ? undefined : locatedOrigin(file, fact.superclass));
    if (base === undefined || found.length > longestInheritance) break;
    found.push(base);
  }
  return found;
}

const initialisersKey = Symbol('field initialisers by class');

function fieldInitialisers(file: FileModel): ReadonlyMap<ClassId | undefined, readonly FunctionId[]> {
  return deriveLinked(file, initialisersKey, () => {
    const fields = file.facts.functions.filter((fn) => fn.form === 'field' && !fn.isStatic);
    return new Map([...groupBy(fields, (fn) => fn.class)].map(([id, functions]) => [id, functions.map((fn) => fn.id)]));
  });
}

/** A read of a property, and the getter that it runs. */
export interface GetterRead {
  readonly value: MemberValue;
  readonly target: FunctionRef;
}


const gettersKey = Symbol('getters by read');

/** The getter that the read of a property runs. */
export function getterRunBy(file: FileModel, read: MemberValue): FunctionRef | undefined {
  const known = deriveLinked(file, gettersKey, () => new Map<ValueId, FunctionRef | undefined>());
  if (known.has(read.id)) return known.get(read.id);
  const found = isWritten(file, read) ? undefined : getterOf(file, read);
  known.set(read.id, found);
  return found;
}

const readsKey = Symbol('member reads by function');
const getterReadsKey = Symbol('getter reads by function');

/** The reads of properties that run a getter, among those that run in one function's time, in order of evaluation. */
export function getterReadsIn(file: FileModel, fn: FunctionId): readonly GetterRead[] {
  const known = deriveLinked(file, getterReadsKey, () => new Map<FunctionId, readonly GetterRead[]>());
  const found = known.get(fn) ?? inTimeOf(file, fn, readsIn).flatMap((value): GetterRead[] => {
    const target = getterRunBy(file, value);
    return target === undefined ? [] : [{ value, target }];
  });
  known.set(fn, found);
  return found;
}

/** The reads of properties that stand in a function itself, with getters or without, in order of evaluation. */
export function readsIn(file: FileModel, fn: FunctionId): readonly MemberValue[] {
  const reads = derive(file, readsKey, () => groupBy(valuesOfKind(file, 'member').filter((value) => !isWritten(file, value)), ({ id }) => functionOf(file, id).id));
  return reads.get(fn) ?? [];
}

function isWritten(file: FileModel, value: MemberValue): boolean {
  const parent = parentOf(file, value.id);
  return parent?.kind === 'assign' && parent.operator === '=' && parent.target.kind === 'member' && parent.target.value === value.id;
}

const staticGettersKey = Symbol('getters of classes');
const gettersOfInstancesKey = Symbol('getters of instances');

function getterOf(file: FileModel, { object, property }: MemberValue): FunctionRef | undefined {
  if (property === undefined) return undefined;
  const receiver = locatedOrigin(file, object);
  const owner = classAt(receiver, true);
  if (receiver === undefined || owner === undefined) return undefined;
  const key = receiver.origin.kind === 'class' ? staticGettersKey : gettersOfInstancesKey;
  const known = deriveLinked(owner.file, key, () => new Map<ClassId, ReadonlyMap<string | undefined, FunctionRef | undefined>>());
  const found = known.get(owner.fact.id) ?? gettersOf(owner, receiver.origin.kind === 'class');
  known.set(owner.fact.id, found);
  return found.get(property);
}

/** The getters of a class by their names, its own and inherited ones; undefined for what others of its members hide. */
function gettersOf(owner: ClassRef, isStatic: boolean): ReadonlyMap<string | undefined, FunctionRef | undefined> {
  const classes = inheritance(owner);
  const found = new Map<string | undefined, FunctionRef | undefined>();
  // Most classes have none.
  if (!classes.some(({ fact }) => fact.members.some(({ kind }) => kind === 'getter'))) return found;
  for (const { file, fact } of classes) {
    const own = groupBy(fact.members.filter((member) => member.isStatic === isStatic), ({ name }) => name);
    for (const [name, members] of own) {
      const getter = members.find(({ kind }) => kind === 'getter');
      if (!found.has(name)) found.set(name, getter?.function === undefined ? undefined : { file, fn: getter.function });
    }
  }
  return found;
}
