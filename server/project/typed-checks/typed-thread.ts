import { dirname } from 'node:path';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createProject, type FileModel, type TypeOracle } from 'eslint-plugin-asynclint/engine';
import { createSourceHost } from '../source-host.ts';
import { loadNativeApi, type NativeApi } from '../native-types/native-api.ts';
import { createNativeTypes, type NativeTypes } from '../native-types/native-types.ts';
import { recordTypes, type RecordedTypes } from '../native-types/recorded-types.ts';
import type { CompilerState, TypedCheck, TypedReply, TypedReport, TypedRequest, TypedThreadData } from './typed-messages.ts';

/** Whether this thread was started for `serveTypes`. */
export function isTypedThread(data: unknown): data is TypedThreadData {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'asynclint types';
}

/** Checks files with types until it is told to end. Runs in a thread of its own, for the compiler is asked synchronously. */
export async function serveTypes(port: MessagePort, { changes }: TypedThreadData): Promise<void> {
  const reply = (message: TypedReply): void => { port.postMessage(message); };
  const requests: TypedRequest[] = [];
  port.on('message', (request: TypedRequest) => requests.push(request));
  const native = await loadNativeApi();
  if (native === undefined) reply({ kind: 'compiler', state: { kind: 'missing' } });
  const checker = createTypedProject(native, changes, reply);
  const checks: TypedCheck[] = [];

  const take = (request: TypedRequest): void => {
    switch (request.kind) {
      case 'text':
        checker.setText(request.path, request.text);
        return;
      case 'files':
        checker.filesChanged(request.changes);
        return;
      case 'check':
        checks.push(request);
        setImmediate(work);
        return;
      case 'end':
        checker.close();
        port.close();
    }
  };
  // One check for each turn of the event loop: what has happened to files meanwhile comes first.
  const work = (): void => {
    const check = checks.shift();
    if (check !== undefined) reply({ kind: 'checked', id: check.id, checked: checker.check(check) });
  };
  port.removeAllListeners('message');
  requests.forEach(take);
  port.on('message', take);
}

interface TypedProject {
  setText(path: string, text: string | undefined): void;
  filesChanged(changes: Extract<TypedRequest, { kind: 'files' }>['changes']): void;
  /** Undefined where files have changed since this was asked, or there are no types. */
  check(request: TypedCheck): TypedReport | undefined;
  close(): void;
}

function createTypedProject(native: NativeApi | undefined, changes: Int32Array, reply: (message: TypedReply) => void): TypedProject {
  const texts = new Map<string, string>();
  let asked = 0;
  let types: NativeTypes | undefined;
  let recorded: RecordedTypes | undefined;
  let told: CompilerState['kind'] | undefined;
  const isOutdated = (): boolean => Atomics.load(changes, 0) !== asked;

  const project = createProject({
    host: createSourceHost(),
    types(file: FileModel, inference: TypeOracle) {
      if (types === undefined) return inference;
      const recording = recordTypes(types.oracleFor(file, inference), file);
      recorded = recording.recorded;
      return recording.oracle;
    },
  });

  const tell = (state: CompilerState): void => {
    if (told !== state.kind) reply({ kind: 'compiler', state });
    told = state.kind;
  };
  const start = (api: NativeApi, path: string): NativeTypes =>
    createNativeTypes(api, { directory: dirname(path), files: [path], texts, isCancelled: isOutdated, note: (message) => { reply({ kind: 'note', message }); } });

  return {
    setText(path, text) {
      if (text === undefined) {
        texts.delete(path);
        project.closeText(path);
      } else {
        texts.set(path, text);
        project.setText(path, text);
      }
      types?.setText(path, text);
    },
    filesChanged(changed) {
      for (const { path } of changed) project.invalidate(path);
      types?.filesChanged(changed);
    },
    check({ path, settings, changes: before }) {
      asked = before;
      if (native === undefined || isOutdated()) return undefined;
      types ??= start(native, path);
      recorded = undefined;
      const report = project.check(path, settings);
      const answered = recorded as RecordedTypes | undefined;
      if (!texts.has(path)) types.setText(path, undefined);
      if (!types.isRunning()) tell({ kind: 'failed' });
      else if (answered?.source === 'types') tell({ kind: 'running', version: native.version });
      if (isOutdated() || !types.isRunning()) return undefined;
      return { report, types: { source: answered?.source ?? 'inference', answers: answered?.answers ?? new Map() } };
    },
    close: () => types?.close(),
  };
}

if (parentPort !== null && isTypedThread(workerData)) await serveTypes(parentPort, workerData);
