import { bindingOf } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { parsingNames, sizeChecks } from './knowledge/bound-signs.ts';
import type { BindingFact, CallValue, ValueId } from './model.ts';
import { nameOf } from './words.ts';

type Path = readonly (string | undefined)[];

const deepest = 8;

/**
 * The most elements that a schema lets a list have which was checked by it: `z.array(id).max(10)`, where the list is what
 * `schema.parse(body)` gave, or what a callback is given behind `procedure.input(schema)`.
 */
export function checkedSize(file: FileModel, id: ValueId): ValueId | undefined {
  const path: string[] = [];
  let value = withoutCasts(file, id);
  while (value.kind === 'member' && value.property !== undefined) {
    path.unshift(value.property);
    value = withoutCasts(file, value.object);
  }
  if (value.kind === 'call' || value.kind === 'await') return sizeInParsed(file, value.id, path);
  const binding = bindingOf(file, value);
  return binding === undefined ? undefined : checkedSizeOf(file, binding, path);
}

/** The same for a name, or something under it. */
export function checkedSizeOf(file: FileModel, binding: BindingFact, under: Path = []): ValueId | undefined {
  const path = [...binding.path, ...under];
  if (binding.parameter === undefined) return binding.init === undefined ? undefined : sizeInParsed(file, binding.init, path);
  const slot = callbackSlot(file, binding.fn);
  if (slot === undefined) return undefined;
  for (const call of chainBefore(file, slot.call)) {
    const [schema] = call.args;
    const size = schema === undefined ? undefined : (sizeInSchema(file, schema.value, path.slice(1), 0) ?? sizeInSchema(file, schema.value, path, 0));
    if (size !== undefined) return size;
  }
  return undefined;
}

/** `schema.parse(body)`, `(await schema.safeParseAsync(body)).data`. */
function sizeInParsed(file: FileModel, id: ValueId, path: Path): ValueId | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'await') return sizeInParsed(file, value.operand, path);
  const callee = value.kind === 'call' ? valueAt(file, value.callee) : undefined;
  if (callee?.kind !== 'member' || !parsingNames.test(callee.property ?? '')) return undefined;
  return sizeInSchema(file, callee.object, path, 0) ?? (path[0] === 'data' || path[0] === 'value' ? sizeInSchema(file, callee.object, path.slice(1), 0) : undefined);
}

/** The calls of a chain in front of one: `procedure.input(schema)` before `.mutation(handler)`. */
function* chainBefore(file: FileModel, call: CallValue): Generator<CallValue> {
  let callee = valueAt(file, call.callee);
  while (callee.kind === 'member') {
    const before = withoutCasts(file, callee.object);
    if (before.kind !== 'call') return;
    yield before;
    callee = valueAt(file, before.callee);
  }
}

function sizeInSchema(file: FileModel, id: ValueId, path: Path, depth: number): ValueId | undefined {
  const value = withoutCasts(file, id);
  if (depth > deepest) return undefined;
  if (value.kind === 'name') {
    const binding = bindingOf(file, value);
    return binding?.init === undefined || binding.path.length > 0 ? undefined : sizeInSchema(file, binding.init, path, depth + 1);
  }
  if (value.kind !== 'call') return undefined;
  const [first] = value.args;
  const name = nameOf(file, value.callee) ?? '';
  const [key, ...rest] = path;
  if (key === undefined && sizeChecks.test(name) && first !== undefined && chainNames(file, value).includes('array')) return first.value;
  const shape = key === undefined || first === undefined ? undefined : withoutCasts(file, first.value);
  const part = shape?.kind === 'object' ? shape.entries.findLast((entry) => entry.key === key)?.value : undefined;
  const inside = part === undefined ? undefined : sizeInSchema(file, part, rest, depth + 1);
  const callee = valueAt(file, value.callee);
  return inside ?? (callee.kind === 'member' ? sizeInSchema(file, callee.object, path, depth + 1) : undefined);
}

function chainNames(file: FileModel, call: CallValue): readonly string[] {
  return [...chainBefore(file, call)].map((before) => nameOf(file, before.callee) ?? '');
}
