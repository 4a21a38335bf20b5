/** no-nested-event-loop: an event loop that is started, replaced or waited for by code that runs on the loop itself. */
import { type Report, type RuleContext, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { callbackContext } from '../../facts/contexts.ts';
import { callsIn, runsWithin } from '../../facts/call-graph.ts';
import { chainLinks } from '../../facts/chain-links.ts';
import { describeValue, placeName } from '../../facts/describe.ts';
import { canAwait } from '../../facts/dropped-tasks.ts';
import { awaitEdits, insertAt, replace } from '../../facts/edits.ts';
import { type Effect, callEffect } from '../../facts/effects.ts';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import { type Invocation, getterReadsIn } from '../../facts/implicit-calls.ts';
import type { LoopRunner } from '../../facts/knowledge/python-loop-runners.ts';
import type { CallValue, FunctionFact, Value } from '../../facts/model.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { isReplacementLoop, loopRunQuestion, waitsForOwnLoop } from '../../facts/nested-loops.ts';
import { calleeSymbol } from '../../facts/origins.ts';

interface Options {
  readonly allow: readonly string[];
  readonly maxDepth: number;
}

type MessageId = 'direct' | 'chain' | 'replaced' | 'deadlock' | 'awaitInstead';

export default defineRule<Options, MessageId>({
  id: 'no-nested-event-loop',
  family: 'blocking',
  languages: ['python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports event loops that are started, replaced or waited for by code that runs on an event loop already.',
  types: 'unused',
  nearest: [],
  messages: {
    direct: { text: '`{{ what }}` starts an event loop {{ where }}, where one is running already, so it raises a `RuntimeError`.', section: 'what-goes-wrong' },
    chain: { text: '`{{ what }}` starts an event loop (`{{ api }}`, {{ place }}) {{ where }}, where one is running already, so it raises a `RuntimeError`.', section: 'through-helper-functions' },
    replaced: { text: '`{{ what }}` makes a second event loop {{ where }} and puts it in the place of the running one; whatever is given to it never runs.', section: 'a-second-loop' },
    deadlock: { text: '`{{ what }}` blocks {{ where }} until a coroutine is done that needs this very loop to run, so it waits for ever.', section: 'waiting-on-the-loops-own-thread' },
    awaitInstead: { text: 'Await `{{ coroutine }}`' },
  },
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Calls that may start an event loop: names such as `run_sync`, or `module:name`.' },
    maxDepth: { type: 'integer', minimum: 1, default: 16, description: 'The longest chain of calls that is followed.' },
  },
  *check(file, context) {
    for (const owner of ownersOnLoop(file, context)) {
      const where = describeWhere(owner.owner);
      for (const call of callsIn(file, owner.fn.id)) {
        const report = isNamedCall(file, call, context.options.allow) ? undefined : reportOf(file, call, where, context);
        if (report !== undefined) yield report;
      }
      for (const { value } of getterReadsIn(file, owner.fn.id)) {
        const effect = allowedEffect(file, value, context);
        if (effect !== undefined) yield reportChain(file, value, effect, where);
      }
    }
  },
});

/** The functions that an event loop runs, with those whose time they take. */
function* ownersOnLoop(file: FileModel, context: RuleContext<Options>): Generator<{ readonly fn: FunctionFact; readonly owner: FunctionFact }> {
  for (const fn of file.facts.functions) {
    const owner = runsWithin(file, fn);
    if (runsOnLoop(file, owner, context)) yield { fn, owner };
  }
}

/** What a loop calls runs on it, whether or not the program is starting. */
function runsOnLoop(file: FileModel, fn: FunctionFact, { program }: RuleContext<Options>): boolean {
  if (fn.isAsync || fn.form === 'module') return fn.isAsync;
  const context = callbackContext(program, file, fn.id);
  return context !== undefined && !(context.call !== undefined && offLoop.has(calleeSymbol(file, context.call) ?? ''));
}

/** These call at any time, also when no loop runs. */
const offLoop: ReadonlySet<string> = new Set(['atexit:register', 'signal:signal']);

function reportOf(file: FileModel, call: CallValue, where: string, context: RuleContext<Options>): Report<MessageId> | undefined {
  const coroutine = waitsForOwnLoop(file, call);
  if (coroutine !== undefined) {
    const suggestions = coroutine.span.end < call.span.end && coroutine.span.start === call.span.start ? suggestAwait(file, call, coroutine, 0, undefined) : [];
    return { messageId: 'deadlock', data: { what: describeValue(file, call.callee), where }, span: call.span, suggestions };
  }
  if (isReplacementLoop(file, call)) return { messageId: 'replaced', data: { what: describeValue(file, call.callee), where }, span: call.span };
  const effect = allowedEffect(file, call, context);
  if (effect === undefined) return undefined;
  return effect.steps.length === 1 ? reportDirect(file, call, effect.entry, where) : reportChain(file, call, effect, where);
}

function allowedEffect(file: FileModel, by: Invocation, { program, options }: RuleContext<Options>): Effect<LoopRunner> | undefined {
  const effect = callEffect(program, file, by, loopRunQuestion);
  return effect === undefined || effect.steps.length > options.maxDepth || isAllowed(effect, options.allow) ? undefined : effect;
}

function isAllowed({ steps }: Effect<LoopRunner>, allow: readonly string[]): boolean {
  return steps.some(({ file, call }) => call.kind === 'call' && isNamedCall(file, call, allow));
}

function reportDirect(file: FileModel, call: CallValue, entry: LoopRunner, where: string): Report<MessageId> {
  const suggestions = entry.runs === 'coroutine' ? suggestAwait(file, call, call, entry.argument, entry.keyword) : [];
  return { messageId: 'direct', data: { what: describeValue(file, call.callee), where }, span: call.span, suggestions };
}

/** `asyncio.run(f())` becomes `await f()`, where nothing else is given with it. */
function suggestAwait(file: FileModel, whole: CallValue, call: CallValue, position: number, keyword: string | undefined): SuggestionReport<MessageId>[] {
  const given = call.args.find((argument, index) => (argument.keyword === undefined ? index === position : argument.keyword === keyword));
  if (given === undefined || given.spread || (call === whole && call.args.length > 1) || !canAwait(file, call.id)) return [];
  const value = valueAt(file, given.value);
  const [opening, closing] = isSimple(value) ? ['', ''] : ['(', ')'];
  const [first, ...others] = awaitEdits(file, whole.id);
  const before = replace({ start: whole.span.start, end: value.span.start }, `${(first?.text ?? 'await ').replace(/\($/, (open) => (isSimple(whole) ? open : ''))}${opening}`);
  const after = replace({ start: value.span.end, end: whole.span.end }, closing);
  const edits = [before, after, ...others.map(({ text }) => insertAt(whole.span.end, text))];
  return [{ messageId: 'awaitInstead', data: { coroutine: describeValue(file, value.id) }, edits, preferred: true }];
}

function isSimple({ kind }: Value): boolean {
  return /^(?:call|name|member|this)$/.test(kind);
}

function reportChain(file: FileModel, call: Invocation, { steps }: Effect<LoopRunner>, where: string): Report<MessageId> {
  const last = steps.at(-1);
  const api = last?.call.kind === 'call' ? describeValue(last.file, last.call.callee) : '';
  const place = last === undefined ? '' : placeName(last.file, last.call.span.start);
  const data = { what: describeValue(file, call.id), api, place, where };
  return { messageId: 'chain', data, span: call.span, related: chainLinks(steps, 'starts an event loop') };
}

function describeWhere({ name, isAsync }: FunctionFact): string {
  const label = name === undefined ? '' : ` \`${name}\``;
  return isAsync ? `in the async function${label}` : `in${label === '' ? ' a callback' : label}, which the event loop calls`;
}
