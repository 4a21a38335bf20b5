import { type TaskSearch, canStartTask, isCertainOrWrite, isCertainTask, isPlainTask } from './certain-tasks.ts';
import { chainHandling } from './dropped-tasks.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, deriveLinked, valueAt, withoutCasts } from './file-model.ts';
import { additionsTo, isFreshList } from './list-additions.ts';
import { elementUse, isListOfPlainTasks } from './misread-lists.ts';
import type { BindingFact, Value, ValueId } from './model.ts';
import { calleeSymbol, isReassigned } from './origins.ts';
import { privateFields } from './private-fields.ts';
import { type ValueUse, isWaitedFor, valueUse } from './value-uses.ts';

/** A task that is kept somewhere, where nobody waits for it. */
export type UnawaitedResult =
  /** What it is kept in is never read. */
  | { readonly kind: 'unread'; readonly name: string; readonly value: ValueId; readonly isList: boolean }
  /** Everything that reads it takes it for what it gives; `reads` in order of the text. */
  | { readonly kind: 'misread'; readonly name: string; readonly value: ValueId; readonly isList: boolean; readonly reads: readonly { readonly value: ValueId; readonly use: ValueUse }[] }
  /** It is put into a list that is only ever added to. */
  | { readonly kind: 'collected'; readonly name: string; readonly value: ValueId };

export function* unawaitedResults(search: TaskSearch): Generator<UnawaitedResult> {
  for (const candidate of unawaitedCandidates(search.file)) {
    if (isTaskOf(search, candidate)) yield candidate;
  }
}

function isTaskOf(search: TaskSearch, candidate: UnawaitedResult): boolean {
  const { file, types } = search;
  const { value, kind } = candidate;
  if (kind === 'unread' && candidate.isList) return types.typeOf(file, value).task === 'list';
  if (kind === 'misread' && candidate.isList) return isListOfPlainTasks(search, value);
  const isCertain = kind === 'unread' ? isCertainOrWrite(search, value) : isCertainTask(search, value);
  if (!isCertain || isHandled(file, value)) return false;
  if (kind !== 'misread') return true;
  return isPlainTask(search, value) || candidate.reads.every(({ use }) => use.kind !== 'member' && use.kind !== 'destructured');
}

/** `const saved = save().catch(report)` is kept without need, but its failure is handled. */
function isHandled(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return false;
  const handling = chainHandling(file, value);
  return handling.kind === 'handler' || (handling.kind === 'passes' && isHandled(file, handling.receiver));
}

const candidatesKey = Symbol('stored values nobody waits for');

/** What would be an unawaited result if it is a task, in order of the text. */
export function unawaitedCandidates(file: FileModel): readonly UnawaitedResult[] {
  return deriveLinked(file, candidatesKey, () => {
    const exported = new Set(file.facts.exports.map((entry) => entry.binding));
    const locals = file.facts.bindings.filter((binding) => isLocal(file, binding) && !exported.has(binding.id));
    return [...locals.flatMap((binding) => inBinding(file, binding)), ...privateCandidates(file)].sort((a, b) => valueAt(file, a.value).span.start - valueAt(file, b.value).span.start);
  });
}

/** A name that only this file can read, and that says by no underscore that nobody is to. */
function isLocal(file: FileModel, { kind, name, fn, parameter }: BindingFact): boolean {
  if (parameter !== undefined || name.startsWith('_') || !/^(?:const|let|var)$/.test(kind)) return false;
  // In a script, and in a module of Python, everybody can read what stands at the top.
  return fn !== 0 || (file.facts.language === 'typescript' && (file.facts.imports.length > 0 || file.facts.exports.length > 0));
}

function inBinding(file: FileModel, binding: BindingFact): UnawaitedResult[] {
  const uses = file.uses.get(binding.id) ?? [];
  const reads = uses.filter(({ kind }) => kind === 'read').map(({ value }) => value);
  const assigned = uses.flatMap(({ value, kind }) => (kind === 'write' ? [assignedValue(file, value)] : [])).filter((value) => value !== undefined);
  if (reads.length === 0) return namesItsType(file, binding.name) ? [] : assigned.flatMap((value) => unread(file, binding.name, value));
  const [only] = assigned;
  if (only === undefined || isReassigned(file, binding)) return [];
  return isFreshList(file, only) ? collected(file, binding, reads) : misread(file, binding, only, reads);
}

const typedNamesKey = Symbol('names after typeof');

/** Tests of types keep values only to ask for `typeof value`. */
function namesItsType(file: FileModel, name: string): boolean {
  if (file.facts.language !== 'typescript') return false;
  return derive(file, typedNamesKey, () => new Set([...file.text.matchAll(/\btypeof ([\w$]+)/g)].map(([, found]) => found))).has(name);
}

function assignedValue(file: FileModel, id: ValueId): ValueId | undefined {
  const assign = valueAt(file, id);
  return assign.kind === 'assign' && assign.operator === '=' && assign.target.kind === 'binding' && fateOf(file, id).kind === 'dropped' ? assign.value : undefined;
}

function unread(file: FileModel, name: string, id: ValueId): UnawaitedResult[] {
  const value = withoutCasts(file, id);
  const isList = value.kind === 'list' || value.kind === 'comprehension' || (value.kind === 'call' && isMapped(file, value.callee));
  return canStartTask(value) || isList ? [{ kind: 'unread', name, value: value.id, isList }] : [];
}

function isMapped(file: FileModel, callee: ValueId): boolean {
  const value = valueAt(file, callee);
  return value.kind === 'member' && /^(?:map|from)$/.test(value.property ?? '');
}

function misread(file: FileModel, { name }: BindingFact, id: ValueId, reads: readonly ValueId[]): UnawaitedResult[] {
  const value = withoutCasts(file, id);
  if (isMade(file, value)) return misreadList(file, name, value.id, reads);
  if (!canStartTask(value) || reads.some((read) => isWaitedFor(file, read))) return [];
  const uses = reads.map((read) => ({ value: read, use: valueUse(file, read) }));
  const misuses = uses.flatMap(({ value: read, use }) => (use === undefined ? [] : [{ value: read, use }]));
  // A coroutine has no members to speak of: to ask for one is a mistake, whatever else is done with it.
  const members = file.facts.language === 'python' && misuses.length < uses.length ? misuses.filter(({ use }) => use.kind === 'member') : misuses;
  return members.length > 0 && (misuses.length === uses.length || members !== misuses) ? [{ kind: 'misread', name, value: value.id, isList: false, reads: members }] : [];
}

/** `xs.map(f)`, `[f(x) for x in xs]`. */
function isMade(file: FileModel, value: Value): boolean {
  return value.kind === 'comprehension' ? value.form !== 'generator' && value.form !== 'dict' : value.kind === 'call' && isMapped(file, value.callee);
}

function misreadList(file: FileModel, name: string, value: ValueId, reads: readonly ValueId[]): UnawaitedResult[] {
  const others = reads.filter((read) => !isCounted(file, read));
  // How many tasks there are says nothing of what becomes of them.
  if (others.length === 0) return isMappedTo(file, value) ? [{ kind: 'unread', name, value, isList: true }] : [];
  const misuses = others.flatMap((read) => elementUse(file, read) ?? []);
  return misuses.length > 0 && misuses.length === others.length ? [{ kind: 'misread', name, value, isList: true, reads: misuses }] : [];
}

/** What `map` or a comprehension makes has to be read to be of use; a list that is counted may be there to be counted. */
function isMappedTo(file: FileModel, id: ValueId): boolean {
  return /^(?:call|comprehension)$/.test(valueAt(file, id).kind);
}

/** Lists that are made empty, and only added to or counted. */
function collected(file: FileModel, binding: BindingFact, reads: readonly ValueId[]): UnawaitedResult[] {
  const additions = additionsTo(file, binding.id);
  const adding = new Set(additions.map(({ by }) => by));
  const isOnlyAdded = reads.every((read) => isAddition(file, read, adding) || isCounted(file, read));
  if (!isOnlyAdded) return [];
  return additions.flatMap(({ value: id, spread }) => {
    const value = withoutCasts(file, id);
    return canStartTask(value) && !spread ? [{ kind: 'collected', name: binding.name, value: value.id } as const] : [];
  });
}

function isAddition(file: FileModel, read: ValueId, adding: ReadonlySet<ValueId>): boolean {
  const fate = fateOf(file, read);
  const by = fate.kind === 'receiver' ? file.parents[fate.member.id] : undefined;
  return by !== undefined && adding.has(by) && fateOf(file, by).kind === 'dropped';
}

function isCounted(file: FileModel, read: ValueId): boolean {
  const fate = fateOf(file, read);
  if (fate.kind === 'argument') return calleeSymbol(file, fate.call) === 'builtins:len';
  return fate.kind === 'receiver' && /^(?:length|size)$/.test(fate.member.property ?? '');
}

function privateCandidates(file: FileModel): UnawaitedResult[] {
  return privateFields(file).flatMap(({ name, written, added }) => [
    ...written.flatMap((value) => unread(file, `this.${name}`, value)),
    ...added.flatMap((id): UnawaitedResult[] => {
      const value = withoutCasts(file, id);
      return canStartTask(value) ? [{ kind: 'collected', name: `this.${name}`, value: value.id }] : [];
    }),
  ]);
}
