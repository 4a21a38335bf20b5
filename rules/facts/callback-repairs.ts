import { type GivenCallback, isWrittenInPlace } from './async-callbacks.ts';
import { canAwait } from './dropped-tasks.ts';
import { type Edit, indentationAt, indentationUnit, insertAt, lineEnding, replace } from './edits.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, parentOf, regionAt, textOf, valueAt } from './file-model.ts';
import { isListValue } from './list-values.ts';
import type { HotContext } from './knowledge/schema.ts';
import type { FunctionFact, Param, RegionId, Span, ValueId } from './model.ts';
import { calleeSymbol, returnedValues, symbolOf } from './origins.ts';
import { indentLines, statementOf } from './statements.ts';
import { nameOf } from './words.ts';

const nowhere: Span = { start: -1, end: -1 };

/** Handles in a callback whatever makes it fail; undefined where it is not written in place, or where somebody waits for an answer. */
export function guardEdits(file: FileModel, callback: GivenCallback, context: HotContext | undefined): readonly Edit[] | undefined {
  if (!isWrittenInPlace(file, callback) || file.facts.language !== 'typescript') return undefined;
  const fn = functionAt(file, callback.ref.fn);
  const handling = handlingFor(file, fn, context);
  if (handling === undefined) return undefined;
  if (fn.expressionBody) return guardExpression(file, fn, handling);
  return fn.isAsync ? guardBlock(file, regionAt(file, fn.body).span, handling) : undefined;
}

/** What to do with an error: a request that nobody answers hangs, so its error goes to `next`, if that is there. */
function handlingFor(file: FileModel, { params, body }: FunctionFact, context: HotContext | undefined): readonly string[] | undefined {
  if (context !== 'request handler') return endsProcess(file, body) ? ['console.error(error);', 'process.exit(1);'] : ['console.error(error);'];
  const next = params[2]?.target;
  return next?.kind === 'binding' ? [`${next.name}(error);`] : undefined;
}

/** Does code end the process when it is done? Then it has to do so where it fails, too: a listener for a signal keeps the signal from it. */
function endsProcess(file: FileModel, region: RegionId): boolean {
  const last = regionAt(file, region).steps.at(-1);
  const value = last?.kind === 'evaluate' ? valueAt(file, last.value) : undefined;
  return value?.kind === 'call' && /^:?process[:.]exit$/.test(calleeSymbol(file, value) ?? '');
}

/** `async () => f()` becomes a block; `() => f()` hands the failure of `f()` to a handler. */
function guardExpression(file: FileModel, fn: FunctionFact, handling: readonly string[]): readonly Edit[] | undefined {
  const [body] = returnedValues(file, fn.id);
  const value = body === undefined ? undefined : valueAt(file, body);
  if (value === undefined || textOf(file, regionAt(file, fn.body).span).includes('\n')) return undefined;
  if (!fn.isAsync) return value.kind === 'call' ? [insertAt(value.span.end, `.catch((error) => { ${handling.join(' ')} })`)] : undefined;
  if (value.kind !== 'call' && value.kind !== 'await') return undefined;
  return [insertAt(value.span.start, `{ try { ${value.kind === 'await' ? '' : 'await '}`), insertAt(value.span.end, `; } catch (error) { ${handling.join(' ')} } }`)];
}

function guardBlock(file: FileModel, { start, end }: Span, handling: readonly string[]): readonly Edit[] | undefined {
  const inner = file.text.slice(start + 1, end - 1);
  const first = start + 1 + (/\S/.exec(inner)?.index ?? 0);
  const last = start + 1 + inner.trimEnd().length;
  if (file.text.charAt(start) !== '{' || inner.trim() === '') return undefined;
  if (!inner.includes('\n')) return [insertAt(first, 'try { '), insertAt(last, ` } catch (error) { ${handling.join(' ')} }`)];
  const indentation = indentationAt(file, first);
  const unit = indentationUnit(file);
  const line = `${lineEnding(file)}${indentation}`;
  return [
    insertAt(first, `try {${line}${unit}`),
    ...indentLines(file, { start: first, end: last }, unit, nowhere),
    insertAt(last, `${line}} catch (error) {${handling.map((statement) => line + unit + statement).join('')}${line}}`),
  ];
}

/** Makes `xs.forEach(async (x) => { ... })` a loop that waits for each element; undefined where that could do something else. */
export function loopEdits(file: FileModel, callback: GivenCallback): readonly Edit[] | undefined {
  const { call } = callback.slot;
  const callee = valueAt(file, call.callee);
  const fn = isWrittenInPlace(file, callback) ? functionAt(file, callback.ref.fn) : undefined;
  if (callee.kind !== 'member' || callee.property !== 'forEach' || callee.optional || call.args.length !== 1 || fn === undefined) return undefined;
  if (fn.form !== 'arrow' || fn.expressionBody || !fn.isAsync || !canAwait(file, call.id) || hasReturn(file, fn)) return undefined;
  const head = loopHead(file, callee.object, fn.params);
  const statement = statementOf(file, call.id);
  const fate = fateOf(file, call.id);
  const isWhole = fate.kind === 'dropped' || (fate.kind === 'awaited' && parentOf(file, fate.by) === undefined);
  if (head === undefined || statement === undefined || !isWhole) return undefined;
  const { span } = regionAt(file, fn.body);
  return [replace({ start: statement.span.start, end: span.start }, `for (const ${head}) `), replace({ start: span.end, end: statement.span.end }, '')];
}

function loopHead(file: FileModel, collection: ValueId, [element, index, ...others]: readonly Param[]): string | undefined {
  const name = element === undefined ? undefined : nameOfParam(file, element);
  if (name === undefined || others.length > 0 || isMap(file, collection)) return undefined;
  const list = textOf(file, valueAt(file, collection).span);
  if (index === undefined) return `${name} of ${list}`;
  const position = nameOfParam(file, index);
  return position === undefined || !isListValue(file, collection) ? undefined : `[${position}, ${name}] of ${list}.entries()`;
}

function nameOfParam(file: FileModel, { target, fallback, rest, annotation }: Param): string | undefined {
  if (rest || fallback !== undefined) return undefined;
  if (target.kind === 'binding') return target.name;
  return annotation === undefined ? textOf(file, target.span) : undefined;
}

/** A loop over a map gives pairs. */
function isMap(file: FileModel, collection: ValueId): boolean {
  return /^:(?:Map|URLSearchParams|Headers|FormData)#$/.test(symbolOf(file, collection) ?? '') || /map|cache|headers|params|registry|registered|subscri|listeners$/i.test(nameOf(file, collection) ?? '');
}

/** A `return` in the callback would end the function around it. */
function hasReturn(file: FileModel, fn: FunctionFact): boolean {
  return file.facts.regions.some((region) => region.fn === fn.id && region.steps.some((step) => step.kind === 'return' && !step.implicit));
}
