import { type Edit, indentationUnit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionAt, parentOf, placeOf, textOf, valueAt, withoutCasts } from './file-model.ts';
import { isLogger } from './loggers.ts';
import type { CallValue, ValueId } from './model.ts';
import { statementOf, unusedName } from './statements.ts';

/** Gives the error that a function drops to what the file writes errors with. */
export function reportingHandler(file: FileModel, handler: ValueId): readonly Edit[] | undefined {
  const value = withoutCasts(file, handler);
  if (value.kind !== 'function' || file.facts.language !== 'typescript' || functionAt(file, value.fn).params.length > 1) return undefined;
  return [replace(value.span, handlerText(file))];
}

/** `() => void save()` stays a function that returns nothing. */
export function keepsVoid(file: FileModel, voided: ValueId): boolean {
  const place = placeOf(file, voided);
  return place.kind === 'step' && place.step.kind === 'return';
}

/** `void save()` becomes `save().catch((error) => { console.error(error); })`. */
export function catchInstead(file: FileModel, voided: ValueId, work: CallValue): readonly Edit[] | undefined {
  if (file.facts.language !== 'typescript' || valueAt(file, work.callee).kind === 'function' || parentOf(file, voided) !== undefined) return undefined;
  const { span } = valueAt(file, voided);
  // A handler behind the whole chain: between its parts, what comes next would run after a failure as well.
  const end = parentOf(file, work.id)?.kind === 'member' ? span.end : work.span.end;
  const handling = insertAt(end, `.catch(${handlerText(file)})`);
  return keepsVoid(file, voided) ? [handling] : [replace({ start: span.start, end: work.span.start }, ''), handling];
}

function handlerText(file: FileModel): string {
  return `(error) => { ${writer(file)}(error); }`;
}

/** The `error` of a logger that the file uses, else of the console. */
function writer(file: FileModel): string {
  for (const call of file.calls) {
    const callee = valueAt(file, call.callee);
    if (callee.kind !== 'member' || callee.property !== 'error') continue;
    const object = valueAt(file, callee.object);
    const isShared = object.kind === 'name' && (object.binding === undefined || file.facts.bindings[object.binding]?.fn === 0);
    if (isShared && isLogger(file, callee.id, [])) return textOf(file, callee.span);
  }
  return 'console.error';
}

/** Keeps the results of a call whose results are dropped, and writes down what failed. */
export function inspectResults(file: FileModel, call: CallValue): readonly Edit[] | undefined {
  const waited = parentOf(file, call.id);
  const statement = statementOf(file, call.id);
  const results = unusedName(file, call.id, ['results', 'outcomes', 'settled']);
  const result = unusedName(file, call.id, ['result', 'outcome', 'one']);
  const isAlone = waited?.kind === 'await' && parentOf(file, waited.id) === undefined && statement?.step.kind === 'evaluate';
  if (file.facts.language !== 'typescript' || !isAlone || results === undefined || result === undefined) return undefined;
  const eol = lineEnding(file);
  const { indentation } = statement;
  const inner = `${eol}${indentation}${indentationUnit(file)}`;
  const loop = `for (const ${result} of ${results}) {${inner}if (${result}.status === 'rejected') ${writer(file)}(${result}.reason);${eol}${indentation}}`;
  return [insertAt(statement.span.start, `const ${results} = `), insertAt(statement.span.end, `${statement.hasSemicolon ? '' : ';'}${eol}${indentation}${loop}`)];
}
