import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';
import { symbolOf } from './origins.ts';

/** Objects and functions that write messages. */
const loggerName = /^(?:console|logs?|loggers?|logging|debug|winston|pino|bunyan|log4js|sentry|rollbar|bugsnag|newrelic|telemetry|metrics|tracer|span)$|(?:logger|Logger|Log)$/i;
/** Functions that record an error and go on. */
const recorderName = /^(?:log|warn|debug|trace|verbose|capture(?:Exception|Error|Message)|record(?:Exception|Error)|report(?:Error|Exception)|track(?:Error|Exception)|notice(?:Error)?|log[A-Z]\w*|print[A-Z]?\w*|writeLog)$/;

/** Does a function only write down what it is given: `console.error`, `this.logger.warn`, `captureException`? `extra` names more. */
export function isLogger(file: FileModel, callee: ValueId, extra: readonly string[]): boolean {
  const symbol = symbolOf(file, callee);
  if (symbol?.startsWith(':console.') === true || (symbol !== undefined && extra.some((name) => isPartOf(symbol, name)))) return true;
  const names = nameParts(file, callee);
  const last = names.at(-1);
  if (last === undefined) return false;
  return names.some((name) => loggerName.test(name) || extra.includes(name)) || recorderName.test(last) || extra.includes(names.join('.'));
}

/** Is a symbol another, or a member of it? */
function isPartOf(symbol: string, name: string): boolean {
  return name.includes(':') && symbol.startsWith(name) && /^(?:[.#(]|$)/.test(symbol.slice(name.length));
}

/** The names of a callee, outermost last: `this.app.log.warn` gives app, log, warn. */
function nameParts(file: FileModel, id: ValueId): readonly string[] {
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'name':
      return [value.name];
    case 'member':
      return value.property === undefined ? [] : [...nameParts(file, value.object), value.property.replace(/^[#_]+/, '')];
    case 'call':
      return nameParts(file, valueAt(file, value.callee).id);
    default:
      return [];
  }
}
