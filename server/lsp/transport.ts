import { connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { IPCMessageReader, IPCMessageWriter, StreamMessageWriter, type Message, type MessageReader, type MessageWriter } from 'vscode-languageserver-protocol/node';
import { createMessageStreamReader } from './message-stream-reader.ts';

/** How client and server talk. */
export type TransportChoice =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'ipc' }
  /** The client listens at a port of this machine. */
  | { readonly kind: 'socket'; readonly port: number }
  /** The client listens at a named pipe or a Unix domain socket. */
  | { readonly kind: 'pipe'; readonly name: string };

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Resolves when what was written is on its way. */
  readonly flush: () => Promise<void>;
}

/** Opens a transport. Over stdio, whatever else writes to standard output from now on ends up on standard error. */
export async function openTransport(choice: TransportChoice): Promise<Transport> {
  switch (choice.kind) {
    case 'stdio':
      return { reader: createMessageStreamReader(process.stdin), ...writeTo(takeStandardOutput()) };
    case 'ipc':
      return openIpc();
    case 'socket':
      return overSocket(await connected(connect(choice.port, '127.0.0.1')));
    case 'pipe':
      return overSocket(await connected(connect(choice.name)));
  }
}

function overSocket(socket: Socket): Transport {
  return { reader: createMessageStreamReader(socket), ...writeTo(socket) };
}

function writeTo(stream: Writable): Pick<Transport, 'writer' | 'flush'> {
  const library = new StreamMessageWriter(stream);
  const writes = new Set<Promise<void>>();
  const write = (message: Message): Promise<void> => {
    const written = library.write(message).finally(() => writes.delete(written));
    writes.add(written);
    return written;
  };
  return {
    writer: {
      onError: library.onError,
      onClose: library.onClose,
      write,
      end: () => { library.end(); },
      dispose: () => { library.dispose(); },
    },
    async flush() {
      await Promise.allSettled(writes);
      await new Promise<void>((resolve) => { stream.end(resolve); });
    },
  };
}

function openIpc(): Transport {
  if (!process.send) throw new Error('--node-ipc needs a parent process that opened the channel.');
  const reader = new IPCMessageReader(process);
  return {
    // The library looks for `close`, but a process says `disconnect`.
    reader: {
      onError: reader.onError,
      onPartialMessage: reader.onPartialMessage,
      onClose: (listener, thisArg: unknown) => {
        const onDisconnect = (): void => { listener.call(thisArg); };
        process.once('disconnect', onDisconnect);
        return { dispose: () => { process.off('disconnect', onDisconnect); } };
      },
      listen: (callback) => reader.listen(callback),
      dispose: () => { reader.dispose(); },
    },
    writer: new IPCMessageWriter(process),
    flush: () => new Promise((resolve) => { setImmediate(resolve); }),
  };
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => { resolve(socket); });
    socket.once('error', reject);
  });
}

/** Takes standard output for the protocol alone. */
function takeStandardOutput(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, (error) => { done(error); });
    },
  });
}
