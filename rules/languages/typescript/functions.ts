import type * as ESTree from '@oxc-project/types';
import type { BindingId, ClassId, ClassMember, FunctionFact, FunctionForm, FunctionId, Param, RegionId, Span, TypeRef, ValueId } from '../../facts/model.ts';
import { bareFunction } from '../lowering/bare-function.ts';
import { addFunction, addStep, describeBinding } from '../lowering/fact-tables.ts';
import { declareBlock, declareHoisted, declarePattern } from './declarations.ts';
import type { DocTypes } from './doc-comments.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, childScope, declare, findTypeBinding, findValueBinding, spanOf } from './lowering.ts';
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
function lowerFunctionLike(lowering: Lowering, node: ESTree.Node, context: FunctionContext, inside: () => void): FunctionId {
  const span = spanOf(node);
  const { form, name, nameSpan = span, class: owner, isStatic = false } = context;
  return enterFunction(lowering, span, span, (region, id) => {
    inside();
    return { ...bareFunction(id, form, span, region), name, nameSpan, isStatic, class: owner };
  });
}

/** Adds the function that `inside` describes, while the lowering stands in the body and a scope of it. */
function enterFunction(
  lowering: Lowering,
  span: Span,
  bodySpan: Span,
  inside: (region: RegionId, id: FunctionId) => Omit<FunctionFact, 'parent' | 'region'>,
): FunctionId {
  const { scope, jumps, labels } = lowering;
  const id = addFunction(lowering, span, bodySpan, (region, fn) => {
    Object.assign(lowering, { scope: childScope(lowering), jumps: [], labels: [] });
    return inside(region, fn);
  });
  Object.assign(lowering, { scope, jumps, labels });
  return id;
}

/** A named function expression can be called by its name from inside. */
function declareOwnName(lowering: Lowering, node: FunctionNode): void {
  if (node.type !== 'FunctionExpression' || !node.id) return;
  const binding = declare(lowering, lowering.scope, { name: node.id.name, kind: 'function', span: spanOf(node.id) });
  describeBinding(lowering, binding, { function: lowering.fn });
  // Parameters and variables of the same name hide it.
  lowering.scope = childScope(lowering);
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
  lowering.scope = childScope(lowering);
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
    return [{ name: pattern.name, isStatic: false, ...privacy(param), kind: 'field', function: undefined, value: undefined, annotation, span: spanOf(param) }];
  });
}

/** `private` as a modifier; names with `#` say it themselves. */
function privacy(element: object): { readonly isPrivate?: true } {
  return 'accessibility' in element && element.accessibility === 'private' ? { isPrivate: true } : {};
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
    ...privacy(element),
    kind: 'field',
    function: lowered?.kind === 'function' ? lowered.fn : undefined,
    value,
    annotation: lowerAnnotation(lowering, element.typeAnnotation),
    span: spanOf(element),
  };
}
