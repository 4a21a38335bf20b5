/** no-leaked-timer: a timer that nobody clears when what it was started for is over. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeValue, lineOf } from '../../facts/describe.ts';
import { type FileModel, functionOf } from '../../facts/file-model.ts';
import { type LeakedTimer, leakedTimers } from '../../facts/leaked-timers.ts';
import { functionPhrase } from '../../facts/program.ts';
import type { Role } from '../../facts/roles.ts';
import { clearAfterRace } from '../../facts/timer-edits.ts';

interface Options {
  readonly ignoreTests: boolean;
  readonly intervals: boolean;
}

type MessageId = 'race' | 'raceOnSuccess' | 'raceElsewhere' | 'sleep' | 'settled' | 'interval' | 'clearTimer';

/** In these, an interval is there for as long as the process is. */
const shortLived: readonly Role[] = ['cli', 'script', 'build', 'test'];

export default defineRule<Options, MessageId>({
  id: 'no-leaked-timer',
  family: 'cancellation',
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports timeouts of races that nobody clears, and intervals whose handle is dropped.',
  types: 'unused',
  nearest: [],
  messages: {
    race: {
      text: 'Nobody clears this timer when `{{ race }}` (line {{ line }}) is decided by something else: it keeps the process alive, and what it refers to in memory, until it fires. Clear it in a `finally`.',
      section: 'what-goes-wrong',
    },
    raceOnSuccess: {
      text: 'This timer is cleared when `{{ race }}` (line {{ line }}) succeeds, but not when it rejects: then it keeps the process alive until it fires. Clear it in a `finally`.',
      section: 'what-goes-wrong',
    },
    raceElsewhere: {
      text: '`{{ call }}` starts a timer that nobody can clear when `{{ race }}` is decided by something else: it keeps the process alive until it fires. Give it a signal, or use `AbortSignal.timeout`.',
      section: 'timers-in-helper-functions',
    },
    sleep: {
      text: '`{{ call }}` goes on when `{{ race }}` (line {{ line }}) is decided by something else, and keeps the process alive until its time is over. Give it a `signal`, and abort that in a `finally`.',
      section: 'timers-that-are-promises',
    },
    settled: {
      text: 'Nobody clears this timer when the promise is settled by something else: it keeps the process alive, and what it refers to in memory, until it fires. Call `clearTimeout` wherever the promise is settled.',
      section: 'timers-beside-events',
    },
    interval: {
      text: 'Nobody keeps the handle of this interval, so nothing can stop it: each time {{ owner }} runs, one more runs for as long as the process lives.',
      section: 'intervals',
    },
    clearTimer: { text: 'Clear the timer when `{{ race }}` is over' },
  },
  options: {
    intervals: { type: 'boolean', default: true, description: 'Also report intervals whose handle is dropped.' },
    ignoreTests: { type: 'boolean', default: true, description: 'Ignore code of tests.' },
  },
  *check(file, { program, options, role }) {
    if (role === 'test' && options.ignoreTests) return;
    for (const timer of leakedTimers(program, file)) {
      if (timer.kind === 'interval' && (!options.intervals || shortLived.includes(role))) continue;
      yield report(file, timer);
    }
  },
});

function report(file: FileModel, timer: LeakedTimer): Report<MessageId> {
  const { call, by, kind } = timer;
  const race = by === undefined ? '' : describeValue(file, by.callee);
  const data = {
    race,
    call: describeValue(file, call.id),
    line: by === undefined ? '' : String(lineOf(file, by.span.start)),
    owner: functionPhrase(functionOf(file, call.id), file),
  };
  const related = by === undefined || kind === 'settled' ? [] : [{ span: by.span, message: 'This is the race.' }];
  const elsewhere = timer.timer !== undefined && timer.timer.file !== file ? [{ path: timer.timer.file.path, span: timer.timer.call.span, message: 'The timer is started here.' }] : [];
  return { messageId: messageFor(file, timer), data, span: call.span, related: [...related, ...elsewhere], suggestions: suggest(file, timer, race) };
}

function messageFor(file: FileModel, { kind, end, timer }: LeakedTimer): MessageId {
  if (kind !== 'race') return kind;
  if (timer !== undefined && timer.file !== file) return 'raceElsewhere';
  return end === 'never' ? 'race' : 'raceOnSuccess';
}

function suggest(file: FileModel, timer: LeakedTimer, race: string): SuggestionReport<MessageId>[] {
  const edits = clearAfterRace(file, timer);
  return edits === undefined ? [] : [{ messageId: 'clearTimer', data: { race }, edits, preferred: true }];
}
