/** require-stream-error-handling: an emitter whose 'error' event nobody listens for, so that a failure ends the process. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import type { FileModel } from '../../facts/file-model.ts';
import { pipelineEdits } from '../../facts/pipeline-edits.ts';
import { type UnhandledEmitter, unhandledEmitters } from '../../facts/unhandled-emitters.ts';

type MessageId = 'unhandled' | 'piped' | 'pipeline';

export default defineRule<unknown, MessageId>({
  id: 'require-stream-error-handling',
  family: 'lost work',
  languages: ['typescript'],
  tier: 'recommended',
  since: '0.1.0',
  description: "Reports streams, sockets, requests and processes whose 'error' event nothing listens for.",
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
    pipeline: { text: 'Wait for `pipeline`, which passes errors on and closes all streams' },
  },
  options: {},
  *check(file, { role }) {
    // What runs by hand may as well end with the error on the terminal.
    if (/^(?:test|script|build)$/.test(role)) return;
    for (const found of unhandledEmitters(file)) yield report(file, found);
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
