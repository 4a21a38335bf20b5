import type * as ESTree from '@oxc-project/types';
import type { TypeMember, TypeRef } from '../../facts/model.ts';
import { findTypeBinding, findValueBinding, type Lowering } from './lowering.ts';

const other: TypeRef = { kind: 'other' };

/** A written type as a fact. Type nodes that no rule looks into become `other`. */
export function lowerType(lowering: Lowering, type: ESTree.TSType): TypeRef {
  switch (type.type) {
    case 'TSTypeReference':
      return lowerReference(lowering, type);
    case 'TSUnionType':
      return { kind: 'union', of: type.types.map((part) => lowerType(lowering, part)) };
    case 'TSIntersectionType':
      return { kind: 'intersection', of: type.types.map((part) => lowerType(lowering, part)) };
    case 'TSParenthesizedType':
      return lowerType(lowering, type.typeAnnotation);
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? lowerType(lowering, type.typeAnnotation) : other;
    case 'TSArrayType':
      return { kind: 'array', of: lowerType(lowering, type.elementType) };
    case 'TSTupleType':
      return { kind: 'tuple', of: type.elementTypes.map((element) => lowerTupleElement(lowering, element)) };
    case 'TSFunctionType':
      return {
        kind: 'function',
        params: type.params.map((param) => lowerAnnotation(lowering, annotationOf(param)) ?? other),
        returns: lowerType(lowering, type.returnType.typeAnnotation),
      };
    case 'TSTypeLiteral':
      return { kind: 'object', members: lowerMembers(lowering, type.members) };
    case 'TSTypeQuery':
      return lowerQuery(lowering, type);
    case 'TSLiteralType':
      return lowerLiteral(type.literal);
    default:
      return keyword(type.type);
  }
}

export function lowerAnnotation(lowering: Lowering, annotation: ESTree.TSTypeAnnotation | null | undefined): TypeRef | undefined {
  return annotation ? lowerType(lowering, annotation.typeAnnotation) : undefined;
}

/** The annotation of a parameter or pattern, wherever the parser put it. */
export function annotationOf(pattern: ESTree.ParamPattern): ESTree.TSTypeAnnotation | null | undefined {
  if (pattern.type === 'TSParameterProperty') return annotationOf(pattern.parameter);
  if (pattern.type === 'AssignmentPattern') return annotationOf(pattern.left);
  if (pattern.type === 'RestElement') return pattern.typeAnnotation ?? annotationOf(pattern.argument);
  return pattern.typeAnnotation;
}

export function lowerMembers(lowering: Lowering, members: readonly ESTree.TSSignature[]): TypeMember[] {
  const lowered: TypeMember[] = [];
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' && member.type !== 'TSMethodSignature') continue;
    const name = keyName(member.key, member.computed);
    if (name === undefined) continue;
    const type: TypeRef =
      member.type === 'TSPropertySignature'
        ? (lowerAnnotation(lowering, member.typeAnnotation) ?? other)
        : {
            kind: 'function',
            params: member.params.map((param) => lowerAnnotation(lowering, annotationOf(param)) ?? other),
            returns: lowerAnnotation(lowering, member.returnType),
          };
    lowered.push({ name, type, optional: member.optional });
  }
  return lowered;
}

/** The name a property key stands for, where the text tells. Private names keep their `#`, well-known symbols are spelled `[Symbol.iterator]`. */
export function keyName(key: ESTree.PropertyKey, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) return String(key.value);
  const isSymbol = computed && key.type === 'MemberExpression' && !key.computed && key.object.type === 'Identifier' && key.object.name === 'Symbol';
  return isSymbol && key.property.type === 'Identifier' ? `[Symbol.${key.property.name}]` : undefined;
}

function lowerTupleElement(lowering: Lowering, element: ESTree.TSTupleElement): TypeRef {
  if (element.type === 'TSRestType') return { kind: 'other' };
  if (element.type === 'TSOptionalType') return lowerType(lowering, element.typeAnnotation);
  if (element.type === 'TSNamedTupleMember') return lowerTupleElement(lowering, element.elementType);
  return lowerType(lowering, element);
}

function lowerReference(lowering: Lowering, type: ESTree.TSTypeReference): TypeRef {
  const path = namePath(type.typeName);
  const [root] = path;
  if (root === undefined) return other;
  return {
    kind: 'named',
    path,
    binding: findTypeBinding(lowering.scope, root) ?? findValueBinding(lowering.scope, root),
    args: lowerTypeArguments(lowering, type.typeArguments),
  };
}

function lowerQuery(lowering: Lowering, { exprName }: ESTree.TSTypeQuery): TypeRef {
  const path = exprName.type === 'TSImportType' ? [] : namePath(exprName);
  const [root] = path;
  return root === undefined || root === 'this' ? other : { kind: 'query', path, binding: findValueBinding(lowering.scope, root) };
}

export function lowerTypeArguments(lowering: Lowering, args: ESTree.TSTypeParameterInstantiation | null | undefined): TypeRef[] {
  return args ? args.params.map((argument) => lowerType(lowering, argument)) : [];
}

/** The names of a dotted name, outermost first. */
export function namePath(name: ESTree.TSTypeName | ESTree.BindingIdentifier | ESTree.IdentifierName): string[] {
  if (name.type === 'Identifier') return [name.name];
  if (name.type === 'TSQualifiedName') return [...namePath(name.left), name.right.name];
  return ['this'];
}

function lowerLiteral(literal: ESTree.TSLiteral): TypeRef {
  if (literal.type !== 'Literal') return other;
  const { value } = literal;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { kind: 'literal', value } : other;
}

const keywords: Readonly<Record<string, string>> = {
  TSAnyKeyword: 'any',
  TSUnknownKeyword: 'unknown',
  TSVoidKeyword: 'void',
  TSStringKeyword: 'string',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
  TSUndefinedKeyword: 'undefined',
  TSNullKeyword: 'null',
  TSNeverKeyword: 'never',
  TSObjectKeyword: 'object',
  TSBigIntKeyword: 'bigint',
  TSSymbolKeyword: 'symbol',
};

function keyword(nodeType: string): TypeRef {
  const name = keywords[nodeType];
  return name === undefined ? other : { kind: 'named', path: [name], binding: undefined, args: [] };
}
