import { slotOf } from './call-graph.ts';
import type { CallbackSlot } from './contexts.ts';
import { declaredType, resolveAlias } from './declared-types.ts';
import { type CallbackSearch, type DroppedCallback, hasKnownSlots, slotUse } from './dropped-callbacks.ts';
import { type FileModel, functionAt, withoutCasts } from './file-model.ts';
import type { TypeRef, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { hasBody } from './only-implementations.ts';
import { calleeSymbol } from './origins.ts';
import { callbackFunction } from './repetitions.ts';
import { nameOf } from './words.ts';

/** A value that is declared to be a function which gives a promise, in a slot that does not wait for it. */
export interface DeclaredCallback {
  readonly value: ValueId;
  readonly slot: CallbackSlot;
  readonly use: Exclude<DroppedCallback['slot'], 'executor' | 'exit' | 'parameter' | 'thread' | 'accumulated'>;
}

/** The callbacks of a file of which nothing but their type is known: parameters, members of interfaces, declarations. */
export function* declaredCallbacks(search: CallbackSearch): Generator<DeclaredCallback> {
  const { file, program } = search;
  if (file.facts.language === 'python') return;
  for (const call of file.calls) {
    if (!hasKnownSlots(search, call) || calleeSymbol(file, call) === ':Promise' || isNamedCall(file, call, search.ignored)) continue;
    for (const argument of call.args) {
      const value = withoutCasts(file, argument.value);
      if (argument.spread || !/^(?:name|member)$/.test(value.kind) || program.knowledge.named.nonRejecting.includes(nameOf(file, value.id) ?? '')) continue;
      const slot = givesDeclaredTask(file, value.id) ? slotOf(file, value.id) : undefined;
      const use = slot?.call === call ? slotUse(search, slot) : 'unknown';
      if (slot !== undefined && typeof use !== 'string' && isDropped(use.slot)) yield { value: value.id, slot, use: use.slot };
    }
  }
}

function isDropped(use: DroppedCallback['slot']): use is DeclaredCallback['use'] {
  return /^(?:listener|dropped|truth|order|text)$/.test(use);
}

/** Is a value written to be a function whose result is a promise, and no function that could be looked into? */
function givesDeclaredTask(file: FileModel, id: ValueId): boolean {
  const known = callbackFunction(file, id);
  if (known !== undefined) return !hasBody(known.file, known.fn) && isPromise(known.file, functionAt(known.file, known.fn).returns);
  const type = resolveAlias(file, declaredType(file, id));
  return type?.kind === 'function' && isPromise(file, type.returns);
}

function isPromise(file: FileModel, type: TypeRef | undefined): boolean {
  const resolved = resolveAlias(file, type);
  return resolved?.kind === 'named' && /^Promise(?:Like)?$/.test(resolved.path.at(-1) ?? '');
}
