import { type FunctionRef, runsWithin } from './call-graph.ts';
import { type FileModel, deriveLinked, functionOf, parentOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { locate } from './links.ts';
import type { CallValue, ClassFact, ClassId, FunctionId, MemberValue, ValueId } from './model.ts';
import { type Located, constructorOf, originOf } from './origins.ts';

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

const readsKey = Symbol('getter reads');

/** The reads of properties in a file whose getters are known, in order of evaluation. */
export function getterReads(file: FileModel): readonly GetterRead[] {
  return deriveLinked(file, readsKey, () =>
    file.facts.values.flatMap((value): GetterRead[] => {
      const target = value.kind === 'member' && !isWritten(file, value) ? getterOf(file, value) : undefined;
      return value.kind === 'member' && target !== undefined ? [{ value, target }] : [];
    }),
  );
}

const gettersKey = Symbol('getters by read');

/** The getter that the read of a property runs. */
export function getterRunBy(file: FileModel, { id }: MemberValue): FunctionRef | undefined {
  return deriveLinked(file, gettersKey, () => new Map(getterReads(file).map(({ value, target }) => [value.id, target]))).get(id);
}

const readsByFunctionKey = Symbol('getter reads by function');

/** The same of what runs in one function's time. */
export function getterReadsIn(file: FileModel, fn: FunctionId): readonly GetterRead[] {
  const all = deriveLinked(file, readsByFunctionKey, () => groupBy(getterReads(file), ({ value }) => runsWithin(file, functionOf(file, value.id)).id));
  return all.get(fn) ?? [];
}

function isWritten(file: FileModel, value: MemberValue): boolean {
  const parent = parentOf(file, value.id);
  return parent?.kind === 'assign' && parent.operator === '=' && parent.target.kind === 'member' && parent.target.value === value.id;
}

function getterOf(file: FileModel, { object, property }: MemberValue): FunctionRef | undefined {
  if (property === undefined) return undefined;
  const receiver = locatedOrigin(file, object);
  const isStatic = receiver?.origin.kind === 'class';
  const owner = classAt(receiver, true);
  for (const { file: where, fact } of owner === undefined ? [] : inheritance(owner)) {
    const members = fact.members.filter((member) => member.name === property && member.isStatic === isStatic);
    const getter = members.find(({ kind }) => kind === 'getter');
    if (getter?.function !== undefined) return { file: where, fn: getter.function };
    if (members.length > 0) return undefined;
  }
  return undefined;
}
