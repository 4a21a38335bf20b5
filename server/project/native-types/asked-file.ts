import { typeQuestions, type FileModel, type Span, type TypeQuestions, type ValueId } from 'eslint-plugin-asynclint/engine';
import { namePosition } from './name-position.ts';
import { settlingCall, type SettlingCall } from './settling-call.ts';

/** What is to be known of a file to ask the compiler about its values. */
export interface AskedFile {
  readonly path: string;
  readonly text: string;
  readonly valueAt: (id: ValueId) => AskedValue | undefined;
  /** What rules will most likely ask. */
  readonly questions: () => TypeQuestions;
}

/** What is to be known of a value; plain data. */
export interface AskedValue {
  readonly span: Span;
  readonly isDeclaration: boolean;
  /** Where its name stands, if it has one by which the compiler finds it. */
  readonly position: number | undefined;
  readonly call: { readonly callee: ValueId; readonly isConstruct: boolean } | undefined;
  /** The call that may tell its type. */
  readonly settling: SettlingCall | undefined;
}

export type AskedValues = Readonly<Record<ValueId, AskedValue>>;

/** What can be sent to another thread of a file, and of those of its values that are asked about. */
export interface PlainFile {
  readonly path: string;
  readonly text: string;
  readonly values: AskedValues;
  readonly questions: TypeQuestions;
}

/** A file; with `isForeseen`, one of which rules will most likely ask about these values alone. */
export function askedFile(model: FileModel, isForeseen: (id: ValueId) => boolean = () => true): AskedFile {
  return { path: model.path, text: model.text, valueAt: (id) => askedValue(model, id), questions: () => narrow(typeQuestions(model), isForeseen) };
}

function narrow({ types, callables, callbackTakers }: TypeQuestions, isForeseen: (id: ValueId) => boolean): TypeQuestions {
  return { types: types.filter(isForeseen), callables: callables.filter(isForeseen), callbackTakers: callbackTakers.filter(isForeseen) };
}

function askedValue(model: FileModel, id: ValueId): AskedValue | undefined {
  const value = model.facts.values[id];
  if (value === undefined) return undefined;
  return {
    span: value.span,
    isDeclaration: value.kind === 'class' || value.kind === 'function',
    position: namePosition(value),
    call: value.kind === 'call' ? { callee: value.callee, isConstruct: value.form === 'construct' } : undefined,
    get settling() {
      return settlingCall(model, id);
    },
  };
}

export function plainFile(model: FileModel): PlainFile {
  const questions = typeQuestions(model);
  return { path: model.path, text: model.text, questions, values: plainValues(model, [...questions.types, ...questions.callables, ...questions.callbackTakers]) };
}

/** Values, and those that are asked about along with them. */
export function plainValues(model: FileModel, ids: readonly ValueId[]): AskedValues {
  const found: Record<ValueId, AskedValue> = {};
  const add = (id: ValueId | undefined): AskedValue | undefined => {
    const value = id === undefined || found[id] !== undefined ? undefined : askedValue(model, id);
    if (id !== undefined && value !== undefined) found[id] = { ...value };
    return id === undefined ? undefined : found[id];
  };
  for (const id of ids) {
    const value = add(id);
    add(value?.call?.callee);
    add(value?.settling?.callee);
    add(value?.settling?.chain?.root);
  }
  return found;
}
