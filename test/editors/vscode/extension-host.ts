import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from './browser.ts';
import type { CodeServer } from './code-server.ts';
import { startCodeServer } from './code-server.ts';
import { paths } from './paths.ts';
import { reportPrefix } from './report-prefix.ts';

/** Runs the tests of `suite/`, or those whose titles hold a text, inside a real extension host and prints their report. Throws if one fails. */
export async function testInExtensionHost(vsix: string, chromium: string, onlyTests = ''): Promise<void> {
  await bundleSuite(onlyTests);
  await using server = await startCodeServer({ vsix, driver: true });
  await using browser = await openBrowser(chromium);
  const { page } = browser;

  // The workbench hands console and exit code of the extension host to these two.
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const line = String(args[0]);
    if (line.startsWith(reportPrefix)) console.log(line.slice(reportPrefix.length));
    else if (process.env['VERBOSE'] === '1') console.log(...args);
  });
  const exited = new Promise<number>((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.goto(workbenchUrl(server));
  const code = await Promise.race([exited, delay(10 * 60_000, 'none in time', { ref: false })]);
  if (code !== 0) throw new Error(`The tests in the extension host failed (exit code: ${String(code)}).\n${await server.log()}`);
}

async function bundleSuite(onlyTests: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('suite/run.ts', import.meta.url))],
    outfile: paths.suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['vscode', 'mocha'],
    define: { onlyTests: JSON.stringify(onlyTests) },
    logLevel: 'warning',
  });
}

/** Opens the workbench with the tests as if their extension were being developed. */
function workbenchUrl({ origin, workspace }: CodeServer): string {
  const remote = (path: string): string => `vscode-remote://${new URL(origin).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(paths.harness)],
    ['extensionTestsPath', remote(paths.suite)],
    ['skipWelcome', 'true'],
  ];
  return `${origin}/?folder=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
