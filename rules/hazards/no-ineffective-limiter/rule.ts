/** no-ineffective-limiter: a limiter in front of work that is not limited by it. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { insertAt } from '../../facts/edits.ts';
import { type FileModel, functionOf, textOf, valueAt, withoutCasts } from '../../facts/file-model.ts';
import { type IneffectiveLimiter, ineffectiveLimiters } from '../../facts/ineffective-limiters.ts';
import type { ValueId } from '../../facts/model.ts';
import { functionPhrase } from '../../facts/program.ts';

type MessageId = 'perElement' | 'perCall' | 'started' | 'startedList' | 'unlimited' | 'wrap';

export default defineRule<object, MessageId>({
  id: 'no-ineffective-limiter',
  family: 'fan-out',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports limiters that limit nothing: made anew for each task, given work that has begun already, or told no limit.',
  types: 'helpful',
  nearest: [],
  messages: {
    perElement: {
      text: '`{{ maker }}` makes a new limiter for each {{ element }}, and each has one task only: nothing limits how many of them run at once. Make one limiter outside, for all of them.',
      section: 'what-goes-wrong',
    },
    perCall: {
      text: 'Every call of {{ fn }} makes a limiter of its own with `{{ maker }}`, for one task only: nothing limits how many calls run at once. Make one limiter outside, for all of them.',
      section: 'a-limiter-for-each-call',
    },
    started: {
      text: '`{{ work }}` has begun before `{{ limiter }}` gets to decide when: it is given the task, not a function that starts it.',
      section: 'work-that-has-begun',
    },
    startedList: {
      text: 'The tasks in `{{ work }}` have begun before `{{ limiter }}` gets to decide when: it is given the tasks, not what starts them.',
      section: 'work-that-has-begun',
    },
    unlimited: { text: '`{{ limiter }}` is told `{{ bound }}`, so it lets everything run at once.', section: 'no-limit' },
    wrap: { text: 'Give `{{ limiter }}` a function that starts `{{ work }}`' },
  },
  options: {},
  *check(file, context) {
    for (const found of ineffectiveLimiters({ file, ...context })) yield report(file, found);
  },
});

function report(file: FileModel, found: IneffectiveLimiter): Report<MessageId> {
  switch (found.kind) {
    case 'ownLimiter': {
      const maker = describeValue(file, found.at.id);
      const fn = functionPhrase(functionOf(file, found.at.id), file);
      const element = found.each === undefined ? 'turn of the loop' : `element of \`${describeValue(file, found.each)}\``;
      const isRepeated = found.each !== undefined;
      return {
        messageId: isRepeated ? 'perElement' : 'perCall',
        data: { maker, element, fn },
        span: found.at.span,
        related: found.use === found.at.id ? [] : [{ span: valueAt(file, found.use).span, message: 'This is all it limits.' }],
      };
    }
    case 'startedBefore':
      return started(file, found);
    case 'noLimit':
      return { messageId: 'unlimited', data: { limiter: describeValue(file, found.limiter.callee), bound: textOf(file, valueAt(file, found.at).span) }, span: valueAt(file, found.at).span };
  }
}

function started(file: FileModel, { at, limiter: call, wrap }: Extract<IneffectiveLimiter, { kind: 'startedBefore' }>): Report<MessageId> {
  const limiter = describeValue(file, call.callee);
  const work = describeValue(file, withoutAwait(file, at));
  const value = valueAt(file, at);
  const edits = wrap !== undefined && value.kind === 'call' ? [insertAt(value.span.start, '() => ')] : wrap !== undefined && value.kind === 'await' ? [insertAt(value.span.start, 'async () => ')] : undefined;
  const isList = wrap === undefined && at === call.args[0]?.value;
  return {
    messageId: isList ? 'startedList' : 'started',
    data: { work, limiter },
    span: value.span,
    suggestions: edits === undefined || file.facts.language === 'python' ? [] : [{ messageId: 'wrap', data: { limiter, work }, edits, preferred: true }],
  };
}

function withoutAwait(file: FileModel, id: ValueId): ValueId {
  const value = withoutCasts(file, id);
  return value.kind === 'await' ? value.operand : id;
}
