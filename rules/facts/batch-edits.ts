import { isExported } from './bindings.ts';
import { type Edit, indentationUnit, lineEnding, replace } from './edits.ts';
import { methodCallOn } from './fates.ts';
import { type FileModel, functionAt, functionOf, parentOf, textOf, valueAt } from './file-model.ts';
import type { AssignValue, CallValue, Span, ValueId } from './model.ts';
import { calleeSymbol, isReassigned } from './origins.ts';
import { type PerElementCall, callbackFunction, perElementCall } from './repetitions.ts';
import { type Statement, indentLines, statementOf, unusedName } from './statements.ts';
import { isWithin } from './values-within.ts';

/** What a batching loop is made of. */
interface BatchPlan {
  readonly file: FileModel;
  readonly statement: Statement;
  readonly combinator: CallValue;
  readonly collection: ValueId;
  readonly size: number;
  /** Counts the elements that are done. */
  readonly start: string;
  /** The name the collection is given first; undefined where it has one. */
  readonly hoisted: string | undefined;
  /** What the results go into; undefined where nobody wants them. */
  readonly results: Results | undefined;
}

interface Results {
  readonly name: string;
  /** `const results = `, or with its type. */
  readonly declaration: string;
  readonly returned: boolean;
}

/**
 * Makes `await Promise.all(xs.map(f))` a loop over batches with the same results in the same order. Undefined where that
 * could change anything besides how much runs at once: the function looks at indices, the list changes meanwhile.
 */
export function batchEdits(file: FileModel, combinator: CallValue, size: number): readonly Edit[] | undefined {
  const symbol = calleeSymbol(file, combinator);
  const [argument, ...others] = combinator.args;
  if ((symbol !== ':Promise.all' && symbol !== ':Promise.allSettled') || argument === undefined || others.length > 0) return undefined;
  const list = valueAt(file, argument.value);
  const mapped = list.kind === 'call' ? perElementCall(file, list) : undefined;
  if (mapped === undefined || !isPlainMap(file, mapped) || !functionOf(file, combinator.id).isAsync) return undefined;
  const plan = makePlan(file, combinator, mapped.collection, size);
  return plan === undefined ? undefined : writeLoop(plan);
}

/** `xs.map(f)` with a function that knows nothing of indices. */
function isPlainMap(file: FileModel, { call, callback }: PerElementCall): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || callee.property !== 'map' || callee.optional || call.optional || call.args.length > 1) return false;
  const target = callbackFunction(file, callback);
  if (target === undefined || valueAt(file, callback).kind === 'call') return false;
  const fn = functionAt(target.file, target.fn);
  return fn.params.length <= 1 && fn.params.every((param) => !param.rest) && !/\barguments\b/.test(textOf(target.file, fn.span));
}

function makePlan(file: FileModel, combinator: CallValue, collection: ValueId, size: number): BatchPlan | undefined {
  const statement = statementOf(file, combinator.id);
  const start = unusedName(file, combinator.id, ['start', 'offset', 'first', 'done']);
  if (statement === undefined || start === undefined) return undefined;
  const results = resultsOf(file, combinator, statement);
  if (results === undefined) return undefined;
  const stays = staysTheSame(file, collection, combinator.span);
  if (stays === 'no') return undefined;
  const hoisted = stays === 'yes' ? undefined : unusedName(file, combinator.id, ['elements', 'items', 'entries', 'all']);
  if (stays === 'unnamed' && hoisted === undefined) return undefined;
  return { file, statement, combinator, collection, size, start, hoisted, results: results === 'dropped' ? undefined : results };
}

/** Is a list a name for one and the same list, which the code at hand does not change? */
function staysTheSame(file: FileModel, collection: ValueId, work: Span): 'yes' | 'no' | 'unnamed' {
  const value = valueAt(file, collection);
  if (value.kind !== 'name') return 'unnamed';
  const binding = value.binding === undefined ? undefined : file.facts.bindings[value.binding];
  if (binding === undefined || isReassigned(file, binding)) return 'no';
  const changed = (file.uses.get(binding.id) ?? []).some((use) => {
    if (!isWithin(valueAt(file, use.value).span, work)) return false;
    const method = methodCallOn(file, use.value);
    return /^(?:push|pop|shift|unshift|splice|sort|reverse|fill)$/.test(method?.member.property ?? '');
  });
  return changed ? 'no' : 'yes';
}

/** What becomes of the results; undefined where that is more than keeping or returning them. */
function resultsOf(file: FileModel, combinator: CallValue, statement: Statement): Results | 'dropped' | undefined {
  const parent = parentOf(file, combinator.id);
  const awaited = parent?.kind === 'await' ? parent : undefined;
  const whole = awaited?.id ?? combinator.id;
  const { step } = statement;
  if (step.kind === 'return' && step.value === whole) {
    const name = unusedName(file, combinator.id, ['results', 'collected', 'allResults']);
    return name === undefined ? undefined : { name, declaration: `const ${name} = `, returned: true };
  }
  if (awaited === undefined || step.kind !== 'evaluate') return undefined;
  if (step.value === whole) return 'dropped';
  const assign = valueAt(file, step.value);
  if (assign.kind !== 'assign' || assign.value !== whole || assign.declares === undefined || assign.target.kind !== 'binding') return undefined;
  if (assign.annotation === undefined && !canInferLater(file, assign)) return undefined;
  return { name: assign.target.name, declaration: file.text.slice(statement.span.start, valueAt(file, whole).span.start), returned: false };
}

/** TypeScript finds the type of `const xs = []` by what is put in, but not for functions inside that use it. */
function canInferLater(file: FileModel, assign: AssignValue): boolean {
  if (/\.[cm]?jsx?$/.test(file.path)) return true;
  const binding = assign.target.kind === 'binding' ? assign.target.binding : undefined;
  if (binding === undefined) return false;
  const fn = functionOf(file, assign.id).id;
  return (file.uses.get(binding) ?? []).every((use) => functionOf(file, use.value).id === fn) && !isExported(file, binding);
}

function writeLoop({ file, statement, combinator, collection, size, start, hoisted, results }: BatchPlan): readonly Edit[] {
  const { span, indentation, hasSemicolon } = statement;
  const list = valueAt(file, collection);
  const newLine = lineEnding(file) + indentation;
  const unit = indentationUnit(file);
  const end = hasSemicolon ? ';' : '';
  const name = hoisted ?? textOf(file, list.span);
  const before = [
    ...(hoisted === undefined ? [] : [`const ${hoisted} = ${textOf(file, list.span)}${end}`]),
    ...(results === undefined ? [] : [`${results.declaration}[]${end}`]),
    `for (let ${start} = 0; ${start} < ${name}.length; ${start} += ${String(size)}) {`,
  ];
  const head = `${before.join(newLine)}${newLine}${unit}${results === undefined ? '' : `${results.name}.push(...(`}await `;
  const after = `${results === undefined ? '' : '))'}${end}${newLine}}${results?.returned === true ? `${newLine}return ${results.name}${end}` : ''}`;
  return [
    replace({ start: span.start, end: combinator.span.start }, head),
    replace(list.span, `${name}.slice(${start}, ${start} + ${String(size)})`),
    ...indentLines(file, combinator.span, unit, list.span),
    replace({ start: combinator.span.end, end: span.end }, after),
  ].sort((a, b) => a.span.start - b.span.start);
}

