import { readsOf } from './bindings.ts';
import { completionsOf } from './completions.ts';
import { type FileModel, functionAt, functionOf, placeOf, targetBindings, valueAt } from './file-model.ts';
import { type ErrorHandler, errorBindings } from './handlers.ts';
import { isLogger } from './loggers.ts';
import type { AssignValue, BindingId, CallValue, FunctionId, Span, Target, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { isWithin } from './values-within.ts';

/** What happens to an error, or to something made of it, in the code that receives it. */
export type ErrorFate = {
  /** All that is left of it is text, so nobody can throw it any more. */
  readonly isText?: true;
} & (
  /** Thrown on, or given to a promise to reject with. */
  | { readonly kind: 'thrown' }
  /** Part of what the function returns or yields. */
  | { readonly kind: 'returned' }
  /** Put into something that outlives the handler. */
  | { readonly kind: 'stored'; readonly target: Target | undefined }
  /** Given to code that may do anything with it: a callback, an unknown function. */
  | { readonly kind: 'passed' }
  /** Written to a log. */
  | { readonly kind: 'logged' }
);

interface Flow {
  readonly program: Program;
  readonly loggers: readonly string[];
  readonly file: FileModel;
  /** The function whose own `return` and `throw` count. */
  readonly fn: FunctionId;
  /** What is declared in here dies with the handler. */
  readonly span: Span;
  readonly depth: number;
}

const maxDepth = 4;

/** Functions that only make text or another error of what they are given. */
const converters: readonly RegExp[] = [
  /^(?:String|Error|str|repr|type|format\w*|stringify\w*|inspect|serialize\w*|describe\w*)$/,
  /^(?:to|as|ensure|wrap|make|create|normali[sz]e|parse|extract|get|unwrap|coerce)\w*(?:Err(?:or)?|Exception|Message|String|Stack|Cause|Reason|Details?|Text)\w*$/,
  /^err(?:or)?(?:Message|Text|To)\w*$/,
];
/** Of these, those that leave nothing but text. */
const texts = /^(?:String|str|repr|format\w*|stringify\w*)$/;
/** Asks what kind of error it is, and no more. */
const kindTest = /^(?:is(?:[A-Z]\w*)?(?:Error|Exception)|isinstance)$/;
const collectors: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set', 'append']);

/** Everything that becomes of the error in a handler. */
export function errorFates(program: Program, file: FileModel, handler: ErrorHandler, loggers: readonly string[]): readonly ErrorFate[] {
  if (handler.region === undefined || handler.runs === undefined) return [];
  const region = file.facts.regions[handler.region];
  const flow: Flow = { program, loggers, file, fn: handler.runs, span: region?.span ?? handler.span, depth: 0 };
  return bindingFates(flow, errorBindings(handler));
}

function bindingFates(flow: Flow, bindings: readonly BindingId[]): readonly ErrorFate[] {
  if (flow.depth > maxDepth) return [{ kind: 'passed' }];
  const deeper = { ...flow, depth: flow.depth + 1 };
  return bindings.flatMap((binding) => readsOf(flow.file, binding).flatMap((read) => fatesOf(deeper, read)));
}

/** Follows a value outwards to what takes it. */
function fatesOf(flow: Flow, id: ValueId): readonly ErrorFate[] {
  const { file } = flow;
  const place = placeOf(file, id);
  switch (place.kind) {
    case 'value':
      return fatesIn(flow, id, valueAt(file, place.parent));
    case 'step':
      if (place.step.kind === 'throw') return [{ kind: 'thrown' }];
      if (place.step.kind !== 'return') return [];
      // What a function written in the handler returns goes to whoever calls that.
      return [{ kind: functionOf(file, id).id === flow.fn ? 'returned' : 'passed' }];
    case 'structure':
      return place.slot === 'iterable' ? [{ kind: 'passed' }] : [];
    case 'declaration':
      return [];
  }
}

function fatesIn(flow: Flow, id: ValueId, parent: Value): readonly ErrorFate[] {
  switch (parent.kind) {
    case 'call':
      return parent.callee === id ? fatesOf(flow, parent.id) : argumentFates(flow, parent, id);
    case 'assign':
      return parent.value === id ? assignedFates(flow, parent) : [];
    case 'binary':
      return parent.operator === '+' ? asText(fatesOf(flow, parent.id)) : [];
    case 'template':
      return asText(fatesOf(flow, parent.id));
    case 'unary':
      return [];
    case 'conditional':
      return parent.test === id ? [] : fatesOf(flow, parent.id);
    case 'sequence':
      return parent.values.at(-1) === id ? fatesOf(flow, parent.id) : [];
    case 'yield':
      return [{ kind: 'returned' }];
    case 'element':
      return [{ kind: 'passed' }];
    default:
      return fatesOf(flow, parent.id);
  }
}

function asText(fates: readonly ErrorFate[]): readonly ErrorFate[] {
  return fates.map((fate) => ({ ...fate, isText: true }));
}

function assignedFates(flow: Flow, assign: AssignValue): readonly ErrorFate[] {
  const { target } = assign;
  if (target.kind === 'member') return [{ kind: 'stored', target }];
  const bindings = targetBindings(target);
  const isLocal = bindings.every((binding) => isWithin(flow.file.facts.bindings[binding]?.span ?? flow.span, flow.span));
  return isLocal ? bindingFates(flow, bindings) : [{ kind: 'stored', target }];
}

function argumentFates(flow: Flow, call: CallValue, id: ValueId): readonly ErrorFate[] {
  const { file, program, loggers } = flow;
  if (isLogger(file, call.callee, loggers)) return [{ kind: 'logged' }];
  if (calleeSymbol(file, call) === ':Promise.reject') return [{ kind: 'thrown' }];
  const callee = valueAt(file, call.callee);
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  if (name !== undefined && kindTest.test(name)) return [];
  if (name !== undefined && texts.test(name)) return asText(fatesOf(flow, call.id));
  if (call.form === 'construct' || (name !== undefined && converters.some((pattern) => pattern.test(name)))) return fatesOf(flow, call.id);
  if (callee.kind === 'member' && name !== undefined && collectors.has(name)) return [{ kind: 'stored', target: undefined }];
  const index = call.args.findIndex((argument) => argument.value === id);
  const target = program.target(file, call);
  const fn = target === undefined ? undefined : functionAt(target.file, target.fn);
  const param = fn?.params[index];
  if (target === undefined || fn === undefined || param === undefined || param.rest) return [{ kind: 'passed' }];
  if (completionsOf(target.file, fn.body).throws) return [{ kind: 'thrown' }];
  const inner: Flow = { ...flow, file: target.file, fn: target.fn, span: fn.span };
  const fates = bindingFates(inner, targetBindings(param.target));
  return fates.flatMap((fate) => (fate.kind === 'returned' ? fatesOf(flow, call.id) : [fate]));
}
