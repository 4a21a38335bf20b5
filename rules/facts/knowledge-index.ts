import type {
  BlockingEntry,
  BoundedEntry,
  CallbackEntry,
  Knowledge,
  LimiterEntry,
  MemberCallbackEntry,
  ResourceEntry,
  SignalEntry,
  SymbolPath,
  TaskEntry,
} from './knowledge/schema.ts';
import { type Spelling, normalise } from './symbol-paths.ts';

/** Looks entries up by symbol path. */
export interface KnowledgeIndex {
  blocking(symbol: SymbolPath): BlockingEntry | undefined;
  task(symbol: SymbolPath): TaskEntry | undefined;
  signals(symbol: SymbolPath): readonly SignalEntry[];
  limiter(symbol: SymbolPath): LimiterEntry | undefined;
  bounded(symbol: SymbolPath): BoundedEntry | undefined;
  callbacks(symbol: SymbolPath): readonly CallbackEntry[];
  resource(symbol: SymbolPath): ResourceEntry | undefined;
  /** Slots known by the method's name alone. */
  memberCallbacks(member: string): readonly MemberCallbackEntry[];
  /** What users say of functions by the names they are called by. */
  readonly named: NamedKnowledge;
  /** Gives the symbols of the language the one spelling that facts have. */
  readonly spell: Spelling;
  readonly all: Knowledge;
}

/** Entries by the names of functions, as `named-calls.ts` compares them. */
export interface NamedKnowledge {
  readonly blocking: ReadonlyMap<string, BlockingEntry>;
  readonly limiters: ReadonlyMap<string, LimiterEntry>;
  readonly callbacks: ReadonlyMap<string, CallbackEntry>;
  readonly loggers: readonly string[];
  readonly cleanup: readonly string[];
  readonly nonRejecting: readonly string[];
}

const nothingNamed: NamedKnowledge = { blocking: new Map(), limiters: new Map(), callbacks: new Map(), loggers: [], cleanup: [], nonRejecting: [] };

export function createKnowledgeIndex(knowledge: Knowledge, spell: Spelling = normalise): KnowledgeIndex {
  const blocking = table(knowledge.blocking, spell);
  const tasks = table(knowledge.tasks, spell);
  const signals = table(knowledge.signals, spell);
  const limiters = table(knowledge.limiters, spell);
  const bounded = table(knowledge.bounded, spell);
  const callbacks = table(knowledge.callbacks, spell);
  const resources = table(knowledge.resources, spell);
  const memberCallbacks = groupByMember(knowledge.memberCallbacks);
  return {
    blocking: (symbol) => blocking(symbol)[0],
    task: (symbol) => tasks(symbol)[0],
    signals,
    limiter: (symbol) => limiters(symbol)[0],
    bounded: (symbol) => bounded(symbol)[0],
    callbacks,
    resource: (symbol) => resources(symbol)[0],
    memberCallbacks: (member) => memberCallbacks.get(member) ?? [],
    named: nothingNamed,
    spell,
    all: knowledge,
  };
}

/** An exact symbol wins over one with `*`, the longer pattern over the shorter. */
function table<T extends { readonly symbol: SymbolPath; readonly except?: readonly string[] }>(entries: readonly T[], spell: Spelling): (symbol: SymbolPath) => readonly T[] {
  const exact = new Map<SymbolPath, T[]>();
  const patterns: Pattern<T>[] = [];
  for (const entry of entries) {
    const symbol = spell(entry.symbol);
    if (symbol.includes('*')) patterns.push({ matches: patternOf(symbol), module: firstPart(symbol), length: symbol.length, entry });
    else {
      const list = exact.get(symbol);
      if (list === undefined) exact.set(symbol, [entry]);
      else list.push(entry);
    }
  }
  patterns.sort((a, b) => b.length - a.length);
  const byModule = new Map<string, readonly Pattern<T>[]>();
  const remembered = new Map<SymbolPath, readonly T[]>();

  /** Hardly any module has patterns of its own. */
  function patternsFor(module: string): readonly Pattern<T>[] {
    const found = byModule.get(module) ?? patterns.filter((pattern) => pattern.module === module || pattern.module.includes('*'));
    byModule.set(module, found);
    return found;
  }

  return (symbol) => {
    const found = exact.get(symbol) ?? remembered.get(symbol);
    if (found !== undefined) return found;
    const candidates = patternsFor(firstPart(symbol));
    const matching = candidates.length === 0 ? [] : candidates.filter(({ matches, entry }) => matches.test(symbol) && !isExcepted(symbol, entry.except)).map(({ entry }) => entry);
    remembered.set(symbol, matching);
    return matching;
  };
}

/** The module, or the first part of it where there is a colon in its name. */
function firstPart(symbol: SymbolPath): string {
  return symbol.slice(0, Math.max(0, symbol.indexOf(':')));
}

/** An entry for all symbols that match. */
interface Pattern<T> {
  readonly matches: RegExp;
  /** With a `*` in it, it may be any module. */
  readonly module: string;
  readonly length: number;
  readonly entry: T;
}

/** `*` stands for one or more characters that are no separator. */
function patternOf(symbol: SymbolPath): RegExp {
  const escaped = symbol.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', String.raw`[^:.#()]+`)}$`);
}

function isExcepted(symbol: SymbolPath, except: readonly string[] | undefined): boolean {
  return except?.includes(/[^:.#()]*$/.exec(symbol)?.[0] ?? '') === true;
}

function groupByMember(entries: readonly MemberCallbackEntry[]): Map<string, MemberCallbackEntry[]> {
  const groups = new Map<string, MemberCallbackEntry[]>();
  for (const entry of entries) groups.set(entry.member, [...(groups.get(entry.member) ?? []), entry]);
  return groups;
}
