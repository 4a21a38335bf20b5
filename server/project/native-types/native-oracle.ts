import { type FileModel, type TypeOracle, toldByText } from 'eslint-plugin-asynclint/engine';
import type { AnswerAbout } from './native-answers.ts';
import type { ValueAnswers } from './native-file.ts';

/** Answers about one file; what is not known of it, `inference` answers. */
export function createNativeOracle(file: FileModel, inference: TypeOracle, answerAbout: AnswerAbout): TypeOracle {
  const answer = <Answer>(about: FileModel, question: (native: ValueAnswers) => Answer): Answer | undefined => (about.path === file.path ? answerAbout(question) : undefined);

  return {
    get source() {
      return answer(file, () => true) === true ? 'types' : 'inference';
    },
    typeOf: (about, id) => answer(about, (native) => native.typeOf(id)) ?? toldByText(inference.typeOf(about, id)),
    callability: (about, id) => answer(about, (native) => native.callability(id)) ?? inference.callability(about, id),
    signalArgument: (about, call) => answer(about, (native) => native.signalArgument(call)) ?? inference.signalArgument(about, call),
    signalProperty: (about, id) => answer(about, (native) => native.signalProperty(id)) ?? inference.signalProperty(about, id),
    voidCallbacks: (about, call) => answer(about, (native) => native.voidCallbacks(call)) ?? inference.voidCallbacks(about, call),
    calleeNames: (about, call) => [...(answer(about, (native) => native.calleeNames(call)) ?? []), ...inference.calleeNames(about, call)],
  };
}
