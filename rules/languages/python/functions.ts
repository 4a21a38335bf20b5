import type { BindingId, ClassId, FunctionFact, FunctionForm, FunctionId, Param, RegionId, Span, TypeRef, ValueId } from '../../facts/model.ts';
import { bareFunction } from '../lowering/bare-function.ts';
import { addFunction, addStep, describeBinding } from '../lowering/fact-tables.ts';
import type { Arg, Arguments, AsyncFunctionDef, Expression, FunctionDef, Lambda, NodeBase, Statement } from './ast.ts';
import { declareNames, declareWalrus } from './declarations.ts';
import { methodTraits } from './decorators.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, childScope, declare, spanOf } from './lowering.ts';
import { lowerStatements } from './statements.ts';
import { declareTypeParameters, lowerAnnotation } from './type-refs.ts';

type Definition = FunctionDef | AsyncFunctionDef;

export interface FunctionContext {
  readonly binding: BindingId | undefined;
  /** The class whose body the definition stands in. */
  readonly class: ClassId | undefined;
  /** What its overloads return, which is what callers see. */
  readonly returns?: TypeRef | undefined;
}

/** Lowers a definition; its decorators and defaults are evaluated outside of it. */
export function lowerDefinition(lowering: Lowering, node: Definition, context: FunctionContext): FunctionId {
  const decorators = node.decorator_list.map((decorator) => lowerExpression(lowering, decorator));
  const traits = context.class === undefined ? undefined : methodTraits(node);
  const fallbacks = lowerFallbacks(lowering, node.args);
  const bodySpan = isDeclarationOnly(node.body) ? { start: node.headEnd, end: node.headEnd } : { start: node.headEnd, end: node.end };
  return enterFunction(lowering, spanOf(node), bodySpan, (region, id) => {
    declareTypeParameters(lowering, node.type_params);
    const parameters = parametersOf(node.args);
    const receiver = traits === undefined || traits.isBare ? undefined : receiverOf(parameters);
    if (receiver !== undefined) declareReceiver(lowering, receiver, traits?.isStatic === true ? 'class' : 'this', node.body);
    const own = parameters.filter((parameter) => parameter !== receiver);
    const params = own.map((parameter, position) => lowerParam(lowering, parameter, position, fallbacks));
    const returns = lowerAnnotation(lowering, node.returns) ?? context.returns;
    const outerClass = lowering.class;
    lowering.class = context.class ?? outerClass;
    declareNames(lowering, lowering.scope, node.body);
    lowerStatements(lowering, node.body);
    lowering.class = outerClass;
    return {
      id,
      form: formOf(node, traits?.kind),
      name: node.name,
      span: spanOf(node),
      nameSpan: spanOf(node.nameSpan),
      headSpan: { start: node.start, end: node.headEnd },
      isAsync: node.type === 'AsyncFunctionDef',
      isGenerator: lowering.yields,
      isStatic: traits?.isStatic ?? false,
      expressionBody: false,
      params,
      returns,
      class: context.class,
      decorators,
      body: region,
      binding: context.binding,
    };
  });
}

function formOf(node: Definition, kind: 'method' | 'getter' | 'setter' | undefined): FunctionForm {
  if (kind === undefined) return 'function';
  return node.name === '__init__' ? 'constructor' : kind;
}

export function lowerLambda(lowering: Lowering, node: Lambda, name: string | undefined): FunctionId {
  const fallbacks = lowerFallbacks(lowering, node.args);
  return enterFunction(lowering, spanOf(node), spanOf(node.body), (region, id) => {
    const params = parametersOf(node.args).map((parameter, position) => lowerParam(lowering, parameter, position, fallbacks));
    declareWalrus(lowering, lowering.scope, node.body);
    const value = lowerExpression(lowering, node.body);
    addStep(lowering, { kind: 'return', value, span: spanOf(node.body), implicit: true });
    const headSpan = { start: node.start, end: node.body.start };
    const facts = { isAsync: false, isGenerator: lowering.yields, isStatic: false, expressionBody: true, params };
    const nothing = { returns: undefined, class: undefined, decorators: [], binding: undefined };
    return { id, form: 'arrow', name, span: spanOf(node), nameSpan: headSpan, headSpan, ...facts, ...nothing, body: region };
  });
}

/** The body of a class: it runs where the class stands, with names of its own. */
export function lowerClassBody(lowering: Lowering, node: NodeBase, name: string, classId: ClassId, inside: () => void): FunctionId {
  const span = spanOf(node);
  const describe = (region: RegionId, id: FunctionId): FunctionFact => {
    inside();
    return { ...bareFunction(id, 'static-block', span, region), name, isStatic: true, class: classId };
  };
  return enterFunction(lowering, span, span, describe, 'class');
}

/** Adds the function that `inside` describes, while the lowering stands in the body and a scope of it. */
function enterFunction(
  lowering: Lowering,
  span: Span,
  bodySpan: Span,
  inside: (region: RegionId, id: FunctionId) => Omit<FunctionFact, 'parent' | 'region'>,
  kind: 'function' | 'class' = 'function',
): FunctionId {
  const { scope, loops, yields } = lowering;
  const id = addFunction(lowering, span, bodySpan, (region, fn) => {
    lowering.scope = childScope(lowering, kind);
    lowering.loops = [];
    lowering.yields = false;
    return inside(region, fn);
  });
  lowering.scope = scope;
  lowering.loops = loops;
  lowering.yields = yields;
  return id;
}

interface Parameter {
  readonly arg: Arg;
  readonly rest: boolean;
  readonly fallback: Expression | undefined;
}

function parametersOf(args: Arguments): Parameter[] {
  const positional = [...args.posonlyargs, ...args.args];
  const required = positional.length - args.defaults.length;
  const rest = (arg: Arg | undefined): Parameter[] => (arg === undefined ? [] : [{ arg, rest: true, fallback: undefined }]);
  return [
    ...positional.map((arg, index) => ({ arg, rest: false, fallback: args.defaults[index - required] })),
    ...rest(args.vararg),
    ...args.kwonlyargs.map((arg, index) => ({ arg, rest: false, fallback: args.kw_defaults[index] })),
    ...rest(args.kwarg),
  ];
}

/** The first parameter of a method, which callers give before the dot. */
function receiverOf([first]: readonly Parameter[]): Parameter | undefined {
  return first?.rest === false ? first : undefined;
}

/** It is no parameter in the facts; a method that gives its name another value keeps it as an unknown name. */
function declareReceiver(lowering: Lowering, { arg }: Parameter, form: 'this' | 'class', body: readonly Statement[]): void {
  const binding = declare(lowering, lowering.scope, { name: arg.arg, kind: 'param', span: spanOf(arg) });
  if (!body.some((statement) => statement.type === 'Assign' && statement.targets.some((target) => target.type === 'Name' && target.id === arg.arg))) {
    lowering.receivers.set(binding, form);
  }
}

type Fallbacks = ReadonlyMap<Expression, ValueId>;

/** Defaults are evaluated once, where the function is defined. */
function lowerFallbacks(lowering: Lowering, args: Arguments): Fallbacks {
  const written = [...args.defaults, ...args.kw_defaults];
  return new Map(written.flatMap((fallback) => (fallback === undefined ? [] : [[fallback, lowerExpression(lowering, fallback)] as const])));
}

function lowerParam(lowering: Lowering, { arg, rest, fallback }: Parameter, position: number, fallbacks: Fallbacks): Param {
  const span = { start: arg.start, end: arg.start + arg.arg.length };
  const binding = declare(lowering, lowering.scope, { name: arg.arg, kind: 'param', span });
  const annotation = lowerAnnotation(lowering, arg.annotation);
  describeBinding(lowering, binding, { annotation: rest ? undefined : annotation, parameter: position, rest });
  const target = { kind: 'binding', name: arg.arg, binding, span } as const;
  const value = fallback === undefined ? undefined : fallbacks.get(fallback);
  return { target, fallback: value, rest, annotation, optional: value !== undefined };
}

/** A body that only says that others have to give one: `...`, or `raise NotImplementedError`. */
function isDeclarationOnly(body: readonly Statement[]): boolean {
  const [first, ...others] = body.filter((statement) => !isText(statement));
  if (first === undefined || others.length > 0) return false;
  if (first.type === 'Expr') return first.value.type === 'Constant' && first.value.kind === 'Ellipsis';
  const raised = first.type !== 'Raise' ? undefined : first.exc?.type === 'Call' ? first.exc.func : first.exc;
  return raised?.type === 'Name' && raised.id === 'NotImplementedError';
}

function isText(statement: Statement): boolean {
  return statement.type === 'Expr' && statement.value.type === 'Constant' && statement.value.kind === 'str';
}
