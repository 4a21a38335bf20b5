import type * as ESTree from '@oxc-project/types';
import type { Argument, BindingId, ClassId, ObjectEntry, Span, ValueId } from '../../facts/model.ts';
import { addNameAt } from '../lowering/fact-tables.ts';
import { lowerClass, lowerFunction } from './functions.ts';
import { lowerElement, lowerFragment } from './jsx.ts';
import { type Lowering, addValue, findValueBinding, spanOf } from './lowering.ts';
import { addLiteral, lowerTarget } from './patterns.ts';
import { keyName, lowerType, lowerTypeArguments } from './type-refs.ts';

/** What a value is put in; it names functions and classes that have no name of their own. */
export interface ValueContext {
  readonly name?: string | undefined;
  readonly nameSpan?: Span | undefined;
  readonly class?: ClassId | undefined;
  readonly isStatic?: boolean;
  readonly binding?: BindingId | undefined;
  readonly declarationStart?: number;
  readonly form?: 'method' | 'getter' | 'setter' | undefined;
}

type Expression = ESTree.Expression | ESTree.PrivateIdentifier | ESTree.SpreadElement;
type BinaryExpression = Extract<Expression, { type: 'BinaryExpression' }>;

const none: ValueContext = {};

/** Lowers an expression; its parts come before it in the table, in order of evaluation. */
export function lowerExpression(lowering: Lowering, node: Expression, context: ValueContext = none): ValueId {
  switch (node.type) {
    case 'Identifier':
      lowering.nodes.push(node);
      return addNameAt(lowering, spanOf(node), node.name, findValueBinding(lowering.scope, node.name));
    case 'Literal':
      return lowerLiteral(lowering, node);
    case 'MemberExpression':
      return lowerMember(lowering, node);
    case 'CallExpression':
      return lowerCall(lowering, node, 'call', node.callee, node.optional);
    default:
      return lowerRarer(lowering, node, context);
  }
}

/** Most expressions are none of these, and are spared the closure. */
function lowerRarer(lowering: Lowering, node: Expression, context: ValueContext): ValueId {
  const lower = (part: Expression): ValueId => lowerExpression(lowering, part);
  switch (node.type) {
    case 'NewExpression':
      return lowerCall(lowering, node, 'construct', node.callee, false);
    case 'AwaitExpression':
      return addValue(lowering, node, { kind: 'await', operand: lower(node.argument) });
    case 'ArrowFunctionExpression':
      return addValue(lowering, node, { kind: 'function', fn: lowerFunction(lowering, node, { ...context, form: 'arrow' }) });
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return addValue(lowering, node, { kind: 'function', fn: lowerFunction(lowering, node, { ...context, form: context.form ?? 'function' }) });
    case 'ClassExpression':
    case 'ClassDeclaration':
      return addValue(lowering, node, { kind: 'class', class: lowerClass(lowering, node, context.name, context.binding) });
    case 'TemplateLiteral':
      return lowerTemplate(lowering, node);
    case 'TaggedTemplateExpression':
      return lowerTagged(lowering, node);
    case 'ObjectExpression':
      return lowerObject(lowering, node);
    case 'ArrayExpression': {
      const elements = node.elements.flatMap((element) =>
        element === null ? [] : [{ value: lower(element.type === 'SpreadElement' ? element.argument : element), spread: element.type === 'SpreadElement' }],
      );
      return addValue(lowering, node, { kind: 'list', form: 'list', elements });
    }
    case 'ConditionalExpression': {
      const test = lower(node.test);
      const then = lowerExpression(lowering, node.consequent, context);
      return addValue(lowering, node, { kind: 'conditional', test, then, otherwise: lowerExpression(lowering, node.alternate, context) });
    }
    case 'LogicalExpression': {
      const operator = node.operator === '&&' ? 'and' : node.operator === '||' ? 'or' : 'nullish';
      const left = lower(node.left);
      return addValue(lowering, node, { kind: 'logical', operator, left, right: lower(node.right) });
    }
    case 'BinaryExpression':
      return lowerBinary(lowering, node);
    case 'UnaryExpression':
      return addValue(lowering, node, { kind: 'unary', operator: node.operator === '!' ? 'not' : node.operator, operand: lower(node.argument) });
    case 'UpdateExpression': {
      const target = lowerTarget(lowering, node.argument);
      const value = addLiteral(lowering, node, 1);
      return addValue(lowering, node, { kind: 'assign', operator: node.operator.slice(1), target, value, declares: undefined, annotation: undefined });
    }
    case 'AssignmentExpression':
      return lowerAssignment(lowering, node);
    case 'SequenceExpression':
      return addValue(lowering, node, { kind: 'sequence', values: node.expressions.map(lower) });
    case 'YieldExpression':
      return addValue(lowering, node, { kind: 'yield', operand: node.argument ? lower(node.argument) : undefined, delegates: node.delegate });
    case 'ImportExpression': {
      const source = lower(node.source);
      const module = node.source.type === 'Literal' && typeof node.source.value === 'string' ? node.source.value : undefined;
      if (module !== undefined) lowering.imports.push({ module, span: spanOf(node), typeOnly: false, form: 'dynamic', level: 0 });
      return addValue(lowering, node, { kind: 'import', module, source });
    }
    case 'ThisExpression':
      return addValue(lowering, node, { kind: 'this', form: 'this' });
    case 'Super':
      return addValue(lowering, node, { kind: 'this', form: 'super' });
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return lowerCast(lowering, node, context);
    case 'TSNonNullExpression':
      return addValue(lowering, node, { kind: 'cast', operand: lowerExpression(lowering, node.expression, context), type: undefined, constant: false });
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSInstantiationExpression':
      return lowerExpression(lowering, node.expression, context);
    case 'JSXElement':
      return lowerElement(lowering, node);
    case 'JSXFragment':
      return lowerFragment(lowering, node);
    case 'SpreadElement':
      return lower(node.argument);
    case 'V8IntrinsicExpression':
      return addValue(lowering, node, { kind: 'other', parts: node.arguments.map(lower) });
    default:
      return addValue(lowering, node, { kind: 'other', parts: [] });
  }
}

/** Goes down the left side in a loop: generated code adds up strings of thousands of parts. */
function lowerBinary(lowering: Lowering, node: BinaryExpression): ValueId {
  const chain = [node];
  let leftmost: Expression = node.left;
  for (; leftmost.type === 'BinaryExpression'; leftmost = leftmost.left) chain.push(leftmost);
  let left = lowerExpression(lowering, leftmost);
  for (const part of chain.reverse()) {
    const right = lowerExpression(lowering, part.right);
    left = addValue(lowering, part, { kind: 'binary', operator: part.operator, left, right });
  }
  return left;
}

function lowerLiteral(lowering: Lowering, node: Extract<Expression, { type: 'Literal' }>): ValueId {
  if ('regex' in node) return addValue(lowering, node, { kind: 'literal', type: 'regex', value: node.raw });
  if ('bigint' in node) return addValue(lowering, node, { kind: 'literal', type: 'bigint', value: node.bigint });
  const { value } = node;
  if (value === null) return addValue(lowering, node, { kind: 'literal', type: 'null', value });
  const type = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'boolean';
  return addValue(lowering, node, { kind: 'literal', type, value });
}

function lowerMember(lowering: Lowering, node: ESTree.MemberExpression): ValueId {
  const object = lowerExpression(lowering, node.object);
  const key = node.computed ? lowerExpression(lowering, node.property) : undefined;
  const property = keyName(node.property, node.computed);
  return addValue(lowering, node, { kind: 'member', object, property, key, optional: node.optional, propertySpan: spanOf(node.property) });
}

function lowerCall(
  lowering: Lowering,
  node: ESTree.CallExpression | ESTree.NewExpression,
  form: 'call' | 'construct',
  callee: ESTree.Expression,
  optional: boolean,
): ValueId {
  const calleeValue = lowerExpression(lowering, callee);
  const args = node.arguments.map((argument): Argument => {
    const spread = argument.type === 'SpreadElement';
    return { value: lowerExpression(lowering, argument), spread, keyword: undefined };
  });
  const first = node.arguments[0];
  if (form === 'call' && callee.type === 'Identifier' && callee.name === 'require' && first?.type === 'Literal' && typeof first.value === 'string') {
    if (findValueBinding(lowering.scope, 'require') === undefined) {
      lowering.imports.push({ module: first.value, span: spanOf(node), typeOnly: false, form: 'require', level: 0 });
    }
  }
  const typeArguments = lowerTypeArguments(lowering, node.typeArguments);
  const argumentsSpan = argumentList(lowering, node, callee);
  return addValue(lowering, node, { kind: 'call', form, callee: calleeValue, args, optional, typeArguments, argumentsSpan });
}

/** What can stand between a callee and its argument list: the end of parentheses around it, `?.`, space and comments. */
const beforeArguments = /(?:[\s)]|\?\.|\/\*[^]*?\*\/|\/\/.*)*/y;

/** The parentheses of a call, from the open one behind the callee and its type arguments to its last character. */
function argumentList(lowering: Lowering, node: ESTree.CallExpression | ESTree.NewExpression, callee: ESTree.Expression): Span {
  const { end } = spanOf(node);
  if (lowering.text.charAt(end - 1) !== ')') return { start: end, end };
  const from = node.typeArguments ? spanOf(node.typeArguments).end : spanOf(callee).end;
  if (lowering.text.charAt(from) === '(') return { start: from, end };
  beforeArguments.lastIndex = from;
  const start = from + (beforeArguments.exec(lowering.text)?.[0].length ?? 0);
  return { start: Math.min(start, end), end };
}

function lowerTemplate(lowering: Lowering, node: ESTree.TemplateLiteral): ValueId {
  const parts = node.expressions.map((part) => lowerExpression(lowering, part));
  const texts = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw);
  const [only] = texts;
  if (parts.length === 0 && only !== undefined) return addValue(lowering, node, { kind: 'literal', type: 'string', value: only });
  return addValue(lowering, node, { kind: 'template', parts, texts });
}

function lowerTagged(lowering: Lowering, node: ESTree.TaggedTemplateExpression): ValueId {
  const callee = lowerExpression(lowering, node.tag);
  const value = lowerTemplate(lowering, node.quasi);
  const args = [{ value, spread: false, keyword: undefined }];
  const typeArguments = lowerTypeArguments(lowering, node.typeArguments);
  return addValue(lowering, node, { kind: 'call', form: 'tag', callee, args, optional: false, typeArguments, argumentsSpan: spanOf(node.quasi) });
}

function lowerObject(lowering: Lowering, node: ESTree.ObjectExpression): ValueId {
  const entries = node.properties.map((property): ObjectEntry => {
    const span = spanOf(property);
    if (property.type === 'SpreadElement') {
      return { key: undefined, computedKey: undefined, value: lowerExpression(lowering, property.argument), spread: true, span };
    }
    const key = keyName(property.key, property.computed);
    const computedKey = property.computed ? lowerExpression(lowering, property.key) : undefined;
    const form: ValueContext['form'] = property.kind === 'get' ? 'getter' : property.kind === 'set' ? 'setter' : property.method ? 'method' : undefined;
    const context = { name: key, nameSpan: spanOf(property.key), form, declarationStart: span.start };
    return { key, computedKey, value: lowerExpression(lowering, property.value, context), spread: false, span };
  });
  return addValue(lowering, node, { kind: 'object', entries });
}

const assignmentOperators: Readonly<Record<string, string>> = { '=': '=', '&&=': '&&', '||=': '||', '??=': '??' };

function lowerAssignment(lowering: Lowering, node: ESTree.AssignmentExpression): ValueId {
  const target = lowerTarget(lowering, node.left);
  const { left } = node;
  const name =
    left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? keyName(left.property, left.computed) : undefined;
  const value = lowerExpression(lowering, node.right, { name, nameSpan: spanOf(left), declarationStart: spanOf(node).start });
  const operator = assignmentOperators[node.operator] ?? node.operator.slice(0, -1);
  return addValue(lowering, node, { kind: 'assign', operator, target, value, declares: undefined, annotation: undefined });
}

function lowerCast(
  lowering: Lowering,
  node: ESTree.TSAsExpression | ESTree.TSSatisfiesExpression | ESTree.TSTypeAssertion,
  context: ValueContext,
): ValueId {
  const operand = lowerExpression(lowering, node.expression, context);
  const { typeAnnotation } = node;
  const constant =
    typeAnnotation.type === 'TSTypeReference' && typeAnnotation.typeName.type === 'Identifier' && typeAnnotation.typeName.name === 'const';
  return addValue(lowering, node, { kind: 'cast', operand, type: constant ? undefined : lowerType(lowering, typeAnnotation), constant });
}
