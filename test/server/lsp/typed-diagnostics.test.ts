import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createProject, type Project } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { ServerStatus } from '../../../server/lsp/protocol.ts';
import { createTypedChecker } from '../../../server/project/typed-checks/typed-checker.ts';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { makeFolder } from '../make-folder.ts';
import { pushCapabilities, richCapabilities } from './capabilities.ts';
import { typedThread } from './typed-thread.ts';
import { startTestClient, type TestClient } from './test-client.ts';

interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

/** Only the compiler follows a promise out of a declaration like this one. */
const shop = 'export interface Store { save(): Promise<void> }\nexport interface Shop { readonly store: Store }\n';
const user = "import type { Shop } from './shop.js';\nexport function sell({ store }: Shop): void {\n  store.save();\n}\n";
const config = '{ "compilerOptions": { "strict": true } }';

const lineOf = ({ range }: Diagnostic): number => range.start.line;

/** A server that has types, and a folder to open files of. */
class Room {
  readonly directory: string;
  readonly client: TestClient;
  readonly types = createTypedChecker(typedThread);

  constructor(files: Readonly<Record<string, string>>, watched: (project: Project) => Project = (project) => project) {
    rooms.push(this);
    this.directory = makeFolder(files);
    this.client = startTestClient(watched(createProject({ host: createSourceHost(), types: this.types.recall })), ['window/logMessage', 'asynclint/status'], this.types);
  }

  uri(name: string): string {
    return pathToFileURL(join(this.directory, name)).href;
  }

  /** What is published for a document until it satisfies; in between, only what `between` allows. */
  async published(name: string, holds: (lines: readonly number[], version: number) => boolean, between: (lines: readonly number[]) => void = () => undefined): Promise<void> {
    for (;;) {
      const { uri, version, diagnostics } = await this.client.next<Published>('textDocument/publishDiagnostics');
      const lines = diagnostics.map(lineOf);
      if (uri !== this.uri(name)) continue;
      if (holds(lines, version)) return;
      between(lines);
    }
  }

  pull(name: string, previousResultId?: string): Promise<Report> {
    return this.client.request('textDocument/diagnostic', { textDocument: { uri: this.uri(name) }, previousResultId });
  }

  async end(): Promise<void> {
    await this.types.dispose();
    await this.client.end();
  }
}

const rooms: Room[] = [];

const debug = { initializationOptions: { settings: { logLevel: 'debug' } } };

/** What the analyses of user.ts were made with, in order. */
function analyses({ client }: Room): string[] {
  return client.logs.flatMap((line) => /Analysed \S*user\.ts( with types where it changed| with types|) in/.exec(line)?.slice(1) ?? []);
}

describe('diagnostics with types', () => {
  // Also after a failure: a compiler that runs on keeps the tests from ending.
  afterEach(async () => {
    for (const room of rooms.splice(0)) {
      await room.types.dispose();
      room.client.hangUp();
    }
  });

  it('are published after those that need none', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' });
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), `${user}async function later() { await 1; }\nlater();\n`);
    const seen: (readonly number[])[] = [];
    await room.published('user.ts', (lines) => lines.join() === '2,5', (lines) => seen.push(lines));
    assert.deepEqual(seen, [[5]]);
    await room.end();
  });

  it('stay while somebody types, and follow the text', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' });
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), user);
    await room.published('user.ts', (lines) => lines.join() === '2');
    const insert = (line: number, text: string): object => ({ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text });
    for (let version = 1; version <= 5; version++) {
      room.client.change(room.uri('user.ts'), version, insert(2, `  const a${String(version)} = ${String(version)};\n`));
      await room.published('user.ts', (lines, of) => lines.join() === String(2 + version) && of === version, (lines) => { assert.fail(`flickered: ${lines.join()}`); });
    }
    room.client.change(room.uri('user.ts'), 6, insert(3, '  await store.save();\n  store.save();\n'));
    await room.published('user.ts', (lines) => lines.join() === '4,9', (lines) => { assert.deepEqual(lines, [9]); });
    await room.end();
  });

  it('are those of functions that have changed first, beside what was known of the others', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' });
    const text = `${user}${user.slice(user.indexOf('export')).replace('sell', 'swap')}`;
    await room.client.initialize(pushCapabilities, debug);
    room.client.open(room.uri('user.ts'), text);
    await room.published('user.ts', (lines) => lines.join() === '2,5');
    const seen: (readonly number[])[] = [];
    room.client.change(room.uri('user.ts'), 1, { text: text.replace('  store.save();\n', '  store.save();\n  store.save();\n') });
    await room.published('user.ts', (lines) => lines.join() === '2,3,6', (lines) => seen.push(lines));
    // Already the first answer has what was known, where it is now.
    assert.ok(seen.every((lines) => lines.join() === '2,6' || lines.join() === '3,6'), JSON.stringify(seen));
    while (analyses(room).length < 5) await setTimeout(5);
    assert.deepEqual(analyses(room).slice(-3), ['', ' with types where it changed', ' with types']);
    await room.end();
  });

  it('stay when another document is edited', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '', 'other.ts': '' });
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), user);
    room.client.open(room.uri('other.ts'), '');
    await room.published('user.ts', (lines) => lines.join() === '2');
    room.client.change(room.uri('user.ts'), 1, { text: user.replace('  store.save();\n', '  store.save();\n  store.save();\n') });
    await room.published('user.ts', (lines) => lines.join() === '2,3');
    for (const version of [1, 2]) {
      room.client.change(room.uri('other.ts'), version, { text: `async function later() { await 1; }\n${'\n'.repeat(version)}later();\n` });
      for (let other = ''; other !== String(1 + version);) {
        const { uri, diagnostics } = await room.client.next<Published>('textDocument/publishDiagnostics');
        assert.equal(uri, room.uri('other.ts'), `of user.ts: ${diagnostics.map(lineOf).join()}`);
        other = diagnostics.map(lineOf).join();
      }
    }
    await room.end();
  });

  it('follow unsaved text of what a file imports', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': user });
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), user);
    await room.published('user.ts', (lines) => lines.join() === '2');
    room.client.open(room.uri('shop.ts'), shop);
    room.client.change(room.uri('shop.ts'), 1, { text: shop.replace('Promise<void>', 'void') });
    await room.published('user.ts', (lines) => lines.length === 0);
    room.client.notify('textDocument/didClose', { textDocument: { uri: room.uri('shop.ts') } });
    await room.published('user.ts', (lines) => lines.join() === '2');
    writeFileSync(join(room.directory, 'shop.ts'), shop.replace('Promise<void>', 'number'));
    room.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: room.uri('shop.ts'), type: 2 }] });
    await room.published('user.ts', (lines) => lines.length === 0);
    await room.end();
  });

  it('follow changes of tsconfig.json, and files that appear', async () => {
    const room = new Room({ 'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx" } }', 'lib/shop.ts': shop, 'user.ts': user });
    const text = user.replace('./shop.js', 'our-shop');
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), text);
    await room.published('user.ts', (lines) => lines.length === 0);
    writeFileSync(join(room.directory, 'tsconfig.json'), '{ "compilerOptions": { "jsx": "react-jsx", "paths": { "our-shop": ["./lib/shop.ts"], "new-shop": ["./lib/new.ts"] } } }');
    room.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: room.uri('tsconfig.json'), type: 2 }] });
    await room.published('user.ts', (lines) => lines.join() === '2');
    room.client.change(room.uri('user.ts'), 1, { text: text.replace('our-shop', 'new-shop') });
    await room.published('user.ts', (lines, version) => lines.length === 0 && version === 1);
    writeFileSync(join(room.directory, 'lib/new.ts'), shop);
    room.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: room.uri('lib/new.ts'), type: 1 }] });
    await room.published('user.ts', (lines) => lines.join() === '2');
    await room.end();
  });

  it('are pulled at once, or announced by a refresh', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' });
    room.client.onRequest('workspace/configuration', () => [null]);
    room.client.onRequest('client/registerCapability', () => null);
    let refreshed: () => void = () => undefined;
    room.client.onRequest('workspace/diagnostic/refresh', () => { refreshed(); });
    await room.client.initialize(richCapabilities);
    room.client.open(room.uri('user.ts'), user);
    const refresh = new Promise<void>((resolve) => { refreshed = resolve; });
    const first = await room.pull('user.ts');
    if (first.items?.length === 0) await refresh;
    assert.deepEqual((await room.pull('user.ts')).items?.map(lineOf), [2]);
    await room.end();
  });

  it('are pulled where the text has changed, and announced where that changes others', async () => {
    const text = "import type { Shop } from './shop.js';\ndeclare const { store }: Shop;\nconst act = () => store.count();\nexport function sell(): void {\n  act();\n}\n";
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop.replace('save()', 'count(): number; save()'), 'user.ts': '' });
    room.client.onRequest('workspace/configuration', () => [null]);
    room.client.onRequest('client/registerCapability', () => null);
    let refreshed: () => void = () => undefined;
    room.client.onRequest('workspace/diagnostic/refresh', () => { refreshed(); });
    await room.client.initialize(richCapabilities, debug);
    const until = async (wanted: string): Promise<void> => {
      for (;;) {
        const refresh = new Promise<void>((resolve) => { refreshed = resolve; });
        if ((await room.pull('user.ts')).items?.map(lineOf).join() === wanted) return;
        await refresh;
      }
    };
    room.client.open(room.uri('user.ts'), text);
    await until('');
    while (!analyses(room).includes(' with types')) await setTimeout(5);
    room.client.change(room.uri('user.ts'), 1, { text: text.replace('count()', 'save()').replace('  act();\n', '  act();\n  store.save();\n') });
    await until('4,5');
    room.client.change(room.uri('user.ts'), 2, { text: text.replace('  act();\n', '  act();\n  store.save();\n') });
    await setTimeout(50);
    await until('5');
    assert.ok(analyses(room).includes(' with types where it changed'));
    await room.end();
  });

  it('are taken into account while nobody types, so that the next keystroke does not have to', async () => {
    const findings: number[] = [];
    const counting = (project: Project): Project => ({
      ...project,
      check(path, settings) {
        const report = project.check(path, settings);
        findings.push(report.findings.length);
        return report;
      },
    });
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' }, counting);
    await room.client.initialize(pushCapabilities);
    room.client.open(room.uri('user.ts'), user);
    await room.published('user.ts', (lines) => lines.join() === '2');
    // Without types at first, and then with them.
    assert.equal(findings[0], 0);
    while (findings.at(-1) !== 1) await setTimeout(5);
    await room.end();
  });

  it('are waited for by a client that cannot be told to ask again', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': '' });
    await room.client.initialize({ textDocument: { diagnostic: {} } });
    room.client.open(room.uri('user.ts'), user);
    assert.deepEqual((await room.pull('user.ts')).items?.map(lineOf), [2]);
    await room.end();
  });

  it('are not given up because a file that is open was saved', async () => {
    const room = new Room({ 'tsconfig.json': config, 'shop.ts': shop, 'user.ts': user });
    await room.client.initialize({ textDocument: { diagnostic: {} } });
    room.client.open(room.uri('user.ts'), user);
    const waiting = new Set(['an answer']);
    const answer = room.pull('user.ts').finally(() => { waiting.clear(); });
    while (waiting.size > 0) {
      room.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: room.uri('user.ts'), type: 2 }] });
      await setTimeout(5);
    }
    assert.deepEqual((await answer).items?.map(lineOf), [2]);
    await room.end();
  });

  it('are made where asynclint.typeAware says so, and the status tells why or why not', async () => {
    const room = new Room({ 'with/tsconfig.json': config, 'with/shop.ts': shop, 'with/user.ts': user, 'without/shop.ts': shop, 'without/user.ts': user });
    const statuses: ServerStatus[] = [];
    const until = async (text: RegExp): Promise<void> => {
      do statuses.push(await room.client.next<ServerStatus>('asynclint/status'));
      while (!text.test(`${statuses.at(-1)?.typeOracle ?? ''}: ${statuses.at(-1)?.reason ?? ''}`));
    };
    await room.client.initialize({ textDocument: { diagnostic: {} } }, { initializationOptions: { statusNotification: true } });
    const count = async (name: string): Promise<number | undefined> => {
      room.client.open(room.uri(name), user);
      return (await room.pull(name)).items?.length;
    };
    assert.equal(await count('without/user.ts'), 0);
    await until(/^inference: There is no tsconfig\.json or jsconfig\.json above the document/);
    assert.equal(await count('with/user.ts'), 1);
    await until(/^TypeScript 7\.1\.0: TypeScript's native compiler 7\.1\.0\S* answers/);
    room.client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { typeAware: 'off' } } });
    assert.equal(await count('with/user.ts'), 0);
    await until(/^inference: The setting asynclint\.typeAware is off/);
    room.client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { typeAware: 'on' } } });
    assert.equal(await count('without/user.ts'), 1);
    await room.end();
  });
});
