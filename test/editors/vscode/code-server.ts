import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { paths } from './paths.ts';
import { runProcess } from '../run-process.ts';

export interface CodeServerOptions {
  readonly vsix: string;
  /** Lets a page start tests inside the extension host. Must be off where a test plays the user. */
  readonly driver?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A VS Code server with the extension installed and a copy of the fixture as its workspace. */
export interface CodeServer extends AsyncDisposable {
  readonly origin: string;
  readonly workspace: string;
  /** What the server, the extension hosts and the extension have written so far. */
  log(): Promise<string>;
}

/** A quiet workbench: nothing opens, updates or offers itself. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'breadcrumbs.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'remote.autoForwardPorts': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  // The fixture's dependencies are not installed.
  'typescript.validate.enable': false,
};

export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const root = await mkdtemp(join(tmpdir(), 'asynclint-vscode-'));
  const workspace = join(root, 'workspace');
  const userData = join(root, 'user-data');
  const extensions = join(root, 'extensions');
  await cp(paths.fixture, workspace, { recursive: true });
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions);
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));

  const env = privateEnvironment(root);
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  await runProcess(paths.node, [paths.codeServer, ...folders, '--install-extension', options.vsix], { env });

  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const server = startProcess(
    [
      ...folders,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'],
      ...(options.driver === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
      workspace,
    ],
    env,
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await answers(`${origin}/healthz`, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, workspace, log: async () => server.log() + (await readLogs(join(userData, 'logs'))), [Symbol.asyncDispose]: stop };
}

/** Nothing of ours leaks in: no VSCODE_*, npm_* or NODE_OPTIONS, no home, and no marketplace. */
function privateEnvironment(root: string): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: join(root, 'home'),
    XDG_CONFIG_HOME: join(root, 'home/.config'),
    XDG_DATA_HOME: join(root, 'home/.local/share'),
    XDG_CACHE_HOME: join(root, 'home/.cache'),
    TMPDIR: root,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

/** The log of the extension's output channel, and the errors of the extension hosts. */
async function readLogs(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const telling = files.filter((file) => /(remoteexthost|Asynclint)\.log$/.test(file));
  const texts = await Promise.all(
    telling.map(async (file) => {
      const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
      // An extension host warns about much that is no concern of ours.
      return [`\n=== ${file}`, ...lines.filter((line) => !/\[(info|warning)\] |^\tfile:/.test(line) || file.endsWith('Asynclint.log'))];
    }),
  );
  return texts.flat().join('\n');
}

interface ServerProcess {
  log(): string;
  ended(): boolean;
  stop(): Promise<void>;
}

function startProcess(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ServerProcess {
  // A process group of its own, so that the extension hosts end with it.
  const child = spawn(paths.node, [paths.codeServer, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return {
    log: () => output,
    ended: () => child.exitCode !== null,
    async stop() {
      signal('SIGTERM');
      await Promise.race([exited, delay(5000, undefined, { ref: false })]);
      signal('SIGKILL');
    },
  };
}

/** Polls, as the server does not say when it listens. */
async function answers(url: string, server: ServerProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!server.ended() && Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await delay(100);
  }
  throw new Error(`code-server did not start:\n${server.log()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
