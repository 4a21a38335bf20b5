import type * as ESTree from '@oxc-project/types';
import type { BindingId, ClassId, ClassMember, FunctionFact, FunctionForm, FunctionId, Param, RegionId, Span, TypeRef, ValueId } from '../../facts/model.ts';
import { declareBlock, declareHoisted, declarePattern } from './declarations.ts';
import type { DocTypes } from './doc-comments.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, addRegion, addStep, childScope, declare, describeBinding, findTypeBinding, findValueBinding, spanOf } from './lowering.ts';
import { isOverload, lowerSignature, mergeSignatures, overloadsOf } from './overloads.ts';
import { lowerFallback, lowerTarget } from './patterns.ts';
import { lowerStatements } from './statements.ts';
import { annotationOf, keyName, lowerAnnotation } from './type-refs.ts';

export interface FunctionContext {
  readonly form: FunctionForm;
  /** The name of what the function is put in. */
  readonly name?: string | undefined;
  readonly nameSpan?: Span | undefined;
  readonly class?: ClassId | undefined;
  readonly isStatic?: boolean;
  readonly decorators?: readonly ValueId[];
  readonly binding?: BindingId | undefined;
  /** Where the whole declaration starts, which is where its documentation ends. */
  readonly declarationStart?: number;
  /** What its overloads return, which is what callers see. */
  readonly returns?: TypeRef | undefined;
}

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

export function lowerFunction(lowering: Lowering, node: FunctionNode, context: FunctionContext): FunctionId {
  const span = spanOf(node);
  const bodySpan = node.body ? spanOf(node.body) : { start: span.end, end: span.end };
  const docs = lowering.docs.before(context.declarationStart ?? span.start);
  const expressionBody = node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement';
  const nameSpan = context.nameSpan ?? (node.id ? spanOf(node.id) : undefined);
  return enterFunction(lowering, span, bodySpan, (region, id) => {
    declareOwnName(lowering, node);
    for (const param of node.params) declarePattern(lowering, lowering.scope, patternOf(param), 'param');
    const params = node.params.map((param, position) => lowerParam(lowering, param, position, docs));
    const returns = context.returns ?? lowerAnnotation(lowering, node.returnType) ?? docs?.returns;
    lowerBody(lowering, node.body);
    return {
      id,
      form: context.form,
      name: node.id?.name ?? context.name,
      span,
      nameSpan: nameSpan ?? { start: span.start, end: Math.max(span.start, bodySpan.start) },
      headSpan: { start: span.start, end: bodySpan.start },
      isAsync: node.async,
      isGenerator: node.generator,
      isStatic: context.isStatic ?? false,
      expressionBody,
      params,
      returns,
      class: context.class,
      decorators: context.decorators ?? [],
      body: region,
      binding: context.binding,
    };
  });
}

/** A run of code that is not a written function but runs apart from what is around it: a field's initialiser, a static block. */
export function lowerFunctionLike(lowering: Lowering, node: ESTree.Node, context: FunctionContext, inside: () => void): FunctionId {
  const span = spanOf(node);
  return enterFunction(lowering, span, span, (region, id) => {
    inside();
    return {
      id,
      form: context.form,
      name: context.name,
      span,
      nameSpan: context.nameSpan ?? span,
      headSpan: { start: span.start, end: span.start },
      isAsync: false,
      isGenerator: false,
      isStatic: context.isStatic ?? false,
      expressionBody: false,
      params: [],
      returns: undefined,
      class: context.class,
      decorators: [],
      body: region,
      binding: undefined,
    };
  });
}

/** Runs `inside` with the lowering standing in a new function's body, and adds the function it describes. */
function enterFunction(
  lowering: Lowering,
  span: Span,
  bodySpan: Span,
  inside: (region: RegionId, id: FunctionId) => Omit<FunctionFact, 'parent' | 'region'>,
): FunctionId {
  const outer = { fn: lowering.fn, region: lowering.region, scope: lowering.scope, jumps: lowering.jumps, labels: lowering.labels };
  const id = lowering.functions.length;
  lowering.functions.push(pendingFunction(id, span));
  lowering.fn = id;
  const region = addRegion(lowering, undefined, 'body', bodySpan);
  lowering.region = region;
  lowering.scope = childScope(lowering, true);
  lowering.jumps = [];
  lowering.labels = [];
  const fact = inside(region, id);
  lowering.functions[id] = { ...fact, parent: outer.fn, region: outer.region };
  Object.assign(lowering, outer);
  return id;
}

/** Holds a function's place in the table until its inside is lowered. */
function pendingFunction(id: FunctionId, span: Span): FunctionFact {
  return {
    id,
    parent: undefined,
    region: undefined,
    form: 'function',
    name: undefined,
    span,
    nameSpan: span,
    headSpan: span,
    isAsync: false,
    isGenerator: false,
    isStatic: false,
    expressionBody: false,
    params: [],
    returns: undefined,
    class: undefined,
    decorators: [],
    body: 0,
    binding: undefined,
  };
}

/** A named function expression can be called by its name from inside. */
function declareOwnName(lowering: Lowering, node: FunctionNode): void {
  if (node.type !== 'FunctionExpression' || !node.id) return;
  const binding = declare(lowering, lowering.scope, { name: node.id.name, kind: 'function', span: spanOf(node.id) });
  describeBinding(lowering, binding, { function: lowering.fn });
  // Parameters and variables of the same name hide it.
  lowering.scope = childScope(lowering, true);
}

function lowerParam(lowering: Lowering, param: ESTree.ParamPattern, position: number, docs: DocTypes | undefined): Param {
  const pattern = patternOf(param);
  const fallback = lowerFallback(lowering, param.type === 'TSParameterProperty' ? param.parameter : param);
  const target = lowerTarget(lowering, pattern, { init: undefined, parameter: position, path: [] });
  const name = pattern.type === 'Identifier' ? pattern.name : undefined;
  const annotation = lowerAnnotation(lowering, annotationOf(param)) ?? (name === undefined ? undefined : docs?.params.get(name));
  if (target.kind === 'binding') describeBinding(lowering, target.binding, { annotation });
  const optional = fallback !== undefined || ('optional' in pattern && (pattern.optional as boolean | undefined) === true);
  return { target, fallback, rest: param.type === 'RestElement', annotation, optional };
}

function patternOf(param: ESTree.ParamPattern): ESTree.BindingPattern {
  if (param.type === 'TSParameterProperty') return patternOf(param.parameter);
  if (param.type === 'RestElement') return param.argument;
  if (param.type === 'AssignmentPattern') return param.left;
  return param;
}

function lowerBody(lowering: Lowering, body: ESTree.FunctionBody | ESTree.Expression | null): void {
  if (body === null) return;
  if (body.type !== 'BlockStatement') {
    const value = lowerExpression(lowering, body);
    addStep(lowering, { kind: 'return', value, span: spanOf(body), implicit: true });
    return;
  }
  declareHoisted(lowering, lowering.scope, body.body);
  declareBlock(lowering, lowering.scope, body.body);
  lowerStatements(lowering, body.body);
}

export function lowerClass(lowering: Lowering, node: ESTree.Class, name: string | undefined, binding: BindingId | undefined): ClassId {
  const id = lowering.classes.length;
  const className = node.id?.name ?? name;
  const superclass = node.superClass ? lowerExpression(lowering, node.superClass) : undefined;
  const decorators = lowerDecorators(lowering, node.decorators);
  const base = { id, name: className, span: spanOf(node), fn: lowering.fn, superclass, mixins: [], implements: lowerImplements(lowering, node), decorators };
  lowering.classes.push({ ...base, members: [] });
  describeBinding(lowering, binding, { class: id });
  const outerScope = lowering.scope;
  lowering.scope = childScope(lowering, false);
  if (node.type === 'ClassExpression' && node.id) {
    const own = declare(lowering, lowering.scope, { name: node.id.name, kind: 'class', span: spanOf(node.id) });
    describeBinding(lowering, own, { class: id });
  }
  const members = node.body.body.flatMap((element) => lowerMember(lowering, element, id, node.body.body));
  lowering.scope = outerScope;
  lowering.classes[id] = { ...base, members };
  return id;
}

function lowerImplements(lowering: Lowering, node: ESTree.Class): TypeRef[] {
  return (node.implements ?? []).flatMap(({ expression }) => {
    const path = dottedPath(expression);
    const [root] = path ?? [];
    if (path === undefined || root === undefined) return [];
    return [{ kind: 'named' as const, path, binding: findTypeBinding(lowering.scope, root) ?? findValueBinding(lowering.scope, root), args: [] }];
  });
}

function dottedPath(expression: ESTree.Expression): string[] | undefined {
  if (expression.type === 'Identifier') return [expression.name];
  if (expression.type !== 'MemberExpression' || expression.property.type !== 'Identifier') return undefined;
  const object = dottedPath(expression.object);
  return object === undefined ? undefined : [...object, expression.property.name];
}

function lowerDecorators(lowering: Lowering, decorators: readonly ESTree.Decorator[] | undefined): ValueId[] {
  return (decorators ?? []).map((decorator) => lowerExpression(lowering, decorator.expression));
}

function lowerMember(lowering: Lowering, element: ESTree.ClassElement, classId: ClassId, elements: readonly ESTree.ClassElement[]): ClassMember[] {
  switch (element.type) {
    case 'StaticBlock':
      lowerFunctionLike(lowering, element, { form: 'static-block', class: classId, isStatic: true }, () => {
        declareHoisted(lowering, lowering.scope, element.body);
        declareBlock(lowering, lowering.scope, element.body);
        lowerStatements(lowering, element.body);
      });
      return [];
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      return isOverload(element, elements) ? [] : lowerMethod(lowering, element, classId, overloadsOf(element, elements));
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
      return [lowerField(lowering, element, classId)];
    default:
      return [];
  }
}

function lowerMethod(lowering: Lowering, element: ESTree.MethodDefinition, classId: ClassId, overloads: readonly ESTree.Function[]): ClassMember[] {
  const name = keyName(element.key, element.computed);
  if (element.computed) lowerExpression(lowering, element.key);
  const kind = element.kind === 'get' ? 'getter' : element.kind === 'set' ? 'setter' : element.kind;
  const decorators = lowerDecorators(lowering, element.decorators);
  for (const param of element.value.params) lowerDecorators(lowering, decoratorsOf(param));
  const signature = overloads.map((overload) => lowerSignature(lowering, overload)).reduce<TypeRef | undefined>(mergeSignatures, undefined);
  const fn = lowerFunction(lowering, element.value, {
    form: kind,
    name,
    nameSpan: spanOf(element.key),
    class: classId,
    isStatic: element.static,
    decorators,
    declarationStart: spanOf(element).start,
    returns: signature?.kind === 'function' ? signature.returns : undefined,
  });
  const fields = kind === 'constructor' ? parameterProperties(lowering, element.value) : [];
  return [{ name, isStatic: element.static, kind, function: fn, value: undefined, annotation: undefined, span: spanOf(element) }, ...fields];
}

function decoratorsOf(param: ESTree.ParamPattern): readonly ESTree.Decorator[] | undefined {
  return 'decorators' in param ? (param.decorators) : undefined;
}

/** `constructor(private client: Client)` declares fields. */
function parameterProperties(lowering: Lowering, constructor: ESTree.Function): ClassMember[] {
  return constructor.params.flatMap((param) => {
    const pattern = patternOf(param);
    if (param.type !== 'TSParameterProperty' || pattern.type !== 'Identifier') return [];
    const annotation = lowerAnnotation(lowering, annotationOf(param));
    return [{ name: pattern.name, isStatic: false, kind: 'field', function: undefined, value: undefined, annotation, span: spanOf(param) }];
  });
}

function lowerField(lowering: Lowering, element: ESTree.PropertyDefinition | ESTree.AccessorProperty, classId: ClassId): ClassMember {
  const name = keyName(element.key, element.computed);
  if (element.computed) lowerExpression(lowering, element.key);
  lowerDecorators(lowering, element.decorators);
  let value: ValueId | undefined;
  const { value: initial } = element;
  if (initial) {
    lowerFunctionLike(lowering, initial, { form: 'field', name, nameSpan: spanOf(element.key), class: classId, isStatic: element.static }, () => {
      value = lowerExpression(lowering, initial, { name, class: classId, isStatic: element.static, declarationStart: spanOf(element).start });
      addStep(lowering, { kind: 'return', value, span: spanOf(initial), implicit: true });
    });
  }
  const lowered = value === undefined ? undefined : lowering.values[value];
  return {
    name,
    isStatic: element.static,
    kind: 'field',
    function: lowered?.kind === 'function' ? lowered.fn : undefined,
    value,
    annotation: lowerAnnotation(lowering, element.typeAnnotation),
    span: spanOf(element),
  };
}
