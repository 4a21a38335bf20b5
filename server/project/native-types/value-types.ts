import type { FileModel, ValueId } from 'eslint-plugin-asynclint/engine';
import { findNode } from './find-node.ts';
import type { API, Asking, NativeProject, SourceFile, Type } from './native-api.ts';
import type { ReturnTypes } from './return-types.ts';

export interface ValueTypesOptions {
  readonly api: API;
  readonly project: NativeProject;
  readonly source: SourceFile;
  readonly returnTypes: ReturnTypes;
}

/** The compiler's types of a file's values; undefined where it has none. Many are asked in a few round trips. */
export type ValueTypes = (ids: readonly ValueId[]) => readonly (Type | undefined)[];

interface PlainCall {
  readonly id: ValueId;
  readonly callee: ValueId;
  readonly isAwaited: boolean;
}

export function createValueTypes(model: FileModel, { api, project, source, returnTypes }: ValueTypesOptions): ValueTypes {
  const known = new Map<ValueId, Type | undefined>();
  const isScript = /\.[cm]?jsx?$/.test(model.path);

  /** Types of callees say what most calls give, and cost less: arguments need not be looked at. */
  function takeFromCallees(calls: readonly PlainCall[]): void {
    takeFromNodes(calls.map(({ callee }) => callee));
    const questions = calls.flatMap(({ id, callee, isAwaited }): { readonly id: ValueId; readonly question: Asking<Type | undefined> }[] => {
      const type = known.get(callee);
      return type === undefined ? [] : [{ id, question: isAwaited ? returnTypes.awaited(type) : returnTypes.returned(type) }];
    });
    const found = questions.length === 0 ? [] : api.batch(...questions.map(({ question }) => question));
    for (const [index, { id }] of questions.entries()) if (found[index] !== undefined) known.set(id, found[index]);
  }

  function takeFromNodes(ids: readonly ValueId[]): void {
    const nodes = ids.flatMap((id) => {
      const value = known.has(id) ? undefined : model.facts.values[id];
      const node = value === undefined ? undefined : findNode(source, value.span, value.kind === 'class' || value.kind === 'function');
      if (value !== undefined) known.set(id, undefined);
      return node === undefined ? [] : [{ id, node }];
    });
    const types = nodes.length === 0 ? [] : project.checker.getTypeAtLocation(nodes.map(({ node }) => node));
    for (const [index, { id }] of nodes.entries()) known.set(id, types[index]);
  }

  function plainCall(id: ValueId): PlainCall | undefined {
    const value = model.facts.values[id];
    const call = value?.kind === 'await' ? model.facts.values[value.operand] : value;
    if (call?.kind !== 'call' || call.form !== 'call' || isScript) return undefined;
    const callee = model.facts.values[call.callee];
    if (callee?.kind !== 'name' && callee?.kind !== 'member') return undefined;
    // A chain that may end early also gives undefined.
    if (call.optional || model.text.slice(callee.span.start, callee.span.end).includes('?.')) return undefined;
    return { id, callee: callee.id, isAwaited: value?.kind === 'await' };
  }

  return (ids) => {
    const fresh = ids.filter((id) => !known.has(id));
    takeFromCallees(fresh.flatMap((id) => plainCall(id) ?? []));
    takeFromNodes(fresh);
    return ids.map((id) => known.get(id));
  };
}
