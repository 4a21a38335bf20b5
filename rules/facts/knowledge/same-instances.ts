import type { SymbolPath } from './schema.ts';

/** What gives another instance of a class it is a member of, by the symbol path of the result. */
const pathMembers = [
  'parent',
  ...['absolute', 'expanduser', 'joinpath', 'readlink', 'relative_to', 'rename', 'replace', 'resolve', 'with_name', 'with_segments', 'with_stem', 'with_suffix'].map((name) => `${name}()`),
];

// https://docs.python.org/3/library/pathlib.html
const paths = ['Path', 'PosixPath', 'WindowsPath'].flatMap((name): [SymbolPath, SymbolPath][] => [
  ...pathMembers.map((member): [SymbolPath, SymbolPath] => [`pathlib:${name}#${member}`, `pathlib:${name}#`]),
  [`pathlib:${name}.cwd()`, `pathlib:${name}#`],
  [`pathlib:${name}.home()`, `pathlib:${name}#`],
  [`pathlib:${name}.from_uri()`, `pathlib:${name}#`],
]);

// https://docs.python.org/3/library/asyncio-stream.html#asyncio.open_connection
const streams = ['asyncio:open_connection', 'asyncio:open_unix_connection'].flatMap((open): [SymbolPath, SymbolPath][] => [
  [`${open}()#0`, 'asyncio:StreamReader#'],
  [`${open}()#1`, 'asyncio:StreamWriter#'],
]);

// https://playwright.dev/docs/locators, https://playwright.dev/docs/test-fixtures#built-in-fixtures
const locators = ['first()', 'last()', ...['and', 'filter', 'frameLocator', 'getByAltText', 'getByLabel', 'getByPlaceholder', 'getByRole', 'getByTestId', 'getByText', 'getByTitle', 'locator', 'nth', 'or'].map((name) => `${name}()`)];
const browsers = ['@playwright/test:', 'playwright:', 'playwright-core:'].flatMap((module): [SymbolPath, SymbolPath][] => [
  ...['Page', 'Locator', 'FrameLocator', 'Frame'].flatMap((name) => locators.map((member): [SymbolPath, SymbolPath] => [`${module}${name}#${member}`, `${module}Locator#`])),
  ...['chromium', 'firefox', 'webkit'].map((name): [SymbolPath, SymbolPath] => [`${module}${name}.launch()`, `${module}Browser#`]),
  [`${module}Browser#newPage()`, `${module}Page#`],
  [`${module}Browser#newContext()`, `${module}BrowserContext#`],
  [`${module}BrowserContext#newPage()`, `${module}Page#`],
]);
const fixtures = [
  ['page', 'Page'],
  ['context', 'BrowserContext'],
  ['browser', 'Browser'],
  ['request', 'APIRequestContext'],
].map(([name, type]): [SymbolPath, SymbolPath] => [`@playwright/test:fixtures.${String(name)}`, `@playwright/test:${String(type)}#`]);

// https://expressjs.com/en/4x/api.html#app.listen, https://github.com/koajs/koa/blob/master/docs/api/index.md#applisten, https://github.com/honojs/node-server#readme
const servers = ['express:default()#listen()', 'koa:default#listen()', '@hono/node-server:serve()'].map((served): [SymbolPath, SymbolPath] => [served, 'http:Server#']);

/** The instance that a symbol stands for, where its class has a member or function that gives one. */
export const sameInstances: ReadonlyMap<SymbolPath, SymbolPath> = new Map([...paths, ...streams, ...browsers, ...fixtures, ...servers]);

/** Emitters of Node.js, and of what is like them: adding a listener gives back the emitter. Source: https://nodejs.org/api/events.html#emitteroneventname-listener */
const chainedListener =
  /^((?:events|child_process|fs|https?|http2|net|tls|dgram|stream|readline|zlib|worker_threads|cluster|process|ws|chokidar|electron):.+|:process)([.#])(?:on|once|addListener|prependListener|prependOnceListener|off|removeListener|setMaxListeners)\(\)$/;

/** The emitter that a listener was just added to, by the symbol of what that call gives. */
export function chainedEmitter(path: SymbolPath): SymbolPath | undefined {
  if (!path.endsWith(')')) return undefined;
  const [, emitter, separator] = chainedListener.exec(path) ?? [];
  return emitter === undefined ? undefined : separator === '#' && !emitter.endsWith(')') ? `${emitter}#` : emitter;
}
