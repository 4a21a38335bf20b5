import type { Callability, SignalArgument, TypeName, ValueId, ValueType } from 'eslint-plugin-asynclint/engine';
import type { AskedFile, AskedValue } from './asked-file.ts';
import type { DeclaredCallee } from './declared-callees.ts';
import { findNode } from './find-node.ts';
import type { API, Asking, NativeApi, NativeProject, Node, SourceFile, Type } from './native-api.ts';
import type { SettlingCall } from './settling-call.ts';
import type { TypeClassifier } from './type-classifier.ts';

/** Answers questions about the values of one file; undefined where the compiler does not know. */
export interface ValueAnswers {
  typeOf(id: ValueId): ValueType | undefined;
  callability(id: ValueId): Callability | undefined;
  calleeNames(call: ValueId): readonly TypeName[];
  signalArgument(call: ValueId): SignalArgument | undefined;
  signalProperty(id: ValueId): string | undefined;
  voidCallbacks(call: ValueId): readonly number[] | undefined;
  /** What has been answered until now; plain data. */
  answers(): NativeAnswers;
}

/** A file as a compiler sees it. */
export interface NativeFile extends ValueAnswers {
  /** Asks what rules will most likely ask. Nothing else is to be asked before. */
  foresee(): Asking<void>;
}

/** Answers of the compiler, by values; names of callees are by the callees themselves. Undefined where it does not know. */
export interface NativeAnswers {
  readonly types: ReadonlyMap<ValueId, ValueType | undefined>;
  readonly callabilities: ReadonlyMap<ValueId, Callability | undefined>;
  readonly calleeNames: ReadonlyMap<ValueId, readonly TypeName[] | undefined>;
  readonly voidSlots: ReadonlyMap<ValueId, readonly number[] | undefined>;
}

export interface NativeFileOptions {
  readonly native: NativeApi;
  readonly api: API;
  readonly project: NativeProject;
  /** The syntax tree, which is costly to have; undefined where it is of another text. */
  readonly tree: () => SourceFile | undefined;
  readonly classifier: TypeClassifier;
  /** So many places are asked about in one request, so that work can be given up in between; all at once if undefined. */
  readonly pieceSize?: number;
}

/** Asks at once what rules will most likely ask, when told to, and the rest when it is asked. Throws where the compiler fails. */
export function createNativeFile(file: AskedFile, { native: { all }, api, project, tree, classifier, pieceSize }: NativeFileOptions): NativeFile {
  const nativeTypes = new Map<ValueId, Type | undefined>();

  /** The compiler's types of values, all in one round trip. */
  function* typesAt(ids: readonly ValueId[]): Asking<readonly (Type | undefined)[]> {
    const named: { readonly id: ValueId; readonly position: number }[] = [];
    const others: { readonly id: ValueId; readonly node: Node }[] = [];
    for (const id of new Set(ids)) {
      const value = nativeTypes.has(id) ? undefined : file.valueAt(id);
      if (value === undefined) continue;
      const { position } = value;
      const node = position === undefined ? nodeOf(value) : undefined;
      if (position !== undefined) named.push({ id, position });
      else if (node !== undefined) others.push({ id, node });
      else nativeTypes.set(id, undefined);
    }
    const [byPosition, byNode] = yield* all(typesAtPositions(named.map(({ position }) => position)), typesOfNodes(others.map(({ node }) => node)));
    for (const [index, { id }] of named.entries()) nativeTypes.set(id, byPosition[index]);
    for (const [index, { id }] of others.entries()) nativeTypes.set(id, byNode[index]);
    return ids.map((id) => nativeTypes.get(id));
  }

  function* typesAtPositions(positions: readonly number[]): Asking<readonly (Type | undefined)[]> {
    const types: (readonly (Type | undefined)[])[] = [];
    for (const piece of piecesOf(positions, pieceSize)) types.push(yield* project.checker.getTypeAtPosition.gen(file.path, piece));
    return types.flat();
  }

  function* typesOfNodes(nodes: readonly Node[]): Asking<readonly (Type | undefined)[]> {
    const types: (readonly (Type | undefined)[])[] = [];
    for (const piece of piecesOf(nodes, pieceSize)) types.push(yield* project.checker.getTypeAtLocation.gen(piece));
    return types.flat();
  }

  function nodeOf({ span, isDeclaration }: AskedValue): Node | undefined {
    const source = tree();
    return source === undefined ? undefined : findNode(source, span, isDeclaration);
  }

  /** Answers about values that have one type are one. */
  function* answerAll<Answer>(ids: readonly ValueId[], answers: Map<ValueId, Answer | undefined>, question: (type: Type) => Asking<Answer | undefined>): Asking<void> {
    const types = yield* typesAt(ids);
    const distinct = [...new Set(types)].filter((type) => type !== undefined);
    const found = yield* all(...distinct.map(question));
    const answerOf = new Map(distinct.map((type, index) => [type, found[index]]));
    for (const [index, id] of ids.entries()) {
      const type = types[index];
      answers.set(id, type === undefined ? undefined : answerOf.get(type));
    }
  }

  const valueTypes = new Map<ValueId, ValueType | undefined>();
  const callabilities = new Map<ValueId, Callability | undefined>();
  const voidSlots = new Map<ValueId, readonly number[] | undefined>();
  const namesOfCallees = new Map<ValueId, readonly TypeName[] | undefined>();

  /** What calls give is mostly told by their callees, and what these are by declarations. */
  function* answerTypes(ids: readonly ValueId[]): Asking<void> {
    const calls = new Map(ids.flatMap((id) => {
      const call = file.valueAt(id)?.settling;
      return call === undefined ? [] : [[id, call] as const];
    }));
    const roots = new Map([...calls.values()].flatMap(({ chain }) => (chain !== undefined && classifier.declared.needsRoot(chain) ? [[chain.rootKey, chain] as const] : [])));
    const others = ids.flatMap((id) => (calls.get(id)?.chain === undefined ? [calls.get(id)?.callee ?? id] : []));
    yield* typesAt([...[...roots.values()].map(({ root }) => root), ...others]);
    for (const chain of roots.values()) classifier.declared.setRoot(chain, nativeTypes.get(chain.root));
    const open = (yield* all(...[...calls].map(([id, call]) => settle(id, call)))).filter((id) => id !== undefined);
    if (open.length > 0) yield* typesAt(open.map((id) => calls.get(id)?.callee ?? id));
    yield* all(...open.map((id) => settleByCallee(id, calls.get(id))));
    yield* answerAll(ids.filter((id) => !valueTypes.has(id)), valueTypes, classifier.classify);
  }

  /** Gives the value back where its callee needs a look. */
  function* settle(id: ValueId, call: SettlingCall): Asking<ValueId | undefined> {
    const { chain } = call;
    if (chain === undefined) return yield* settleByCallee(id, call);
    const callee = yield* classifier.declared.calleeOf(chain);
    if (callee !== undefined && (yield* settleBy(id, callee, call))) return undefined;
    return callee?.isOpen === false && callee.types.length === 1 ? undefined : id;
  }

  function* settleByCallee(id: ValueId, call: SettlingCall | undefined): Asking<undefined> {
    const type = call === undefined ? undefined : nativeTypes.get(call.callee);
    if (call !== undefined && type !== undefined) yield* settleBy(id, { types: [type], isOpen: false }, call);
  }

  function* settleBy(id: ValueId, callee: DeclaredCallee, call: SettlingCall): Asking<boolean> {
    const settled = yield* classifier.resultOf(callee, call);
    if (settled !== undefined) valueTypes.set(id, settled.type);
    return settled !== undefined;
  }

  /** Asks several calls which of their callbacks are to return nothing: all whose callee has one type at once. */
  function* answerVoidSlots(calls: readonly ValueId[]): Asking<void> {
    for (const isConstruct of [false, true]) {
      const asked = calls.flatMap((id) => {
        const call = file.valueAt(id)?.call;
        return call?.isConstruct === isConstruct ? [{ id, callee: call.callee }] : [];
      });
      const answers = new Map<ValueId, readonly number[] | undefined>();
      yield* answerAll(asked.map(({ callee }) => callee), answers, (type) => classifier.voidCallbacks(type, isConstruct));
      for (const { id, callee } of asked) voidSlots.set(id, answers.get(callee));
    }
  }

  /** Few configurations name functions; then rules ask of all calls that make tasks. */
  function* answerCalleeNames(callee: ValueId): Asking<void> {
    const tasks = [...valueTypes].flatMap(([id, type]) => ((type?.tasks.length ?? 0) > 0 ? (file.valueAt(id)?.call?.callee ?? []) : []));
    const callees = [callee, ...tasks].filter((id) => !namesOfCallees.has(id));
    yield* answerAll(callees, namesOfCallees, (type) => classifier.calleeNames(type));
  }

  function* answerForeseen(): Asking<void> {
    const { types, callables, callbackTakers } = file.questions();
    yield* all(answerTypes([...new Set(types)]), answerAll(callables, callabilities, classifier.callability), answerVoidSlots(callbackTakers));
  }

  return {
    foresee: answerForeseen,
    answers: () => ({ types: valueTypes, callabilities, calleeNames: namesOfCallees, voidSlots }),
    typeOf(id) {
      if (!valueTypes.has(id)) api.batch(answerTypes([id]));
      return valueTypes.get(id);
    },
    callability(id) {
      if (!callabilities.has(id)) api.batch(answerAll([id], callabilities, classifier.callability));
      return callabilities.get(id);
    },
    calleeNames(call) {
      const callee = file.valueAt(call)?.call?.callee;
      if (callee === undefined) return [];
      if (!namesOfCallees.has(callee)) api.batch(answerCalleeNames(callee));
      return namesOfCallees.get(callee) ?? [];
    },
    signalArgument(call) {
      const value = file.valueAt(call)?.call;
      if (value === undefined) return undefined;
      const answers = new Map<ValueId, SignalArgument | undefined>();
      api.batch(answerAll([value.callee], answers, (type) => classifier.signals.argumentOf(type, value.isConstruct)));
      return answers.get(value.callee);
    },
    voidCallbacks(call) {
      if (!voidSlots.has(call)) api.batch(answerVoidSlots([call]));
      return voidSlots.get(call);
    },
    signalProperty(id) {
      const answers = new Map<ValueId, string | undefined>();
      api.batch(answerAll([id], answers, (type) => classifier.signals.propertyOf(type)));
      return answers.get(id);
    },
  };
}

function* piecesOf<Item>(items: readonly Item[], size = items.length): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
