import type { Readable } from 'node:stream';
import { Emitter, type Message, type MessageReader, type PartialMessageInfo } from 'vscode-languageserver-protocol/node';
import { createFrameSplitter } from './frame-splitter.ts';

/**
 * Reads the protocol's messages from a byte stream. Unlike the library's reader it finds its way back after bytes
 * that are no message: it tells `onError` and goes on at the next header. `onClose` fires once, at the stream's end.
 */
export function createMessageStreamReader(stream: Readable): MessageReader {
  const errors = new Emitter<Error>();
  const closed = new Emitter<void>();
  const partial = new Emitter<PartialMessageInfo>();
  const splitter = createFrameSplitter((reason) => { errors.fire(new Error(reason)); });
  let ended = false;
  const end = (): void => {
    if (!ended) closed.fire();
    ended = true;
  };
  stream.on('error', (error) => { errors.fire(error); });
  stream.on('end', end);
  stream.on('close', end);
  return {
    onError: errors.event,
    onClose: closed.event,
    onPartialMessage: partial.event,
    listen(callback) {
      const onData = (chunk: Buffer): void => {
        for (const body of splitter.push(chunk)) parse(body, callback, errors);
      };
      stream.on('data', onData);
      return { dispose: () => { stream.off('data', onData); } };
    },
    dispose() {
      for (const emitter of [errors, closed, partial]) emitter.dispose();
    },
  };
}

function parse(body: Buffer, callback: (message: Message) => void, errors: Emitter<Error>): void {
  try {
    callback(JSON.parse(body.toString('utf8')) as Message);
  } catch (error) {
    errors.fire(error instanceof Error ? error : new Error(String(error)));
  }
}
