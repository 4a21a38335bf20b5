import { setImmediate } from 'node:timers/promises';
import type { Project, Settings } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../project/source-host.ts';
import { describeReport, skippedFile, unreadableFile, type CheckedFile } from './checked-file.ts';

export interface CheckRun {
  readonly project: Project;
  readonly host: SourceHost;
  readonly settingsOf: (path: string) => Settings;
  readonly signal: AbortSignal;
  /** Told now and then how many files are done. */
  onProgress(done: number): void;
}

/** How long to work between two looks at signals and the progress line, in milliseconds. */
const breathless = 50;

/** Checks files one by one, in the given order. Rejects when the signal is aborted, and for nothing else. */
export async function checkFiles(files: readonly string[], run: CheckRun): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  let lastBreath = performance.now();
  for (const path of files) {
    checked.push(checkFile(path, run));
    if (performance.now() - lastBreath < breathless) continue;
    run.onProgress(checked.length);
    await setImmediate(undefined, { signal: run.signal });
    lastBreath = performance.now();
  }
  return checked;
}

function checkFile(path: string, { project, host, settingsOf }: CheckRun): CheckedFile {
  const source = host.inspect(path);
  switch (source.kind) {
    case 'skipped':
      return skippedFile(path, source.reason);
    case 'unreadable':
      return unreadableFile(path, source.reason);
    case 'text':
      return describeReport(project.check(path, settingsOf(path)), (name) => (name === path ? source.text : host.readFile(name)));
  }
}
