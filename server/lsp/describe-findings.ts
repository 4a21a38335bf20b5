import { createLineIndex, type Finding, type RelatedLocation, type Severity, type Span } from 'eslint-plugin-asynclint/engine';
import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation, type Location, type Range } from 'vscode-languageserver';
import { pathToFileURL } from 'node:url';
import { guideUri } from '../project/guides.ts';
import type { AnalysedDocument } from './analysis.ts';
import type { DiagnosticData } from './protocol.ts';
import type { Session } from './session.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = { error: DiagnosticSeverity.Error, warn: DiagnosticSeverity.Warning };

/** The diagnostics of a document, with no more in them than the client understands. */
export function describeFindings(session: Session, { document, report }: AnalysedDocument): Diagnostic[] {
  return report.findings.map((finding) => describeFinding(session, finding, document.rangeOf(finding.span)));
}

/** One finding as a diagnostic. */
export function describeFinding(session: Session, finding: Finding, range: Range): Diagnostic {
  const { features, guides } = session;
  const { ruleId, section, message } = finding;
  const guide = guides.get(ruleId);
  const data: DiagnosticData = { rule: ruleId, section };
  return {
    range,
    message,
    severity: severities[finding.severity],
    source: 'asynclint',
    code: ruleId,
    ...(guide && features.codeDescription ? { codeDescription: { href: guideUri(guide, section) } } : {}),
    ...(features.relatedInformation && finding.related.length > 0 ? { relatedInformation: describeRelated(session, finding.related) } : {}),
    ...(features.diagnosticData ? { data } : {}),
  };
}

function describeRelated(session: Session, related: readonly RelatedLocation[]): DiagnosticRelatedInformation[] {
  return related.flatMap(({ path, span, message }) => {
    const location = locate(session, path, span);
    return location ? [{ location, message }] : [];
  });
}

/** A place in an open document or in a file; undefined if the file is gone meanwhile. */
function locate({ documents, host }: Session, path: string, span: Span): Location | undefined {
  const open = documents.atPath(path);
  if (open) return { uri: open.uri, range: open.rangeOf(span) };
  const text = host.readFile(path);
  if (text === undefined) return undefined;
  const lines = createLineIndex(text);
  return { uri: pathToFileURL(path).href, range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) } };
}
