/** no-deprecated-asyncio: what Python's asyncio has given up, is about to give up, or never had. */
import { type Report, type RuleContext, defineRule } from '../../engine/rule.ts';
import { missingAsyncioNames } from '../../facts/asyncio-names.ts';
import { deadImports, deprecatedUses, loopArguments, loopLookups, waitedCoroutines } from '../../facts/deprecated-uses.ts';
import { describeValue } from '../../facts/describe.ts';
import { insertAt, replace } from '../../facts/edits.ts';
import { type FileModel, textOf, valueAt } from '../../facts/file-model.ts';
import { importedModule } from '../../facts/module-imports.ts';
import { pythonVersion } from '../../facts/python-version.ts';

interface Options {
  readonly allow: readonly string[];
  readonly packages: boolean;
}

type MessageId =
  | 'deprecated'
  | 'gone'
  | 'runningLoop'
  | 'noLoop'
  | 'loopArgument'
  | 'waitCoroutine'
  | 'deadPackage'
  | 'missingName'
  | 'newName'
  | 'useReplacement'
  | 'useRunningLoop'
  | 'removeLoop'
  | 'createTask';

type Found = Generator<Report<MessageId>>;

export default defineRule<Options, MessageId>({
  id: 'no-deprecated-asyncio',
  family: 'lost work',
  languages: ['python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports what the target version of Python deprecates, has removed or never had around asyncio.',
  types: 'helpful',
  nearest: [{ tool: 'ruff', rule: 'UP' }],
  messages: {
    deprecated: { text: '`{{ name }}` is deprecated since Python {{ since }}{{ removal }}. Instead, {{ instead }}.', section: 'what-goes-wrong' },
    gone: { text: '`{{ name }}` is no part of Python {{ removed }} and later, so this fails. Instead, {{ instead }}.', section: 'what-goes-wrong' },
    runningLoop: { text: '`{{ name }}` gives the running loop here. `get_running_loop` says so, and where there is none it raises an error instead of making one.', section: 'the-current-loop' },
    noLoop: { text: 'No event loop runs here, so `{{ name }}` {{ consequence }}. Instead, start the program with `asyncio.run`.', section: 'the-current-loop' },
    loopArgument: { text: '`{{ name }}` takes no `loop` since Python 3.10: it finds the running loop by itself{{ consequence }}.', section: 'the-loop-parameter' },
    waitCoroutine: { text: '`asyncio.wait` is given the coroutine `{{ name }}`{{ consequence }}: it takes tasks alone.', section: 'coroutines-given-to-wait' },
    deadPackage: { text: '`{{ name }}` {{ state }}. Instead, {{ instead }}.', section: 'dead-packages' },
    missingName: { text: '`asyncio` has no `{{ name }}`, so this fails{{ instead }}', section: 'names-that-do-not-exist' },
    newName: { text: '`asyncio.{{ name }}` came with Python {{ since }}, but this project also runs on {{ version }}, where it fails.', section: 'names-that-do-not-exist' },
    useReplacement: { text: 'Use `{{ replacement }}`' },
    useRunningLoop: { text: 'Use `get_running_loop`' },
    removeLoop: { text: 'Remove the argument' },
    createTask: { text: 'Make tasks of the coroutines' },
  },
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Names that may be used all the same, such as `get_event_loop`, `set_event_loop_policy` or `aioredis`.' },
    packages: { type: 'boolean', default: true, description: 'Report imports of packages that nobody maintains any more.' },
  },
  *check(file, context) {
    const found = [...lookups(file, context), ...deprecated(file, context), ...loops(file, context), ...waits(file, context), ...packages(file, context), ...names(file, context)];
    for (const report of found) if (!isAllowed(report, context.options.allow)) yield report;
  },
});

function isAllowed({ data }: Report<MessageId>, allow: readonly string[]): boolean {
  const name = data?.['name'] ?? '';
  return allow.includes(name) || allow.includes(name.split('.').at(-1) ?? '');
}

function* deprecated(file: FileModel, { pythonVersion: version }: RuleContext<Options>): Found {
  for (const { span, entry, isGone, edits } of deprecatedUses(file, version)) {
    const { since, removed, instead, replacement } = entry;
    const data = { name: textOf(file, span), since, removed: removed ?? '', removal: removed === undefined ? '' : ` and removed in ${removed}`, instead };
    const suggestion = { messageId: 'useReplacement', data: { replacement: `${replacement?.module ?? ''}.${replacement?.name ?? ''}` }, preferred: true } as const;
    yield { messageId: isGone ? 'gone' : 'deprecated', data, span, suggestions: edits === undefined ? [] : [{ ...suggestion, edits }] };
  }
}

function* lookups(file: FileModel, { pythonVersion: version }: RuleContext<Options>): Found {
  for (const { call, loop, edits } of loopLookups(file)) {
    const name = describeValue(file, call.callee);
    if (loop === 'running') {
      yield { messageId: 'runningLoop', data: { name }, span: call.span, suggestions: edits === undefined ? [] : [{ messageId: 'useRunningLoop', edits, preferred: true }] };
    } else if (version >= pythonVersion('3.10')) {
      const consequence = version >= pythonVersion('3.14') ? 'raises a `RuntimeError`' : 'makes one, which is deprecated and fails from Python 3.14 on';
      yield { messageId: 'noLoop', data: { name, consequence }, span: call.span };
    }
  }
}

function* loops(file: FileModel, { pythonVersion: version }: RuleContext<Options>): Found {
  if (version < pythonVersion('3.8')) return;
  const consequence = version < pythonVersion('3.10') ? '' : ', and this raises a `TypeError`';
  for (const { call, span, whole } of loopArguments(file)) {
    yield { messageId: 'loopArgument', data: { name: describeValue(file, call.callee), consequence }, span, suggestions: [{ messageId: 'removeLoop', edits: [replace(whole, '')], preferred: true }] };
  }
}

function* waits(file: FileModel, { types, pythonVersion: version }: RuleContext<Options>): Found {
  if (version < pythonVersion('3.8')) return;
  const consequence = version < pythonVersion('3.11') ? ', which is deprecated and fails from Python 3.11 on' : ', and raises a `TypeError`';
  for (const { call, coroutines } of waitedCoroutines(file, types)) {
    const module = importedModule(file, 'asyncio');
    const wrapped = coroutines.flatMap((id) => [insertAt(valueAt(file, id).span.start, `${module?.name ?? ''}.create_task(`), insertAt(valueAt(file, id).span.end, ')')]);
    const suggestions = module === undefined ? [] : [{ messageId: 'createTask', edits: [...module.edits, ...wrapped], preferred: true } as const];
    yield { messageId: 'waitCoroutine', data: { name: describeValue(file, coroutines[0] ?? call.id), consequence }, span: call.span, suggestions };
  }
}

function* packages(file: FileModel, { options, pythonVersion: version }: RuleContext<Options>): Found {
  if (!options.packages) return;
  for (const { span, entry } of deadImports(file, version)) yield { messageId: 'deadPackage', data: { name: entry.module, state: entry.state, instead: entry.instead }, span };
}

function* names(file: FileModel, { pythonVersion: version }: RuleContext<Options>): Found {
  for (const { name, span, since, instead } of missingAsyncioNames(file, version)) {
    if (since !== undefined) yield { messageId: 'newName', data: { name, since, version: `3.${String(version)}` }, span };
    else yield { messageId: 'missingName', data: { name, instead: describePlace(instead) }, span };
  }
}

/** The end of the sentence: a question, an instruction or nothing. */
function describePlace(instead: string | undefined): string {
  if (instead === undefined) return '.';
  return instead.endsWith('?') ? `; ${instead}` : `. Instead, ${instead}.`;
}
