import { format } from 'node:util';
import Mocha from 'mocha';
import { reportPrefix } from '../report-prefix.ts';

/** Called by the extension host: runs all tests in it, and rejects if one fails. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(reportPrefix + line);
  };
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 15_000, forbidOnly: true });
  // What loading a test file would do first: it makes `describe` and `it` global.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./diagnostics.ts');
  await import('./code-actions.ts');
  await import('./guides.ts');
  await import('./settings.ts');
  await import('./server.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} tests failed.`);
}
