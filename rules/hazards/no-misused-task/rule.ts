/** no-misused-task: a promise where a value is needed, which is there long before its result. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { taskWord } from '../../facts/async-callbacks.ts';
import { describeValue } from '../../facts/describe.ts';
import { canAwait } from '../../facts/dropped-tasks.ts';
import { awaitEdits } from '../../facts/edits.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { type MisusedTask, misusedTasks } from '../../facts/misused-tasks.ts';
import type { TypeOracle } from '../../facts/types.ts';
import type { ValueUseKind } from '../../facts/value-uses.ts';

interface Options {
  readonly conditions: boolean;
  readonly spreads: boolean;
}

type MessageId = 'condition' | 'comparison' | 'arithmetic' | 'text' | 'spread' | 'loop' | 'selects' | 'member' | 'destructured' | 'read' | 'thrown' | 'addAwait';

const messageIds: Readonly<Record<ValueUseKind, MessageId>> = {
  tested: 'condition',
  compared: 'comparison',
  computed: 'arithmetic',
  text: 'text',
  spread: 'spread',
  iterated: 'loop',
  selects: 'selects',
  member: 'member',
  destructured: 'destructured',
  read: 'read',
  thrown: 'thrown',
};

export default defineRule<Options, MessageId>({
  id: 'no-misused-task',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports promises and coroutines used as if they were the value they give.',
  types: 'helpful',
  nearest: [
    { tool: 'typescript-eslint', rule: 'no-misused-promises' },
    { tool: 'SonarQube', rule: 'S6544' },
  ],
  messages: {
    condition: { text: '`{{ what }}` gives a {{ task }}, which is always true, so this condition does not depend on its result. Await it.', section: 'what-goes-wrong' },
    comparison: { text: '`{{ what }}` gives a {{ task }}, so this compares the {{ task }}, never its result. Await it.', section: 'what-goes-wrong' },
    arithmetic: { text: '`{{ what }}` gives a {{ task }}, and no number or text comes of calculating with that. Await it.', section: 'text-and-numbers' },
    text: { text: '`{{ what }}` gives a {{ task }}, and the text will say so instead of showing its result. Await it.', section: 'text-and-numbers' },
    spread: { text: '`{{ what }}` gives a {{ task }}, and there is nothing in it to spread. Await it first.', section: 'spreads-and-loops' },
    loop: { text: '`{{ what }}` gives a {{ task }}, which cannot be iterated. Await it first.', section: 'spreads-and-loops' },
    selects: { text: '`{{ what }}` gives a {{ task }}, which selects no element and no case. Await it.', section: 'what-goes-wrong' },
    member: { text: '`{{ what }}` gives a {{ task }}, which has no `{{ member }}`: that is in its result. Await it first.', section: 'members' },
    destructured: { text: '`{{ what }}` gives a {{ task }}, and taking that apart finds nothing of its result. Await it first.', section: 'members' },
    read: { text: '`{{ reader }}` looks at the {{ task }} of `{{ what }}`, not at its result. Await it.', section: 'text-and-numbers' },
    thrown: { text: '`{{ what }}` gives a {{ task }}, which is no error: what is thrown says nothing of what went wrong. Await it.', section: 'text-and-numbers' },
    addAwait: { text: 'Await `{{ what }}`' },
  },
  options: {
    conditions: { type: 'boolean', default: true, description: 'Report tasks in conditions.' },
    spreads: { type: 'boolean', default: true, description: 'Report tasks that are spread.' },
  },
  *check(file, { options, ...context }) {
    for (const found of misusedTasks({ file, ...context })) {
      if ((found.use.kind === 'tested' && !options.conditions) || (found.use.kind === 'spread' && !options.spreads)) continue;
      yield report(file, context.types, found);
    }
  },
});

function report(file: FileModel, types: TypeOracle, { value, use }: MisusedTask): Report<MessageId> {
  const what = describeValue(file, value);
  const of = use.of === undefined ? undefined : valueAt(file, use.of);
  const member = of?.kind === 'member' ? (of.property ?? textOf(file, { start: valueAt(file, of.object).span.end, end: of.span.end })) : '';
  const reader = use.of === undefined ? '' : describeValue(file, use.of);
  return {
    messageId: messageIds[use.kind],
    data: { what, member, reader, task: taskWord(types, file, value) },
    span: valueAt(file, value).span,
    suggestions: canAwait(file, value) ? [{ messageId: 'addAwait', data: { what }, edits: awaitEdits(file, value), preferred: true }] : [],
  };
}
