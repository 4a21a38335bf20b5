/** The entry of the bundle that `bin/asynclint.js` loads. */
import { workerData } from 'node:worker_threads';
import packageJson from './package.json' with { type: 'json' };
import { runCli } from './cli/run-cli.ts';
import { createTerminal } from './cli/terminal.ts';
import { findGuides } from './project/guides.ts';
import { isTypedThread } from './project/native-types/typed-thread.ts';

// The thread that serves types has been at it since its module was loaded.
if (!isTypedThread(workerData)) {
  const interruption = new AbortController();
  process.once('SIGINT', () => { interruption.abort(); });

  const terminal = createTerminal(process);

  process.exitCode = await runCli(process.argv.slice(2), {
    terminal,
    directory: process.cwd(),
    guides: findGuides(),
    version: packageJson.version,
    signal: interruption.signal,
  });
}
