import type { Argument, LiteralValue, ObjectEntry, TypeRef, ValueId } from '../../facts/model.ts';
import { type NewValue, addCallAt, addMemberAt, addNameAt } from '../lowering/fact-tables.ts';
import type { Attribute, BoolOp, Call, Compare, Constant, Dict, Expression, FormattedValue, JoinedStr, Name, Subscript, TemplateStr } from './ast.ts';
import { lowerComprehension } from './comprehensions.ts';
import { lowerLambda } from './functions.ts';
import { type Lowering, addValue, spanOf } from './lowering.ts';
import { findBinding } from './scopes.ts';
import { lowerTarget } from './targets.ts';
import { lowerType } from './type-refs.ts';

/** Lowers an expression; its parts come before it in the table, in order of evaluation. */
export function lowerExpression(lowering: Lowering, node: Expression, name?: string): ValueId {
  // Nearly all expressions are of these kinds, and are lowered without making anything else.
  switch (node.type) {
    case 'Name':
      return lowerName(lowering, node);
    case 'Attribute':
      return lowerAttribute(lowering, node);
    case 'Call':
      return lowerCall(lowering, node);
    case 'Constant':
      return addValue(lowering, node, literalOf(node));
    case 'Subscript':
      return lowerSubscript(lowering, node);
    default:
      return lowerRarer(lowering, node, name);
  }
}

type Rarer = Exclude<Expression, Name | Attribute | Call | Constant | Subscript>;

function lowerRarer(lowering: Lowering, node: Rarer, name: string | undefined): ValueId {
  const lower = (part: Expression): ValueId => lowerExpression(lowering, part);
  const add = (value: NewValue): ValueId => addValue(lowering, node, value);
  switch (node.type) {
    case 'Await':
      return add({ kind: 'await', operand: lower(node.value) });
    case 'JoinedStr':
    case 'TemplateStr':
      return lowerTemplate(lowering, node);
    case 'FormattedValue':
      return add({ kind: 'template', parts: formattedParts(lowering, node), texts: [] });
    case 'List':
    case 'Tuple':
    case 'Set': {
      const elements = node.elts.map((element) => ({ value: lower(element.type === 'Starred' ? element.value : element), spread: element.type === 'Starred' }));
      const form = node.type === 'List' ? 'list' : node.type === 'Tuple' ? 'tuple' : 'set';
      return add({ kind: 'list', form, elements });
    }
    case 'Dict':
      return add({ kind: 'object', entries: lowerEntries(lowering, node) });
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return lowerComprehension(lowering, node);
    case 'Lambda':
      return add({ kind: 'function', fn: lowerLambda(lowering, node, name) });
    case 'IfExp': {
      const test = lower(node.test);
      const then = lower(node.body);
      return add({ kind: 'conditional', test, then, otherwise: lower(node.orelse) });
    }
    case 'BoolOp':
      return lowerLogical(lowering, node);
    case 'Compare':
      return lowerCompare(lowering, node);
    case 'BinOp': {
      const left = lower(node.left);
      return add({ kind: 'binary', operator: node.op, left, right: lower(node.right) });
    }
    case 'UnaryOp':
      return add({ kind: 'unary', operator: node.op, operand: lower(node.operand) });
    case 'NamedExpr': {
      const value = lower(node.value);
      const target = lowerTarget(lowering, node.target, { init: value, parameter: undefined, path: [] });
      return add({ kind: 'assign', operator: '=', target, value, declares: undefined, annotation: undefined });
    }
    case 'Yield':
      lowering.yields = true;
      return add({ kind: 'yield', operand: node.value === undefined ? undefined : lower(node.value), delegates: false });
    case 'YieldFrom':
      lowering.yields = true;
      return add({ kind: 'yield', operand: lower(node.value), delegates: true });
    case 'Starred':
      return add({ kind: 'other', parts: [lower(node.value)] });
    case 'Slice':
      return add({ kind: 'other', parts: [node.lower, node.upper, node.step].flatMap((part) => (part === undefined ? [] : [lower(part)])) });
    case 'ErrorExpression':
      return add({ kind: 'other', parts: node.parts.map(lower) });
  }
}

function lowerName(lowering: Lowering, node: Name): ValueId {
  const binding = findBinding(lowering, node.id);
  const receiver = binding === undefined ? undefined : lowering.receivers.get(binding);
  return receiver === undefined ? addNameAt(lowering, spanOf(node), node.id, binding) : addValue(lowering, node, { kind: 'this', form: receiver });
}

function lowerAttribute(lowering: Lowering, node: Attribute): ValueId {
  const object = lowerExpression(lowering, node.value);
  return addMemberAt(lowering, spanOf(node), object, node.attr, node.attrSpan);
}

/** `a['b']` is no attribute. */
function lowerSubscript(lowering: Lowering, node: Subscript): ValueId {
  const object = lowerExpression(lowering, node.value);
  const { slice } = node;
  const propertySpan = spanOf(slice);
  if (slice.type !== 'Slice') return addValue(lowering, node, { kind: 'member', object, property: undefined, key: lowerExpression(lowering, slice), optional: false, propertySpan });
  const [from, to, step] = [slice.lower, slice.upper, slice.step].map((part) => (part === undefined ? undefined : lowerExpression(lowering, part)));
  const key = addValue(lowering, slice, { kind: 'other', parts: [from, to, step].filter((part) => part !== undefined) });
  return addValue(lowering, node, { kind: 'member', object, property: undefined, key, range: { from, to }, optional: false, propertySpan });
}

function lowerCall(lowering: Lowering, node: Call): ValueId {
  if (isSuper(lowering, node)) {
    for (const argument of node.args) lowerExpression(lowering, argument);
    return addValue(lowering, node, { kind: 'this', form: 'super' });
  }
  // `Queue[int]()` makes a `Queue`.
  const generic = node.func.type === 'Subscript' && isClassName(node.func.value) ? node.func : undefined;
  const callee = lowerExpression(lowering, generic?.value ?? node.func);
  const typeArguments = generic === undefined ? noTypes : [lowerType(lowering, generic.slice)];
  return addCallAt(lowering, spanOf(node), callee, lowerArguments(lowering, node), typeArguments, node.argumentsSpan);
}

const noTypes: readonly TypeRef[] = [];

function isSuper(lowering: Lowering, { func }: Call): boolean {
  if (func.type !== 'Name' || func.id !== 'super' || lowering.class === undefined) return false;
  const binding = findBinding(lowering, 'super');
  return binding === undefined || lowering.ambient.get('super') === binding;
}

function isClassName(node: Expression): boolean {
  const name = node.type === 'Name' ? node.id : node.type === 'Attribute' ? node.attr : '';
  return /^_*[A-Z]/.test(name);
}

/** In order of the text: only `*xs` can stand behind a keyword. */
function lowerArguments(lowering: Lowering, node: Call): readonly Argument[] {
  if (node.keywords.length === 0) return node.args.length === 0 ? noArguments : node.args.map((part) => lowerArgument(lowering, part));
  const isMixed = node.keywords.length > 0 && (node.args.at(-1)?.start ?? 0) > (node.keywords[0]?.start ?? 0);
  const parts = isMixed ? [...node.args, ...node.keywords].sort((a, b) => a.start - b.start) : [...node.args, ...node.keywords];
  return parts.map((part): Argument => {
    if (part.type === 'keyword') return { value: lowerExpression(lowering, part.value), spread: part.arg === undefined, keyword: part.arg };
    return lowerArgument(lowering, part);
  });
}

const noArguments: readonly Argument[] = [];

function lowerArgument(lowering: Lowering, part: Expression): Argument {
  const spread = part.type === 'Starred';
  return { value: lowerExpression(lowering, spread ? part.value : part), spread, keyword: undefined };
}

const literalTypes: Readonly<Record<Constant['kind'], LiteralValue['type']>> = {
  str: 'string',
  bytes: 'bytes',
  int: 'number',
  float: 'number',
  complex: 'number',
  bool: 'boolean',
  None: 'null',
  Ellipsis: 'ellipsis',
};

function literalOf({ kind, value }: Constant): NewValue {
  return { kind: 'literal', type: literalTypes[kind], value };
}

function lowerTemplate(lowering: Lowering, node: JoinedStr | TemplateStr): ValueId {
  const parts: ValueId[] = [];
  const texts = [''];
  for (const value of node.values) {
    if (value.type === 'Constant') {
      texts.push((texts.pop() ?? '') + String(value.value));
      continue;
    }
    parts.push(...formattedParts(lowering, value));
    while (texts.length <= parts.length) texts.push('');
  }
  return addValue(lowering, node, { kind: 'template', parts, texts });
}

/** The values of a replacement field: what it shows, and what stands in its format. */
function formattedParts(lowering: Lowering, node: FormattedValue): ValueId[] {
  const value = lowerExpression(lowering, node.value);
  const format = node.format_spec?.values.flatMap((part) => (part.type === 'FormattedValue' ? formattedParts(lowering, part) : [])) ?? [];
  return [value, ...format];
}

function lowerEntries(lowering: Lowering, node: Dict): ObjectEntry[] {
  return node.values.map((part, index): ObjectEntry => {
    const key = node.keys[index];
    const isName = key?.type === 'Constant' && key.kind === 'str';
    const computedKey = key === undefined || isName ? undefined : lowerExpression(lowering, key);
    const value = lowerExpression(lowering, part);
    const span = { start: key?.start ?? part.start, end: part.end };
    return { key: isName ? String(key.value) : undefined, computedKey, value, spread: key === undefined, span };
  });
}

function lowerLogical(lowering: Lowering, { op, values }: BoolOp): ValueId {
  const [first, ...others] = values;
  if (first === undefined) return addValue(lowering, { start: 0, end: 0 }, { kind: 'other', parts: [] });
  let left = lowerExpression(lowering, first);
  for (const value of others) {
    const right = lowerExpression(lowering, value);
    left = addValue(lowering, { start: first.start, end: value.end }, { kind: 'logical', operator: op, left, right });
  }
  return left;
}

/** As equality is spelled in facts: Python's is strict. */
const operators: Readonly<Record<string, string | undefined>> = { '==': '===', is: '===', '!=': '!==', 'is not': '!==' };

/** `a < b < c` is `(a < b) < c` here: no rule looks into it. */
function lowerCompare(lowering: Lowering, node: Compare): ValueId {
  let left = lowerExpression(lowering, node.left);
  for (const [index, comparator] of node.comparators.entries()) {
    const right = lowerExpression(lowering, comparator);
    const written = node.ops[index] ?? '';
    left = addValue(lowering, { start: node.left.start, end: comparator.end }, { kind: 'binary', operator: operators[written] ?? written, left, right });
  }
  return left;
}
