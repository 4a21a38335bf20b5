import { ruleCatalog, settingOf, type Settings } from 'eslint-plugin-asynclint/engine';
import type { ServerStatus } from './protocol.ts';

/** Tells clients that show it how the server is. */
export interface StatusReporter {
  update(changes: Partial<Omit<ServerStatus, 'version'>>): void;
  dispose(): void;
}

/** The status of a server that nothing hinders. */
export const healthy = {
  state: 'ready',
  reason: 'Types are inferred from imports, declarations and annotations.',
} as const satisfies Partial<ServerStatus>;

const pause = 100;

/** Sends the status when it has changed, at most ten times a second. */
export function createStatusReporter(version: string, send: (status: ServerStatus) => void): StatusReporter {
  let status: ServerStatus = { ...healthy, state: 'starting', version, rules: 0, typeOracle: 'inference' };
  let sent = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const next = JSON.stringify(status);
    if (next !== sent) send(status);
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

/** How many rules run under these settings. */
export function countActiveRules(settings: Settings): number {
  return ruleCatalog.filter((rule) => settingOf(settings, rule)[0] !== 'off').length;
}
