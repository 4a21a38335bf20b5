import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** A page in a real browser that reaches nothing but this machine. */
export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
}

export async function openBrowser(executablePath: string): Promise<BrowserPage> {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, [Symbol.asyncDispose]: () => browser.close() };
}
