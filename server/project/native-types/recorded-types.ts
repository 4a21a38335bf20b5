import type { FileModel, TypeOracle, ValueId } from 'eslint-plugin-asynclint/engine';
import { changedValues, type IsChanged } from './changed-values.ts';
import { compareTexts, type TextChange } from './text-change.ts';

/** What can be asked about a value. */
export type TypeQuestion = Exclude<keyof TypeOracle, 'source'>;

/** What an oracle has answered about the values of one text; plain data, to be sent between threads. */
export interface RecordedTypes {
  readonly source: TypeOracle['source'];
  /** The text that was asked about. */
  readonly text: string;
  readonly answers: ReadonlyMap<string, unknown>;
}

/** An oracle that answers from a record where an edit has left the values alone, and asks another one about the rest. */
export interface RecallingOracle {
  readonly oracle: TypeOracle;
  /** Whether anything was answered from the record. */
  readonly hasRecalled: () => boolean;
}

const questions: readonly TypeQuestion[] = ['typeOf', 'callability', 'calleeNames', 'signalArgument', 'signalProperty', 'voidCallbacks'];

/** An oracle that keeps what another one answers about a file. */
export function recordTypes(oracle: TypeOracle, file: FileModel): { readonly oracle: TypeOracle; readonly recorded: RecordedTypes } {
  const answers = new Map<string, unknown>();
  const recording = answerAll((question, about, id) => {
    const answer = oracle[question](about, id);
    if (about.path === file.path) answers.set(keyOf(question, about, id, 0, 0), answer);
    return answer;
  });
  return {
    oracle: { ...recording, get source() { return oracle.source; } },
    recorded: { get source() { return oracle.source; }, text: file.text, answers },
  };
}

/**
 * Answers about a newer text as was answered about an older one, wherever the value has stayed what it was. About other values nothing
 * is known until the compiler has seen them, so that what only the text suggests does not come and go while somebody types.
 */
export function recallTypes({ source, text, answers }: RecordedTypes, inference: TypeOracle): TypeOracle {
  if (source === 'inference') return inference;
  let changes: { readonly text: string; readonly since: TextChange } | undefined;
  const recalling = answerAll((question, about, id) => {
    changes = changes?.text === about.text ? changes : { text: about.text, since: compareTexts(text, about.text) };
    const key = movedKey(question, about, id, changes.since);
    return key !== undefined && answers.has(key) ? answers.get(key) : unknownAnswers[question];
  });
  return { ...recalling, source };
}

/**
 * Asks the oracle that `ask` makes only about values of functions whose text has changed since, which `ask` is told, and those that
 * nobody has asked about before. All else is what it was.
 */
export function recallUnchanged({ text, answers }: RecordedTypes, file: FileModel, ask: (isChanged: IsChanged) => TypeOracle): RecallingOracle {
  const change = compareTexts(text, file.text);
  const isChanged = changedValues(file, change.stretch);
  let hasRecalled = false;
  const keyFor = (question: TypeQuestion, id: ValueId): string | undefined => {
    const key = isChanged(id) ? undefined : movedKey(question, file, id, change);
    return key !== undefined && answers.has(key) ? key : undefined;
  };
  const asked = ask(isChanged);
  const recalling = answerAll((question, about, id) => {
    const key = about.path === file.path ? keyFor(question, id) : undefined;
    if (key === undefined) return asked[question](about, id);
    hasRecalled = true;
    return answers.get(key);
  });
  return { oracle: { ...recalling, get source() { return asked.source; } }, hasRecalled: () => hasRecalled };
}

const unknownAnswers: { readonly [Of in TypeQuestion]: ReturnType<TypeOracle[Of]> } = {
  typeOf: { task: 'unknown', tasks: [], names: [] },
  callability: 'unknown',
  calleeNames: [],
  signalArgument: undefined,
  signalProperty: undefined,
  voidCallbacks: [],
};

/** The one untyped place: each question is answered by what was answered to the same question. */
function answerAll(answer: (question: TypeQuestion, file: FileModel, id: ValueId) => unknown): Omit<TypeOracle, 'source'> {
  const methods = questions.map((question) => [question, (file: FileModel, id: ValueId) => answer(question, file, id)]);
  return Object.fromEntries(methods) as Omit<TypeOracle, 'source'>;
}

/** The key under which a value was known before; undefined for one that is new. */
function movedKey(question: TypeQuestion, file: FileModel, id: ValueId, { shiftOf }: TextChange): string | undefined {
  const span = file.facts.values[id]?.span;
  const start = span === undefined ? undefined : shiftOf(span.start);
  const end = span === undefined ? undefined : shiftOf(span.end);
  return start === undefined || end === undefined ? undefined : keyOf(question, file, id, start, end);
}

function keyOf(question: TypeQuestion, file: FileModel, id: ValueId, startShift: number, endShift: number): string {
  const value = file.facts.values[id];
  if (value === undefined) return '';
  return `${question} ${value.kind} ${String(value.span.start - startShift)} ${String(value.span.end - endShift)}`;
}
