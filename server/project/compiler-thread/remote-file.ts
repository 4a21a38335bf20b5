import type { FileModel, ValueId } from 'eslint-plugin-asynclint/engine';
import type { NativeAnswers, ValueAnswers } from '../native-types/native-file.ts';
import type { ValueQuestion } from './compiler-messages.ts';

/** Asks the other thread about one value, and waits for the answer. */
export type AskAboutValue = (question: ValueQuestion, value: ValueId) => unknown;

/** Answers what was foreseen from what was answered then, and has the rest asked. */
export function createRemoteFile(file: FileModel, known: NativeAnswers, ask: AskAboutValue): ValueAnswers {
  const types = new Map(known.types);
  const callabilities = new Map(known.callabilities);
  const calleeNames = new Map(known.calleeNames);
  const voidSlots = new Map(known.voidSlots);

  function recall<Answer>(answers: Map<ValueId, Answer>, key: ValueId, question: ValueQuestion, value = key): Answer | undefined {
    if (!answers.has(key)) answers.set(key, ask(question, value) as Answer);
    return answers.get(key);
  }

  return {
    answers: () => ({ types, callabilities, calleeNames, voidSlots }),
    typeOf: (id) => recall(types, id, 'typeOf'),
    callability: (id) => recall(callabilities, id, 'callability'),
    calleeNames(call) {
      const value = file.facts.values[call];
      const callee = value?.kind === 'call' ? value.callee : undefined;
      return callee === undefined ? [] : (recall(calleeNames, callee, 'calleeNames', call) ?? []);
    },
    signalArgument: (call) => ask('signalArgument', call) as ReturnType<ValueAnswers['signalArgument']>,
    signalProperty: (id) => ask('signalProperty', id) as ReturnType<ValueAnswers['signalProperty']>,
    voidCallbacks: (call) => recall(voidSlots, call, 'voidCallbacks'),
  };
}
