import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { paths } from './paths.ts';

/** What a user sees of VS Code, and does with it. */
export interface Workbench {
  readonly page: Page;
  /** The code in the active group. */
  readonly editor: Locator;
  /** Opens a file of the workspace from the explorer. */
  openFile(name: string): Promise<void>;
  /** Runs a command from the palette by its title. */
  runCommand(title: string): Promise<void>;
  /** Presses keys until they have their effect: VS Code drops keys for what has not loaded yet. */
  press(keys: string, effect: Locator): Promise<void>;
  /** The contents of the only rendered document. */
  rendered(): FrameLocator;
  /** Saves a picture for the README, if this run is to renew them. */
  picture(name: string): Promise<void>;
}

export function createWorkbench(page: Page): Workbench {
  const palette = page.locator('.quick-input-widget .quick-input-box input');

  const press = async (keys: string, effect: Locator): Promise<void> => {
    const attempts = 6;
    for (let attempt = 1; ; attempt += 1) {
      await page.keyboard.press(keys);
      try {
        await effect.waitFor({ timeout: 4000 });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
      }
    }
  };

  return {
    page,
    editor: page.locator('.editor-instance .monaco-editor').first(),
    press,
    async openFile(name) {
      await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    },
    async runCommand(title) {
      await press('F1', palette);
      await palette.fill(`>${title}`);
      // The list is filtered some time later, so the row is clicked, not confirmed blindly.
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).click();
    },
    rendered: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    async picture(name) {
      if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
      // TypeScript's progress comes and goes.
      await page.locator('.statusbar-item', { hasText: 'Analyzing' }).waitFor({ state: 'detached' });
      await mkdir(paths.screenshots, { recursive: true });
      await page.screenshot({ path: join(paths.screenshots, `${name}.png`) });
    },
  };
}
