import type { TypeRef } from '../../facts/model.ts';
import type { Expression, Subscript, TypeParameter } from './ast.ts';
import { type Lowering, declare, spanOf } from './lowering.ts';
import { parsePython } from './parse-python.ts';
import { findBinding } from './scopes.ts';

const other: TypeRef = { kind: 'other' };
const nothing: TypeRef = { kind: 'literal', value: null };

/** Types that stand for what they are given: `Annotated[X, ...]`. */
const transparent = /^(?:Annotated|ClassVar|Final|InitVar|NotRequired|ReadOnly|Required|Unpack)$/;
const lists = /^(?:list|List|set|Set|frozenset|FrozenSet|deque|Deque|Sequence|MutableSequence|AbstractSet|MutableSet|Collection|Iterable|Iterator|Reversible)$/;

/** Is an expression nothing but a type, so that what it is assigned to is a name for that type: `Session = Annotated[AsyncSession, Depends(session)]`? */
export function isWrittenType(node: Expression): boolean {
  return node.type === 'Subscript' && /^(?:Annotated|Callable|Optional|Union)$/.test(pathOf(node.value).at(-1) ?? '');
}

export function lowerAnnotation(lowering: Lowering, annotation: Expression | undefined): TypeRef | undefined {
  return annotation === undefined ? undefined : lowerType(lowering, annotation);
}

/** An annotation as a fact. What no rule looks into becomes `other`. */
export function lowerType(lowering: Lowering, node: Expression): TypeRef {
  switch (node.type) {
    case 'Name':
    case 'Attribute':
      return lowerNamed(lowering, node, []);
    case 'Constant':
      if (node.kind === 'None') return nothing;
      return node.kind === 'str' ? lowerText(lowering, String(node.value)) : other;
    case 'BinOp':
      return node.op === '|' ? unionOf([lowerType(lowering, node.left), lowerType(lowering, node.right)]) : other;
    case 'Subscript':
      return lowerSubscript(lowering, node);
    default:
      return other;
  }
}

function unionOf(parts: readonly TypeRef[]): TypeRef {
  return { kind: 'union', of: parts.flatMap((part) => (part.kind === 'union' ? part.of : [part])) };
}

/** A type in quotes names what is defined further down, or imported for types alone. */
function lowerText(lowering: Lowering, text: string): TypeRef {
  const [statement, ...others] = parsePython(text.trim()).module.body;
  const isType = statement?.type === 'Expr' && others.length === 0 && !(statement.value.type === 'Constant' && statement.value.kind === 'str');
  return isType ? lowerType(lowering, statement.value) : other;
}

function lowerNamed(lowering: Lowering, node: Expression, args: readonly TypeRef[]): TypeRef {
  const path = pathOf(node);
  const [root] = path;
  return root === undefined ? other : { kind: 'named', path, binding: findBinding(lowering, root), args };
}

function pathOf(node: Expression): string[] {
  if (node.type === 'Name') return [node.id];
  if (node.type !== 'Attribute') return [];
  const object = pathOf(node.value);
  return object.length === 0 ? [] : [...object, node.attr];
}

function lowerSubscript(lowering: Lowering, node: Subscript): TypeRef {
  const name = pathOf(node.value).at(-1) ?? '';
  const inner = (): readonly TypeRef[] => argumentsOf(node).map((part) => lowerType(lowering, part));
  if (name === 'Optional') return unionOf([...inner(), nothing]);
  if (name === 'Union') return unionOf(inner());
  if (transparent.test(name)) return inner()[0] ?? other;
  if (name === 'Literal' || name === 'type' || name === 'Type') return other;
  if (lists.test(name)) return { kind: 'array', of: inner()[0] ?? other };
  if (name === 'tuple' || name === 'Tuple') return lowerTuple(lowering, node);
  if (name === 'Callable') return lowerCallable(lowering, node);
  const args = inner();
  // What comes of awaiting it comes first, as in `Awaitable[X]`.
  const [sent, thrown, result] = args;
  const isCoroutine = name === 'Coroutine' && sent !== undefined && thrown !== undefined && result !== undefined;
  return lowerNamed(lowering, node.value, isCoroutine ? [result, sent, thrown] : args);
}

function argumentsOf({ slice }: Subscript): readonly Expression[] {
  return slice.type === 'Tuple' ? slice.elts : [slice];
}

/** `tuple[X, ...]` is a list of any length. */
function lowerTuple(lowering: Lowering, node: Subscript): TypeRef {
  const [first, second] = argumentsOf(node);
  if (first !== undefined && second?.type === 'Constant' && second.kind === 'Ellipsis') return { kind: 'array', of: lowerType(lowering, first) };
  return { kind: 'tuple', of: argumentsOf(node).map((part) => lowerType(lowering, part)) };
}

function lowerCallable(lowering: Lowering, node: Subscript): TypeRef {
  const [params, returns] = argumentsOf(node);
  const types = params?.type === 'List' ? params.elts.map((part) => lowerType(lowering, part)) : [];
  return { kind: 'function', params: types, returns: returns === undefined ? undefined : lowerType(lowering, returns) };
}

/** `def f[T: Bound](...)`. */
export function declareTypeParameters(lowering: Lowering, parameters: readonly TypeParameter[]): void {
  for (const parameter of parameters) declare(lowering, lowering.scope, { name: parameter.name, kind: 'type', span: spanOf(parameter) });
}
