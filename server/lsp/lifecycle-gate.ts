import { ErrorCodes, Message, type MessageReader, type MessageWriter, type RequestMessage } from 'vscode-languageserver-protocol/node';
import type { MessageQueue } from './message-queue.ts';

/** Where a session stands between its first and its last message. */
export type SessionPhase = 'new' | 'running' | 'shut down';

export interface GatedReader {
  readonly reader: MessageReader;
  phase(): SessionPhase;
}

/**
 * Lets through what may be asked at this time of a session's life, and answers the rest as the protocol wants it:
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#initialize
 */
export function gateMessages(reader: MessageReader, writer: MessageWriter, queue: Pick<MessageQueue, 'admitted' | 'drained'>, complain: (reason: string) => void): GatedReader {
  let phase: SessionPhase = 'new';

  const refuse = (request: RequestMessage, code: number, message: string): void => {
    writer.write({ jsonrpc: '2.0', id: request.id, error: { code, message } } as Message).catch((error: unknown) => {
      complain(`A refusal could not be sent: ${String(error)}`);
    });
  };

  const admitRequest = (request: RequestMessage): boolean => {
    const { method } = request;
    const refusal = refusalFor(phase, method);
    if (refusal) refuse(request, refusal.code, refusal.message);
    else if (method === 'initialize') phase = 'running';
    else if (method === 'shutdown') phase = 'shut down';
    return refusal === undefined;
  };

  const admit = (message: Message): boolean => {
    if (Message.isRequest(message)) return admitRequest(message);
    if (Message.isResponse(message)) return true;
    if (!Message.isNotification(message)) {
      complain(`Received what is neither a request, a notification nor a response: ${JSON.stringify(message).slice(0, 200)}`);
      return false;
    }
    if (message.method === '$/cancelRequest') return phase === 'running' && isCancellation(message.params);
    return phase === 'running' || message.method === 'exit';
  };

  return { phase: () => phase, reader: filterReader(reader, queue, admit) };
}

function filterReader(reader: MessageReader, queue: Pick<MessageQueue, 'admitted' | 'drained'>, admit: (message: Message) => boolean): MessageReader {
  return {
    onError: reader.onError,
    onPartialMessage: reader.onPartialMessage,
    // What has arrived is dealt with before the end.
    onClose: (listener, thisArg: unknown) => reader.onClose(() => void queue.drained().then(() => { listener.call(thisArg); })),
    listen: (callback) =>
      reader.listen((message) => {
        if (!admit(message)) return;
        queue.admitted(message);
        callback(message);
      }),
    dispose: () => { reader.dispose(); },
  };
}

function refusalFor(phase: SessionPhase, method: string): { readonly code: number; readonly message: string } | undefined {
  if (phase === 'new' && method !== 'initialize') {
    return { code: ErrorCodes.ServerNotInitialized, message: `The server has not been initialized; "${method}" comes too early.` };
  }
  if (phase === 'shut down') return { code: ErrorCodes.InvalidRequest, message: `The server has been shut down; "${method}" comes too late.` };
  if (phase === 'running' && method === 'initialize') return { code: ErrorCodes.InvalidRequest, message: 'The server has been initialized already.' };
  return undefined;
}

function isCancellation(params: unknown): boolean {
  if (typeof params !== 'object' || params === null || !('id' in params)) return false;
  return typeof params.id === 'number' || typeof params.id === 'string';
}
