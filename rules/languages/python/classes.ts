import type { ClassId, ClassMember, TypeRef, ValueId } from '../../facts/model.ts';
import { addStep, describeBinding } from '../lowering/fact-tables.ts';
import type { AsyncFunctionDef, ClassDef, Expression, FunctionDef, Statement } from './ast.ts';
import { declareNames } from './declarations.ts';
import { isOverload, methodTraits } from './decorators.ts';
import { lowerExpression } from './expressions.ts';
import { lowerClassBody, lowerDefinition } from './functions.ts';
import { type Lowering, addValue, childScope, inScope, spanOf } from './lowering.ts';
import { findBinding, writtenBinding } from './scopes.ts';
import { lowerStatement, setFunction } from './statements.ts';
import { declareTypeParameters, lowerAnnotation } from './type-refs.ts';

export function lowerClass(lowering: Lowering, node: ClassDef): void {
  const decorators = node.decorator_list.map((decorator) => lowerExpression(lowering, decorator));
  const scope = childScope(lowering, 'function');
  inScope(lowering, node.type_params.length === 0 ? lowering.scope : scope, () => {
    declareTypeParameters(lowering, node.type_params);
    const classId = addClass(lowering, node, decorators);
    const value = addValue(lowering, node, { kind: 'class', class: classId });
    addStep(lowering, { kind: 'evaluate', value, span: spanOf(node) });
  });
}

function addClass(lowering: Lowering, node: ClassDef, decorators: readonly ValueId[]): ClassId {
  const bases = node.bases.filter((base) => base.type !== 'Starred').map((base) => lowerBase(lowering, base));
  for (const keyword of node.keywords) lowerExpression(lowering, keyword.value);
  const [superclass, ...mixins] = bases.flatMap((base) => (base === undefined ? [] : [base]));
  const id = lowering.classes.length;
  const base = { id, name: node.name, span: spanOf(node), fn: lowering.fn, superclass, mixins, implements: [], decorators };
  lowering.classes.push({ ...base, members: [] });
  const binding = writtenBinding(lowering, node.name);
  const known = binding === undefined ? undefined : lowering.bindings[binding];
  // Of alternatives, the import is what everybody sees.
  if (known?.kind === 'class') describeBinding(lowering, binding, { class: id });
  const members: ClassMember[] = [];
  lowerClassBody(lowering, node, node.name, id, () => {
    const outer = lowering.class;
    lowering.class = id;
    declareNames(lowering, lowering.scope, node.body);
    for (const statement of node.body) members.push(...lowerMember(lowering, statement, id));
    lowering.class = outer;
  });
  const annotated = (lowering.annotatedFields.get(id) ?? []).filter((field) => !members.some(({ name }) => name === field.name));
  lowering.classes[id] = { ...base, members: [...members, ...annotated] };
  return id;
}

const plainBases = /^(?:object|ABC|Generic|Protocol|NamedTuple|TypedDict)$/;

/** `Base[T]` is `Base`; bases that give no members of their own, and classes that only describe types, are left out. */
function lowerBase(lowering: Lowering, node: Expression): ValueId | undefined {
  const base = node.type === 'Subscript' ? node.value : node;
  const value = lowerExpression(lowering, base);
  const name = base.type === 'Name' ? base.id : base.type === 'Attribute' ? base.attr : '';
  return plainBases.test(name) && !isOfAsyncio(lowering, base) ? undefined : value;
}

/** `asyncio.Protocol` is a class of its own, unlike `typing.Protocol`. */
function isOfAsyncio(lowering: Lowering, base: Expression): boolean {
  if (base.type === 'Attribute') return base.value.type === 'Name' && base.value.id === 'asyncio';
  const binding = base.type === 'Name' ? findBinding(lowering, base.id) : undefined;
  return binding !== undefined && lowering.bindings[binding]?.import?.module === 'asyncio';
}

function lowerMember(lowering: Lowering, node: Statement, id: ClassId): ClassMember[] {
  switch (node.type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return isOverload(node) ? [] : [lowerMethod(lowering, node, id)];
    case 'If':
    case 'Try':
    case 'With':
      return lowerNested(lowering, node, id);
    case 'Assign': {
      const before = lowering.values.length;
      lowerStatement(lowering, node);
      return node.targets.flatMap((target) => (target.type === 'Name' ? [fieldOf(lowering, node, target.id, assignedSince(lowering, before), undefined)] : []));
    }
    case 'AnnAssign': {
      const before = lowering.values.length;
      lowerStatement(lowering, node);
      if (node.target.type !== 'Name') return [];
      const value = node.value === undefined ? undefined : assignedSince(lowering, before);
      return [fieldOf(lowering, node, node.target.id, value, lowerAnnotation(lowering, node.annotation))];
    }
    default:
      lowerStatement(lowering, node);
      return [];
  }
}

/** Methods under a condition are methods; the conditions themselves say nothing to anyone. */
function lowerNested(lowering: Lowering, node: Extract<Statement, { type: 'If' | 'Try' | 'With' }>, id: ClassId): ClassMember[] {
  const before = lowering.functions.length;
  lowerStatement(lowering, node);
  return lowering.functions.slice(before).flatMap((fn): ClassMember[] => {
    if (fn.class !== id || fn.name === undefined || fn.form === 'static-block') return [];
    const kind = fn.form === 'getter' || fn.form === 'setter' || fn.form === 'constructor' ? fn.form : 'method';
    return [{ name: fn.name, isStatic: fn.isStatic, kind, function: fn.id, value: undefined, annotation: undefined, span: fn.span }];
  });
}

export function lowerMethod(lowering: Lowering, node: FunctionDef | AsyncFunctionDef, id: ClassId): ClassMember {
  const binding = writtenBinding(lowering, node.name);
  const fn = lowerDefinition(lowering, node, { binding, class: id });
  setFunction(lowering, binding, fn);
  const { kind, isStatic } = methodTraits(node);
  const form = node.name === '__init__' ? 'constructor' : kind;
  return { name: node.name, isStatic, kind: form, function: fn, value: undefined, annotation: undefined, span: spanOf(node) };
}

/** The value that the last assignment lowered gives. */
function assignedSince(lowering: Lowering, before: number): ValueId | undefined {
  const last = lowering.values.length > before ? lowering.values.at(-1) : undefined;
  return last?.kind === 'assign' ? last.value : undefined;
}

function fieldOf(lowering: Lowering, node: Statement, name: string, value: ValueId | undefined, annotation: TypeRef | undefined): ClassMember {
  const lowered = value === undefined ? undefined : lowering.values[value];
  return { name, isStatic: false, kind: 'field', function: lowered?.kind === 'function' ? lowered.fn : undefined, value, annotation, span: spanOf(node) };
}
