import type { TaskEntry } from './schema.ts';
import { calls, inside, members, outside, outsideOrCallback } from './task-entries.ts';

/** Calls of frameworks for servers, bots, editors, desktop applications and tests that return a promise. */

// --- Servers, bots, editors, desktop -------------------------------------------------------------------------

const fastify = 'https://fastify.dev/docs/latest/Reference/Server/';
const fastifyServers = ['fastify:default()#', 'fastify:fastify()#', 'fastify:FastifyInstance#'];
const vscode = 'https://code.visualstudio.com/api/references/vscode-api';
const discord = 'https://discord.js.org/docs/packages/discord.js/main';

const applications = [
  ...members(fastify, fastifyServers, 'close inject listen ready', outsideOrCallback),
  ...members(fastify, fastifyServers, 'after register', { io: false, discardable: true }),
  // A reply is a thenable that is sent whether or not someone waits for it.
  ...calls('https://fastify.dev/docs/latest/Reference/Reply/', ['fastify:FastifyReply#*'], { io: false, discardable: true, except: ['getHeader', 'getHeaders', 'hasHeader', 'serialize'] }),
  ...members('https://hapi.dev/api/', ['@hapi/hapi:server()#', '@hapi/hapi:Server#'], 'initialize inject register start stop', outside),
  ...members('https://socket.io/docs/v4/server-api/', ['socket.io:Server#'], 'close fetchSockets serverSideEmitWithAck', outside),
  ...members('https://socket.io/docs/v4/client-api/', ['socket.io-client:io()#', 'socket.io-client:Socket#'], 'emitWithAck', outside),
  ...calls(discord, ['discord.js:Client#login'], { io: true, discardable: true }),
  ...members(discord, ['discord.js:REST#'], 'delete get patch post put', outside),
  ...calls('https://telegraf.js.org/classes/Telegraf-1.html', ['telegraf:Telegraf#launch'], { io: true, discardable: true }),
  ...members('https://telegraf.js.org/classes/Telegram.html', ['telegraf:Telegraf#telegram.', 'telegraf:Telegram#'], 'deleteMessage editMessageText getFileLink sendDocument sendMessage sendPhoto setWebhook', outside),
  ...calls('https://grammy.dev/ref/core/bot', ['grammy:Bot#start'], { io: true, discardable: true }),
  ...calls('https://grammy.dev/ref/core/api', ['grammy:Bot#api.*'], outside),

  ...members(vscode, ['vscode:commands.'], 'executeCommand getCommands', outside),
  ...members(vscode, ['vscode:window.'], 'showErrorMessage showInformationMessage showWarningMessage', { io: true, discardable: true }),
  ...members(vscode, ['vscode:window.'], 'showInputBox showNotebookDocument showOpenDialog showQuickPick showSaveDialog showTextDocument showWorkspaceFolderPick withProgress', outside),
  ...members(vscode, ['vscode:workspace.'], 'applyEdit findFiles openNotebookDocument openTextDocument save saveAll saveAs', outside),
  ...calls(vscode, ['vscode:workspace.fs.*', 'vscode:FileSystem#*'], { io: true, except: ['isWritableFileSystem'] }),
  ...members(vscode, ['vscode:workspace.getConfiguration()#', 'vscode:WorkspaceConfiguration#'], 'update', outside),
  ...members(vscode, ['vscode:env.'], 'asExternalUri clipboard.readText clipboard.writeText openExternal', outside),
  ...members(vscode, ['vscode:'], 'authentication.getSession debug.startDebugging debug.stopDebugging languages.getLanguages languages.setTextDocumentLanguage tasks.executeTask tasks.fetchTasks', outside),
  ...members(vscode, ['vscode:extensions.getExtension()#', 'vscode:Extension#'], 'activate', outside),
  ...members(vscode, ['vscode:TextDocument#'], 'save', outside),
  ...members(vscode, ['vscode:TextEditor#'], 'edit insertSnippet', inside),
  ...members(vscode, ['vscode:Memento#', 'vscode:ExtensionContext#globalState.', 'vscode:ExtensionContext#workspaceState.'], 'update', outside),
  ...members(vscode, ['vscode:ExtensionContext#secrets.', 'vscode:SecretStorage#'], 'delete get store', outside),
  ...members(vscode, ['vscode:Webview#', 'vscode:window.createWebviewPanel()#webview.'], 'postMessage', { io: true, discardable: true }),

  ...calls('https://www.electronjs.org/docs/latest/api/app#appwhenready', ['electron:app.whenReady'], outside),
  ...members('https://www.electronjs.org/docs/latest/api/dialog#methods', ['electron:dialog.'], 'showMessageBox showOpenDialog showSaveDialog', outside),
  ...calls('https://www.electronjs.org/docs/latest/api/ipc-renderer#ipcrendererinvokechannel-args', ['electron:ipcRenderer.invoke'], outside),
  ...members('https://www.electronjs.org/docs/latest/api/shell#methods', ['electron:shell.'], 'openExternal openPath trashItem', outside),
  ...members('https://www.electronjs.org/docs/latest/api/browser-window#winloadfilefilepath-options', ['electron:BrowserWindow#', 'electron:BrowserWindow#webContents.'], 'loadFile loadURL', {
    io: true,
    discardable: true,
  }),
  ...members('https://www.electronjs.org/docs/latest/api/web-contents', ['electron:BrowserWindow#webContents.', 'electron:WebContents#'], 'capturePage executeJavaScript insertCSS printToPDF', outside),

  ...members('https://localforage.github.io/localForage/', ['localforage:', 'localforage:createInstance()#'], 'clear getItem iterate keys length removeItem setItem', outsideOrCallback),
  ...members('https://github.com/jakearchibald/idb-keyval#readme', ['idb-keyval:'], 'clear del delMany entries get getMany keys set setMany update values', outside),
  ...members('https://reactnative.dev/docs/linking', ['react-native:Linking.'], 'canOpenURL getInitialURL openSettings openURL', outside),
  ...members('https://docs.expo.dev/versions/latest/sdk/filesystem/', ['expo-file-system:', 'expo-file-system/legacy:'], 'copyAsync deleteAsync downloadAsync getInfoAsync makeDirectoryAsync moveAsync readAsStringAsync readDirectoryAsync uploadAsync writeAsStringAsync', outside),
  ...members('https://docs.expo.dev/versions/latest/sdk/securestore/', ['expo-secure-store:'], 'deleteItemAsync getItemAsync setItemAsync', outside),

  ...members('https://nextjs.org/docs/pages/api-reference/functions/use-router', ['next/router:useRouter()#'], 'prefetch push replace', { io: true, discardable: true }),
  ...members('https://router.vuejs.org/api/interfaces/Router.html', ['vue-router:useRouter()#', 'vue-router:Router#', 'vue-router:createRouter()#'], 'push replace', {
    io: true,
    discardable: true,
  }),
  ...calls('https://reactrouter.com/api/hooks/useNavigate', ['react-router:useNavigate()', 'react-router-dom:useNavigate()'], { io: true, discardable: true }),
  ...members(
    'https://tanstack.com/query/latest/docs/reference/QueryClient',
    ['@tanstack/react-query:useQueryClient()#', '@tanstack/react-query:QueryClient#', '@tanstack/query-core:QueryClient#'],
    'cancelQueries invalidateQueries prefetchInfiniteQuery prefetchQuery refetchQueries resetQueries',
    { io: true, neverRejects: true, discardable: true },
  ),
  ...members(
    'https://tanstack.com/query/latest/docs/reference/QueryClient',
    ['@tanstack/react-query:useQueryClient()#', '@tanstack/react-query:QueryClient#', '@tanstack/query-core:QueryClient#'],
    'ensureQueryData fetchInfiniteQuery fetchQuery',
    outside,
  ),
  ...members(
    'https://react-native-async-storage.github.io/async-storage/docs/api',
    ['@react-native-async-storage/async-storage:'],
    'clear getAllKeys getItem mergeItem multiGet multiRemove multiSet removeItem setItem',
    outsideOrCallback,
  ),
];

// --- Browsers and tests --------------------------------------------------------------------------------------

const pageActions =
  'click close content evaluate evaluateHandle focus goBack goForward goto hover pdf reload screenshot setContent title type waitForFunction waitForNavigation waitForRequest waitForResponse waitForSelector';
const playwright = 'https://playwright.dev/docs/api/class-page';
const puppeteer = 'https://pptr.dev/api/puppeteer.page';
const playwrightModules = ['playwright:', 'playwright-core:', '@playwright/test:'];
const puppeteerModules = ['puppeteer:', 'puppeteer-core:'];
const playwrightAssertions =
  'toBeAttached toBeChecked toBeDisabled toBeEditable toBeEmpty toBeEnabled toBeFocused toBeHidden toBeInViewport toBeOK toBeVisible toContainClass toContainText toHaveAccessibleDescription toHaveAccessibleErrorMessage toHaveAccessibleName toHaveAttribute toHaveCSS toHaveClass toHaveCount toHaveId toHaveJSProperty toHaveRole toHaveScreenshot toHaveText toHaveTitle toHaveURL toHaveValue toHaveValues toMatchAriaSnapshot toPass';
const testingLibrary = 'https://testing-library.com/docs/dom-testing-library/api-async/';

const browsers = [
  ...members(playwright, playwrightModules.flatMap((module) => ['chromium', 'firefox', 'webkit'].map((browser) => `${module}${browser}.`)), 'connect connectOverCDP launch launchPersistentContext', outside),
  ...members(playwright, playwrightModules.map((module) => `${module}Browser#`), 'close newContext newPage', outside),
  ...members(playwright, playwrightModules.map((module) => `${module}Page#`), `${pageActions} check dblclick fill press selectOption setInputFiles tap uncheck waitForEvent waitForLoadState waitForTimeout waitForURL`, outside),
  ...members(
    playwright,
    playwrightModules.map((module) => `${module}Locator#`),
    'all allInnerTexts allTextContents blur check clear click count dblclick evaluate evaluateAll fill focus getAttribute hover innerHTML innerText inputValue isChecked isDisabled isEditable isEnabled isHidden isVisible press pressSequentially screenshot scrollIntoViewIfNeeded selectOption setChecked setInputFiles tap textContent uncheck waitFor',
    outside,
  ),
  ...members('https://playwright.dev/docs/api/class-browsercontext', playwrightModules.map((module) => `${module}BrowserContext#`), 'addCookies addInitScript clearCookies close cookies grantPermissions newPage storageState waitForEvent', outside),
  ...members('https://playwright.dev/docs/api/class-apirequestcontext', playwrightModules.map((module) => `${module}APIRequestContext#`), 'delete dispose fetch get head patch post put', outside),
  ...members('https://playwright.dev/docs/test-assertions', ['@playwright/test:expect()#', '@playwright/test:expect()#not.', '@playwright/test:expect.soft()#'], playwrightAssertions, outside),
  ...calls(puppeteer, puppeteerModules.flatMap((module) => [`${module}launch`, `${module}connect`]), outside),
  ...members(puppeteer, puppeteerModules.flatMap((module) => [`${module}Browser#`, `${module}launch()#`]), 'close newPage pages', outside),
  ...members(puppeteer, puppeteerModules.flatMap((module) => [`${module}Page#`, `${module}launch()#newPage()#`]), `${pageActions} $ $$ $$eval $eval select setViewport`, outside),
  ...members('https://vitest.dev/api/expect.html#resolves', ['vitest:expect()#', ':expect()#', '@jest/globals:expect()#'], 'rejects.* rejects.not.* resolves.* resolves.not.*', inside),
  ...members(testingLibrary, ['@testing-library/*:'], 'waitFor waitForElementToBeRemoved screen.findBy* screen.findAllBy* findBy* findAllBy*', inside),
  ...members(testingLibrary, ['@testing-library/*:render()#', '@testing-library/*:within()#'], 'findBy* findAllBy*', inside),
  ...members(
    'https://testing-library.com/docs/user-event/setup',
    ['@testing-library/user-event:setup()#'],
    'clear click copy cut dblClick deselectOptions hover keyboard paste pointer selectOptions tab tripleClick type unhover upload',
    inside,
  ),
];

export const applicationTasks: readonly TaskEntry[] = [...applications, ...browsers];
