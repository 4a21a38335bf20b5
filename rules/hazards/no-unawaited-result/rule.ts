/** no-unawaited-result: a promise that is kept, and then forgotten or taken for its result. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { taskWord } from '../../facts/async-callbacks.ts';
import { describeValue } from '../../facts/describe.ts';
import { canAwait } from '../../facts/dropped-tasks.ts';
import { awaitEdits } from '../../facts/edits.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import { type UnawaitedResult, unawaitedResults } from '../../facts/unawaited-results.ts';
import type { TypeOracle } from '../../facts/types.ts';

interface Options {
  readonly ignoreNames: readonly string[];
}

type MessageId = 'unread' | 'neverRuns' | 'unreadList' | 'misread' | 'misreadList' | 'collected' | 'addAwait';

export default defineRule<Options, MessageId>({
  id: 'no-unawaited-result',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports promises and coroutines that are stored, and then forgotten or used as if they were their result.',
  types: 'helpful',
  nearest: [{ tool: 'typescript-eslint', rule: 'no-floating-promises' }],
  messages: {
    unread: {
      text: '`{{ name }}` keeps the {{ task }} of `{{ what }}`, and nothing ever reads it: nobody waits for the work, and its failure is lost or ends the process.',
      section: 'what-goes-wrong',
    },
    neverRuns: {
      text: '`{{ name }}` keeps the coroutine of `{{ what }}`, and nothing ever awaits it, so it never runs.',
      section: 'what-goes-wrong',
    },
    unreadList: {
      text: '`{{ name }}` keeps the {{ task }}s of `{{ what }}`, and nothing ever reads them: nobody waits for the work, and a failure is lost or ends the process.',
      section: 'what-goes-wrong',
    },
    misread: {
      text: '`{{ name }}` holds the {{ task }} of `{{ what }}`, not its result: {{ effect }}.',
      section: 'the-promise-in-place-of-its-result',
    },
    misreadList: {
      text: '`{{ name }}` holds the {{ task }}s of `{{ what }}`, not their results: {{ effect }}.',
      section: 'the-promise-in-place-of-its-result',
    },
    collected: {
      text: '`{{ what }}` is put into `{{ name }}`, which is only ever added to: nobody waits for the work, and its failure is lost or ends the process.',
      section: 'lists-that-are-only-added-to',
    },
    addAwait: { text: 'Await `{{ what }}`' },
  },
  options: {
    ignoreNames: { type: 'array', items: { type: 'string' }, default: [], description: 'Variables that may keep a promise unread, besides those that start with an underscore.' },
  },
  *check(file, { options, ...context }) {
    for (const found of unawaitedResults({ file, ...context })) {
      if (!options.ignoreNames.includes(found.name)) yield report(file, context.types, found);
    }
  },
});

/** What the elements of a list are called. */
function listWord(types: TypeOracle, file: FileModel, id: ValueId): ReturnType<typeof taskWord> {
  const value = valueAt(file, id);
  return taskWord(types, file, value.kind === 'comprehension' ? value.element : id);
}

function report(file: FileModel, types: TypeOracle, found: UnawaitedResult): Report<MessageId> {
  const { name, value } = found;
  const reads = found.kind === 'misread' ? found.reads : [];
  const [first] = reads;
  const isList = found.kind !== 'collected' && found.isList;
  const task = isList ? listWord(types, file, value) : taskWord(types, file, value);
  const neverRuns = task === 'coroutine' && !isList && first === undefined;
  const data = { name, what: describeValue(file, value), task, effect: first === undefined ? '' : effectOf(file, first) };
  return {
    messageId: neverRuns ? 'neverRuns' : !isList ? found.kind : found.kind === 'misread' ? 'misreadList' : 'unreadList',
    data,
    span: valueAt(file, value).span,
    related: reads.map((read, index) => ({ span: valueAt(file, read.value).span, message: `It is ${index === 0 ? '' : 'also '}taken for its result here.` })),
    suggestions: isList ? [] : suggest(file, found, data.what),
  };
}

function suggest(file: FileModel, { value }: UnawaitedResult, what: string): SuggestionReport<MessageId>[] {
  return canAwait(file, value) ? [{ messageId: 'addAwait', data: { what }, edits: awaitEdits(file, value), preferred: true }] : [];
}

function effectOf(file: FileModel, { use, value }: Extract<UnawaitedResult, { kind: 'misread' }>['reads'][number]): string {
  const of = use.of === undefined ? undefined : valueAt(file, use.of);
  switch (use.kind) {
    case 'tested':
      return 'as a condition that is always true';
    case 'compared':
      return 'the comparison never looks at its result';
    case 'member':
      return `\`${describeValue(file, of?.id ?? value)}\` is not there`;
    case 'destructured':
      return 'taking it apart finds nothing';
    case 'text':
      return 'the text does not show its result';
    case 'spread':
    case 'iterated':
      return 'there is nothing in it to go through';
    case 'computed':
    case 'selects':
    case 'read':
    case 'thrown':
      return 'this needs the result itself';
  }
}
