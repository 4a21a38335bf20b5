import { callsWithin } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionOf, valueAt } from './file-model.ts';
import { closingNames, disposals } from './knowledge/disposals.ts';
import { type ResourceEntry } from './knowledge/schema.ts';
import { lineage } from './lineage.ts';
import { findMember } from './member-origins.ts';
import type { CallValue, ClassId, FunctionId } from './model.ts';
import { linkedOrigin } from './origins.ts';

/** What making an object of a class of the program acquires, where the class says how such an object is to be given up. */
export function ownResource(file: FileModel, call: CallValue): Pick<ResourceEntry, 'resource' | 'releases' | 'releasedLater' | 'atOnce' | 'block'> | undefined {
  const found = linkedOrigin(file, call.callee);
  if (found?.origin.kind !== 'class' || (call.form !== 'construct' && file.facts.language === 'typescript')) return undefined;
  const { file: home } = found;
  const id = found.origin.class;
  for (const { leave, enter, releasedLater } of disposals) {
    // What can be given up at once is of no concern to other work where the function around it lets none run.
    if (enter !== undefined && !releasedLater && !functionOf(file, call.id).isAsync) continue;
    const leaving = findMember(home, id, leave, false)?.function;
    if (leaving === undefined || (enter !== undefined && !entersItself(home, id, enter))) continue;
    const closers = ownCalls(home, leaving).filter((name) => closingNames.test(name));
    // Leaving a block may undo what entering it did: only what has a call of its own for the end began when it was made.
    if (enter !== undefined && closers.length === 0) return undefined;
    const others = [...lineage(home, id)].flatMap(({ members }) => members.flatMap(({ name, kind }) => (kind === 'method' && name !== undefined && closingNames.test(name) ? [name] : [])));
    const methods = [...new Set([...closers, ...others, leave])];
    const { name } = home.facts.classes[id] ?? {};
    const resource = name === undefined ? 'something to be given up' : `${/^[AEIOU]/.test(name) ? 'an' : 'a'} \`${name}\``;
    return { resource, releases: [{ by: 'result', methods }], atOnce: true, block: enter === undefined ? 'declaration' : 'call', ...(releasedLater ? { releasedLater } : {}) };
  }
  return undefined;
}

const takings: ReadonlyMap<string, readonly string[]> = new Map([
  ['acquire', ['release']],
  ['lock', ['unlock', 'release']],
]);

/** What a lock of the program gives: a call of the method that takes it, where its class has the one that gives it back. */
export function ownLock(file: FileModel, call: CallValue): Pick<ResourceEntry, 'resource' | 'releases'> | undefined {
  const callee = valueAt(file, call.callee);
  const methods = callee.kind === 'member' ? takings.get(callee.property ?? '') : undefined;
  const owner = callee.kind === 'member' && methods !== undefined ? linkedOrigin(file, callee.object) : undefined;
  if (callee.kind !== 'member' || methods === undefined || owner?.origin.kind !== 'instance') return undefined;
  const { file: home, origin } = owner;
  const own = (name: string): FunctionId | undefined => findMember(home, origin.class, name, false)?.function;
  if (fateOf(file, call.id).kind !== 'awaited' || own(callee.property ?? '') === undefined || !methods.some((name) => own(name) !== undefined)) return undefined;
  return { resource: 'a lock', releases: [{ by: 'receiver', methods }] };
}

/** Does entering give the object as it is, without having done anything? */
function entersItself(file: FileModel, id: ClassId, enter: string): boolean {
  const entering = findMember(file, id, enter, false)?.function;
  return entering !== undefined && callsWithin(file, entering).length === 0;
}

/** The methods of its own object that a method calls. */
function ownCalls(file: FileModel, fn: FunctionId): readonly string[] {
  return callsWithin(file, fn).flatMap((call) => {
    const callee = valueAt(file, call.callee);
    return callee.kind === 'member' && callee.property !== undefined && valueAt(file, callee.object).kind === 'this' ? [callee.property] : [];
  });
}
