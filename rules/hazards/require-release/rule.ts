/** require-release: a lock, connection, handle or reader that is not given back on every way out of the function. */
import { type Report, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { type Acquisition, acquisitions } from '../../facts/acquisitions.ts';
import { releaseByBlock } from '../../facts/block-edits.ts';
import { describeValue, lineOf } from '../../facts/describe.ts';
import { insertAt } from '../../facts/edits.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { type OpenTransaction, openTransactions } from '../../facts/open-transactions.ts';
import { releaseInFinally } from '../../facts/release-edits.ts';
import { syncWiths } from '../../facts/sync-withs.ts';

interface Options {
  readonly allow: readonly string[];
  readonly ignoreTests: boolean;
}

type MessageId = 'openTransaction' | 'neverReleased' | 'leaksOnError' | 'leaksOnReturn' | 'syncWith' | 'useFinally' | 'useAsyncWith' | 'useBlock';

export default defineRule<Options, MessageId>({
  id: 'require-release',
  family: 'shared state',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports locks, pooled connections, handles, readers and transactions that are not given back on every path.',
  types: 'unused',
  nearest: [{ tool: 'ruff', rule: 'SIM115' }],
  messages: {
    neverReleased: {
      text: '`{{ call }}` acquires {{ resource }} that nothing here gives back: it stays taken until the garbage collector finds it, if ever.{{ advice }}',
      section: 'never-given-back',
    },
    leaksOnError: {
      text: '`{{ call }}` acquires {{ resource }}, but if `{{ by }}` fails (line {{ line }}), `{{ release }}` does not run and it stays taken. Give it back in a `finally`.',
      section: 'what-goes-wrong',
    },
    leaksOnReturn: {
      text: '`{{ call }}` acquires {{ resource }}, but line {{ line }} leaves the function without `{{ release }}`, and it stays taken. Give it back in a `finally`.',
      section: 'early-exits',
    },
    openTransaction: {
      text: '`{{ call }}` begins a transaction, but if `{{ by }}` fails (line {{ line }}), neither `{{ release }}` nor a rollback runs: the connection goes back with the transaction open, and with its locks. Roll it back in a `catch`.',
      section: 'transactions',
    },
    syncWith: {
      text: '`with` cannot enter `{{ call }}`, which has to wait for its other side: this raises an error before the body runs. Use `async with`.',
      section: 'with-and-async-with',
    },
    useAsyncWith: { text: 'Use `async with`' },
    useBlock: { text: 'Use `{{ keyword }}`' },
    useFinally: { text: 'Run `{{ release }}` in a `finally`' },
  },
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Acquiring calls whose result others give back: names such as `acquire`, or `module:name`.' },
    ignoreTests: { type: 'boolean', default: true, description: 'Ignore code of tests, which ends soon anyway.' },
  },
  *check(file, context) {
    const { options, role } = context;
    if (role === 'test' && options.ignoreTests) return;
    for (const { structure, item, canWait } of syncWiths(file)) {
      const edits = [insertAt(structure.span.start, 'async ')];
      const suggestions: SuggestionReport<MessageId>[] = canWait ? [{ messageId: 'useAsyncWith', edits, preferred: true }] : [];
      yield { messageId: 'syncWith', data: { call: describeValue(file, item) }, span: valueAt(file, item).span, suggestions };
    }
    for (const fn of file.facts.functions) {
      const leaks = acquisitions(context.program, { file, fn: fn.id }).filter((acquisition) => isLeak(acquisition) && !isNamedCall(file, acquisition.call, options.allow));
      for (const acquisition of leaks) yield report(file, acquisition);
      // Where the connection is lost as well, that is the thing to mend.
      for (const open of leaks.length > 0 ? [] : openTransactions(context.program, { file, fn: fn.id })) yield reportTransaction(file, open);
    }
  },
});

/** Listeners and timers are the matter of other rules; of what is known by names alone, a release nearby must show that it is needed. */
function isLeak({ outcome, known, isGuess, releases }: Acquisition): boolean {
  if (outcome !== 'leaked' || known === undefined || known.resource === 'an interval') return false;
  return !isGuess || releases.length > 0;
}

function report(file: FileModel, acquisition: Acquisition): Report<MessageId> {
  const { call, resource, way, at, releases, known } = acquisition;
  const [release] = releases;
  const data = {
    call: describeValue(file, call.id),
    resource,
    by: describeText(textOf(file, at)),
    line: String(lineOf(file, at.start)),
    release: release === undefined ? '' : describeValue(file, release.id),
    advice: adviceFor(known),
  };
  const suggestions = suggest(file, acquisition);
  if (way === 'never' || release === undefined) return { messageId: 'neverReleased', data, span: call.span, suggestions };
  const message = way === 'error' ? `If this fails, \`${data.release}\` does not run.` : `This leaves the function without \`${data.release}\`.`;
  return { messageId: way === 'error' ? 'leaksOnError' : 'leaksOnReturn', data, span: call.span, related: [{ span: at, message }], suggestions };
}

function reportTransaction(file: FileModel, { call, at, end }: OpenTransaction): Report<MessageId> {
  const data = { call: describeValue(file, call.id), by: describeText(textOf(file, at)), line: String(lineOf(file, at.start)), release: describeValue(file, end.id) };
  return { messageId: 'openTransaction', data, span: call.span, related: [{ span: at, message: 'If this fails, the transaction stays open.' }] };
}

function adviceFor(known: Acquisition['known']): string {
  const method = known?.releases.flatMap((release) => (release.by === 'result' || release.by === 'receiver' ? release.methods : [])).at(0);
  return method === undefined ? ' Give it back in a `finally`.' : ` Call its \`${method}\` in a \`finally\`.`;
}

function describeText(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}

function suggest(file: FileModel, acquisition: Acquisition): SuggestionReport<MessageId>[] {
  const block = releaseByBlock(file, acquisition);
  if (block !== undefined) return [{ messageId: 'useBlock', data: { keyword: block.keyword }, edits: block.edits, preferred: true }];
  const repair = releaseInFinally(file, acquisition);
  if (repair === undefined) return [];
  return [{ messageId: 'useFinally', data: { release: repair.release.replace(/;$/, '') }, edits: repair.edits, preferred: true }];
}
