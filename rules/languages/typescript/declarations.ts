import type * as ESTree from '@oxc-project/types';
import type { BindingKind } from '../../facts/model.ts';
import { type Lowering, type Scope, declare, spanOf } from './lowering.ts';

type Statement = ESTree.Statement | ESTree.Directive;

/** Declares what a list of statements declares for the whole block they stand in, before any of them is lowered. */
export function declareBlock(lowering: Lowering, scope: Scope, statements: readonly Statement[]): void {
  for (const statement of statements) declareStatement(lowering, scope, statement);
}

function declareStatement(lowering: Lowering, scope: Scope, statement: Statement): void {
  switch (statement.type) {
    case 'VariableDeclaration':
      if (statement.kind !== 'var') declareVariables(lowering, scope, statement);
      return;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      if (statement.id) declare(lowering, scope, { name: statement.id.name, kind: 'function', span: spanOf(statement.id) });
      return;
    case 'ClassDeclaration':
      if (statement.id) declare(lowering, scope, { name: statement.id.name, kind: 'class', span: spanOf(statement.id) });
      return;
    case 'ImportDeclaration':
      declareImports(lowering, scope, statement);
      return;
    case 'TSImportEqualsDeclaration':
      declare(lowering, scope, { name: statement.id.name, kind: 'import', span: spanOf(statement.id) });
      return;
    case 'TSEnumDeclaration':
      declare(lowering, scope, { name: statement.id.name, kind: 'enum', span: spanOf(statement.id) });
      return;
    case 'TSModuleDeclaration':
      declareNamespace(lowering, scope, statement);
      return;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      declare(lowering, scope, { name: statement.id.name, kind: 'type', span: spanOf(statement.id) });
      return;
    case 'ExportNamedDeclaration':
      if (statement.declaration) declareStatement(lowering, scope, statement.declaration);
      return;
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration' || declaration.type === 'TSInterfaceDeclaration') {
        declareStatement(lowering, scope, declaration);
      }
      return;
    }
    case 'LabeledStatement':
      declareStatement(lowering, scope, statement.body);
      return;
    default:
  }
}

/** `namespace a.b {}` declares `a`; `declare module 'x'` and `declare global` declare no name. */
function declareNamespace(lowering: Lowering, scope: Scope, { id, kind }: ESTree.TSModuleDeclaration | ESTree.TSGlobalDeclaration): void {
  if (kind === 'global' || id.type === 'Literal') return;
  let root: ESTree.TSTypeName | ESTree.BindingIdentifier | ESTree.IdentifierName = id;
  while (root.type === 'TSQualifiedName') root = root.left;
  if (root.type === 'Identifier') declare(lowering, scope, { name: root.name, kind: 'namespace', span: spanOf(root) });
}

function declareImports(lowering: Lowering, scope: Scope, statement: ESTree.ImportDeclaration): void {
  const module = statement.source.value;
  for (const specifier of statement.specifiers) {
    const name = importedName(specifier);
    const typeOnly = statement.importKind === 'type' || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
    declare(lowering, scope, {
      name: specifier.local.name,
      kind: 'import',
      span: spanOf(specifier.local),
      import: { module, name, typeOnly },
    });
  }
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return exportedName(specifier.imported);
}

export function exportedName(name: ESTree.ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

export function declareVariables(lowering: Lowering, scope: Scope, declaration: ESTree.VariableDeclaration, kind: BindingKind = variableKind(declaration)): void {
  for (const declarator of declaration.declarations) declarePattern(lowering, scope, declarator.id, kind);
}

function variableKind({ kind }: ESTree.VariableDeclaration): BindingKind {
  return kind === 'await using' ? 'using' : kind;
}

/** Declares every name in a pattern. */
export function declarePattern(lowering: Lowering, scope: Scope, pattern: ESTree.BindingPattern, kind: BindingKind): void {
  switch (pattern.type) {
    case 'Identifier':
      declare(lowering, scope, { name: pattern.name, kind, span: spanOf(pattern) });
      return;
    case 'AssignmentPattern':
      declarePattern(lowering, scope, pattern.left, kind);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        declarePattern(lowering, scope, property.type === 'RestElement' ? property.argument : property.value, kind);
      }
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) {
        if (element !== null) declarePattern(lowering, scope, element.type === 'RestElement' ? element.argument : element, kind);
      }
  }
}

/** Declares every `var` below these statements, which belong to the whole function. */
export function declareHoisted(lowering: Lowering, scope: Scope, statements: readonly (Statement | null | undefined)[]): void {
  for (const statement of statements) {
    if (statement) declareHoistedIn(lowering, scope, statement);
  }
}

function declareHoistedIn(lowering: Lowering, scope: Scope, statement: Statement): void {
  const inside = (...statements: readonly (Statement | null | undefined)[]): void => {
    declareHoisted(lowering, scope, statements);
  };
  const head = (init: ESTree.ForStatementInit | ESTree.ForStatementLeft | null): void => {
    if (init?.type === 'VariableDeclaration') inside(init);
  };
  switch (statement.type) {
    case 'VariableDeclaration':
      if (statement.kind === 'var') declareVariables(lowering, scope, statement);
      return;
    case 'ExportNamedDeclaration':
      inside(statement.declaration);
      return;
    case 'BlockStatement':
      inside(...statement.body);
      return;
    case 'IfStatement':
      inside(statement.consequent, statement.alternate);
      return;
    case 'ForStatement':
      head(statement.init);
      inside(statement.body);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      head(statement.left);
      inside(statement.body);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      inside(statement.body);
      return;
    case 'TryStatement':
      inside(statement.block, statement.handler?.body, statement.finalizer);
      return;
    case 'SwitchStatement':
      for (const { consequent } of statement.cases) inside(...consequent);
      return;
    default:
  }
}
