import { type Edit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionAt, textOf, valueAt } from './file-model.ts';
import type { BindingFact, CallValue, FunctionFact } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { type PerElementCall, callbackFunction, perElementCall } from './repetitions.ts';
import { statementOf, unusedName } from './statements.ts';

/** The name a file imports a limiter's module by. */
export function importedLimiter(file: FileModel, module: 'p-limit' | 'p-map'): string | undefined {
  return file.facts.bindings.find((binding) => isDefaultImport(binding, module))?.name;
}

function isDefaultImport({ import: imported }: BindingFact, module: string): boolean {
  return imported?.module === module && imported.name === 'default' && !imported.typeOnly;
}

/** Makes `Promise.all(xs.map(f))` a call of `pMap(xs, f, { concurrency })`; undefined where `f` could tell the difference. */
export function mapperEdits(file: FileModel, combinator: CallValue, mapper: string, concurrency: number): readonly Edit[] | undefined {
  const [argument, ...others] = combinator.args;
  const list = argument === undefined ? undefined : valueAt(file, argument.value);
  const mapped = list?.kind === 'call' ? perElementCall(file, list) : undefined;
  if (mapped === undefined || others.length > 0 || calleeSymbol(file, combinator) !== ':Promise.all' || combinator.typeArguments.length > 0) return undefined;
  const callee = valueAt(file, mapped.call.callee);
  const fn = writtenFunction(file, mapped);
  if (callee.kind !== 'member' || callee.property !== 'map' || callee.optional || mapped.call.args.length > 1 || fn === undefined || fn.params.length > 2) return undefined;
  const collection = valueAt(file, mapped.collection).span;
  const callback = valueAt(file, mapped.callback).span;
  return [
    replace(valueAt(file, combinator.callee).span, mapper),
    // The parentheses around the collection go with the dot behind them.
    replace({ start: mapped.call.span.start, end: callback.start }, `${textOf(file, collection)}, `),
    replace({ start: callback.end, end: mapped.call.span.end }, `, { concurrency: ${String(concurrency)} }`),
  ];
}

/** Hands the work of `xs.map((x) => ...)` to a limiter of its own: `xs.map((x) => limit(() => ...))`. */
export function limiterEdits(file: FileModel, mapped: PerElementCall, maker: string, concurrency: number): readonly Edit[] | undefined {
  const statement = statementOf(file, mapped.call.id);
  const name = unusedName(file, mapped.call.id, ['limit', 'limiter', 'limited', 'limitWork']);
  const wrapped = name === undefined ? undefined : wrapCallback(file, mapped, name);
  if (statement === undefined || name === undefined || wrapped === undefined) return undefined;
  const { span, indentation, hasSemicolon } = statement;
  const declaration = `const ${name} = ${maker}(${String(concurrency)})${hasSemicolon ? ';' : ''}${lineEnding(file)}${indentation}`;
  return [insertAt(span.start, declaration), ...wrapped];
}

/** The function a callback is, where it is written in place. */
function writtenFunction(file: FileModel, { callback }: PerElementCall): FunctionFact | undefined {
  const target = callbackFunction(file, callback);
  return target?.file === file && valueAt(file, callback).kind === 'function' ? functionAt(file, target.fn) : undefined;
}

function wrapCallback(file: FileModel, mapped: PerElementCall, limiter: string): readonly Edit[] | undefined {
  const fn = writtenFunction(file, mapped);
  if (fn?.form !== 'arrow' || fn.returns !== undefined) return undefined;
  const head = textOf(file, fn.headSpan);
  const arrow = head.lastIndexOf('=>');
  if (arrow < 0 || /\/[*/]/.test(head)) return undefined;
  const keyword = /^async\s+/.exec(head)?.[0];
  if (fn.isAsync !== (keyword !== undefined)) return undefined;
  const start = { start: fn.span.start, end: fn.span.start + (keyword ?? '').length };
  return [
    ...(keyword === undefined ? [] : [replace(start, '')]),
    insertAt(fn.headSpan.start + arrow + '=>'.length, keyword === undefined ? ` ${limiter}(() =>` : ` ${limiter}(async () =>`),
    insertAt(fn.span.end, ')'),
  ];
}
