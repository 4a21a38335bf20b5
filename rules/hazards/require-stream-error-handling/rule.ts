/** require-stream-error-handling: a stream nobody takes the errors of, or a pipe nobody reads, so that a failure ends or blocks the program. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { replace } from '../../facts/edits.ts';
import { fateOf } from '../../facts/fates.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import { pipelineEdits } from '../../facts/pipeline-edits.ts';
import { type UnhandledConnection, type UnhandledEmitter, unhandledConnections, unhandledEmitters } from '../../facts/unhandled-emitters.ts';
import { type UnreadPipe, unreadPipes } from '../../facts/unread-pipes.ts';

type MessageId = 'unhandled' | 'piped' | 'unread' | 'readLater' | 'pipeline' | 'communicate';

export default defineRule<unknown, MessageId>({
  id: 'require-stream-error-handling',
  family: 'lost work',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: "Reports streams and processes whose 'error' event nothing listens for, and pipes of processes that nothing reads.",
  types: 'unused',
  nearest: [],
  messages: {
    unhandled: {
      text: "Nothing listens for the 'error' event of `{{ emitter }}`: when {{ when }}, Node.js throws the error where nothing can catch it, and the process ends.",
      section: 'what-goes-wrong',
    },
    piped: {
      text: "`pipe` does not pass on the errors of `{{ emitter }}`, and nothing else listens for them: when {{ when }}, the process ends, and what it is piped to stays open.",
      section: 'pipes',
    },
    unread: {
      text: '`{{ wait }}` waits for a process whose `{{ output }}` nobody reads: once the pipe is full, the process waits for a reader and this code for the process, for ever.',
      section: 'pipes-of-processes',
    },
    readLater: {
      text: '`{{ wait }}` waits for the process to end, and only then is its `{{ output }}` read: once the pipe is full, the process waits for a reader and this code for the process, for ever.',
      section: 'pipes-of-processes',
    },
    communicate: { text: 'Read the output while waiting, with `communicate`' },
    pipeline: { text: 'Wait for `pipeline`, which passes errors on and closes all streams' },
  },
  options: {},
  *check(file, { role }) {
    // What runs by hand may as well end with the error on the terminal.
    if (/^(?:test|script|build)$/.test(role)) return;
    for (const found of unhandledEmitters(file)) yield report(file, found);
    for (const found of unhandledConnections(file)) yield reportConnection(found);
    for (const found of unreadPipes(file)) yield reportPipe(file, found);
  },
});

function report(file: FileModel, { call, emitter, pipe }: UnhandledEmitter): Report<MessageId> {
  const data = { emitter: describeValue(file, call.id), when: emitter.when };
  const edits = pipe === undefined ? undefined : pipelineEdits(file, pipe);
  return {
    messageId: pipe === undefined ? 'unhandled' : 'piped',
    data,
    span: call.span,
    suggestions: edits === undefined ? [] : [{ messageId: 'pipeline', edits, preferred: true }],
  };
}

function reportConnection({ entry, name, span }: UnhandledConnection): Report<MessageId> {
  return { messageId: 'unhandled', data: { emitter: name, when: entry.when }, span };
}

function reportPipe(file: FileModel, { start, wait, output, isReadLater }: UnreadPipe): Report<MessageId> {
  const callee = valueAt(file, wait.callee);
  const fate = fateOf(file, wait.id);
  const isStatement = fate.kind === 'awaited' && fateOf(file, fate.by).kind === 'dropped';
  const edits = isStatement && !isReadLater && callee.kind === 'member' && wait.args.length === 0 ? [replace(callee.propertySpan, 'communicate')] : undefined;
  return {
    messageId: isReadLater ? 'readLater' : 'unread',
    data: { wait: describeValue(file, wait.id), output },
    span: wait.span,
    related: [{ span: start.span, message: `\`${output}\` is made a pipe here.` }],
    suggestions: edits === undefined ? [] : [{ messageId: 'communicate', edits, preferred: true }],
  };
}
