import { Message, type MessageStrategy } from 'vscode-languageserver-protocol/node';
import { waitAtMost } from '../project/wait-at-most.ts';

/** Counts the messages that have arrived and are not dealt with yet. */
export interface MessageQueue {
  /** Tells the queue that a message is on its way to its handler. */
  readonly admitted: (message: Message) => void;
  /** Hands messages to their handlers. */
  readonly strategy: MessageStrategy;
  /** Resolves when all messages are dealt with, or after a while: some handlers wait for a client that is gone. */
  drained(): Promise<void>;
}

const patience = 300;

export function createMessageQueue(): MessageQueue {
  let open = 0;
  let onDrained: () => void = () => undefined;
  return {
    admitted: (message) => {
      if (!isCancellation(message)) open++;
    },
    strategy: {
      async handleMessage(message, next) {
        try {
          await next(message);
        } finally {
          if (!isCancellation(message)) open--;
          if (open === 0) onDrained();
        }
      },
    },
    async drained() {
      if (open > 0) await waitAtMost(patience, new Promise<void>((resolve) => { onDrained = resolve; }));
    },
  };
}

/** Cancellations may take effect without ever reaching a handler. */
function isCancellation(message: Message): boolean {
  return Message.isNotification(message) && message.method === '$/cancelRequest';
}
