import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { loadNativeApi } from '../native-types/native-api.ts';
import type { TypedCheck, TypedReply, TypedRequest, TypedThreadData } from './typed-messages.ts';
import { createTypedProject } from './typed-project.ts';

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
        setImmediate(() => { checker.prepare(); });
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
  // One check for each turn of the event loop: what has happened to files meanwhile comes first, then what was asked about changes.
  const work = (): void => {
    const urgent = checks.findIndex(({ part }) => part === 'changed');
    const [check] = checks.splice(Math.max(urgent, 0), 1);
    if (check !== undefined) reply({ kind: 'checked', id: check.id, checked: checker.check(check) });
  };
  port.removeAllListeners('message');
  requests.forEach(take);
  port.on('message', take);
}

if (parentPort !== null && isTypedThread(workerData)) void serveTypes(parentPort, workerData);
