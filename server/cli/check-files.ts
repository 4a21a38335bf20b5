import { setImmediate } from 'node:timers/promises';
import type { FileModel, Project, Settings } from 'eslint-plugin-asynclint/engine';
import type { ThreadedTypes } from '../project/compiler-thread/threaded-types.ts';
import type { SourceHost } from '../project/source-host.ts';
import { describeReport, skippedFile, unreadableFile, type CheckedFile } from './checked-file.ts';

export interface CheckRun {
  readonly project: Project;
  readonly host: SourceHost;
  readonly settingsOf: (path: string) => Settings;
  readonly signal: AbortSignal;
  /** Which of the files to check, one after the other, where others check the rest. */
  readonly order?: Iterable<string> | undefined;
  /** Types that can be asked about files ahead of their check. */
  readonly ahead?: TypesAhead | undefined;
  /** Told that all files have been asked about ahead of their check. */
  readonly onAsked?: (() => void) | undefined;
  /** Told now and then how many files are done. */
  onProgress(done: number): void;
}

export interface TypesAhead extends Pick<ThreadedTypes, 'foresee' | 'forget' | 'isAnswered'> {
  /** Resolves when something has been answered. */
  readonly news: () => Promise<void>;
}

/** How long to work between two looks at signals and the progress line, in milliseconds. */
const breathless = 50;

/** Checks files one by one, in the given order. Rejects when the signal is aborted, and for nothing else. */
export async function checkFiles(files: readonly string[], run: CheckRun): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  let lastBreath = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - lastBreath < breathless) return;
    run.onProgress(checked.length);
    await setImmediate(undefined, { signal: run.signal });
    lastBreath = performance.now();
  };
  const lookAhead = createLookAhead(files, run);
  for (const path of run.order ?? files) {
    while (lookAhead.mustWaitFor(path)) {
      if (lookAhead.prepareNext()) await breathe();
      else await lookAhead.news();
    }
    checked.push(checkFile(path, run));
    run.ahead?.forget(path);
    await breathe();
  }
  return checked;
}

/** Reads files ahead of their check until there is what is waited for. */
export async function prepareMeanwhile<T>(awaited: Promise<T>, files: readonly string[], run: FileReader): Promise<T> {
  const settled = new AbortController();
  const settle = (): void => { settled.abort(); };
  void awaited.then(settle, settle);
  for (const path of files) {
    await setImmediate();
    if (settled.signal.aborted) break;
    prepare(path, run);
  }
  return awaited;
}

type FileReader = Pick<CheckRun, 'project' | 'host' | 'settingsOf'>;

function prepare(path: string, { project, host, settingsOf }: FileReader): FileModel | undefined {
  return host.inspectAhead(path).kind === 'text' ? project.prepare(path, settingsOf(path)) : undefined;
}

interface LookAhead {
  /** Has this file not been asked about, or is it not answered? */
  mustWaitFor(path: string): boolean;
  /** Reads one more file, and asks about it; false where there is none left. */
  prepareNext(): boolean;
  news(): Promise<void>;
}

/** While there are no answers about the next file to check, the files after it are read and asked about. */
function createLookAhead(files: readonly string[], run: CheckRun): LookAhead {
  const { signal, ahead } = run;
  const prepared = new Set<string>();
  let next = 0;
  return {
    mustWaitFor: (path) => ahead !== undefined && (!prepared.has(path) || !ahead.isAnswered(path)),
    prepareNext() {
      const path = files[next++];
      if (path === undefined) return false;
      prepared.add(path);
      const model = prepare(path, run);
      if (model !== undefined) ahead?.foresee(model);
      if (next === files.length) run.onAsked?.();
      return true;
    },
    async news() {
      await ahead?.news();
      signal.throwIfAborted();
    },
  };
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
