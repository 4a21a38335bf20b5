import { hotContexts } from '../../facts/hot-code.ts';
import type { ArgumentTest, Bound } from '../../facts/knowledge/schema.ts';
import type { UserBlocking, UserHandler, UserKnowledge, UserLimiter } from '../../facts/user-knowledge.ts';
import { type ConfigNode, choiceOf, elementsOf, membersOf, optional, reject, textOf } from './config-node.ts';

/** What knowledge a configuration can hold, in the order of its schema. */
const knowledgeKeys = ['blocking', 'limiters', 'handlers', 'awaitingHandlers', 'loggers', 'cleanup', 'nonRejecting'] as const;

/** The forms of limiters that a configuration can name. */
export const limiterForms = ['function', 'wrapper', 'mapper', 'acquire', 'call', 'any'] as const;

const example = '"knowledge": { "blocking": ["loadSync"] }';

/** @throws ConfigError for anything in it that has no effect. */
export function checkKnowledge(node: ConfigNode): UserKnowledge {
  const members = membersOf(node, example, knowledgeKeys);
  const lists = {
    blocking: optional(members, 'blocking', (list) => checkEntries(list, '["loadSync", { "symbol": "@acme/db:querySync", "does": "asks the database" }]', checkBlocking)),
    limiters: optional(members, 'limiters', (list) => checkEntries(list, '["withLimit", { "symbol": "pool.acquire", "form": "acquire" }]', checkLimiter)),
    handlers: optional(members, 'handlers', (list) => checkEntries(list, '["bus.on"]', checkHandler)),
    awaitingHandlers: optional(members, 'awaitingHandlers', (list) => checkEntries(list, '["jobs.handle"]', checkHandler)),
    loggers: optional(members, 'loggers', (list) => elementsOf(list, '["audit"]').map((element) => textOf(element, '"audit"'))),
    cleanup: optional(members, 'cleanup', (list) => elementsOf(list, '["closeAll"]').map((element) => textOf(element, '"closeAll"'))),
    nonRejecting: optional(members, 'nonRejecting', (list) => elementsOf(list, '["report"]').map((element) => textOf(element, '"report"'))),
  };
  return withoutMissing(lists);
}

/** Names, or objects that say more. */
function checkEntries<T>(list: ConfigNode, right: string, check: (node: ConfigNode) => T): readonly (string | T)[] {
  return elementsOf(list, right).map((element) => (typeof element.value === 'object' ? check(element) : textOf(element, '"loadSync"')));
}

function checkBlocking(node: ConfigNode): UserBlocking {
  const keys = ['symbol', 'does', 'cheap', 'onlyIf', 'unless', 'replacement', 'replacementUnless', 'advice', 'except'];
  const members = membersOf(node, '{ "symbol": "loadSync", "does": "reads a file" }', keys);
  return withoutMissing({
    symbol: symbolIn(node, members, 'loadSync'),
    does: optional(members, 'does', (member) => textOf(member, '"does": "reads a file"')),
    cheap: optional(members, 'cheap', (member) => (member.value === true || reject(member, 'true', '"cheap": true'))),
    onlyIf: optional(members, 'onlyIf', checkTest),
    unless: optional(members, 'unless', (member) => elementsOf(member, '[{ "argument": "last", "is": "function" }]').map(checkTest)),
    replacement: optional(members, 'replacement', checkReplacement),
    replacementUnless: optional(members, 'replacementUnless', checkTest),
    advice: optional(members, 'advice', (member) => textOf(member, '"advice": "use a worker"')),
    except: optional(members, 'except', (member) => elementsOf(member, '["close"]').map((element) => textOf(element, '"close"'))),
  });
}

function checkReplacement(node: ConfigNode): string {
  const right = '"replacement": "@acme/db:query"';
  const symbol = textOf(node, right);
  return symbol.includes(':') ? symbol : reject(node, 'a symbol path, with the module before a colon', right);
}

function checkLimiter(node: ConfigNode): UserLimiter {
  const members = membersOf(node, '{ "symbol": "pool.acquire", "form": "acquire" }', ['symbol', 'form', 'callback', 'bound']);
  const form = optional(members, 'form', (member) => choiceOf(member, limiterForms, '"form": "function"'));
  const idle = members.find(([key]) => form !== 'mapper' && (key === 'callback' || key === 'bound'));
  if (idle !== undefined) throw idle[1].mistake(idle[1].path, `"${idle[0]}" has an effect only with "form": "mapper". Remove it, or say the form.`);
  return withoutMissing({
    symbol: symbolIn(node, members, 'pool.acquire'),
    form,
    callback: optional(members, 'callback', (member) => checkIndex(member, '"callback": 1')),
    bound: optional(members, 'bound', checkBound),
  });
}

function checkBound(node: ConfigNode): Bound {
  const right = '"bound": { "argument": 2, "property": "concurrency", "of": "call" }';
  const members = membersOf(node, right, ['argument', 'property', 'of', 'fallback']);
  const argument = optional(members, 'argument', (member) => checkIndex(member, '"argument": 2'));
  const of = optional(members, 'of', (member) => choiceOf(member, ['call', 'maker'] as const, '"of": "call"'));
  if (argument === undefined || of === undefined) return reject(node, 'an object with "argument" and "of"', right);
  return withoutMissing({
    argument,
    of,
    property: optional(members, 'property', (member) => textOf(member, '"property": "concurrency"')),
    fallback: optional(members, 'fallback', (member) => checkIndex(member, '"fallback": 10')),
  });
}

function checkHandler(node: ConfigNode): UserHandler {
  const members = membersOf(node, '{ "symbol": "jobs.handle", "argument": 1 }', ['symbol', 'argument', 'properties', 'context']);
  return withoutMissing({
    symbol: symbolIn(node, members, 'jobs.handle'),
    argument: optional(members, 'argument', checkArgument),
    properties: optional(members, 'properties', (member) => elementsOf(member, '["run"]').map((element) => textOf(element, '"run"'))),
    context: optional(members, 'context', (member) => choiceOf(member, hotContexts, '"context": "event listener"')),
  });
}

type Members = ReturnType<typeof membersOf>;

function symbolIn(node: ConfigNode, members: Members, right: string): string {
  const symbol = optional(members, 'symbol', (member) => textOf(member, `"symbol": "${right}"`));
  return symbol ?? reject(node, 'an object with a "symbol"', `{ "symbol": "${right}" }`);
}

function checkArgument(node: ConfigNode): number | 'last' | 'all' {
  return node.value === 'all' ? 'all' : checkPosition(node);
}

function checkPosition(node: ConfigNode): number | 'last' {
  return node.value === 'last' ? 'last' : checkIndex(node, '"argument": 1');
}

function checkIndex({ value, ...node }: ConfigNode, right: string): number {
  return Number.isInteger(value) && (value as number) >= 0 ? (value as number) : reject({ value, ...node }, 'a whole number from 0', right);
}

/** A question about an argument: is it this literal, a function, a number? */
function checkTest(node: ConfigNode): ArgumentTest {
  const right = '{ "argument": 1, "property": "sync", "equals": true }';
  const members = membersOf(node, right, ['argument', 'property', 'equals', 'is']);
  const argument = optional(members, 'argument', checkPosition);
  const is = optional(members, 'is', (member) => choiceOf(member, ['function', 'number'] as const, '"is": "function"'));
  if (argument !== undefined && is !== undefined) return { argument, is };
  const property = optional(members, 'property', (member) => textOf(member, '"property": "sync"'));
  const equals = optional(members, 'equals', (member) => member.value);
  if (typeof argument !== 'number' || !(typeof equals === 'string' || typeof equals === 'number' || typeof equals === 'boolean')) {
    return reject(node, 'a question about an argument, with "argument" and either "equals" or "is"', right);
  }
  return { argument, ...(property === undefined ? {} : { property }), equals };
}

type WithoutMissing<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutMissing<T extends object>(entries: T): WithoutMissing<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as WithoutMissing<T>;
}
