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
