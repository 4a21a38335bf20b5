import assert from 'node:assert/strict';
import { createRequire, isBuiltin } from 'node:module';
import process from 'node:process';
import { createKnowledgeIndex } from '../../rules/facts/knowledge-index.ts';
import type { BlockingEntry, CallbackEntry, SymbolPath, TaskEntry } from '../../rules/facts/knowledge/schema.ts';
import { typescriptKnowledge } from '../../rules/facts/knowledge/typescript.ts';
import { normalise } from '../../rules/facts/symbol-paths.ts';

interface AnyEntry {
  readonly symbol: SymbolPath;
  readonly source: string;
  readonly since?: string;
  readonly except?: readonly string[];
}

const { memberCallbacks, ...entriesByList } = typescriptKnowledge;
const lists: Readonly<Record<string, readonly AnyEntry[]>> = entriesByList;
const allEntries = Object.values(lists).flat();

const require = createRequire(import.meta.url);

function moduleOf(symbol: SymbolPath): string {
  return symbol.slice(0, symbol.lastIndexOf(':'));
}

function segmentsOf(symbol: SymbolPath): readonly string[] {
  return symbol.slice(symbol.lastIndexOf(':') + 1).match(/\(\)|[.#]?[^.#()]+|#/g) ?? [];
}

function isNewerThanThisNode(since: string | undefined): boolean {
  const [major = 0, minor = 0] = (since ?? '0').split('.').map(Number);
  const [thisMajor = 0, thisMinor = 0] = process.versions.node.split('.').map(Number);
  return major > thisMajor || (major === thisMajor && minor > thisMinor);
}

/** Entries of Node.js itself: packages can have the name of a module that Node has only with its prefix. */
function isOfNode(entry: AnyEntry): boolean {
  return isBuiltin(moduleOf(entry.symbol)) || entry.source.startsWith('https://nodejs.org/');
}

/** Classes that Node's type declarations name and its modules don't export. */
const typesOnly = ['fs:FSWatcher', 'fs/promises:FileHandle', 'http2:ClientHttp2Session', 'http2:Http2SecureServer', 'http2:Http2Server'];

/** Functions that exist on one platform only. */
const platformOnly: ReadonlySet<SymbolPath> = new Set(process.platform === 'darwin' ? [] : ['fs:lchmodSync']);

type Resolution = 'function' | 'missing' | 'unknown';

/** Looks a symbol up in the running Node. What a call returns can't be told. */
function resolveInNode(symbol: SymbolPath): Resolution {
  const module = moduleOf(symbol);
  if (module !== '' && !isBuiltin(`node:${module}`)) return 'missing';
  let values: readonly unknown[] = [module === '' ? globalThis : require(`node:${module}`)];
  for (const segment of segmentsOf(symbol)) {
    if (segment === '()' || segment === '#' || values.includes(null)) return 'unknown';
    values = values.flatMap((value) => membersOf(segment.startsWith('#') ? prototypeOf(value) : value, segment.replace(/^[.#]/, '')));
    if (values.length === 0) return 'missing';
  }
  return values.some((value) => typeof value === 'function') ? 'function' : 'missing';
}

function membersOf(value: unknown, name: string): readonly unknown[] {
  const object = Object(value) as object;
  if (name === 'default') return [object];
  if (!name.includes('*')) return name in object ? [Reflect.get(object, name)] : [];
  const pattern = new RegExp(`^${name.replaceAll('*', '.+')}$`);
  return plainMembers(object).flatMap(([key, value]) => (pattern.test(key) ? [value] : []));
}

/** Own and inherited members; getters are left alone, for many of them warn. */
function plainMembers(object: object): readonly (readonly [string, unknown])[] {
  const parent: unknown = Object.getPrototypeOf(object);
  const inherited = parent instanceof Object && parent !== Object.prototype ? plainMembers(parent) : [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(object)).map(([key, { value }]): [string, unknown] => [key, value]);
  return [...own, ...inherited];
}

function prototypeOf(value: unknown): unknown {
  return typeof value === 'function' ? (value.prototype as unknown) : undefined;
}

/** Classes whose methods are made on first use have an empty prototype until then. */
function isMadeOnFirstUse(symbol: SymbolPath): boolean {
  return /^zlib:Zip\w+#/.test(symbol);
}

describe('knowledge', () => {
  describe('form', () => {
    const name = String.raw`[\p{ID_Start}$_*][\p{ID_Continue}$*]*`;
    const path = new RegExp(String.raw`^${name}(?:\.${name}|#${name}|\(\)|#(?=\(\)|$))*$`, 'u');
    const module = /^(?:|bun:[a-z]+|(?:@[a-z\d-]+\/)?(?:[a-z\d][\w.-]*\*?|\*)(?:\/(?:[\w.-]+|\*))*)$/;

    it('writes symbols as the grammar says', () => {
      const wrong = allEntries.filter(({ symbol }) => !module.test(moduleOf(symbol)) || !path.test(symbol.slice(symbol.lastIndexOf(':') + 1)) || symbol.includes(').'));
      assert.deepEqual(symbolsOf(wrong), []);
    });

    it('writes each symbol in its one spelling', () => {
      assert.deepEqual(symbolsOf(allEntries.filter(({ symbol }) => normalise(symbol) !== symbol)), []);
    });

    for (const [list, entries] of Object.entries(lists)) {
      it(`has each symbol once in ${list}`, () => {
        const seen = new Set<SymbolPath>();
        const twice = entries.filter(({ symbol }) => seen.size === seen.add(symbol).size);
        assert.deepEqual(symbolsOf(twice), []);
      });
    }

    it('has a source on the web for every entry', () => {
      const sources = [...allEntries, ...memberCallbacks].map(({ source }) => source);
      assert.deepEqual(
        sources.filter((source) => !URL.canParse(source) || !source.startsWith('https://')),
        [],
      );
    });

    it('excepts names from patterns only', () => {
      assert.deepEqual(symbolsOf(allEntries.filter(({ symbol, except }) => except !== undefined && !symbol.endsWith('*'))), []);
    });

    it('gives versions as major and minor number', () => {
      assert.deepEqual(symbolsOf(allEntries.filter(({ since }) => since !== undefined && !/^\d+\.\d+$/.test(since))), []);
    });

    it('writes texts as parts of a sentence', () => {
      const isPart = (text: string | undefined): boolean => text === undefined || /^[a-z].*[^.\s]$/.test(text);
      const wrong = typescriptKnowledge.blocking.filter(({ does, advice }) => !isPart(does) || !/^[a-z]+s\b/.test(does) || !isPart(advice));
      assert.deepEqual(symbolsOf(wrong), []);
    });
  });

  describe('of Node.js', () => {
    const present = allEntries.filter((entry) => isOfNode(entry) && !isNewerThanThisNode(entry.since));

    it('names functions that exist', () => {
      const missing = present.filter(
        ({ symbol }) =>
          resolveInNode(symbol) === 'missing' && !platformOnly.has(symbol) && !isMadeOnFirstUse(symbol) && !typesOnly.some((type) => symbol.startsWith(`${type}#`)),
      );
      assert.deepEqual(symbolsOf(missing), []);
    });

    it('takes only such classes for types that are not exported', () => {
      assert.deepEqual(
        typesOnly.filter((type) => resolveInNode(type) !== 'missing'),
        [],
      );
    });

    /** What blocks so briefly that no server notices. */
    const leftOut: Readonly<Record<string, string>> = {
      'crypto:generateKeySync': 'takes a few random bytes',
      'crypto:randomFillSync': 'fills a kilobyte in a microsecond',
    };

    for (const module of ['child_process', 'crypto', 'fs', 'zlib']) {
      it(`has every synchronous function of ${module}`, () => {
        const known = new Set([...symbolsOf(typescriptKnowledge.blocking), ...Object.keys(leftOut)]);
        const exported = Object.entries(require(`node:${module}`) as object);
        const names = exported.filter(([name, value]) => name.endsWith('Sync') && typeof value === 'function').map(([name]) => `${module}:${name}`);
        assert.notEqual(names.length, 0);
        assert.deepEqual(
          names.filter((symbol) => !known.has(symbol)),
          [],
        );
      });
    }

    it('knows that the functions left out are there', () => {
      assert.deepEqual(
        Object.keys(leftOut).filter((symbol) => resolveInNode(symbol) !== 'function'),
        [],
      );
    });
  });

  describe('of what blocks', () => {
    const index = createKnowledgeIndex(typescriptKnowledge);
    const replaced = typescriptKnowledge.blocking.filter((entry): entry is BlockingEntry & { readonly replacement: SymbolPath } => entry.replacement !== undefined);

    it('replaces it with functions of Node.js that exist', () => {
      const missing = replaced.filter((entry) => isOfNode({ ...entry, symbol: entry.replacement }) && !isNewerThanThisNode(entry.since) && resolveInNode(entry.replacement) === 'missing');
      assert.deepEqual(
        missing.map(({ replacement }) => replacement).filter((symbol) => !isMadeOnFirstUse(symbol)),
        [],
      );
    });

    it('replaces it with functions that return a promise', () => {
      const unknown = replaced.filter(({ replacement }) => !moduleOf(replacement).endsWith('/promises') && index.task(replacement) === undefined);
      assert.deepEqual(symbolsOf(unknown), []);
    });

    it('replaces it with functions that do not block', () => {
      assert.deepEqual(symbolsOf(replaced.filter(({ replacement }) => index.blocking(replacement) !== undefined)), []);
    });
  });

  describe('of tasks', () => {
    it('does not hold a function for a task that blocks', () => {
      const exact = new Set(symbolsOf(typescriptKnowledge.blocking));
      assert.deepEqual(symbolsOf(typescriptKnowledge.tasks.filter((entry: TaskEntry) => exact.has(entry.symbol))), []);
    });
  });

  describe('of callbacks', () => {
    it('says once whether a promise is awaited', () => {
      assert.deepEqual(symbolsOf(typescriptKnowledge.callbacks.filter((entry: CallbackEntry) => entry.awaits === true && entry.awaitsSince !== undefined)), []);
    });

    it('knows methods of unknown receivers by more than their name', () => {
      const common = ['all', 'delete', 'get', 'head', 'on', 'once', 'options', 'patch', 'post', 'put', 'run', 'use'];
      const vague = memberCallbacks.filter(
        ({ member, first, receivers, properties }) => common.includes(member) && first === undefined && receivers === undefined && properties === undefined,
      );
      assert.deepEqual(vague, []);
    });
  });
});

function symbolsOf(entries: readonly AnyEntry[]): readonly SymbolPath[] {
  return entries.map(({ symbol }) => symbol);
}
