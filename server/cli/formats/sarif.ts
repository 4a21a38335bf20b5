import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Fix, Invocation, Location, Log, Region, Result, Run } from 'sarif';
import type { CheckedFile, Message, SuggestedFix, TextRange } from '../checked-file.ts';
import { findingFingerprints } from './finding-fingerprints.ts';
import type { Format, FormatContext } from './format.ts';
import { reportPath } from './report-path.ts';
import { describeSarifRules } from './sarif-rules.ts';

/** What GitHub's code scanning and many others read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const formatSarif: Format = (files, context) => {
  const findings = files.flatMap(({ path, messages }) => messages.map((message) => ({ path, message })));
  const ids = new Set(findings.flatMap(({ message }) => (message.problem === undefined && message.ruleId !== undefined ? [message.ruleId] : [])));
  const rules = [...ids].sort();
  const fingerprints = findingFingerprints(files, context.directory);
  const results = findings.flatMap(({ path, message }) =>
    message.problem !== undefined || message.ruleId === undefined ? [] : [describeResult(path, message, message.ruleId, rules, fingerprints.get(message), context)],
  );
  const run: Run = {
    tool: { driver: { name: 'Asynclint', informationUri, semanticVersion: context.version, rules: describeSarifRules(rules, context.guides) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [rootId]: { uri: pathToFileURL(`${context.directory}/`).href } },
    invocations: [describeInvocation(files, context)],
    results,
  };
  const log: Log = { $schema: schema, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const informationUri = 'https://github.com/asynclint/asynclint';
const rootId = '%SRCROOT%';

function describeResult(path: string, message: Message, ruleId: string, rules: readonly string[], fingerprint: string | undefined, context: FormatContext): Result {
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: message.severity === 'error' ? 'error' : 'warning',
    message: { text: message.message },
    locations: [describeLocation(path, message.range, context)],
    ...(message.related.length === 0 ? {} : {
      relatedLocations: message.related.map((step, id) => ({ id, ...describeLocation(step.path, step.range, context), message: { text: step.message } })),
    }),
    ...(fingerprint === undefined ? {} : { partialFingerprints: { 'codeLine/v1': fingerprint } }),
    ...(message.suggestions.length === 0 ? {} : { fixes: message.suggestions.map((suggestion) => describeFix(path, suggestion, context)) }),
  };
}

function describeFix(path: string, { title, range, text }: SuggestedFix, context: FormatContext): Fix {
  const replacements = [{ deletedRegion: describeRegion(range), insertedContent: { text } }];
  return { description: { text: title }, artifactChanges: [{ artifactLocation: describeArtifact(path, context), replacements }] };
}

/** Files that could not be analysed are no results: they say that the run does not know. */
function describeInvocation(files: readonly CheckedFile[], context: FormatContext): Invocation {
  const problems = files.flatMap(({ path, messages }) => messages.flatMap((message) => (message.problem === undefined ? [] : [{ path, message }])));
  return {
    executionSuccessful: problems.every(({ message }) => message.problem !== 'internal'),
    ...(problems.length === 0 ? {} : {
      toolExecutionNotifications: problems.map(({ path, message }) => ({
        level: 'error',
        message: { text: message.message },
        locations: [describeLocation(path, message.range, context)],
      })),
    }),
  };
}

function describeLocation(path: string, range: TextRange, context: FormatContext): Location {
  return { physicalLocation: { artifactLocation: describeArtifact(path, context), region: describeRegion(range) } };
}

function describeRegion({ line, column, endLine, endColumn }: TextRange): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function describeArtifact(path: string, { directory }: FormatContext): ArtifactLocation {
  const inside = reportPath(path, directory);
  if (isAbsolute(inside)) return { uri: pathToFileURL(path).href };
  return { uri: inside.split('/').map(encodeURIComponent).join('/'), uriBaseId: rootId };
}
