import type { FileReport, Project } from 'eslint-plugin-asynclint/engine';
import { skipReason } from '../project/skip-reason.ts';
import type { SourceHost } from '../project/source-host.ts';
import { analysisPath } from './analysis-path.ts';
import type { DocumentConfigs } from './document-configs.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Log } from './log.ts';
import type { ResolvedSettings } from './server-settings.ts';
import type { SettingsStore } from './settings-store.ts';
import { createSourceDocument, type SourceDocument } from './source-document.ts';
import { countActiveRules, type StatusReporter } from './status.ts';

/** What the server needs of a project. */
export type CheckedProject = Pick<Project, 'setText' | 'closeText' | 'invalidate' | 'check' | 'dependants'>;

/** What is known about a document, and the text that it is known of. */
export interface AnalysedDocument {
  readonly document: SourceDocument;
  readonly report: FileReport;
  readonly settings: ResolvedSettings;
}

/** Analyses documents as they are now, with the settings that hold now. */
export interface Analysis {
  /**
   * Analyses an open document, or a file on disk. Undefined if there is no such file, or it is in no language that
   * is analysed. Rejects if the engine fails.
   */
  of(uri: string): Promise<AnalysedDocument | undefined>;
  /** Must be called when a document's text has changed: with it, what depends on it is to be analysed anew. */
  outdate(uri: string): void;
  /** Must be called when files or settings have changed, or a document was opened or closed: anything may be new. */
  outdateAll(): void;
  /** Forgets a document that was closed. */
  forget(uri: string): void;
}

export interface AnalysisParts {
  readonly project: CheckedProject;
  readonly host: SourceHost;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly configs: DocumentConfigs;
  readonly log: Log;
  readonly status: StatusReporter;
}

export function createAnalysis(parts: AnalysisParts): Analysis {
  const { project, host, documents, settings, log } = parts;
  const results = new Map<string, AnalysedDocument>();
  const problems = new Map<string, FileReport['problems']>();
  return {
    async of(uri) {
      const resolved = await settings.of(uri);
      const found = findDocument(uri, documents, host);
      if (!found) return undefined;
      const { document, path } = found;
      const known = results.get(uri);
      if (known) return known;
      const report = check(parts, document, path, resolved);
      logProblems(report, problems.get(uri), log);
      problems.set(uri, report.problems);
      const result = { document, report, settings: resolved };
      if (documents.get(uri) === document) results.set(uri, result);
      return result;
    },
    outdate(uri) {
      results.delete(uri);
      const path = documents.get(uri)?.path;
      for (const dependant of path === undefined ? [] : project.dependants(path)) results.delete(documents.atPath(dependant)?.uri ?? '');
    },
    outdateAll() {
      results.clear();
    },
    forget(uri) {
      results.delete(uri);
      problems.delete(uri);
    },
  };
}

function check({ project, documents, configs, log, status }: AnalysisParts, document: SourceDocument, path: string, { enable, over }: ResolvedSettings): FileReport {
  const skipped = (reason: string): FileReport => {
    log.debug(`Not analysed: ${document.uri} (${reason})`);
    return { path, findings: [], suppressed: [], problems: [] };
  };
  if (!enable) return skipped('disabled');
  const reason = skipReason(document.text);
  if (reason !== undefined) return skipped(reason);
  const { settings, ignored, configPath } = configs.settingsFor(path, over);
  if (ignored) return skipped(`${configPath ?? 'the configuration'} leaves it out`);
  documents.share();
  const start = performance.now();
  const report = project.check(path, settings);
  const duration = performance.now() - start;
  status.update({ lastAnalysisMs: duration, rules: countActiveRules(settings) });
  log.debug(`Analysed ${document.uri} in ${duration.toFixed(1)} ms: ${String(report.findings.length)} findings`);
  return report;
}

function findDocument(uri: string, documents: Documents, host: SourceHost): { readonly document: SourceDocument; readonly path: string } | undefined {
  const open: OpenDocument | undefined = documents.get(uri);
  const path = open ? open.path : analysisPath(uri, undefined);
  const text = open || path === undefined ? undefined : host.readFile(path);
  const document = open ?? (text === undefined ? undefined : createSourceDocument(uri, undefined, text));
  return document && path !== undefined ? { document, path } : undefined;
}

/** Failures of rules are news once, not at each key. */
function logProblems(report: FileReport, before: FileReport['problems'] | undefined, log: Log): void {
  const told = new Set(before?.map(({ message }) => message));
  for (const { kind, path, message } of report.problems) {
    if (kind === 'internal' && !told.has(message)) log.error(`${message} (${path})`);
  }
}
