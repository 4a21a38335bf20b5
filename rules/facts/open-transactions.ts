import { bindingOf, readsOf } from './bindings.ts';
import { type FunctionRef, callsWithin } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, enclosingStructures, functionOf, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { transactionEnds, transactionStarts } from './knowledge/transactions.ts';
import type { BindingId, CallValue, Span, ValueId } from './model.ts';
import type { Program } from './program.ts';
import { type Handover, releaseOf } from './release-paths.ts';

/** A transaction that stays open on the connection where something fails. */
export interface OpenTransaction {
  readonly call: CallValue;
  /** What fails. */
  readonly at: Span;
  /** What ends it elsewhere. */
  readonly end: CallValue;
}

const nothing: Handover = { bindings: [], uses: new Set(), closures: new Set(), harmless: new Set() };

/** The transactions of a function, on connections that it takes itself, which some failure leaves open; in order of the text. */
export function openTransactions(program: Program, ref: FunctionRef): readonly OpenTransaction[] {
  const { file } = ref;
  return callsWithin(file, ref.fn).flatMap((call): OpenTransaction[] => {
    const connection = isStep(file, call, transactionStarts) ? ownConnection(file, call) : undefined;
    if (connection === undefined) return [];
    const others = readsOf(file, connection).flatMap((read) => endOf(file, read) ?? []);
    const [end] = others.filter((other) => isStep(file, other, transactionEnds));
    if (end === undefined) return [];
    const found = releaseOf(program, ref, call, others, nothing);
    return found.outcome === 'leaked' && found.way === 'error' ? [{ call, at: found.at, end }] : [];
  });
}

interface Steps {
  readonly methods: RegExp;
  readonly texts: RegExp;
}

/** `connection.beginTransaction()`, `client.query('BEGIN')`. */
function isStep(file: FileModel, call: CallValue, { methods, texts }: Steps): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || callee.property === undefined) return false;
  if (methods.test(callee.property)) return true;
  const [first] = call.args;
  const text = first === undefined ? undefined : withoutCasts(file, first.value);
  if (!/^(?:query|execute|exec|run)$/.test(callee.property) || text === undefined) return false;
  return text.kind === 'literal' ? typeof text.value === 'string' && texts.test(text.value) : text.kind === 'template' && texts.test(text.texts[0] ?? '');
}

/** The name of the connection, where the function takes it itself: of one that it is given, the caller may end the transaction. */
function ownConnection(file: FileModel, call: CallValue): BindingId | undefined {
  const callee = valueAt(file, call.callee);
  const binding = callee.kind === 'member' ? bindingOf(file, withoutCasts(file, callee.object)) : undefined;
  const init = binding?.init === undefined ? undefined : withoutCasts(file, binding.init);
  return init?.kind === 'await' && binding?.fn === functionOf(file, call.id).id && fateOf(file, call.id).kind === 'awaited' ? binding.id : undefined;
}

/** A call that ends the transaction, or drops its connection, or that an error handler gives the connection to. */
function endOf(file: FileModel, read: ValueId): CallValue | undefined {
  const fate = fateOf(file, read);
  if (fate.kind === 'argument') return isInHandler(file, fate.call) ? fate.call : undefined;
  const parent = fate.kind === 'receiver' ? fateOf(file, fate.member.id) : undefined;
  if (fate.kind !== 'receiver' || parent?.kind !== 'callee') return undefined;
  const { call } = parent;
  const isDropped = /^(?:end|destroy|close|disconnect)$/.test(fate.member.property ?? '') || (fate.member.property === 'release' && call.args.length > 0);
  return isDropped || isStep(file, call, transactionEnds) ? call : undefined;
}

function isInHandler(file: FileModel, { region }: CallValue): boolean {
  return [regionAt(file, region), ...[...enclosingStructures(file, region)].map((around) => around.region)].some(({ role }) => role === 'handler' || role === 'finally');
}
