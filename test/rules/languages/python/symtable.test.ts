import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileFacts } from '../../../../rules/facts/model.ts';
import { parsePythonFile } from '../../../../rules/languages/python/parse-file.ts';
import { findInterpreter, listPythonFiles } from './source-files.ts';

/** `npm run test:python` takes all files. */
const every = process.env['ASYNCLINT_ALL_PYTHON'] === undefined ? 25 : 1;

type Scope = readonly [kind: string, name: string, line: number, names: readonly string[]];

/** What CPython's compiler makes of the names in each file; nothing for a file that it can't compile. */
function listNames(command: string, paths: readonly string[]): (readonly Scope[] | null)[] {
  const script = fileURLToPath(new URL('list-names.py', import.meta.url));
  const { stdout } = spawnSync(command, [script], { input: paths.join('\n'), encoding: 'utf8', maxBuffer: 1 << 30 });
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as readonly Scope[] | null);
}

/** Our bindings by function, as lines to compare. */
function ownScopes(text: string, facts: FileFacts): string[] {
  const names = facts.functions.map(() => new Set<string>());
  // Built-in names and modules taken for granted are bound nowhere, names that `global` gives the module in other scopes.
  for (const { fn, name, span } of facts.bindings) if (span.end > 0) names[fn]?.add(name);
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return facts.functions.map(({ id, form, name, span }) => {
    const kind = form === 'module' ? 'module' : form === 'static-block' ? 'class' : 'function';
    const line = form === 'module' ? 0 : starts.findLastIndex((start) => start <= span.start) + 1;
    return `${kind} ${form === 'arrow' ? 'lambda' : (name ?? 'top')}:${String(line)}: ${[...(names[id] ?? [])].sort().join(' ')}`;
  });
}

/** CPython puts the name of the class before its private names. */
function withoutClass(name: string, scopes: readonly Scope[]): string {
  const owner = scopes.find(([kind, of]) => kind === 'class' && name.startsWith(`_${of.replace(/^_+/, '')}__`));
  return owner === undefined ? name : name.slice(1 + owner[1].replace(/^_+/, '').length);
}

/** Files whose names are their own: functions called as CPython calls comprehensions, a class called `___`, an overload without a function, code that must not compile. */
const odd = /[\\/](?:test_copyreg|test_peepholer|test_typing|test_grammar)\.py$/;

describe("the names of each scope and those of CPython's compiler", () => {
  it('are the same over the standard library', function () {
    this.timeout(600_000);
    const interpreter = findInterpreter();
    if (interpreter === undefined) this.skip();
    const paths = listPythonFiles(interpreter.library, every);
    const differences: string[] = [];
    let compared = 0;
    for (const [index, scopes] of listNames(interpreter.command, paths).entries()) {
      const path = paths[index];
      if (path === undefined || scopes === null || odd.test(path)) continue;
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
      const { facts, errors } = parsePythonFile(text);
      if (facts === undefined || errors.length > 0) continue;
      compared++;
      // A decorator's line is the line of what it stands on for CPython, before 3.13 at least.
      const withoutLines = (line: string): string => line.replace(/:\d+:/, ':');
      const expected = scopes.map(([kind, name, line, names]) => `${kind} ${name}:${String(line)}: ${names.map((bound) => withoutClass(bound, scopes)).sort().join(' ')}`).map(withoutLines).sort();
      const own = ownScopes(text, facts).map(withoutLines).sort();
      const missing = expected.filter((line) => !own.includes(line));
      const extra = own.filter((line) => !expected.includes(line));
      if (missing.length + extra.length > 0) differences.push(`${path}\n- ${missing.slice(0, 3).join('\n- ')}\n+ ${extra.slice(0, 3).join('\n+ ')}`);
    }
    assert.ok(compared > 10, `${String(compared)} files`);
    assert.deepEqual(differences, []);
  });
});
