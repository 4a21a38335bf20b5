import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { statusNotification, type ServerStatus } from './protocol.ts';

/** Tells clients that show it how the server is. */
export interface StatusReporter {
  update(changes: Partial<Omit<ServerStatus, 'version'>>): void;
  dispose(): void;
}

const pause = 100;

/** Sends what has changed, at most a few times a second. */
export function createStatusReporter(version: string, send: (method: string, status: ServerStatus) => void): StatusReporter {
  let status: ServerStatus = {
    state: 'starting',
    version,
    rules: ruleCatalog.length,
    typeOracle: 'inference',
    reason: 'Types are inferred from imports, declarations and annotations.',
  };
  let sent = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const next = JSON.stringify(status);
    if (next !== sent) send(statusNotification, status);
    sent = next;
  };
  return {
    update(changes) {
      status = { ...status, ...changes };
      timer ??= setTimeout(flush, pause);
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
