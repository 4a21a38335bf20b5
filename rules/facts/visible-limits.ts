import { type FileModel, parentOf, valueAt, withoutCasts } from './file-model.ts';
import { limitMethods, limitNames, limitOptions, smallCommands, takerNames } from './knowledge/bound-signs.ts';
import type { CallValue, Value, ValueId } from './model.ts';
import { originOf } from './origins.ts';
import { nameOf } from './words.ts';

/**
 * The limit that a call visibly puts on what it returns: an option (`{ take: 20 }`), a step of its chain
 * (`.limit(20)`), or its query text (`LIMIT 20`). The value that says how many, where there is one.
 */
export function visibleLimit(file: FileModel, call: CallValue): { readonly size: ValueId | undefined } | undefined {
  return limitOption(file, call) ?? limitInChain(file, call) ?? (asksForFew(file, call) ? { size: undefined } : undefined);
}

function limitOption(file: FileModel, call: CallValue): { readonly size: ValueId } | undefined {
  for (const argument of call.args) {
    if (argument.keyword !== undefined && limitOptions.test(argument.keyword)) return { size: argument.value };
    const found = limitEntry(file, argument.value, 1) ?? (isLimitArgument(file, call, argument.value) ? argument.value : undefined);
    if (found !== undefined) return { size: found };
  }
  return undefined;
}

/** `findPending(batchSize)`, `queue.fetch(name, 10)`. */
function isLimitArgument(file: FileModel, call: CallValue, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'literal') return value.type === 'number' && takerNames.test(nameOf(file, call.callee) ?? '');
  return (value.kind === 'name' || value.kind === 'member') && limitNames.test(nameOf(file, value.id) ?? '');
}

/** The limit in an object of options, or in one inside it: `{ params: { per_page: 50 } }`. */
function limitEntry(file: FileModel, id: ValueId, depth: number): ValueId | undefined {
  const origin = originOf(file, id);
  const value = origin?.kind === 'literal' ? valueAt(file, origin.value) : withoutCasts(file, id);
  // `client.send(new ListCommand({ MaxItems: 20 }))`
  if (value.kind === 'call' && value.form === 'construct' && value.args[0] !== undefined) return limitEntry(file, value.args[0].value, 0);
  if (value.kind !== 'object') return undefined;
  for (const entry of value.entries) {
    if (entry.key !== undefined && limitOptions.test(entry.key) && !isNothing(valueAt(file, entry.value))) return entry.value;
    const inner = depth > 0 ? limitEntry(file, entry.value, depth - 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isNothing(value: Value): boolean {
  return (value.kind === 'name' && value.name === 'undefined') || (value.kind === 'literal' && typeof value.value !== 'number');
}

/** `.limit(20)` before the call or behind it. */
function limitInChain(file: FileModel, call: CallValue): { readonly size: ValueId | undefined } | undefined {
  for (const part of [...chainBefore(file, call), ...chainBehind(file, call)]) {
    const name = nameOf(file, part.callee);
    const size = part.args[0]?.value;
    if (name !== undefined && limitMethods.test(name) && size !== undefined && !isNothing(withoutCasts(file, size))) return { size };
  }
  return undefined;
}

function* chainBefore(file: FileModel, call: CallValue): Generator<CallValue> {
  let current: Value = call;
  for (;;) {
    if (current.kind === 'call') {
      yield current;
      current = withoutCasts(file, current.callee);
    } else if (current.kind === 'member') current = withoutCasts(file, current.object);
    else if (current.kind === 'await') current = withoutCasts(file, current.operand);
    else return;
  }
}

function* chainBehind(file: FileModel, call: CallValue): Generator<CallValue> {
  let current: Value | undefined = call;
  for (;;) {
    const member = parentOf(file, current.id);
    if (member?.kind !== 'member' || member.object !== current.id) return;
    current = parentOf(file, member.id);
    if (current?.kind !== 'call' || current.callee !== member.id) return;
    yield current;
  }
}

const fewRows = /\b(?:limit\s+(?:\d|\$|\?|:|@)|fetch\s+(?:first|next)\s|select\s+top\b|first:\s*[\d$])/i;

/** A query text that asks for a limited number of rows, or a command that never gives many. */
function asksForFew(file: FileModel, call: CallValue): boolean {
  return call.args.some((argument) => {
    const value = withoutCasts(file, argument.value);
    if (value.kind === 'call') return smallCommands.test(nameOf(file, value.callee) ?? '');
    if (value.kind === 'literal') return typeof value.value === 'string' && fewRows.test(value.value);
    return value.kind === 'template' && fewRows.test(value.texts.join('$'));
  });
}
