/** no-blocking-call: a slow synchronous call in code that runs on the event loop, reached directly or through helpers. */
import { type Report, type RuleContext, type SuggestionReport, defineRule } from '../../engine/rule.ts';
import { isAdapterOf } from '../../facts/adapters.ts';
import { chainLinks } from '../../facts/chain-links.ts';
import { canAwait } from '../../facts/dropped-tasks.ts';
import { describeInvoked, describeSymbol, describeValue, placeName } from '../../facts/describe.ts';
import { isKnownToBeDone } from '../../facts/done-checks.ts';
import { type Effect, type EffectQuestion, type EffectStep, blockingQuestion, callEffect } from '../../facts/effects.ts';
import { type FileModel, functionOf } from '../../facts/file-model.ts';
import { type Heat, allHeats, hotInvocations, hotOwner, runsFirst } from '../../facts/hot-code.ts';
import type { BlockingEntry } from '../../facts/knowledge/schema.ts';
import type { Invocation } from '../../facts/implicit-calls.ts';
import { isMemoised } from '../../facts/memoised.ts';
import type { CallValue, FunctionFact } from '../../facts/model.ts';
import { isNamedCall } from '../../facts/named-calls.ts';
import { waitsForOwnLoop } from '../../facts/nested-loops.ts';
import type { Program } from '../../facts/program.ts';
import { pythonVersion } from '../../facts/python-version.ts';
import { replacementEdits } from '../../facts/replacements.ts';
import { type Role, allRoles, hotRoles } from '../../facts/roles.ts';
import { pathOf } from '../../facts/symbol-paths.ts';
import { threadEdits } from '../../facts/thread-edits.ts';

interface Options {
  readonly roles: readonly Role[];
  readonly contexts: readonly Heat[];
  readonly allow: readonly string[];
  readonly blocking: readonly string[];
  readonly maxDepth: number;
  readonly ignoreCheap: boolean;
  readonly ignoreMemoised: boolean;
}

type MessageId = 'direct' | 'chain' | 'useReplacement' | 'useThread';

export default defineRule<Options, MessageId>({
  id: 'no-blocking-call',
  family: 'blocking',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports slow synchronous calls in code that runs on the event loop, also through helper functions.',
  types: 'helpful',
  nearest: [
    { tool: 'eslint-plugin-n', rule: 'no-sync' },
    { tool: 'ruff', rule: 'ASYNC210-ASYNC251' },
  ],
  messages: {
    direct: { text: '`{{ what }}` {{ does }} synchronously {{ where }}, so {{ consequence }} until it is done.{{ advice }}', section: 'what-goes-wrong' },
    chain: {
      text: '`{{ what }}` {{ does }} synchronously (`{{ api }}`, {{ place }}) {{ where }}, so {{ consequence }} until it is done.',
      section: 'through-helper-functions',
    },
    useReplacement: { text: 'Await `{{ replacement }}` instead' },
    useThread: { text: 'Run `{{ what }}` in a thread, and await it' },
  },
  options: {
    roles: {
      type: 'array',
      items: { type: 'string', enum: allRoles },
      default: [...hotRoles],
      description: 'Kinds of process in which blocking matters.',
    },
    contexts: {
      type: 'array',
      items: { type: 'string', enum: allHeats },
      default: allHeats,
      description: 'Kinds of code in which blocking matters.',
    },
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Calls that may block: names such as `readFileSync`, or `module:name`.' },
    blocking: { type: 'array', items: { type: 'string' }, default: [], description: 'More functions that block: names such as `loadSync`, or `module:name`.' },
    maxDepth: { type: 'integer', minimum: 1, default: 16, description: 'The longest chain of calls that is followed.' },
    ignoreCheap: { type: 'boolean', default: true, description: 'Ignore calls that take microseconds as a rule, such as `existsSync` and `statSync`.' },
    ignoreMemoised: { type: 'boolean', default: true, description: 'Ignore calls whose result is kept for all later calls.' },
  },
  *check(file, context) {
    const { options, program, role } = context;
    if (!options.roles.includes(role)) return;
    const question = questionFor(context);
    for (const { call, owner } of hotInvocations(program, file)) {
      if (!options.contexts.includes(owner.heat)) continue;
      const effect = callEffect(program, file, call, question);
      if (effect === undefined || effect.steps.length > options.maxDepth) continue;
      if (isSettingUp(effect) && runsFirst(file, owner.fn, call)) continue;
      if (effect.steps.slice(1).some((step) => isHot(step, context))) continue;
      if (role === 'library' && isAdapterOf(effect.steps.at(-1)?.file ?? file, effect.entry)) continue;
      const scene = { program, file, call, effect, threads: context.pythonVersion >= pythonVersion('3.9'), where: describeWhere(owner.fn, owner.heat), consequence: consequences[role] };
      yield call.kind === 'call' && effect.steps.length === 1 ? reportDirect({ ...scene, call }) : reportChain(scene);
    }
  },
});

/** Is this link of a chain in hot code itself? Then it is reported there. */
function isHot({ file, call }: EffectStep, { program, options }: RuleContext<Options>): boolean {
  const owner = hotOwner(program, file, functionOf(file, call.id));
  return owner !== undefined && options.contexts.includes(owner.heat);
}

/** Files that are read before anything else, and helpers that get things ready: a pause or a program that is run is more than that. */
function isSettingUp({ entry: { does }, steps }: Effect<BlockingEntry>): boolean {
  return does !== 'waits' && (steps.length > 1 || /\bfile\b/.test(does));
}

interface Scene {
  readonly program: Program;
  /** There is a function that runs another one in a thread. */
  readonly threads: boolean;
  readonly file: FileModel;
  readonly call: Invocation;
  readonly effect: Effect<BlockingEntry>;
  readonly where: string;
  readonly consequence: string;
}

function questionFor({ program, options }: RuleContext<Options>): EffectQuestion<BlockingEntry> {
  const { allow, blocking, ignoreCheap, ignoreMemoised } = options;
  const name = JSON.stringify([allow, blocking, ignoreCheap, ignoreMemoised]);
  return {
    ...blockingQuestion(program, name, blocking, (file, call, entry) => (!ignoreCheap || entry.cheap !== true) && waitsForOwnLoop(file, call) === undefined && !isKnownToBeDone(file, call)),
    ignores: (file, call) => isNamedCall(file, call, allow) || (ignoreMemoised && isMemoised(file, call.id)),
    ignoresRead: (file, read) => ignoreMemoised && isMemoised(file, read.id),
  };
}

const consequences: Readonly<Record<Role, string>> = {
  server: 'every other request waits',
  worker: 'every other job waits',
  extension: 'the editor and all its extensions wait',
  browser: 'the page does not react',
  library: 'everything else on the event loop of its caller waits',
  thread: 'no message reaches this thread',
  cli: 'nothing else goes on',
  script: 'nothing else goes on',
  build: 'nothing else goes on',
  test: 'nothing else goes on',
};

function describeWhere(fn: FunctionFact, heat: Heat): string {
  const name = fn.name === undefined ? '' : ` \`${fn.name}\``;
  if (heat === 'async function') return name === '' ? 'in an async function' : `in the async function${name}`;
  return `in ${/^[aeio]/.test(heat) ? 'an' : 'a'} ${heat}${name === '' ? '' : ` (${name.trim()})`}`;
}

function reportDirect(scene: Scene & { readonly call: CallValue }): Report<MessageId> {
  const { file, call, effect, where, consequence } = scene;
  const { does, advice, replacement } = effect.entry;
  const help = advice === undefined ? (replacement === undefined ? '' : ` Await ${describeSymbol(replacement, file.facts.language)} instead.`) : ` Instead, ${advice}.`;
  const data = { what: describeValue(file, call.callee), does, where, consequence, advice: help };
  return { messageId: 'direct', data, span: call.span, suggestions: suggest(scene, call) };
}

function suggest({ program, threads, file, effect: { entry, steps } }: Scene, call: CallValue): SuggestionReport<MessageId>[] {
  if (!canAwait(file, call.id)) return [];
  const edits = steps.length > 1 || entry.replacement === undefined ? undefined : replacementEdits(file, call, entry);
  if (edits !== undefined) return [{ messageId: 'useReplacement', data: { replacement: pathOf(entry.replacement ?? '') }, edits, preferred: true }];
  const inThread = threads ? threadEdits(program, file, call, steps) : undefined;
  return inThread === undefined ? [] : [{ messageId: 'useThread', data: { what: describeValue(file, call.callee) }, edits: inThread }];
}

function reportChain(scene: Scene): Report<MessageId> {
  const { file, call, effect, where, consequence } = scene;
  const last = effect.steps.at(-1);
  const api = last === undefined ? '' : describeInvoked(last.file, last.call);
  const place = last === undefined ? '' : placeName(last.file, last.call.span.start);
  const data = { what: describeValue(file, call.id), does: effect.entry.does, api, place, where, consequence };
  const related = chainLinks(effect.steps, 'blocks');
  return { messageId: 'chain', data, span: call.span, related, suggestions: call.kind === 'call' ? suggest(scene, call) : [] };
}
