import type { SymbolPath } from './schema.ts';

/**
 * Calls that start a timer and those that end one before it fires.
 * Source: https://nodejs.org/api/timers.html, https://developer.mozilla.org/en-US/docs/Web/API/Window/setTimeout
 */

function globalsAndModule(...names: readonly string[]): ReadonlySet<SymbolPath> {
  return new Set(names.flatMap((name) => [`:${name}`, `timers:${name}`]));
}

/** Runs a callback once, later. */
export const timeoutCalls = globalsAndModule('setTimeout');
/** Runs a callback again and again. */
export const intervalCalls = globalsAndModule('setInterval');
/** Runs a callback as soon as the loop gets to it: there is nothing to clear. */
export const soonCalls: ReadonlySet<SymbolPath> = new Set([...globalsAndModule('setImmediate', 'queueMicrotask', 'requestAnimationFrame'), ':process.nextTick', 'process:nextTick']);
/** Takes a timer back. */
export const clearingCalls: readonly SymbolPath[] = [...globalsAndModule('clearTimeout', 'clearInterval')];
/** Methods of a timer after which it no longer keeps anything alive. */
export const clearingMethods: readonly string[] = ['unref', 'close'];
/** Gives a task that is done when time has passed, and takes a signal to end it before. */
export const sleepCalls: ReadonlySet<SymbolPath> = new Set(['timers/promises:setTimeout', 'timers/promises:scheduler.wait']);
/** Settles with the first of some tasks, and leaves the others running. */
export const raceCalls: ReadonlySet<SymbolPath> = new Set([':Promise.race', ':Promise.any', 'bluebird:race', 'bluebird:any']);
