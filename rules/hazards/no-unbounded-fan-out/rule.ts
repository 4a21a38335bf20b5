/** no-unbounded-fan-out: as many operations at once as there is data, with nothing that bounds them. */
import { type Related, type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { describeInvoked, describeValue } from '../../facts/describe.ts';
import { fanOutRepairs, repairSize } from '../../facts/fan-out-repairs.ts';
import { type FileModel, functionAt, textOf, valueAt } from '../../facts/file-model.ts';
import type { IoKind } from '../../facts/knowledge/io-signs.ts';
import type { ValueId } from '../../facts/model.ts';
import type { Program } from '../../facts/program.ts';
import { type ManyTimes, type UnboundedFanOut, findUnboundedFanOuts } from '../../facts/unbounded-fan-outs.ts';

interface Options {
  readonly limiters: readonly string[];
  readonly boundedSources: readonly string[];
  readonly ioOnly: boolean;
  readonly ignorePooled: boolean;
  readonly maxStatic: number;
}

type MessageId = 'gathered' | 'spawned' | 'nested' | 'recursive' | 'processes' | 'useLimiter' | 'useBatches';

export default defineRule<Options, MessageId>({
  id: 'no-unbounded-fan-out',
  family: 'fan-out',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports concurrent work that is started for every element of a collection of any length, with nothing that limits how much runs at once.',
  types: 'unused',
  nearest: [],
  messages: {
    gathered: {
      text: '`{{ what }}` is started {{ times }} at once, and {{ lack }}: {{ consequence }}. Run a few at a time.',
      section: 'what-goes-wrong',
    },
    spawned: {
      text: '`{{ what }}` is started {{ times }} and nothing waits in between, so all of it runs at once: {{ consequence }}. Run a few at a time, and wait for them.',
      section: 'loops-that-start-work',
    },
    nested: {
      text: '`{{ what }}` is started {{ times }}, and that in turn {{ outer }}: the two multiply, and nothing bounds either, so {{ consequence }}. Let both share one limiter.',
      section: 'fan-out-inside-fan-out',
    },
    recursive: {
      text: '`{{ fn }}` starts itself {{ times }} at once, level below level, so the whole tree is in flight together: {{ consequence }}. Let all levels share one limiter.',
      section: 'fan-out-inside-fan-out',
    },
    processes: {
      text: '`{{ what }}` starts a {{ thing }} {{ times }}, and {{ lack }}: {{ consequence }}. Keep a pool of about as many as there are processors.',
      section: 'a-process-or-thread-for-each',
    },
    useLimiter: { text: 'Run at most {{ size }} at a time with `{{ name }}`' },
    useBatches: { text: 'Run at most {{ size }} at a time, in batches' },
  },
  options: {
    limiters: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions of your own that limit how much runs at once: names such as `withPermit`, or `module:name`.',
    },
    boundedSources: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Functions that return few elements, and names of values that hold few: `loadRegions`, `config.tenants`.',
    },
    ioOnly: { type: 'boolean', default: true, description: 'Report only work that is known to leave the process: network, files, databases, processes, threads.' },
    ignorePooled: { type: 'boolean', default: true, description: 'Take a connection pool, or the thread pool behind single file operations, for a bound.' },
    maxStatic: { type: 'integer', minimum: 1, default: 100, description: 'The largest number written in the code that counts as a bound.' },
  },
  *check(file, { options, program, role }) {
    // Tests and builds run over what is checked in, once, with nobody waiting.
    if (role === 'test' || role === 'build') return;
    for (const found of findUnboundedFanOuts(program, file, options)) yield report(program, file, found);
  },
});

const consequences: Readonly<Record<IoKind, string>> = {
  network: 'with many of them sockets and memory run out, and the other side throttles or fails',
  file: 'with many of them file descriptors run out (`EMFILE`)',
  database: 'with many of them every connection is taken, and other queries wait until they time out',
  process: 'with many of them memory and process slots run out',
  thread: 'with many of them memory runs out, and the threads only wait for each other',
  other: 'with many of them connections and memory run out',
};

function report(program: Program, file: FileModel, found: UnboundedFanOut): Report<MessageId> {
  const { fanOut, over, within, recursive, io } = found;
  const kind = io?.kind ?? 'other';
  const data = {
    what: describeWork(file, found),
    times: describeTimes(over),
    outer: within === undefined ? '' : describeTimes(within.over),
    fn: recursive === undefined ? '' : (functionAt(file, recursive).name ?? 'this function'),
    thing: kind,
    lack: over.times === undefined ? 'nothing bounds how many that is' : 'nothing limits how many run together',
    consequence: consequences[kind],
  };
  return { messageId: messageFor(found), data, span: fanOut.at.span, related: relate(found), suggestions: suggest(program, file, found) };
}

function suggest(program: Program, file: FileModel, found: UnboundedFanOut): SuggestionReport<MessageId>[] {
  return fanOutRepairs(program, file, found).map(({ by, name, edits }) => ({ messageId: by === 'batches' ? 'useBatches' : 'useLimiter', data: { name, size: String(repairSize) }, edits }));
}

function messageFor({ fanOut, within, recursive, io }: UnboundedFanOut): MessageId {
  if (recursive !== undefined) return 'recursive';
  if (within !== undefined) return 'nested';
  if (io?.kind === 'process' || io?.kind === 'thread') return 'processes';
  return fanOut.kind === 'gathered' ? 'gathered' : 'spawned';
}

/** The call that is made each time, as a reader knows it. */
function describeWork(checked: FileModel, { fanOut: { at, source }, io }: UnboundedFanOut): string {
  const last = io?.steps.at(-1);
  if (last !== undefined) return describeValue(last.file, last.call.id);
  const { file, work } = source;
  if (work.kind === 'value') return describeValue(file, work.value);
  return valueAt(file, work.callback).kind === 'function' ? describeValue(checked, at.id) : `${describeValue(file, work.callback)}()`;
}

function describeTimes({ file, value, isNumber, times }: ManyTimes): string {
  if (times !== undefined) return `${String(times)} times`;
  if (value === undefined) return 'in every turn of a loop';
  const name = `\`${describeCollection(file, value)}\``;
  return isNumber ? `${name} times` : `for each of ${name}`;
}

/** What a list is written as says more than the name of the method that made it. */
function describeCollection(file: FileModel, id: ValueId): string {
  const text = textOf(file, valueAt(file, id).span);
  return text.length <= 50 && !/[\n`]/.test(text) ? text : describeValue(file, id);
}

/** The other fan-out that multiplies with this one, and the calls that lead to what is waited for. */
function relate({ within, io, fanOut }: UnboundedFanOut): Related[] {
  const outer = within === undefined ? [] : [{ path: within.path, span: within.span, message: 'All of it happens once for each element here.' }];
  const steps = io?.steps.filter(({ file, call }) => call !== fanOut.at && !(call.kind === 'call' && valueAt(file, call.callee).kind === 'function')) ?? [];
  return [
    ...outer,
    ...steps.map(({ file, call }, index) => {
      const callee = describeInvoked(file, call);
      return { path: file.path, span: call.span, message: index === steps.length - 1 ? `\`${callee}\` is called here, once for each.` : `\`${callee}\` is called here.` };
    }),
  ];
}
