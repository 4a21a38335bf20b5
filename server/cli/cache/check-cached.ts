import { createProject, type Project, type Settings, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import { createReadRecord, type ReadRecord } from '../../cache/read-record.ts';
import type { ResultCache } from '../../cache/result-cache.ts';
import { createSourceHost, type SourceHost } from '../../project/source-host.ts';
import { checkFiles, prepareMeanwhile, type CheckRun } from '../check-files.ts';
import type { CheckedFile } from '../checked-file.ts';
import type { CommandContext } from '../command.ts';
import type { FlagValues } from '../parse-flags.ts';
import type { SettingsOf } from '../read-configs.ts';
import { countThreads, startSideChecks } from '../side-checks/side-checks.ts';
import { measureStage, type TimingRecord } from '../timing/timing-record.ts';
import { startTypes, wantsTypes, type RunTypes, type typeAwareFlags } from '../type-aware.ts';
import { openCache, wantsCache, type cacheFlags } from './open-cache.ts';

export interface CachedRun {
  readonly given: FlagValues<typeof cacheFlags & typeof typeAwareFlags>;
  /** What the command line says over configurations. */
  readonly over: SettingsLayer;
  readonly settingsOf: SettingsOf;
  readonly context: CommandContext;
  readonly timing: TimingRecord | undefined;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** Told now and then how many files are done. */
  readonly onProgress: (done: number) => void;
}

/** What files are checked with. */
interface Checker {
  readonly project: Project;
  readonly host: SourceHost;
  /** Noted only where there is a cache. */
  readonly record: ReadRecord | undefined;
  readonly cache: ResultCache | undefined;
  /** From now on these types answer. */
  readonly useTypes: (types: RunTypes) => void;
}

/** Checks files, in the given order, as far as their results are not known from earlier runs. Rejects when the signal is aborted. */
export async function checkCached(files: readonly string[], run: CachedRun): Promise<CheckedFile[]> {
  const { settingsOf, context, timing } = run;
  const checker = createChecker(files, run);
  const { cache } = checker;
  const known = await measureStage(timing, 'cache', () => Promise.resolve(cache?.lookUp(files, (path) => settingsOf(path).settings)));
  const unknown = files.filter((path) => known?.has(path) !== true);
  const checked = new Map(known);
  let anew: readonly CheckedFile[] = [];
  if (unknown.length === 0 && (cache?.doubt() ?? 'none') === 'none') {
    for (const note of cache?.types()?.notes ?? []) context.terminal.warn(note);
    save(cache, undefined, run);
  } else anew = await checkAnew(unknown, files, checker, run);
  for (const file of anew) checked.set(file.path, file);
  timing?.remark(`${String(files.length - anew.length)} of ${String(files.length)} results came from ${cache?.path ?? 'no cache'}`);
  return files.flatMap((path) => checked.get(path) ?? []);
}

function createChecker(files: readonly string[], { given, over, context, timing, startedAt }: CachedRun): Checker {
  const record = wantsCache(given, context) ? createReadRecord() : undefined;
  const plainHost = createSourceHost(record?.read);
  const host = timing?.timeHost(plainHost) ?? plainHost;
  let types: RunTypes['options']['types'];
  const project = createProject({
    host,
    types: (file, inference) => types?.(file, inference) ?? inference,
    ...(timing && { timing: timing.observer }),
    ...(record && { onFollow: record.follow, onImplementers: record.search, onImplementation: record.implement, onReads: record.note, knownMentions: (path) => cache?.mentionsIn(path) }),
  });
  const cache: ResultCache | undefined = record && openCache(given, { over, typed: wantsTypes(given, files), project, record, startedAt }, context);
  return { project, host, record, cache, useTypes: (found) => { types = found.options.types; } };
}

async function checkAnew(outdated: readonly string[], all: readonly string[], checker: Checker, run: CachedRun): Promise<readonly CheckedFile[]> {
  const { project, host, cache, useTypes } = checker;
  const { given, context, timing, settingsOf, onProgress } = run;
  const settled = cache?.doubt() === 'programs' ? undefined : cache?.types();
  const rulesFor = (path: string): Settings => settingsOf(path).settings;
  let expected = outdated;
  const starting = measureStage(timing, 'types', () => startTypes(given, { files: all, checks: outdated.length, expected: () => expected, settled, timing }, context));
  const types = await prepareMeanwhile(starting, outdated, { project, host, settingsOf: rulesFor });
  try {
    useTypes(types);
    const revoked = await measureStage(timing, 'types', () => Promise.resolve(cache?.revoked(types) ?? []));
    const anew = new Set([...outdated, ...revoked]);
    const unknown = all.filter((path) => anew.has(path));
    expected = unknown;
    const progress = (done: number): void => { onProgress(done + all.length - unknown.length); };
    const own: CheckRun = { project, host, settingsOf: rulesFor, signal: context.signal, ahead: types.ahead, onAsked: cache && types.expectInputs, onProgress: progress };
    // There is one compiler, and what each thread takes would be no time of the run.
    const count = types.options.types !== undefined || timing !== undefined ? 1 : countThreads(unknown.length, given.threads);
    const checked = count > 1 && context.threadEntry !== undefined ? await checkTogether(unknown, count, context.threadEntry, own, checker) : await checkFiles(unknown, own);
    for (const file of checked) cache?.keep(file);
    await measureStage(timing, 'cache', () => {
      save(cache, types, run);
      return Promise.resolve();
    });
    return checked;
  } finally {
    types.close();
  }
}

/** With other threads, each of which has a project of its own. */
async function checkTogether(files: readonly string[], count: number, entry: URL, own: CheckRun, { record, cache }: Checker): Promise<readonly CheckedFile[]> {
  const { settingsOf, signal } = own;
  const sides = startSideChecks(files, count, { entry, settingsOf, isRecorded: record !== undefined, signal });
  try {
    const mine = await checkFiles(files, { ...own, order: sides.order, onProgress: () => { own.onProgress(sides.taken()); } });
    const reports = await sides.reports();
    for (const { recorded } of reports) {
      if (recorded === undefined) continue;
      record?.include(recorded.reads);
      cache?.include(recorded.part);
    }
    const checked = [...mine, ...reports.flatMap((report) => report.checked)];
    const done = new Set(checked.map(({ path }) => path));
    return [...checked, ...(await checkFiles(files.filter((path) => !done.has(path)), own))];
  } finally {
    sides.close();
  }
}

/** A cache that can't be written makes the next run slower, and nothing worse. */
function save(cache: ResultCache | undefined, types: RunTypes | undefined, { timing }: CachedRun): void {
  try {
    cache?.save(types);
  } catch (error) {
    timing?.remark(`The results could not be written to the cache: ${error instanceof Error ? error.message : String(error)}`);
  }
}
