import { ruleCatalog, settingOf, type Settings } from 'eslint-plugin-asynclint/engine';
import type { ServerStatus } from './protocol.ts';

/** Tells clients that show it how the server is. */
export interface StatusReporter {
  update(changes: StatusChanges): void;
  dispose(): void;
}

export interface StatusChanges extends Partial<Omit<ServerStatus, 'version' | 'reason'>> {
  /** Why types come from where they do. */
  readonly typeReason?: string;
  /** What is wrong, until the state is `ready` again. */
  readonly complaint?: string;
}

const inferred = 'Types are inferred from imports, declarations and annotations.';

const pause = 100;

/** Sends the status when it has changed, at most ten times a second. */
export function createStatusReporter(version: string, send: (status: ServerStatus) => void): StatusReporter {
  let status: Omit<ServerStatus, 'reason'> = { state: 'starting', version, rules: 0, typeOracle: 'inference' };
  let typeReason = inferred;
  let complaint: string | undefined;
  let sent = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const whole = { ...status, reason: complaint ?? typeReason };
    const next = JSON.stringify(whole);
    if (next !== sent) send(whole);
    sent = next;
  };
  return {
    update({ typeReason: why = typeReason, complaint: wrong = complaint, ...changes }) {
      typeReason = why;
      complaint = changes.state === 'ready' ? undefined : wrong;
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
