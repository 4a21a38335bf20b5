/** no-lost-rejection: a failure that is silenced without anybody having looked at it. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue, placeName } from '../../facts/describe.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import { type LostRejection, type RejectionSearch, hiddenRejections, loggedAwayValues, silencedRejections } from '../../facts/lost-rejections.ts';
import { replace } from '../../facts/edits.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { type NarrowCheck, narrowChecks } from '../../facts/narrow-checks.ts';
import { catchInstead, inspectResults, keepsVoid, reportingHandler } from '../../facts/report-edits.ts';
import type { Role } from '../../facts/roles.ts';
import { type UninspectedResults, uninspectedResults } from '../../facts/settled-results.ts';
import { silentListeners } from '../../facts/silent-listeners.ts';

interface Options {
  readonly allow: readonly string[];
  readonly checkVoid: boolean;
  readonly checkResults: boolean;
  readonly ignoreTests: boolean;
}

type MessageId = 'hidden' | 'hiddenFailing' | 'silenced' | 'loggedAway' | 'droppedAway' | 'uninspected' | 'computedWith' | 'narrowCheck' | 'silentListener' | 'catchInstead' | 'reportError' | 'inspect' | 'checkAll';

/** Here an unhandled rejection ends the process with an error, as a failing command should, or only shows in a console that is watched. */
const tolerant: readonly Role[] = ['cli', 'script', 'build', 'browser'];

export default defineRule<Options, MessageId>({
  id: 'no-lost-rejection',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports failures that are silenced without a look: `void`, empty handlers, settled results nobody inspects.',
  types: 'helpful',
  nearest: [],
  messages: {
    hidden: {
      text: '`void` only hides that nobody handles `{{ work }}`: if it rejects, what it was to do is lost, and in Node.js the process ends.',
      section: 'void',
    },
    hiddenFailing: {
      text: '`void` only hides that nobody handles `{{ work }}`, which {{ cause }} ({{ place }}): in Node.js the process ends then.',
      section: 'void',
    },
    silenced: {
      text: 'This handler drops every error of `{{ work }}`: what it was to do is lost, and nobody hears of it. Report the error, or say in a comment why it does not matter.',
      section: 'what-goes-wrong',
    },
    loggedAway: {
      text: 'When `{{ work }}` fails, its handler only logs that, and the code after it goes on with `undefined` as the result.',
      section: 'undefined-as-the-value',
    },
    droppedAway: {
      text: 'When `{{ work }}` fails, its handler drops the error, and the code after it goes on with nothing as the result, and fails there.',
      section: 'undefined-as-the-value',
    },
    uninspected: {
      text: '`{{ work }}` gives errors as results, and nobody looks at {{ results }}: what fails here is lost without a trace.',
      section: 'results-nobody-inspects',
    },
    computedWith: {
      text: '`{{ work }}` gives errors as results, but {{ results }} is used here as if nothing could have failed: an error passes for a value. Ask of each whether it is one.',
      section: 'results-nobody-inspects',
    },
    narrowCheck: {
      text: '`{{ kind }}` leaves out `CancelledError`: where a task of `{{ work }}` was cancelled, `{{ result }}` passes here as a success. Ask for `{{ wide }}`.',
      section: 'results-nobody-inspects',
    },
    silentListener: {
      text: 'This handler of `{{ event }}` does nothing: every failure that is not handled elsewhere in the program disappears without a trace.',
      section: 'handlers-of-last-resort',
    },
    catchInstead: { text: 'Report the error instead of `void`' },
    reportError: { text: 'Report the error' },
    inspect: { text: 'Look at the results' },
    checkAll: { text: 'Ask for `{{ wide }}`' },
  },
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Functions whose failure may be dropped: names such as `refresh`, or `module:name`.' },
    checkVoid: { type: 'boolean', default: true, description: 'Report `void` before work that can fail and matters.' },
    checkResults: { type: 'boolean', default: true, description: 'Report settled results that nobody inspects.' },
    ignoreTests: { type: 'boolean', default: true, description: 'Ignore code of tests.' },
  },
  *check(file, context) {
    const { options, role, program, types } = context;
    if (role === 'test' && options.ignoreTests) return;
    const loggers = program.knowledge.named.loggers;
    const search: RejectionSearch = { file, program, types, loggers };
    const voided = options.checkVoid && !tolerant.includes(role) ? hiddenRejections(search) : [];
    for (const lost of [...voided, ...silencedRejections(search), ...loggedAwayValues(search)]) {
      if (!isNamedCall(file, lost.work, options.allow)) yield reportLost(file, lost);
    }
    const uninspected = options.checkResults ? uninspectedResults(program, file) : [];
    for (const results of uninspected) yield reportResults(file, results);
    for (const check of narrowChecks(file)) yield reportCheck(file, check);
    for (const { handler, event } of silentListeners(file)) {
      yield { messageId: 'silentListener', data: { event }, span: valueAt(file, handler).span, suggestions: suggestReport(file, handler) };
    }
  },
});

function reportLost(file: FileModel, { kind, work, at, rejection }: LostRejection): Report<MessageId> {
  const { span } = valueAt(file, at);
  const what = describeValue(file, work.id);
  if (kind === 'value') return { messageId: 'loggedAway', data: { work: what }, span };
  if (kind === 'nothing') return { messageId: 'droppedAway', data: { work: what }, span };
  if (kind === 'handler') return { messageId: 'silenced', data: { work: what }, span, suggestions: suggestReport(file, at) };
  const edits = catchInstead(file, at, work);
  const suggestions: SuggestionReport<MessageId>[] = edits === undefined ? [] : [{ messageId: keepsVoid(file, at) ? 'reportError' : 'catchInstead', edits, preferred: true }];
  if (rejection?.kind !== 'may') return { messageId: 'hidden', data: { work: what }, span, suggestions };
  const last = rejection.steps.at(-1);
  const cause = last === undefined ? 'can throw' : `rejects when \`${describeValue(last.file, last.call.id)}\` fails`;
  const data = { work: what, cause, place: placeName(rejection.file, rejection.at.start) };
  const related = [{ path: rejection.file.path, span: rejection.at, message: 'This fails.' }];
  return { messageId: 'hiddenFailing', data, span, related, suggestions };
}

function reportResults(file: FileModel, { call, names, isComputedWith }: UninspectedResults): Report<MessageId> {
  const edits = names.length === 0 ? inspectResults(file, call) : undefined;
  const suggestions: SuggestionReport<MessageId>[] = edits === undefined ? [] : [{ messageId: 'inspect', edits, preferred: true }];
  const data = { work: describeValue(file, call.callee), results: names.length === 0 ? 'them' : names.map((name) => `\`${name}\``).join(', ') };
  return { messageId: isComputedWith ? 'computedWith' : 'uninspected', data, span: call.span, suggestions };
}

function reportCheck(file: FileModel, { kind, result, wide, by }: NarrowCheck): Report<MessageId> {
  const { span } = valueAt(file, kind);
  const data = { kind: describeValue(file, kind), result: describeValue(file, result), wide, work: describeValue(file, by.callee) };
  return { messageId: 'narrowCheck', data, span, suggestions: [{ messageId: 'checkAll', data: { wide }, edits: [replace(span, wide)], preferred: true }] };
}

function suggestReport(file: FileModel, handler: number): SuggestionReport<MessageId>[] {
  const edits = reportingHandler(file, handler);
  return edits === undefined ? [] : [{ messageId: 'reportError', edits, preferred: true }];
}
