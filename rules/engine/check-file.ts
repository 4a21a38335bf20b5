import type { FileModel } from '../facts/file-model.ts';
import { isTypeTest } from '../facts/is-type-test.ts';
import type { Program } from '../facts/program.ts';
import type { PythonVersion } from '../facts/python-version.ts';
import type { Role } from '../facts/roles.ts';
import type { DependencyMajor } from '../facts/slot-awaits.ts';
import type { TypeOracle } from '../facts/types.ts';
import type { Finding, Problem, Severity } from './finding.ts';
import type { Report, RuleDefinition } from './rule.ts';
import { type Stopwatch, unobserved } from './stopwatch.ts';

/** A rule that runs, with its options complete. */
export interface ActiveRule {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface CheckContext {
  readonly program: Program;
  readonly types: TypeOracle;
  readonly role: Role;
  readonly pythonVersion: PythonVersion;
  readonly dependencyMajor: DependencyMajor;
  /** While this holds nobody waits for findings: rules that have not begun do not. */
  readonly isSuperseded?: (() => boolean) | undefined;
}

export interface CheckResult {
  /** Sorted by place, then by rule. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Runs rules over a file, unless it never runs itself. A rule that fails is a problem; the others go on. */
export function checkFile(file: FileModel, rules: readonly ActiveRule[], context: CheckContext, measure: Stopwatch = unobserved): CheckResult {
  if (isTypeTest(file.path)) return { findings: [], problems: [] };
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  const run = (active: ActiveRule): void => {
    for (const report of active.rule.check(file, { ...context, options: active.options })) findings.push(toFinding(file, active, report));
  };
  for (const active of rules) {
    if (context.isSuperseded?.() === true) break;
    if (!active.rule.languages.includes(file.facts.language)) continue;
    try {
      measure('rule', file.path, active.rule.id, () => { run(active); });
    } catch (error) {
      problems.push(internalProblem(file.path, active.rule.id, error));
    }
  }
  return { findings: sortFindings(findings), problems };
}

function internalProblem(path: string, ruleId: string, error: unknown): Problem {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'internal', path, message: `The rule ${ruleId} failed on this file. This is a bug in Asynclint. ${detail}`, span: undefined, ruleId };
}

function toFinding(file: FileModel, { rule, severity }: ActiveRule, report: Report<string>): Finding {
  const definition = rule.messages[report.messageId];
  return {
    ruleId: rule.id,
    messageId: report.messageId,
    message: renderMessage(definition?.text ?? report.messageId, report.data),
    severity,
    span: report.span,
    related: (report.related ?? []).map((related) => ({ path: related.path ?? file.path, span: related.span, message: related.message })),
    suggestions: (report.suggestions ?? []).map((suggestion) => ({
      messageId: suggestion.messageId,
      title: renderMessage(rule.messages[suggestion.messageId]?.text ?? suggestion.messageId, suggestion.data ?? report.data),
      edits: [...suggestion.edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
      preferred: suggestion.preferred ?? false,
    })),
    section: definition?.section ?? 'what-goes-wrong',
  };
}

/** Fills `{{ name }}` places of a message. */
export function renderMessage(text: string, data: Readonly<Record<string, string>> | undefined): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => data?.[name] ?? whole);
}

export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compareText(a.ruleId, b.ruleId) ||
      compareText(a.messageId, b.messageId) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

