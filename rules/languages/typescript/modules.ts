import type * as ESTree from '@oxc-project/types';
import type { Span, Target, ValueId } from '../../facts/model.ts';
import { addStep, describeBinding } from '../lowering/fact-tables.ts';
import { exportedName } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, addValue, findTypeBinding, findValueBinding, spanOf } from './lowering.ts';
import { lowerDeclarationValue, lowerStatement } from './statements.ts';

export type ModuleStatement = ESTree.ModuleDeclaration | ESTree.TSImportEqualsDeclaration;

/** Lowers what only stands at the top of a module: imports and exports. */
export function lowerModuleStatement(lowering: Lowering, node: ModuleStatement): void {
  const span = spanOf(node);
  switch (node.type) {
    case 'ImportDeclaration':
      lowering.imports.push({ module: node.source.value, span, typeOnly: node.importKind === 'type', form: 'static', level: 0 });
      return;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(lowering, node);
      return;
    case 'ExportNamedDeclaration':
      lowerNamedExports(lowering, node);
      return;
    case 'ExportDefaultDeclaration':
      lowerDefaultExport(lowering, node);
      return;
    case 'ExportAllDeclaration': {
      const module = node.source.value;
      lowering.imports.push({ module, span, typeOnly: node.exportKind === 'type', form: 're-export', level: 0 });
      const name = node.exported ? exportedName(node.exported) : '*';
      lowering.exports.push({ name, binding: undefined, value: undefined, from: { module, name: '*' }, span });
      return;
    }
    case 'TSExportAssignment':
      addExport(lowering, 'default', lowerExpression(lowering, node.expression), span);
      return;
    default:
  }
}

function lowerImportEquals(lowering: Lowering, node: ESTree.TSImportEqualsDeclaration): void {
  const binding = findValueBinding(lowering.scope, node.id.name);
  const reference = node.moduleReference;
  if (reference.type !== 'TSExternalModuleReference') {
    describeBinding(lowering, binding, { init: lowerEntityName(lowering, reference) });
    return;
  }
  const module = reference.expression.value;
  lowering.imports.push({ module, span: spanOf(node), typeOnly: node.importKind === 'type', form: 'require', level: 0 });
  describeBinding(lowering, binding, { import: { module, name: '*', typeOnly: node.importKind === 'type' } });
}

/** `A.B.c` in `import alias = A.B.c` reads members as an expression would. */
function lowerEntityName(lowering: Lowering, name: ESTree.TSTypeName): ValueId {
  if (name.type === 'ThisExpression') return addValue(lowering, name, { kind: 'this', form: 'this' });
  if (name.type === 'Identifier') return addValue(lowering, name, { kind: 'name', name: name.name, binding: findValueBinding(lowering.scope, name.name) });
  const object = lowerEntityName(lowering, name.left);
  return addValue(lowering, name, { kind: 'member', object, property: name.right.name, key: undefined, optional: false, propertySpan: spanOf(name.right) });
}

function lowerNamedExports(lowering: Lowering, node: ESTree.ExportNamedDeclaration): void {
  const span = spanOf(node);
  if (node.declaration) {
    const { declaration } = node;
    lowerStatement(lowering, declaration);
    for (const name of declaredNames(declaration)) exportName(lowering, name, name, span);
    return;
  }
  const module = node.source?.value;
  if (module !== undefined) lowering.imports.push({ module, span, typeOnly: node.exportKind === 'type', form: 're-export', level: 0 });
  for (const specifier of node.specifiers) {
    const local = exportedName(specifier.local);
    const exported = exportedName(specifier.exported);
    if (module === undefined) exportName(lowering, exported, local, spanOf(specifier));
    else lowering.exports.push({ name: exported, binding: undefined, value: undefined, from: { module, name: local }, span: spanOf(specifier) });
  }
}

function declaredNames(declaration: ESTree.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => patternNames(id));
  if ('id' in declaration && declaration.id?.type === 'Identifier') return [declaration.id.name];
  return [];
}

function patternNames(pattern: ESTree.BindingPattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => patternNames(property.type === 'RestElement' ? property.argument : property.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : patternNames(element.type === 'RestElement' ? element.argument : element)));
  }
}

function exportName(lowering: Lowering, name: string, local: string, span: Span): void {
  const binding = findValueBinding(lowering.scope, local) ?? findTypeBinding(lowering.scope, local);
  lowering.exports.push({ name: lowering.exportPrefix + name, binding, value: undefined, from: undefined, span });
}

function lowerDefaultExport(lowering: Lowering, node: ESTree.ExportDefaultDeclaration): void {
  const { declaration } = node;
  const span = spanOf(node);
  if (declaration.type === 'TSInterfaceDeclaration') {
    lowerStatement(lowering, declaration);
    return;
  }
  const named = (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id;
  if (named) {
    lowerDeclarationValue(lowering, declaration, span.start);
    exportName(lowering, 'default', named.name, span);
    return;
  }
  const value = lowerExpression(lowering, declaration, { name: 'default', declarationStart: span.start });
  addStep(lowering, { kind: 'evaluate', value, span });
  addExport(lowering, 'default', value, span);
}

function addExport(lowering: Lowering, name: string, value: number, span: Span): void {
  const lowered = lowering.values[value];
  const binding = lowered?.kind === 'name' ? lowered.binding : undefined;
  lowering.exports.push({ name, binding, value, from: undefined, span });
}

/** Finds CommonJS exports among the module's assignments: `module.exports = x`, `exports.name = x`. */
export function collectCommonJsExports(lowering: Lowering): void {
  for (const value of lowering.values) {
    if (value.kind !== 'assign' || value.operator !== '=' || value.target.kind !== 'member') continue;
    const path = exportPath(lowering, value.target);
    if (path === undefined) continue;
    if (path !== '') addExport(lowering, path, value.value, value.span);
    else addWholeExport(lowering, value.value, value.span);
  }
}

/** The name an assignment target exports under: empty for the whole module, undefined for any other target. */
function exportPath(lowering: Lowering, target: Extract<Target, { kind: 'member' }>): string | undefined {
  const member = lowering.values[target.value];
  if (member?.kind !== 'member' || member.property === undefined) return undefined;
  const object = lowering.values[member.object];
  if (object?.kind === 'name' && object.binding === undefined) {
    if (object.name === 'exports') return member.property;
    if (object.name === 'module' && member.property === 'exports') return '';
  }
  if (object?.kind !== 'member' || object.property !== 'exports') return undefined;
  const root = lowering.values[object.object];
  return root?.kind === 'name' && root.binding === undefined && root.name === 'module' ? member.property : undefined;
}

function addWholeExport(lowering: Lowering, value: number, span: Span): void {
  addExport(lowering, 'default', value, span);
  const lowered = lowering.values[value];
  if (lowered?.kind !== 'object') return;
  for (const entry of lowered.entries) {
    if (entry.key !== undefined) addExport(lowering, entry.key, entry.value, entry.span);
  }
}

