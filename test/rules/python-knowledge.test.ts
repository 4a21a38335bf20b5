import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createKnowledgeIndex } from '../../rules/facts/knowledge-index.ts';
import { pythonClients } from '../../rules/facts/knowledge/python-clients.ts';
import { pythonCombinators, spawns } from '../../rules/facts/knowledge/python-combinators.ts';
import { cancellationParents, cancelledErrors, deadlines, oldCancellationParents, shields, suppressors, taskGroups, timeoutErrors } from '../../rules/facts/knowledge/python-exceptions.ts';
import { pythonExecutors } from '../../rules/facts/knowledge/python-executors.ts';
import { hotMethods } from '../../rules/facts/knowledge/python-hot-methods.ts';
import { scopeLimiters } from '../../rules/facts/knowledge/python-limiters.ts';
import { pythonLocks } from '../../rules/facts/knowledge/python-locks.ts';
import { threadFutures } from '../../rules/facts/knowledge/python-task-names.ts';
import { pythonKnowledge } from '../../rules/facts/knowledge/python.ts';
import type { SymbolPath } from '../../rules/facts/knowledge/schema.ts';

interface AnyEntry {
  readonly symbol: SymbolPath;
  readonly source: string;
  readonly since?: string;
  readonly except?: readonly string[];
}

const { memberCallbacks, ...entriesByList } = pythonKnowledge;
const lists: Readonly<Record<string, readonly AnyEntry[]>> = {
  ...entriesByList,
  clients: pythonClients,
  combinators: pythonCombinators,
  spawns,
  deadlines,
  scopeLimiters,
  locks: pythonLocks,
};
/** An executor can be called and stand on a function as well. */
const allEntries: readonly AnyEntry[] = [...Object.values(lists).flat(), ...pythonExecutors];
const plainSymbols: readonly SymbolPath[] = [
  ...[cancelledErrors, cancellationParents, oldCancellationParents, timeoutErrors, suppressors, shields, taskGroups, threadFutures].flatMap((set) => [...set]),
  ...hotMethods.flatMap(({ bases }) => bases),
];

/** What instances are given when they are made, and what one platform alone has. */
const notSeen: ReadonlySet<SymbolPath> = new Set(['asyncio:Condition#acquire', 'threading:Condition#acquire', 'select:kqueue()#control']);

/** A module that newer versions of Python do not have any more. */
const removedModule = 'telnetlib:';

function symbolsOf(entries: readonly AnyEntry[]): readonly SymbolPath[] {
  return entries.map(({ symbol }) => symbol);
}

function pythonMinor(): number | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.version_info.minor)'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/** The symbols of the standard library that the Python of this machine does not have. */
function missingSymbols(symbols: readonly SymbolPath[]): unknown {
  const { stdout, stderr } = spawnSync('python3', ['-W', 'ignore', join(import.meta.dirname, 'python-symbols.py')], { input: JSON.stringify(symbols), encoding: 'utf8' });
  return stdout === '' ? stderr : (JSON.parse(stdout) as unknown);
}

describe('knowledge of Python', () => {
  describe('form', () => {
    const name = String.raw`[A-Za-z_*][\w*]*`;
    const whole = new RegExp(String.raw`^[A-Za-z_]\w*:${name}(?:\.${name}|#${name}|\(\))*$`);

    it('writes symbols as the grammar says, the colon behind the first name', () => {
      const wrong = [...symbolsOf(allEntries), ...plainSymbols].filter((symbol) => !whole.test(symbol) || symbol.includes(').'));
      assert.deepEqual(wrong, []);
    });

    it('takes names that start with a capital for classes, and others for functions', () => {
      const isClass = /(?:^|[:.])_*[A-Z]\w*$/;
      const wrong = symbolsOf(allEntries).filter((symbol) => {
        const [first, ...others] = symbol.split('#');
        return (others.length > 0 && first !== undefined && !first.endsWith(')') && !isClass.test(first)) || /(?:^|[:.])_*[A-Z]\w*\(\)/.test(first ?? '');
      });
      assert.deepEqual(wrong, []);
    });

    for (const [list, entries] of Object.entries(lists)) {
      it(`has each symbol once in ${list}`, () => {
        const seen = new Set<SymbolPath>();
        assert.deepEqual(symbolsOf(entries.filter(({ symbol }) => seen.size === seen.add(symbol).size)), []);
      });
    }

    it('has a source on the web for every entry', () => {
      const sources = [...allEntries, ...memberCallbacks, ...hotMethods].map(({ source }) => source);
      assert.deepEqual(sources.filter((source) => !URL.canParse(source) || !source.startsWith('https://')), []);
    });

    it('excepts names from patterns only', () => {
      assert.deepEqual(symbolsOf(allEntries.filter(({ symbol, except }) => except !== undefined && !symbol.endsWith('*'))), []);
    });

    it('writes texts as parts of a sentence', () => {
      const isPart = (text: string | undefined): boolean => text === undefined || /^[a-z].*[^.\s]$/.test(text);
      const wrong = pythonKnowledge.blocking.filter(({ does, advice }) => !isPart(does) || !/^[a-z]+s\b/.test(does) || !isPart(advice));
      assert.deepEqual(symbolsOf(wrong), []);
    });
  });

  describe('of the standard library', () => {
    const minor = pythonMinor();
    const isNewer = (since: string | undefined): boolean => since !== undefined && Number(since.split('.')[1]) > (minor ?? 0);
    const present = allEntries.filter(({ symbol, since }) => !isNewer(since) && !symbol.startsWith(removedModule));

    before(function () {
      if (minor === undefined) this.skip();
    });

    it('names what exists', () => {
      // Names of newer versions than 3.11 that lists without versions hold.
      const newer = /^(?:asyncio:EventLoop#|concurrent:futures\.InterpreterPoolExecutor#)|^asyncio:ProactorEventLoop#/;
      const symbols = [...symbolsOf(present), ...plainSymbols, ...replacements()].filter((symbol) => !newer.test(symbol) && !notSeen.has(symbol));
      assert.deepEqual(missingSymbols([...new Set(symbols)]), []);
    });

    it('would notice a name that does not exist', () => {
      const wrong = ['time:slep', 'os:path.exist', 'pathlib:Path#read', 'asyncio:Lock#aquire', 'no:such'];
      assert.deepEqual(missingSymbols(['time:sleep', 'os:path.exists', 'urllib:request.urlopen', 'subprocess:Popen#stdout.read', ...wrong]), wrong.slice(0, 4));
    });
  });

  describe('of what blocks', () => {
    const index = createKnowledgeIndex(pythonKnowledge);

    it('replaces it with functions that return a coroutine and do not block', () => {
      assert.deepEqual(replacements().filter((symbol) => index.task(symbol) === undefined || index.blocking(symbol) !== undefined), []);
      assert.notEqual(replacements().length, 0);
    });

    it('does not hold a function for a coroutine function that blocks', () => {
      const exact = new Set(symbolsOf(pythonKnowledge.blocking));
      assert.deepEqual(symbolsOf(pythonKnowledge.tasks.filter(({ symbol }) => exact.has(symbol))), []);
    });

    it('tells what to do instead, of whatever is slow', () => {
      const helpless = pythonKnowledge.blocking.filter(({ advice, replacement, cheap }) => advice === undefined && replacement === undefined && cheap !== true);
      assert.deepEqual(symbolsOf(helpless), []);
    });
  });
});

function replacements(): readonly SymbolPath[] {
  return pythonKnowledge.blocking.flatMap(({ replacement }) => replacement ?? []);
}
