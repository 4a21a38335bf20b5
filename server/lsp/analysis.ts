import type { FileReport, Project, Settings } from 'eslint-plugin-asynclint/engine';
import { hasTypedProject } from '../project/native-types/has-typed-project.ts';
import type { TypedChecker } from '../project/typed-checks/typed-checker.ts';
import type { TypedPart, TypedReport } from '../project/typed-checks/typed-messages.ts';
import { skipReason } from '../project/skip-reason.ts';
import type { SourceHost } from '../project/source-host.ts';
import { analysisPath, filePath } from './analysis-path.ts';
import { describeError } from './describe-error.ts';
import type { DocumentConfigs } from './document-configs.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Log } from './log.ts';
import type { ResolvedSettings } from './server-settings.ts';
import type { SettingsStore } from './settings-store.ts';
import { createSourceDocument, type SourceDocument } from './source-document.ts';
import { countActiveRules, type StatusReporter } from './status.ts';

/** What the server needs of a project. */
export type CheckedProject = Pick<Project, 'setText' | 'closeText' | 'invalidate' | 'check' | 'dependants' | 'searchAhead'>;

/** What is known about a document, and the text that it is known of. */
export interface AnalysedDocument {
  readonly document: SourceDocument;
  readonly report: FileReport;
  readonly settings: ResolvedSettings;
}

/** Analyses documents as they are now, with the settings that hold now. */
export interface Analysis {
  /**
   * Analyses an open document, or a file on disk, with the types that are known already. Undefined if there is no such
   * file, or it is in no language that is analysed. Rejects if the engine fails.
   */
  of(uri: string): Promise<AnalysedDocument | undefined>;
  /** The same with types, as far as there are any to be had; undefined if the signal is aborted before they are. */
  withTypes(uri: string, signal: AbortSignal): Promise<AnalysedDocument | undefined>;
  /**
   * The same, sooner: with types of now in functions whose text has changed, and with those of before elsewhere. Undefined where that is
   * no more than `of` gives, or the signal is aborted.
   */
  withChangedTypes(uri: string, signal: AbortSignal): Promise<AnalysedDocument | undefined>;
  /** Must be called when a document's text has changed: with it, what depends on it is to be analysed anew. */
  outdate(uri: string): void;
  /** Must be called when files or settings have changed, or a document was opened or closed: anything may be new. */
  outdateAll(): void;
  /** Forgets a document that was closed. */
  forget(uri: string): void;
}

export interface AnalysisParts {
  readonly project: CheckedProject;
  readonly types: TypedChecker | undefined;
  readonly host: SourceHost;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly configs: DocumentConfigs;
  readonly log: Log;
  readonly status: StatusReporter;
}

/** A document to analyse, and how. */
interface Task {
  readonly document: SourceDocument;
  readonly path: string;
  readonly resolved: ResolvedSettings;
  /** Undefined where settings or configuration leave it out. */
  readonly settings: Settings | undefined;
}

/** A typed check under way, of the texts as they were then. */
interface Flight {
  readonly generation: number;
  readonly checked: Promise<TypedReport | undefined>;
}

/** So long nobody must have typed before work is done ahead, in milliseconds. */
const idle = 200;

export function createAnalysis(parts: AnalysisParts): Analysis {
  const { project, types, documents, log } = parts;
  const results = new Map<string, AnalysedDocument>();
  const typedResults = new Map<string, AnalysedDocument>();
  const problems = new Map<string, FileReport['problems']>();
  const prepared = new Set<string>();
  const flights: Readonly<Record<TypedPart, Map<string, Flight>>> = { changed: new Map(), whole: new Map() };
  let generation = 0;

  /** What is known with types is what can be said at once, also when these are outdated by an edit elsewhere. */
  function take({ document, path, resolved }: Task, report: FileReport | undefined, isTyped = false): AnalysedDocument {
    const { uri } = document;
    const result = { document, settings: resolved, report: report ?? { path, findings: [], suppressed: [], problems: [] } };
    logProblems(result.report, problems.get(uri), log);
    problems.set(uri, result.report.problems);
    if (documents.get(uri) !== document) return result;
    results.set(uri, result);
    if (isTyped) typedResults.set(uri, result);
    return result;
  }

  /** With types rules look at more than without: at other files above all, for which the first keystroke is not to wait. */
  function prepareKeystrokes({ document, path, settings }: Task): void {
    if (settings === undefined || prepared.has(document.uri)) return;
    const began = generation;
    setTimeout(() => {
      if (generation !== began || documents.get(document.uri) !== document) return;
      prepared.add(document.uri);
      try {
        project.check(path, settings);
      } catch (error) {
        log.error(describeError(error));
      }
    }, idle).unref();
  }

  async function of(uri: string): Promise<AnalysedDocument | undefined> {
    const task = await findTask(parts, uri);
    if (task === undefined) return undefined;
    const known = typedResults.get(uri) ?? results.get(uri);
    if (known !== undefined) return known;
    if (typeless(task) !== undefined) types?.forget(task.path);
    return take(task, check(parts, task));
  }

  /** One typed check of a document is enough for all who wait for it. */
  function fly(checker: TypedChecker, task: Task, settings: Settings, part: TypedPart): Promise<TypedReport | undefined> {
    const { uri } = task.document;
    const known = flights[part].get(uri);
    if (known?.generation === generation) return known.checked;
    const checked = checkTyped(parts, checker, task, settings, part);
    flights[part].set(uri, { generation, checked });
    return checked;
  }

  async function withChangedTypes(uri: string, signal: AbortSignal): Promise<AnalysedDocument | undefined> {
    const task = await findTask(parts, uri);
    const known = typedResults.get(uri);
    if (known !== undefined || task?.settings === undefined || signal.aborted) return known;
    if (types?.isAvailable() !== true || typeless(task) !== undefined) return undefined;
    const began = generation;
    const checked = await Promise.race([fly(types, task, task.settings, 'changed'), whenAborted(signal)]);
    if (checked === 'aborted' || checked === undefined || generation !== began) return undefined;
    return typedResults.get(uri) ?? take(task, checked.report, checked.isWhole);
  }

  /** Edits after this was asked make it start over, so that the answer is about the newest text. */
  async function withTypes(uri: string, signal: AbortSignal): Promise<AnalysedDocument | undefined> {
    const aborted = whenAborted(signal);
    while (!signal.aborted) {
      const task = await findTask(parts, uri);
      const known = typedResults.get(uri);
      if (known !== undefined || task?.settings === undefined) return known ?? of(uri);
      const why = types === undefined ? undefined : typeless(task);
      if (why !== undefined) parts.status.update({ typeOracle: 'inference', typeReason: why });
      if (types?.isAvailable() !== true || why !== undefined) return of(uri);
      const began = generation;
      const checked = await Promise.race([fly(types, task, task.settings, 'whole'), aborted]);
      if (checked === 'aborted') return undefined;
      if (generation !== began) continue;
      if (checked === undefined) return of(uri);
      prepareKeystrokes(task);
      return take(task, checked.report, true);
    }
    return undefined;
  }

  return {
    of,
    withTypes,
    withChangedTypes,
    outdate(uri) {
      generation++;
      types?.supersede();
      // Types reach further than imports do.
      typedResults.clear();
      results.delete(uri);
      const path = documents.get(uri)?.path;
      for (const dependant of path === undefined ? [] : project.dependants(path)) results.delete(documents.atPath(dependant)?.uri ?? '');
    },
    outdateAll() {
      generation++;
      types?.supersede();
      typedResults.clear();
      results.clear();
    },
    forget(uri) {
      results.delete(uri);
      prepared.delete(uri);
      flights.changed.delete(uri);
      flights.whole.delete(uri);
      problems.delete(uri);
    },
  };
}

async function findTask({ documents, host, settings, configs, log }: AnalysisParts, uri: string): Promise<Task | undefined> {
  const resolved = await settings.of(uri);
  const found = findDocument(uri, documents, host);
  if (found === undefined) return undefined;
  const { document, path } = found;
  const skipped = (reason: string): Task => {
    log.debug(`Not analysed: ${document.uri} (${reason})`);
    return { document, path, resolved, settings: undefined };
  };
  if (!resolved.enable) return skipped('disabled');
  const reason = skipReason(document.text);
  if (reason !== undefined) return skipped(reason);
  const { settings: own, ignored, configPath } = configs.settingsFor(path, resolved.over);
  return ignored ? skipped(`${configPath ?? 'the configuration'} leaves it out`) : { document, path, resolved, settings: own };
}

function check({ project, documents, log, status }: AnalysisParts, { document, path, settings }: Task): FileReport | undefined {
  if (settings === undefined) return undefined;
  documents.share();
  const start = performance.now();
  const report = project.check(path, settings);
  const duration = performance.now() - start;
  status.update({ lastAnalysisMs: duration, rules: countActiveRules(settings) });
  log.debug(`Analysed ${document.uri} in ${duration.toFixed(1)} ms: ${String(report.findings.length)} findings`);
  return report;
}

async function checkTyped({ documents, log, status }: AnalysisParts, types: TypedChecker, { document, path }: Task, settings: Settings, part: TypedPart): Promise<TypedReport | undefined> {
  documents.share();
  const start = performance.now();
  const checked = await (part === 'changed' ? types.checkChanged(path, settings) : types.check(path, settings));
  if (checked === undefined) return undefined;
  const duration = performance.now() - start;
  status.update({ lastAnalysisMs: duration, rules: countActiveRules(settings) });
  log.debug(`Analysed ${document.uri} with types${checked.isWhole ? '' : ' where it changed'} in ${duration.toFixed(1)} ms: ${String(checked.report.findings.length)} findings`);
  return checked;
}

/** Why no compiler is asked about a document; undefined where one is. */
function typeless({ document: { uri }, path, resolved: { typeAware } }: Task): string | undefined {
  const inferred = 'types are inferred from imports, declarations and annotations';
  if (typeAware === 'off') return `The setting asynclint.typeAware is off, so ${inferred}.`;
  if (filePath(uri) === undefined) return `The document is not a file, so ${inferred}.`;
  if (!/\.[cm]?[jt]sx?$/.test(path)) return 'Types are those that the source text tells.';
  if (typeAware === 'auto' && !hasTypedProject(path)) return `There is no tsconfig.json or jsconfig.json above the document, so ${inferred}.`;
  return undefined;
}

function findDocument(uri: string, documents: Documents, host: SourceHost): { readonly document: SourceDocument; readonly path: string } | undefined {
  const open: OpenDocument | undefined = documents.get(uri);
  const path = open ? open.path : analysisPath(uri, undefined);
  const text = open || path === undefined ? undefined : host.readFile(path);
  const document = open ?? (text === undefined ? undefined : createSourceDocument(uri, undefined, text));
  return document && path !== undefined ? { document, path } : undefined;
}

function whenAborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => { resolve('aborted'); }, { once: true });
  });
}

/** Failures of rules are news once, not at each key. */
function logProblems(report: FileReport, before: FileReport['problems'] | undefined, log: Log): void {
  const told = new Set(before?.map(({ message }) => message));
  for (const { kind, path, message } of report.problems) {
    if (kind === 'internal' && !told.has(message)) log.error(`${message} (${path})`);
  }
}
