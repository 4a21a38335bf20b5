/** no-busy-wait: a loop that asks again and again, instead of waiting to be told. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { timerEdits, waiterEdits } from '../../facts/busy-wait-edits.ts';
import { type BusyWait, busyWaits } from '../../facts/busy-waits.ts';
import { describeValue } from '../../facts/describe.ts';
import { type FileModel, functionOf, regionAt, valueAt } from '../../facts/file-model.ts';
import type { Span } from '../../facts/model.ts';
import type { StateRead } from '../../facts/state-reads.ts';
import { type TimerPoll, timerPolls } from '../../facts/timer-polls.ts';

interface Options {
  readonly polling: boolean;
}

type MessageId = 'clock' | 'hangs' | 'burns' | 'polls' | 'ticks' | 'useTimer' | 'useWait';

export default defineRule<Options, MessageId>({
  id: 'no-busy-wait',
  family: 'blocking',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports loops that burn the processor, or ask again and again, until a clock or a variable of the same process changes.',
  types: 'unused',
  nearest: [{ tool: 'ruff', rule: 'ASYNC110' }],
  messages: {
    clock: {
      text: 'This loop reads `{{ clock }}` until the time has come and does nothing else: it takes a whole processor, and meanwhile nothing else runs on this thread. Wait with a timer.',
      section: 'what-goes-wrong',
    },
    hangs: {
      text: 'This loop never ends once it has begun: while it runs, no other code gets to change `{{ read }}`. Await the event that changes it.',
      section: 'loops-that-hang',
    },
    burns: { text: 'This loop takes a whole processor until another thread changes `{{ read }}`. Wait for an event that the other thread sets.', section: 'loops-that-hang' },
    polls: {
      text: 'This loop asks for `{{ read }}` again after every pause, though code of this same process changes it: it wakes up for nothing and notices late. {{ advice }}',
      section: 'polling-a-variable',
    },
    ticks: {
      text: 'This `{{ timer }}` asks for `{{ read }}` again and again, though code of this same process changes it: it wakes up for nothing and notices late. {{ advice }}',
      section: 'polling-a-variable',
    },
    useTimer: { text: 'Wait with a timer' },
    useWait: { text: 'Await `{{ object }}.{{ method }}()`' },
  },
  options: {
    polling: { type: 'boolean', default: true, description: 'Also report loops that pause between two looks at a variable.' },
  },
  *check(file, { options, program, role }) {
    // Tests wait for what they cannot be told about, and keep the processor busy on purpose.
    if (role === 'test') return;
    for (const found of busyWaits(program, file)) {
      if (found.kind !== 'poll' || options.polling) yield report(file, found);
    }
    for (const found of options.polling ? timerPolls(program, file) : []) yield reportTimer(file, found);
  },
});

function report(file: FileModel, found: BusyWait): Report<MessageId> {
  const asked = found.kind === 'clock' ? found.clock : found.read.value;
  const read = describeValue(file, asked);
  return {
    messageId: messageFor(file, found),
    data: { clock: read, read, advice: found.kind === 'poll' ? adviceFor(file, found.read) : '' },
    span: headOf(file, found),
    suggestions: suggest(file, found),
  };
}

function reportTimer(file: FileModel, { call, read }: TimerPoll): Report<MessageId> {
  return { messageId: 'ticks', data: { timer: describeValue(file, call.callee), read: describeValue(file, read.value), advice: adviceFor(file, read) }, span: call.span };
}

function messageFor(file: FileModel, { kind, loop }: BusyWait): MessageId {
  if (kind !== 'spin') return kind === 'clock' ? 'clock' : 'polls';
  const isThreaded = file.facts.language === 'python' && !functionOf(file, loop.test ?? 0).isAsync;
  return isThreaded ? 'burns' : 'hangs';
}

/** From the loop's keyword to its condition. */
function headOf(file: FileModel, { loop }: BusyWait): Span {
  const test = loop.test === undefined ? undefined : valueAt(file, loop.test).span;
  const isBefore = test !== undefined && test.end <= regionAt(file, loop.body).span.start;
  return { start: loop.span.start, end: isBefore ? test.end : Math.min(loop.span.end, loop.span.start + 'while'.length) };
}

function adviceFor(file: FileModel, { query, value }: StateRead): string {
  const advice = query?.instead ?? 'Let that code settle a promise or emit an event, and await it.';
  return advice.replaceAll('*', objectOf(file, value));
}

function objectOf(file: FileModel, id: number): string {
  const value = valueAt(file, id);
  const member = value.kind === 'call' ? valueAt(file, value.callee) : value;
  return member.kind === 'member' ? describeValue(file, member.object) : describeValue(file, id);
}

function suggest(file: FileModel, found: BusyWait): SuggestionReport<MessageId>[] {
  const timer = found.kind === 'clock' ? timerEdits(file, found) : undefined;
  const waiter = waiterEdits(file, found);
  const query = found.kind === 'poll' ? found.read.query : undefined;
  return [
    ...(timer === undefined ? [] : [{ messageId: 'useTimer', edits: timer } as const]),
    ...(waiter === undefined || found.kind !== 'poll' ? [] : [{ messageId: 'useWait', data: { object: objectOf(file, found.read.value), method: query?.waits ?? '' }, edits: waiter } as const]),
  ];
}
