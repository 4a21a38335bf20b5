import type { FileModel, TypeOracle, ValueId } from 'eslint-plugin-asynclint/engine';

type Question = Exclude<keyof TypeOracle, 'source'>;

/** What an oracle has answered about the values of one text; plain data, to be sent between threads. */
export interface RecordedTypes {
  readonly source: TypeOracle['source'];
  readonly answers: ReadonlyMap<string, unknown>;
}

const questions: readonly Question[] = ['typeOf', 'callability', 'calleeNames', 'signalArgument', 'signalProperty', 'voidCallbacks'];

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
    recorded: { get source() { return oracle.source; }, answers },
  };
}

/**
 * Answers about a newer text as was answered about an older one, wherever the value has stayed what it was. About other values nothing
 * is known until the compiler has seen them, so that what only the text suggests does not come and go while somebody types.
 */
export function recallTypes({ source, answers }: RecordedTypes, before: string, inference: TypeOracle): TypeOracle {
  if (source === 'inference') return inference;
  let shifts: { readonly text: string; readonly of: Shift } | undefined;
  const recalling = answerAll((question, about, id) => {
    shifts = shifts?.text === about.text ? shifts : { text: about.text, of: compare(before, about.text) };
    const shift = about.facts.values[id];
    const start = shift === undefined ? undefined : shifts.of(shift.span.start);
    const end = shift === undefined ? undefined : shifts.of(shift.span.end);
    const key = start === undefined || end === undefined ? '' : keyOf(question, about, id, start, end);
    return answers.has(key) ? answers.get(key) : unknownAnswers[question];
  });
  return { ...recalling, source };
}

/** How far a place of the newer text has moved since the older one; undefined for what is new. */
type Shift = (offset: number) => number | undefined;

const unknownAnswers: { readonly [Of in Question]: ReturnType<TypeOracle[Of]> } = {
  typeOf: { task: 'unknown', tasks: [], names: [] },
  callability: 'unknown',
  calleeNames: [],
  signalArgument: undefined,
  signalProperty: undefined,
  voidCallbacks: [],
};

/** The one untyped place: each question is answered by what was answered to the same question. */
function answerAll(answer: (question: Question, file: FileModel, id: ValueId) => unknown): Omit<TypeOracle, 'source'> {
  const methods = questions.map((question) => [question, (file: FileModel, id: ValueId) => answer(question, file, id)]);
  return Object.fromEntries(methods) as Omit<TypeOracle, 'source'>;
}

function keyOf(question: Question, file: FileModel, id: ValueId, startShift: number, endShift: number): string {
  const value = file.facts.values[id];
  if (value === undefined) return '';
  return `${question} ${value.kind} ${String(value.span.start - startShift)} ${String(value.span.end - endShift)}`;
}

/** Finds the one stretch in which two texts differ. */
function compare(before: string, after: string): Shift {
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && before.charCodeAt(before.length - 1 - sameAtEnd) === after.charCodeAt(after.length - 1 - sameAtEnd)) sameAtEnd++;
  const grown = after.length - before.length;
  return (offset) => (offset <= same ? 0 : offset >= after.length - sameAtEnd ? grown : undefined);
}
