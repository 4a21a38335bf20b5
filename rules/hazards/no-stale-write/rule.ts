/** no-stale-write: shared state written after a suspension by what was read of it before. */
import { type Report, defineRule } from '../../engine/rule.ts';
import { lineOf } from '../../facts/describe.ts';
import { type FileModel, functionOf, valueAt } from '../../facts/file-model.ts';
import { functionPhrase } from '../../facts/program.ts';
import { type StaleWrite, staleWrites } from '../../facts/stale-writes.ts';

type MessageId = 'staleUpdate' | 'checkThenSet' | 'stampede' | 'staleDecision' | 'lostAdditions' | 'requestState';

const messageIds = { update: 'staleUpdate', missing: 'checkThenSet', cache: 'stampede', decision: 'staleDecision', emptied: 'lostAdditions', request: 'requestState' } as const;

export default defineRule<unknown, MessageId>({
  id: 'no-stale-write',
  family: 'shared state',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports shared state that is read before an await and written after it.',
  types: 'unused',
  nearest: [{ tool: 'ESLint', rule: 'require-atomic-updates' }],
  messages: {
    staleUpdate: {
      text: '`{{ state }}` is read before the `await` on line {{ line }} and written after it: what other calls write in between is lost.',
      section: 'what-goes-wrong',
    },
    checkThenSet: {
      text: '`{{ state }}` is found missing before the `await` on line {{ line }} and set after it: calls of {{ fn }} that come in between find it missing too, and do all of it again.',
      section: 'checked-then-set',
    },
    stampede: {
      text: '`{{ state }}` is looked up before the `await` on line {{ line }} and filled after it: every call for the same key that comes in between misses and loads it again.',
      section: 'caches',
    },
    staleDecision: {
      text: '`{{ state }}` is checked before the `await` on line {{ line }} and reduced after it: calls of {{ fn }} that come in between pass the same check.',
      section: 'checked-then-taken',
    },
    lostAdditions: {
      text: '`{{ state }}` is used before the `await` on line {{ line }} and emptied after it: what other calls put there in between is thrown away.',
      section: 'used-then-emptied',
    },
    requestState: {
      text: '`{{ state }}` is shared by all requests: after the `await` on line {{ line }} it may hold what another request put there.',
      section: 'state-of-a-request',
    },
  },
  options: {},
  *check(file, { program, role }) {
    // What a person runs by hand does one thing at a time.
    if (/^(?:test|script|build|cli)$/.test(role)) return;
    for (const found of staleWrites(program, file)) yield report(file, found);
  },
});

function report(file: FileModel, { kind, write, read, suspension }: StaleWrite): Report<MessageId> {
  const { span } = valueAt(file, write.value);
  const line = String(lineOf(file, suspension.start));
  const data = { state: write.text, line, fn: functionPhrase(functionOf(file, write.value), file) };
  const seen = read === write.value ? [] : [{ span: valueAt(file, read).span, message: `\`${write.text}\` is read here.` }];
  return { messageId: messageIds[kind], data, span, related: [...seen, { span: suspension, message: 'Other code can run here.' }] };
}
