import type { Message } from '../checked-file.ts';
import { findingFingerprints } from './finding-fingerprints.ts';
import type { Format } from './format.ts';
import { reportPath } from './report-path.ts';

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const formatGitlab: Format = (files, { directory }) => {
  const fingerprints = findingFingerprints(files, directory);
  const issues = files.flatMap(({ path, messages }) =>
    messages.map((message) => ({
      description: message.message,
      check_name: message.ruleId === undefined ? 'asynclint' : `asynclint/${message.ruleId}`,
      fingerprint: fingerprints.get(message),
      severity: severityOf(message),
      location: { path: reportPath(path, directory), lines: { begin: message.range.line, end: message.range.endLine } },
    })),
  );
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};

function severityOf({ severity, problem }: Message): 'minor' | 'major' | 'critical' {
  if (problem !== undefined) return 'critical';
  return severity === 'error' ? 'major' : 'minor';
}
