import { workerData } from 'node:worker_threads';
import type { ValueId } from 'eslint-plugin-asynclint/engine';
import type { AskedValue, PlainFile } from '../native-types/asked-file.ts';
import { loadNativeApi } from '../native-types/native-api.ts';
import type { AnswerAbout } from '../native-types/native-answers.ts';
import { createNativeTypes, type NativeTypes } from '../native-types/native-types.ts';
import { slots, type CompilerQuestion, type CompilerReply, type CompilerRequest, type CompilerThreadData } from './compiler-messages.ts';

/** How long to wait for news that everything ends after the compiler has died, in milliseconds. */
const hesitation = 100;

/** Whether this thread was started for `serveCompiler`. */
export function isCompilerThread(data: unknown): data is CompilerThreadData {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'asynclint compiler';
}

/** Asks the compiler about files, one after the other as they come, until it is told to end. What somebody waits for comes first. */
export async function serveCompiler({ port, state, directory, files, settled }: CompilerThreadData): Promise<void> {
  const reply = (message: CompilerReply): void => {
    port.postMessage(message);
    Atomics.add(state, slots.replies, 1);
    Atomics.notify(state, slots.replies);
  };
  const native = await loadNativeApi();
  if (native === undefined) {
    reply({ kind: 'missing' });
    port.close();
    return;
  }
  reply({ kind: 'ready' });
  const types = createNativeTypes(native, {
    directory,
    files,
    ...(settled && { settled }),
    isCancelled: () => Atomics.load(state, slots.isCancelled) !== 0,
    hesitate: () => { Atomics.wait(state, slots.isCancelled, 0, hesitation); },
    note: (message) => { reply({ kind: 'note', message }); },
  });
  const desk = createDesk(types, reply);
  const urgent: CompilerRequest[] = [];
  const others: CompilerRequest[] = [];
  // One request for each turn of the event loop, so that what is urgent need not wait for all others.
  const work = (): void => {
    const request = urgent.shift() ?? others.shift();
    if (request?.kind === 'end') port.close();
    else if (request !== undefined) desk.serve(request);
  };
  port.on('close', types.close);
  port.on('message', (request: CompilerRequest) => {
    if (request.kind === 'file') {
      desk.open(request.file);
      others.push(request);
    } else (request.kind === 'inputs' ? others : urgent).push(request);
    setImmediate(work);
  });
}

interface Desk {
  /** Takes a file, of which nothing is asked yet. */
  open(file: PlainFile): void;
  serve(request: Exclude<CompilerRequest, { readonly kind: 'end' }>): void;
}

function createDesk(types: NativeTypes, reply: (message: CompilerReply) => void): Desk {
  const files = new Map<string, { readonly values: Record<ValueId, AskedValue>; readonly answerAbout: AnswerAbout }>();

  function answer(question: CompilerQuestion): unknown {
    switch (question.about) {
      case 'value': {
        const known = files.get(question.path);
        if (known === undefined) return undefined;
        Object.assign(known.values, question.values);
        return known.answerAbout((native) => native[question.asked](question.value));
      }
      case 'inputs':
        return types.inputs();
      case 'soundness':
        return types.isSound();
      case 'surfaces':
        return types.changedSurfaces(question.before);
    }
  }

  return {
    open(file) {
      const { path, text } = file;
      const values: Record<ValueId, AskedValue> = { ...file.values };
      files.set(path, { values, answerAbout: types.answersAbout({ path, text, valueAt: (id) => values[id], questions: () => file.questions }) });
    },
    serve(request) {
      switch (request.kind) {
        case 'file':
          reply({ kind: 'file', path: request.file.path, answers: files.get(request.file.path)?.answerAbout((native) => native.answers()) });
          return;
        case 'done':
          files.delete(request.path);
          return;
        case 'inputs':
          types.inputs();
          return;
        case 'question':
          reply({ kind: 'answer', id: request.id, answer: answer(request.question) });
      }
    },
  };
}

if (isCompilerThread(workerData)) await serveCompiler(workerData);
