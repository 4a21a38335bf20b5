/**
 * Events of the process that come when it ends: nothing else waits any more, and on `exit` only synchronous code runs.
 * Source: https://nodejs.org/api/process.html#process-events
 */
export const processEnds: ReadonlySet<string> = new Set([
  'SIGABRT',
  'SIGBREAK',
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'beforeExit',
  'disconnect',
  'exit',
  'uncaughtException',
  'uncaughtExceptionMonitor',
  'unhandledRejection',
]);

/**
 * The same of desktop applications and their windows, by what the listener is added to: what is to be kept has to be written at
 * once. Sources: https://www.electronjs.org/docs/latest/api/app#events, https://www.electronjs.org/docs/latest/api/browser-window#event-close
 */
export const applicationEnds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['electron:app.', new Set(['before-quit', 'quit', 'will-quit', 'window-all-closed'])],
  ['electron:BrowserWindow#', new Set(['close', 'closed', 'session-end'])],
  ['electron:powerMonitor.', new Set(['shutdown'])],
]);
