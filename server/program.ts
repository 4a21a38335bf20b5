/** The command line and the language server. `main.ts` loads the bundle of it, also in its threads. */
import { workerData } from 'node:worker_threads';
import { homedir, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import packageJson from './package.json' with { type: 'json' };
import { runCli } from './cli/run-cli.ts';
import { createTerminal } from './cli/terminal.ts';
import { buildId } from './cache/build-id.ts';
import { userCacheHome } from './cache/cache-location.ts';
import { findGuides } from './project/guides.ts';
import { isSideThread } from './cli/side-checks/side-thread.ts';
import { isCompilerThread } from './project/compiler-thread/compiler-thread.ts';
import { isTypedThread } from './project/typed-checks/typed-thread.ts';

// Threads serve from the moment that their modules were loaded.
if (![isTypedThread, isCompilerThread, isSideThread].some((isThread) => isThread(workerData))) void run();

async function run(): Promise<void> {
  const interruption = new AbortController();
  process.once('SIGINT', () => { interruption.abort(); });

  const build = buildId(fileURLToPath(import.meta.url));
  const terminal = createTerminal(process);

  process.exitCode = await runCli(process.argv.slice(2), {
    terminal,
    directory: process.cwd(),
    guides: findGuides(),
    version: packageJson.version,
    caching: build === undefined ? undefined : { build, home: userCacheHome(process.env, homedir, process.platform) ?? tmpdir() },
    threadEntry: new URL('main.js', import.meta.url),
    signal: interruption.signal,
  });
}
