import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ValueId } from 'eslint-plugin-asynclint/engine';
import type { AskedValue, PlainFile } from '../native-types/asked-file.ts';
import { loadNativeApi } from '../native-types/native-api.ts';
import type { FileAnswers } from '../native-types/native-answers.ts';
import { createNativeTypes, type NativeTypes } from '../native-types/native-types.ts';
import { slots, type CompilerQuestion, type CompilerReply, type CompilerRequest, type CompilerThreadData } from './compiler-messages.ts';

/** So many files are asked about together, at most. */
const mostTogether = 16;

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
  const urgent: CompilerRequest[] = [];
  const others: CompilerRequest[] = [];
  let answerUrgent = (): void => undefined;
  const types = createNativeTypes(native, {
    directory,
    files,
    ...(settled && { settled }),
    isCancelled: () => Atomics.load(state, slots.isCancelled) !== 0,
    hesitate: () => { Atomics.wait(state, slots.isCancelled, 0, hesitation); },
    onRoundTrip: () => { answerUrgent(); },
    note: (message) => { reply({ kind: 'note', message }); },
  });
  const desk = createDesk(types, reply);
  // One request for each turn of the event loop, so that what is urgent need not wait for all others.
  const work = (): void => {
    const request = urgent.shift() ?? others.shift();
    if (request === undefined) return;
    if (request.kind === 'end') port.close();
    else if (request.kind === 'file') desk.foresee([request, ...takeFiles(others)]);
    else desk.serve(request);
  };
  const take = (request: CompilerRequest): void => {
    if (request.kind === 'file') desk.open(request.file);
    (request.kind === 'file' || request.kind === 'inputs' ? others : urgent).push(request);
    setImmediate(work);
  };
  // What somebody waits for does not wait for all that is being asked.
  answerUrgent = () => {
    for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port)) take(received.message as CompilerRequest);
    for (const question of urgent.filter(isAboutValue)) {
      urgent.splice(urgent.indexOf(question), 1);
      desk.serve(question);
    }
  };
  port.on('close', types.close);
  port.on('message', take);
}

type FileRequest = Extract<CompilerRequest, { readonly kind: 'file' }>;
type QuestionRequest = Extract<CompilerRequest, { readonly kind: 'question' }>;

/** Takes files that wait next in the line. */
function takeFiles(waiting: CompilerRequest[]): FileRequest[] {
  const files: FileRequest[] = [];
  for (let [next] = waiting; next?.kind === 'file' && files.length + 1 < mostTogether; [next] = waiting) {
    files.push(next);
    waiting.shift();
  }
  return files;
}

function isAboutValue(request: CompilerRequest): request is QuestionRequest {
  return request.kind === 'question' && request.question.about === 'value';
}

interface Desk {
  /** Takes a file, of which nothing is asked yet. */
  open(file: PlainFile): void;
  /** Asks about files together what was foreseen. */
  foresee(requests: readonly FileRequest[]): void;
  serve(request: Exclude<CompilerRequest, { readonly kind: 'end' | 'file' }>): void;
}

function createDesk(types: NativeTypes, reply: (message: CompilerReply) => void): Desk {
  const files = new Map<string, { readonly values: Record<ValueId, AskedValue>; readonly answers: FileAnswers }>();

  function answer(question: CompilerQuestion): unknown {
    switch (question.about) {
      case 'value': {
        const known = files.get(question.path);
        if (known === undefined) return undefined;
        Object.assign(known.values, question.values);
        return known.answers.about((native) => native[question.asked](question.value));
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
      files.set(path, { values, answers: types.answersAbout({ path, text, valueAt: (id) => values[id], questions: () => file.questions }) });
    },
    foresee(requests) {
      const paths = new Map(requests.flatMap(({ file: { path } }) => {
        const known = files.get(path);
        return known === undefined ? [] : [[known.answers, path] as const];
      }));
      types.foresee([...paths.keys()], (answers) => {
        reply({ kind: 'file', path: paths.get(answers) ?? '', answers: answers.about((native) => native.answers()) });
      });
    },
    serve(request) {
      switch (request.kind) {
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

if (isCompilerThread(workerData)) void serveCompiler(workerData);
