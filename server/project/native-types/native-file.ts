import { typeQuestions, type Callability, type FileModel, type TypeName, type SignalArgument, type ValueId, type ValueType } from 'eslint-plugin-asynclint/engine';
import { findNode } from './find-node.ts';
import type { API, Asking, NativeProject, SourceFile, Type } from './native-api.ts';
import type { TypeClassifier } from './type-classifier.ts';

/** Answers questions about the values of one file; undefined where the compiler does not know. */
export interface NativeFile {
  typeOf(id: ValueId): ValueType | undefined;
  callability(id: ValueId): Callability | undefined;
  calleeNames(call: ValueId): readonly TypeName[];
  signalArgument(call: ValueId): SignalArgument | undefined;
  signalProperty(id: ValueId): string | undefined;
  voidCallbacks(call: ValueId): readonly number[] | undefined;
}

export interface NativeFileOptions {
  readonly api: API;
  readonly project: NativeProject;
  readonly source: SourceFile;
  readonly classifier: TypeClassifier;
}

/** Asks at once what rules will most likely ask, and the rest when it is asked. Throws where the compiler fails. */
export function createNativeFile(model: FileModel, { api, project, source, classifier }: NativeFileOptions): NativeFile {
  const nativeTypes = new Map<ValueId, Type | undefined>();

  /** The compiler's types of values, all in one round trip. */
  function typesAt(ids: readonly ValueId[]): readonly (Type | undefined)[] {
    const nodes = ids.flatMap((id) => {
      const value = nativeTypes.has(id) ? undefined : model.facts.values[id];
      const node = value === undefined ? undefined : findNode(source, value.span, value.kind === 'class' || value.kind === 'function');
      if (node === undefined && value !== undefined) nativeTypes.set(id, undefined);
      return node === undefined ? [] : [{ id, node }];
    });
    const types = nodes.length === 0 ? [] : project.checker.getTypeAtLocation(nodes.map(({ node }) => node));
    for (const [index, { id }] of nodes.entries()) nativeTypes.set(id, types[index]);
    return ids.map((id) => nativeTypes.get(id));
  }

  function answerAll<Answer>(ids: readonly ValueId[], answers: Map<ValueId, Answer | undefined>, question: (type: Type) => Asking<Answer | undefined>): void {
    const asked = new Map<Type, Answer | undefined>();
    const types = typesAt(ids);
    for (const type of types) if (type !== undefined) asked.set(type, undefined);
    const found = asked.size === 0 ? [] : api.batch(...[...asked.keys()].map(question));
    for (const [index, type] of [...asked.keys()].entries()) asked.set(type, found[index]);
    for (const [index, id] of ids.entries()) {
      const type = types[index];
      answers.set(id, type === undefined ? undefined : asked.get(type));
    }
  }

  const valueTypes = new Map<ValueId, ValueType | undefined>();
  const callabilities = new Map<ValueId, Callability | undefined>();
  const voidSlots = new Map<ValueId, readonly number[] | undefined>();

  /** Asks several calls which of their callbacks are to return nothing: all whose callee has one type at once. */
  function answerVoidSlots(calls: readonly ValueId[]): void {
    for (const isConstruct of [false, true]) {
      const asked = calls.flatMap((id) => {
        const value = model.facts.values[id];
        return value?.kind === 'call' && (value.form === 'construct') === isConstruct ? [value] : [];
      });
      const answers = new Map<ValueId, readonly number[] | undefined>();
      answerAll(asked.map(({ callee }) => callee), answers, (type) => classifier.voidCallbacks(type, isConstruct));
      for (const { id, callee } of asked) voidSlots.set(id, answers.get(callee));
    }
  }

  const namesOfCallees = new Map<ValueId, readonly TypeName[] | undefined>();

  const { types, callables, callbackTakers } = typeQuestions(model);
  typesAt([...types, ...callables, ...callbackTakers.flatMap((id) => calleeOf(model, id) ?? [])]);
  answerAll(types, valueTypes, classifier.classify);
  answerAll(callables, callabilities, classifier.callability);
  answerVoidSlots(callbackTakers);
  // Of calls that make tasks rules ask next what they call.
  const tasks = types.filter((id) => (valueTypes.get(id)?.tasks.length ?? 0) > 0);
  answerAll(tasks.flatMap((id) => calleeOf(model, id) ?? []), namesOfCallees, (type) => classifier.calleeNames(type));

  return {
    typeOf(id) {
      if (!valueTypes.has(id)) answerAll([id], valueTypes, classifier.classify);
      return valueTypes.get(id);
    },
    callability(id) {
      if (!callabilities.has(id)) answerAll([id], callabilities, classifier.callability);
      return callabilities.get(id);
    },
    calleeNames(call) {
      const callee = calleeOf(model, call);
      if (callee === undefined) return [];
      if (!namesOfCallees.has(callee)) answerAll([callee], namesOfCallees, (type) => classifier.calleeNames(type));
      return namesOfCallees.get(callee) ?? [];
    },
    signalArgument(call) {
      const value = model.facts.values[call];
      const [type] = value?.kind === 'call' ? typesAt([value.callee]) : [];
      return type === undefined ? undefined : api.batch(classifier.signals.argumentOf(type, value?.kind === 'call' && value.form === 'construct'))[0];
    },
    voidCallbacks(call) {
      if (!voidSlots.has(call)) answerVoidSlots([call]);
      return voidSlots.get(call);
    },
    signalProperty(id) {
      const [type] = typesAt([id]);
      return type === undefined ? undefined : api.batch(classifier.signals.propertyOf(type))[0];
    },
  };
}

function calleeOf(model: FileModel, call: ValueId): ValueId | undefined {
  const value = model.facts.values[call];
  return value?.kind === 'call' ? value.callee : undefined;
}
