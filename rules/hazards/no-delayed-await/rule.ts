/** no-delayed-await: a task that is started, then left alone while something else is awaited, so that its failure finds nobody. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { type DelayedAwait, delayedAwaits } from '../../facts/delayed-awaits.ts';
import { describeValue, lineOf } from '../../facts/describe.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { joinEdits } from '../../facts/join-edits.ts';
import type { Span } from '../../facts/model.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { statementOf } from '../../facts/statements.ts';

interface Options {
  readonly allow: readonly string[];
  readonly ignoreTests: boolean;
}

type MessageId = 'delayed' | 'delayedList' | 'delayedTask' | 'abandoned' | 'abandonedByCall' | 'oneByOne' | 'oneByOneTasks' | 'delayedInList' | 'joinAwaits';

export default defineRule<Options, MessageId>({
  id: 'no-delayed-await',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports tasks that are started and awaited only after something else, with nobody to handle a rejection in between.',
  types: 'helpful',
  nearest: [],
  messages: {
    delayed: {
      text: '`{{ task }}` is started here but awaited only after `{{ gap }}` (line {{ line }}): if it rejects meanwhile, or that throws, nobody handles its rejection, which ends a Node.js process.',
      section: 'what-goes-wrong',
    },
    delayedList: {
      text: 'Tasks of `{{ task }}` are started here but awaited only after `{{ gap }}` (line {{ line }}): one that rejects meanwhile is unhandled, which ends a Node.js process.',
      section: 'what-goes-wrong',
    },
    delayedTask: {
      text: '`{{ task }}` is started here but awaited only after `{{ gap }}` (line {{ line }}): if that raises, `{{ task }}` goes on with nobody to await or cancel it, and its error is lost. Use a `TaskGroup` or `gather`.',
      section: 'what-goes-wrong',
    },
    oneByOneTasks: {
      text: 'All tasks of `{{ task }}` are started here but awaited one after the other (line {{ line }}): when one raises, the others go on with nobody to await or cancel them. Use a `TaskGroup` or `gather`.',
      section: 'one-after-the-other',
    },
    abandoned: {
      text: '`{{ task }}` is started here, but the `throw` on line {{ line }} leaves without waiting for it: if it rejects, nobody handles that.',
      section: 'errors-on-the-way',
    },
    oneByOne: {
      text: 'All tasks of `{{ task }}` are started here but awaited one after the other (line {{ line }}): one that rejects before its turn is unhandled, which ends a Node.js process.',
      section: 'one-after-the-other',
    },
    abandonedByCall: {
      text: '`{{ task }}` is started here, but if `{{ gap }}` throws (line {{ line }}), nobody waits for it any more: if it fails too, nobody handles that.',
      section: 'errors-on-the-way',
    },
    delayedInList: {
      text: '`{{ task }}` is started before `{{ gap }}` in the same list, and only then handed to `{{ handler }}`: if it rejects before that, its rejection is unhandled.',
      section: 'what-goes-wrong',
    },
    joinAwaits: { text: 'Wait for all of them with `Promise.all`' },
  },
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Functions whose task may wait to be awaited: names such as `prefetch`, or `module:name`.' },
    ignoreTests: { type: 'boolean', default: true, description: 'Ignore code of tests, which fail anyway where something rejects.' },
  },
  *check(file, context) {
    const { options, role, program } = context;
    if (role === 'test' && options.ignoreTests) return;
    const allowed = [...options.allow, ...program.knowledge.named.nonRejecting];
    for (const delayed of delayedAwaits({ file, ...context })) {
      const started = valueAt(file, delayed.start);
      if (started.kind !== 'call' || !isNamedCall(file, started, allowed)) yield report(file, delayed);
    }
  },
});

function report(file: FileModel, delayed: DelayedAwait): Report<MessageId> {
  const { start, binding, gap, awaited } = delayed;
  const data = {
    task: binding?.name ?? describeValue(file, start),
    gap: shorten(textOf(file, gap.span)),
    line: String(lineOf(file, gap.span.start)),
    handler: describeValue(file, awaited),
  };
  const related = [
    { span: gap.span, message: describeGap(delayed, data.task) },
    ...(gap.kind === 'turns' ? [] : [{ span: valueAt(file, awaited).span, message: `\`${data.task}\` is handled only here.` }]),
  ];
  return { messageId: messageFor(file, delayed), data, span: spanOf(file, delayed), related, suggestions: suggest(file, delayed) };
}

function describeGap({ gap }: DelayedAwait, task: string): string {
  if (gap.kind === 'throw') return `This leaves without \`${task}\`.`;
  return gap.kind === 'call' ? `If this throws, \`${task}\` is left alone.` : `Nobody looks after \`${task}\` while this waits.`;
}

function messageFor(file: FileModel, { binding, gap, isList }: DelayedAwait): MessageId {
  const isPython = file.facts.language === 'python';
  if (binding === undefined) return 'delayedInList';
  if (gap.kind === 'turns') return isPython ? 'oneByOneTasks' : 'oneByOne';
  if (gap.kind === 'call') return 'abandonedByCall';
  return gap.kind === 'throw' ? 'abandoned' : isPython ? 'delayedTask' : isList ? 'delayedList' : 'delayed';
}

/** The statement that starts the task. */
function spanOf(file: FileModel, { start, binding }: DelayedAwait): Span {
  const { span } = valueAt(file, start);
  return binding === undefined ? span : (statementOf(file, start)?.span ?? span);
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 50 ? line : `${line.slice(0, 47)}...`;
}

function suggest(file: FileModel, delayed: DelayedAwait): SuggestionReport<MessageId>[] {
  const edits = delayed.isList && delayed.gap.kind !== 'turns' ? undefined : joinEdits(file, delayed);
  return edits === undefined ? [] : [{ messageId: 'joinAwaits', edits, preferred: true }];
}
