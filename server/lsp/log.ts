import { MessageType } from 'vscode-languageserver';
import type { ServerSettings } from './protocol.ts';

export type LogLevel = ServerSettings['logLevel'];

/** Tells people who look into it what the server does. Messages of lower levels than the set one are dropped. */
export interface Log extends Readonly<Record<LogLevel, (message: string) => void>> {
  setLevel(level: LogLevel): void;
  /** Where messages go from now on; undefined means standard error. */
  setClient(send: ((type: MessageType, message: string) => void) | undefined): void;
}

const ranks: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };
const types = { error: MessageType.Error, warn: MessageType.Warning, info: MessageType.Info, debug: MessageType.Log } as const;

/** A log that writes to the client's once there is one, and before that to standard error. Errors go to both. */
export function createLog(writeError: (line: string) => void): Log {
  let level: LogLevel = 'info';
  let client: ((type: MessageType, message: string) => void) | undefined;
  let isSending = false;
  const send = (kind: LogLevel, message: string): void => {
    isSending = true;
    client?.(types[kind], message);
    isSending = false;
  };
  const writer = (kind: LogLevel) => (message: string): void => {
    if (ranks[kind] > ranks[level]) return;
    // What goes wrong while sending can't be sent.
    const isLocal = client === undefined || isSending;
    if (!isLocal) send(kind, message);
    if (isLocal || kind === 'error') writeError(`[${kind}] ${message}`);
  };
  return {
    error: writer('error'),
    warn: writer('warn'),
    info: writer('info'),
    debug: writer('debug'),
    setLevel(next) { level = next; },
    setClient(send) { client = send; },
  };
}
