import type { FileModel } from './file-model.ts';
import type { ValueId } from './model.ts';
import { symbolOf } from './origins.ts';
import { lastWordOf, namesOnTheWay } from './words.ts';

/** The last words of what objects that write messages are called, and functions named like them. */
const loggerWords: ReadonlySet<string> = new Set([
  'console',
  'log',
  'logs',
  'logger',
  'loggers',
  'logging',
  'debug',
  'winston',
  'pino',
  'bunyan',
  'sentry',
  'rollbar',
  'bugsnag',
  'newrelic',
  'telemetry',
  'metrics',
  'tracer',
  'span',
]);
/** Functions that record an error and go on. */
const recorderName = /^(?:warn|trace|verbose|(?:capture|record|report|track|notice)(?:Exception|Error|Message)|(?:log|print)[A-Z]\w*)$/;

/** Functions of the platform that do no more than that. */
const writers: ReadonlySet<string> = new Set(['builtins:print', 'traceback:print_exc', 'traceback:print_exception', 'warnings:warn', 'sys:stderr.write', 'sys:stdout.write']);

/** Does a function only write down what it is given: `console.error`, `this.logger.warn`, `captureException`? `extra` names more. */
export function isLogger(file: FileModel, callee: ValueId, extra: readonly string[]): boolean {
  const symbol = symbolOf(file, callee) ?? '';
  if (symbol.startsWith(':console.') || writers.has(symbol) || extra.some((name) => isPartOf(symbol, name))) return true;
  const names = namesOnTheWay(file, callee).map((name) => name.replace(/^[#_]+/, ''));
  const [last] = names;
  if (last === undefined) return false;
  if (names.some((name) => loggerWords.has(lastWordOf(name)) || extra.includes(name))) return true;
  return recorderName.test(last) || extra.includes(names.toReversed().join('.'));
}

/** Is a symbol the one that a symbol path names, or a member of it? */
function isPartOf(symbol: string, name: string): boolean {
  return name.includes(':') && symbol.startsWith(name) && /^(?:[.#(]|$)/.test(symbol.slice(name.length));
}
