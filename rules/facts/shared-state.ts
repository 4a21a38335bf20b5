import { fateOf } from './fates.ts';
import { type FileModel, derive, functionAt, functionOf, isInFunction, parentOf, textOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { AssignValue, BindingFact, CallValue, FunctionId, Target, Value, ValueId } from './model.ts';
import { plainText } from './plain-text.ts';

/** A mention of state that outlives the call of the function it stands in. */
export interface StateAccess {
  /** The same for all mentions of one piece of state. */
  readonly key: string;
  /** How the code writes it: `this.count`, `cache[key]`. */
  readonly text: string;
  /** For a read the value read, for a write the assignment or the call that writes. */
  readonly value: ValueId;
  readonly kind: 'read' | 'write';
  /** What a write puts there. */
  readonly written: ValueId | undefined;
  /** An entry of a collection that is looked up by a key. */
  readonly isEntry: boolean;
}

interface Location {
  readonly key: string;
  readonly text: string;
  readonly isEntry: boolean;
}

const mentionsKey = Symbol('what may access state by function');
const accessesKey = Symbol('accesses of shared state by function');

/** The mentions of shared state in a function's own code, in order of evaluation. */
export function stateAccesses(file: FileModel, fn: FunctionId): readonly StateAccess[] {
  const mentions = derive(file, mentionsKey, () => groupBy(file.facts.values.filter(mayAccess), ({ id }) => functionOf(file, id).id));
  const known = derive(file, accessesKey, () => new Map<FunctionId, readonly StateAccess[]>());
  const found = known.get(fn) ?? (mentions.get(fn) ?? []).flatMap(({ id }) => accessesOf(file, id));
  known.set(fn, found);
  return found;
}

function mayAccess({ kind }: Value): boolean {
  return kind === 'assign' || kind === 'call' || kind === 'name' || kind === 'member' || kind === 'binary';
}

function accessesOf(file: FileModel, id: ValueId): readonly StateAccess[] {
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'assign':
      return [...writesOf(file, value), ...takenReads(file, value)];
    case 'call':
      return entryAccess(file, value);
    case 'name':
    case 'member': {
      const parent = parentOf(file, id);
      if (parent?.kind === 'assign' && parent.target.kind === 'member' && parent.target.value === id) return [];
      const location = locationOf(file, id, functionOf(file, id).id);
      return location === undefined ? [] : [{ ...location, value: id, kind: 'read', written: undefined }];
    }
    case 'binary': {
      if (!/^(?:not )?in$/.test(value.operator)) return [];
      const location = entryOf(file, value.right, value.left, functionOf(file, id).id);
      return location === undefined ? [] : [{ ...location, value: id, kind: 'read', written: undefined }];
    }
    default:
      return [];
  }
}

function writesOf(file: FileModel, assign: AssignValue): readonly StateAccess[] {
  const location = targetLocation(file, assign.target, functionOf(file, assign.id).id);
  return location === undefined || assign.declares !== undefined ? [] : [{ ...location, value: assign.id, kind: 'write', written: assign.value }];
}

/** `const { count } = this`: reads of what is taken out, all with the value that it is taken out of. */
function takenReads(file: FileModel, { target, value, id }: AssignValue): readonly StateAccess[] {
  const object = target.kind === 'object' ? objectOf(file, value, functionOf(file, id).id) : undefined;
  if (object === undefined || target.kind !== 'object') return [];
  return target.properties.flatMap(({ key }): StateAccess[] =>
    key === undefined ? [] : [{ key: `${object.key}.${key}`, text: `${plainText(file, value)}.${key}`, value: withoutCasts(file, value).id, kind: 'read', written: undefined, isEntry: false }],
  );
}

function targetLocation(file: FileModel, target: Target, fn: FunctionId): Location | undefined {
  if (target.kind === 'member') return locationOf(file, target.value, fn);
  return target.kind === 'binding' && target.binding !== undefined ? bindingLocation(file, file.facts.bindings[target.binding], fn) : undefined;
}

/** `cache.get(key)`, `cache.has(key)`, `cache.set(key, value)`, `seen.add(key)`: of collections in memory, whose calls are not waited for. */
function entryAccess(file: FileModel, call: CallValue): readonly StateAccess[] {
  const callee = valueAt(file, call.callee);
  const [key, written] = call.args;
  // A `get` of the object itself reads a property by some way of its own, and is no look into a cache.
  if (callee.kind !== 'member' || valueAt(file, callee.object).kind === 'this' || key === undefined || key.spread || fateOf(file, call.id).kind === 'awaited') return [];
  const reads = /^(?:get|has)$/.test(callee.property ?? '') && call.args.length <= 2;
  const writes = (/^(?:set|setdefault)$/.test(callee.property ?? '') && written !== undefined) || (callee.property === 'add' && written === undefined);
  if (!reads && !writes) return [];
  const location = entryOf(file, callee.object, key.value, functionOf(file, call.id).id);
  if (location === undefined) return [];
  return [{ ...location, value: call.id, kind: reads ? 'read' : 'write', written: writes ? written?.value : undefined }];
}

/** Where a value is kept, if that outlives the function. */
function locationOf(file: FileModel, id: ValueId, fn: FunctionId): Location | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'name') return value.binding === undefined ? undefined : bindingLocation(file, file.facts.bindings[value.binding], fn);
  if (value.kind !== 'member') return undefined;
  if (value.property === undefined) return value.key === undefined ? undefined : entryOf(file, value.object, value.key, fn);
  const object = objectOf(file, value.object, fn);
  return object === undefined ? undefined : { key: `${object.key}.${value.property}`, text: plainText(file, id), isEntry: false };
}

function entryOf(file: FileModel, collection: ValueId, key: ValueId, fn: FunctionId): Location | undefined {
  const object = objectOf(file, collection, fn);
  const index = keyOf(file, key);
  if (object === undefined || index === undefined) return undefined;
  return { key: `${object.key}[${index}]`, text: `${object.text}[${textOf(file, valueAt(file, key).span)}]`, isEntry: true };
}

/** What members are taken of: `this`, or what is shared itself. */
function objectOf(file: FileModel, id: ValueId, fn: FunctionId): Location | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'this') return functionAt(file, fn).form === 'constructor' ? undefined : { key: value.form, text: plainText(file, id), isEntry: false };
  if (value.kind === 'name' && value.binding !== undefined) {
    const binding = file.facts.bindings[value.binding];
    return binding !== undefined && outlives(file, binding, fn) && !/^(?:import|namespace|function|type|enum)$/.test(binding.kind) ? { key: `#${String(binding.id)}`, text: binding.name, isEntry: false } : undefined;
  }
  return locationOf(file, id, fn);
}

/** Of the module, or made by an outer function; what that was given is the business of who gave it. */
function outlives(file: FileModel, binding: BindingFact, fn: FunctionId): boolean {
  return binding.fn === 0 || (binding.fn !== fn && binding.parameter === undefined && isInFunction(file, fn, binding.fn));
}

/** The variable that state is a part of; undefined for what an object has. */
export function stateRoot(file: FileModel, { value }: StateAccess): BindingFact | undefined {
  const write = valueAt(file, value);
  if (write.kind === 'assign' && write.target.kind === 'binding') return write.target.binding === undefined ? undefined : file.facts.bindings[write.target.binding];
  const callee = write.kind === 'call' ? valueAt(file, write.callee) : undefined;
  const place = write.kind === 'assign' && write.target.kind === 'member' ? write.target.value : callee?.kind === 'member' ? callee.object : undefined;
  let root = place === undefined ? undefined : withoutCasts(file, place);
  while (root?.kind === 'member') root = withoutCasts(file, root.object);
  return root?.kind === 'name' && root.binding !== undefined ? file.facts.bindings[root.binding] : undefined;
}

/** Variables of the module, and those of outer functions. */
function bindingLocation(file: FileModel, binding: BindingFact | undefined, fn: FunctionId): Location | undefined {
  if (binding === undefined || !/^(?:let|var)$/.test(binding.kind) || binding.parameter !== undefined) return undefined;
  if (binding.fn === fn || !isInFunction(file, fn, binding.fn)) return undefined;
  return { key: `#${String(binding.id)}`, text: binding.name, isEntry: false };
}

/** The same for keys that are certainly the same within a call. */
function keyOf(file: FileModel, id: ValueId): string | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'literal') return JSON.stringify(value.value);
  if (value.kind === 'name') return value.binding === undefined ? undefined : `#${String(value.binding)}`;
  if (value.kind === 'template' || value.kind === 'member') return plainText(file, id);
  return undefined;
}
