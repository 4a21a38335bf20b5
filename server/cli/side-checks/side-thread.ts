import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createProject, type Settings } from 'eslint-plugin-asynclint/engine';
import { hashShares } from '../../cache/heritage.ts';
import { createReadRecord } from '../../cache/read-record.ts';
import { createSourceHost } from '../../project/source-host.ts';
import { checkFiles } from '../check-files.ts';
import { claimFiles } from './claim-files.ts';
import type { SideReport, SideThreadData } from './side-messages.ts';

/** Whether this thread was started for `serveChecks`. */
export function isSideThread(data: unknown): data is SideThreadData {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'asynclint checks';
}

/** Checks a share of the files of a run, and tells what came of it when there are none left. */
export async function serveChecks(port: MessagePort, { files, settings, taken, share, isRecorded }: SideThreadData): Promise<void> {
  const record = isRecorded ? createReadRecord() : undefined;
  const host = createSourceHost(record?.read);
  const project = createProject({ host, ...(record && { onFollow: record.follow, onImplementers: record.search, onImplementation: record.implement, onReads: record.note }) });
  const settingsOf = (path: string): Settings => settings.get(path) ?? { preset: 'recommended', rules: {} };
  const order = claimFiles(files, taken, share);
  const checked = await checkFiles(files, { project, host, settingsOf, order, signal: new AbortController().signal, onProgress: () => undefined });
  const recorded = record && {
    reads: record.recorded(),
    part: { shares: new Map([...record.candidates()].map((path) => [path, hashShares(project.heritageOf(path))])), mentions: project.mentions() },
  };
  port.postMessage({ checked, recorded } satisfies SideReport);
  port.close();
}

if (parentPort !== null && isSideThread(workerData)) void serveChecks(parentPort, workerData);
