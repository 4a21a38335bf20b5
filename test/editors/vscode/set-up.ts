import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { installDebianPackages } from '../debian-packages.ts';
import { runProcess } from '../run-process.ts';
import { paths } from './paths.ts';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Installs vsce, VS Code in the form of code-server, and a Node 24 to run them, all from npm. */
export async function setUpTools(): Promise<void> {
  await once('tools', 'Installing vsce, code-server and Node 24', async () => {
    // No install scripts: code-server's would build a release for the Node it finds.
    await runProcess('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: paths.harness });
  });
}

/** Completes the VS Code inside code-server, which leaves that to the install script. */
export async function setUpVscode(): Promise<void> {
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error('The tests in VS Code need Linux on x64: the Node.js they run is packed for it.');
  }
  await setUpTools();
  await once('vscode', 'Installing what VS Code depends on', async () => {
    // Not `npm ci`: the shrinkwrap lacks tslib.
    for (const folder of [paths.vscode, join(paths.vscode, 'extensions')]) {
      await runProcess('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: folder });
    }
    await buildNativeModules();
  });
}

/** Builds what VS Code writes its logs with, and what ends an extension host whose parent is gone. */
async function buildNativeModules(): Promise<void> {
  for (const tool of ['g++', 'make', 'python3']) {
    await runProcess(tool, ['--version']).catch(() => installDebianPackages(tool));
  }
  const nodeFolder = dirname(dirname(paths.node));
  const env = {
    ...process.env,
    PATH: `${dirname(paths.node)}${delimiter}${process.env['PATH'] ?? ''}`,
    // The headers come with the Node that will load them.
    npm_config_nodedir: nodeFolder,
  };
  const modules = ['@vscode/spdlog', '@vscode/native-watchdog'];
  await runProcess('npm', ['rebuild', ...modules, '--ignore-scripts=false', ...quiet], { cwd: paths.vscode, env });
}

/** Returns the path of a Chromium; installs Debian's if there is none. */
export async function setUpChromium(): Promise<string> {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = known.find((path) => existsSync(path));
  if (found !== undefined) return found;
  console.log('Installing Chromium');
  await installDebianPackages('chromium', 'fonts-liberation');
  return '/usr/bin/chromium';
}

/** Does a step of the set-up unless it was done for the present lock file. */
async function once(step: string, message: string, action: () => Promise<void>): Promise<void> {
  const lock = await readFile(join(paths.harness, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(paths.harness, 'node_modules', `.set-up-${step}`);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
  console.log(message);
  await action();
  await writeFile(stamp, wanted);
}
