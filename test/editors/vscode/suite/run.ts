import { format } from 'node:util';
import Mocha from 'mocha';
import { reportPrefix } from '../report-prefix.ts';
import { runMocha } from '../../run-mocha.ts';

/** The build puts in what `npm run test:vscode -- <text>` says. */
declare const onlyTests: string;

/** Called by the extension host: runs all tests in it, and rejects if one fails. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split('\n')) console.log(reportPrefix + line);
  };
  const failures = await runMocha(async () => {
    await import('./diagnostics.ts');
    await import('./code-actions.ts');
    await import('./guides.ts');
    await import('./settings.ts');
    await import('./config-file.ts');
    await import('./related-locations.ts');
    await import('./python.ts');
    await import('./server.ts');
    await import('./manifest.ts');
  }, onlyTests);
  if (failures > 0) throw new Error(`${String(failures)} tests failed.`);
}
