import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../../../rules/engine/api.ts';
import { loadNativeApi, type API, type NativeApi } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes } from '../../../server/project/native-types/native-types.ts';
import { makeFolder } from '../make-folder.ts';

interface Request {
  readonly method: string;
  readonly params: { readonly locations?: readonly string[]; readonly positions?: readonly number[] };
}

const checks = `
export interface Checks<T> { equals(value: unknown): void; readonly value: T }
export declare function assertThat<T>(value: T): Checks<T>;
export declare function describe(name: string, tell: (n: number) => void): void;
export declare function choose<T>(value: T): T;
`;

describe('questions to the native compiler', () => {
  it('are about callees, and not about calls whose callees tell what they give', async () => {
    const { requests, findings } = await check({ 'use.ts': "import { describe } from './checks.js';\ndescribe('a', (n) => { describe('b', () => { n.toFixed(); }); });\n" });
    assert.deepEqual(findings, []);
    assert.deepEqual(asked(requests, 'locations'), 0);
    assert.deepEqual(asked(requests, 'positions'), 3);
    assert.ok(!requests.some(({ method }) => method === 'getSourceFile'));
  });

  it('are about calls where it depends on them', async () => {
    const { requests, findings } = await check({ 'use.ts': "import { choose } from './checks.js';\nchoose(Promise.resolve(1));\nchoose(1);\n" });
    assert.deepEqual(findings, ['no-floating-task']);
    assert.equal(asked(requests, 'locations'), 2);
  });

  it('follow declarations once for all files of a folder, past the arguments of calls on the way', async () => {
    const use = "import { assertThat } from './checks.js';\n" + 'assertThat(1).equals(1);\nassertThat(Promise.resolve(2)).equals(2);\n'.repeat(20);
    const { requests, findings } = await check({ 'one.ts': use, 'two.ts': use });
    assert.deepEqual(findings, []);
    assert.equal(asked(requests, 'locations'), 0);
    assert.equal(asked(requests, 'positions'), 1);
  });

  it('that are the same are asked once in a round', async () => {
    const { rounds } = await check({ 'use.ts': 'declare class A { a(): void; b(): void; c(): number }\nexport const f = (a: A): void => { a.a(); a.b(); a.c(); a.a(); };\n' });
    for (const round of rounds) assert.equal(new Set(round.map((request) => JSON.stringify(request))).size, round.length);
    assert.ok(rounds.length > 0);
  });

  it('about locals that may be signals travel together', async () => {
    const roundsFor = async (count: number): Promise<number> => {
      const names = Array.from({ length: count }, (_, n) => `make${String(n)}`);
      const declared = names.map((name) => `declare const ${name}: { of(): { readonly ${name}: number } };\n`).join('');
      const locals = names.map((name) => `  const from${name} = ${name}.of();\n`).join('');
      const text = `${declared}export async function get(signal: AbortSignal): Promise<unknown> {\n${locals}  signal.throwIfAborted();\n  await fetch('https://example.com/');\n  return [${names.map((name) => `from${name}`).join()}];\n}\n`;
      const { rounds, findings } = await check({ 'use.ts': text });
      assert.deepEqual(findings, ['require-signal-forwarding']);
      return rounds.length;
    };
    assert.equal(await roundsFor(12), await roundsFor(3));
  });

  it('hold for text that is not on the disk', async () => {
    const { findings } = await check({ 'use.ts': 'export {};\n' }, { 'use.ts': "import { choose } from './checks.js';\n\n\nchoose(Promise.resolve(1));\n" });
    assert.deepEqual(findings, ['no-floating-task']);
  });
});

function asked(requests: readonly Request[], what: 'locations' | 'positions'): number {
  return requests.reduce((sum, { params }) => sum + (params[what]?.length ?? 0), 0);
}

/** What is found in files, and what was asked of the compiler for that. */
async function check(files: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>> = {}): Promise<{ readonly requests: readonly Request[]; readonly rounds: readonly (readonly Request[])[]; readonly findings: readonly string[] }> {
  const root = makeFolder({ 'tsconfig.json': '{ "compilerOptions": { "strict": true } }', 'checks.ts': checks, ...files });
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  const requests: Request[] = [];
  const rounds: Request[][] = [];
  const paths = Object.keys(files).map((name) => join(root, name));
  const types = createNativeTypes(watch(native, requests, rounds), { directory: root, files: paths, note: (message) => { assert.fail(message); } });
  const project = createProject({ host: { readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined) }, types: types.oracleFor });
  for (const [name, text] of Object.entries(texts)) project.setText(join(root, name), text);
  const findings = paths.flatMap((path) => project.check(path, { preset: 'recommended', rules: {} }).findings.map(({ ruleId }) => ruleId));
  types.close();
  return { requests, rounds, findings };
}

/** Keeps what is sent to the process of the compiler. */
function watch(native: NativeApi, requests: Request[], rounds: Request[][]): NativeApi {
  const start: NativeApi['start'] = (directory) => {
    const api: API = native.start(directory);
    const { channel } = Reflect.get(api, 'client') as { readonly channel: { requestSync(method: string, payload: string): unknown; requestBinarySync(method: string, payload: Uint8Array): unknown } };
    const sync = channel.requestSync.bind(channel);
    const binary = channel.requestBinarySync.bind(channel);
    channel.requestSync = (method, payload) => {
      const params = JSON.parse(payload) as { readonly requests: Request[] };
      if (method === 'batchRequests') rounds.push(params.requests);
      requests.push(...(method === 'batchRequests' ? params.requests : [{ method, params: {} }]));
      return sync(method, payload);
    };
    channel.requestBinarySync = (method, payload) => {
      requests.push({ method, params: {} });
      return binary(method, payload);
    };
    return api;
  };
  return { ...native, start };
}
