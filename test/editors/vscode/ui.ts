import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openBrowser } from './browser.ts';
import type { CodeServer } from './code-server.ts';
import { startCodeServer } from './code-server.ts';
import { paths } from './paths.ts';
import { runMocha } from '../run-mocha.ts';
import type { Workbench } from './workbench.ts';
import { createWorkbench } from './workbench.ts';

/** Uses the extension as a person would, in a real browser. Throws if a test fails. */
export async function testInBrowser(vsix: string, chromium: string): Promise<void> {
  await using server = await startCodeServer({ vsix });
  await using browser = await openBrowser(chromium);
  const workbench = createWorkbench(browser.page);
  await browser.page.goto(`${server.origin}/?folder=${server.workspace}`);
  await browser.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });

  const failures = await runMocha(() => {
    describeWorkbench(workbench, server);
  });
  if (failures === 0) return;
  await mkdir(join(paths.repository, 'out'), { recursive: true });
  const picture = join(paths.repository, 'out/vscode-failure.png');
  await browser.page.screenshot({ path: picture });
  throw new Error(`The tests in the browser failed; ${picture} shows the end of it.\n${await server.log()}`);
}

/** One session: each test goes on where the one before it ended. */
function describeWorkbench(workbench: Workbench, server: CodeServer): void {
  const { page, editor } = workbench;
  const squiggle = editor.locator('.squiggly-warning, .squiggly-error').first();
  const call = editor.locator('.view-line', { hasText: /^\s*save\(order\);$/ });
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'no-floating-task' });
  const link = hover.locator('a', { hasText: 'no-floating-task' });

  describe('in the browser, Asynclint', function () {
    this.timeout(60_000);
    this.bail(true);

    it('underlines a promise that nobody awaits', async () => {
      await workbench.openFile('orders.ts');
      await squiggle.waitFor();
    });

    it('explains it in a hover', async () => {
      await call.hover({ position: { x: 60, y: 8 } });
      await link.waitFor();
      await hover.locator('.action', { hasText: 'Quick Fix' }).waitFor();
      await workbench.picture('hover');
    });

    it('opens the guide at the section that explains it', async () => {
      const href = await link.getAttribute('href');
      const section = href?.split('#')[1];
      assert.ok(section, `The link is ${String(href)}.`);
      await link.click();
      const heading = workbench.rendered().locator(`[id="${section}"]`);
      await scrolledTo(heading);
      await page.keyboard.press('Control+w');
    });

    it('opens it beside the code from the quick fixes', async () => {
      await call.click({ position: { x: 60, y: 8 } });
      const guide = page.locator('.action-widget .monaco-list-row', { hasText: 'Open guide' });
      await workbench.press('Control+.', guide);
      await guide.click();
      await workbench.rendered().locator('h1').waitFor();
      await call.waitFor();
      await workbench.picture('guide');
      await page.keyboard.press('Control+w');
    });

    it('repairs it on request', async () => {
      await call.click({ position: { x: 60, y: 8 } });
      const repair = page.locator('.action-widget .monaco-list-row', { hasText: /^await /i });
      await workbench.press('Control+.', repair.first());
      await workbench.picture('quick-fix');
      await repair.first().click();
      await editor.locator('.view-line', { hasText: 'await save(order);' }).waitFor();
      await squiggle.waitFor({ state: 'detached' });
      await page.keyboard.press('Control+s');
      await page.locator('.tab.dirty').waitFor({ state: 'detached' });
      assert.match(await readFile(join(server.workspace, 'orders.ts'), 'utf8'), /^ {2}await save\(order\);$/m);
    });

    it('says in the language status what it runs with', async () => {
      await page.locator('[id="status.languageStatus"]').click();
      const status = page.locator('.hover-language-status', { hasText: /Asynclint \d+\.\d+\.\d+.*rules/ });
      await status.waitFor();
      await page.keyboard.press('Escape');
    });

    it('lists findings in Problems with a link to the guide', async () => {
      await workbench.openFile('server.ts');
      await squiggle.waitFor();
      await workbench.runCommand('Problems: Focus on Problems View');
      const rule = page.locator('.markers-panel .monaco-list-row a', { hasText: 'no-blocking-call' });
      await rule.waitFor();
      await rule.click();
      await workbench.rendered().locator('h1').waitFor();
    });

    it('has its guides in the command palette', async () => {
      await workbench.runCommand('Asynclint: Open Guide...');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'no-blocking-call' }).click();
      await workbench.rendered().locator('h1').waitFor();
    });
  });
}

/** Resolves when an element is in the upper part of what is visible of its frame. */
async function scrolledTo(element: Locator): Promise<void> {
  const handle = await element.elementHandle();
  const frame = await handle.ownerFrame();
  assert.ok(frame);
  const upper = '(element) => { const { top } = element.getBoundingClientRect(); return top >= 0 && top < innerHeight / 3; }';
  await frame.waitForFunction(upper, handle);
}
