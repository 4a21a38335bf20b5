import type { BindingKind, Span } from '../../facts/model.ts';
import type { Expression, FunctionDef, AsyncFunctionDef, Pattern, PythonNode, Statement } from './ast.ts';
import { isOverload } from './decorators.ts';
import { type Lowering, type Scope, declare, isHandedOn, spanOf } from './lowering.ts';

type How = 'assign' | 'none' | 'for' | 'with' | 'import' | 'def' | 'class' | 'type' | 'other';

interface Noted {
  readonly span: Span;
  readonly hows: How[];
}

/** Names that one scope binds, with the ways it does, in order of the text. */
interface Notes {
  readonly names: Map<string, Noted>;
  readonly scope: Scope;
  readonly hasWalrus: boolean;
}

/** Declares every name that these statements bind in a scope of Python's, before any of them is lowered. */
export function declareNames(lowering: Lowering, scope: Scope, statements: readonly Statement[]): void {
  const notes: Notes = { names: new Map(), scope, hasWalrus: lowering.hasWalrus };
  noteStatements(notes, statements);
  for (const [name, { span, hows }] of notes.names) {
    scope.counts.set(name, hows.length);
    if (isHandedOn(scope, name)) continue;
    declare(lowering, scope, { name, kind: kindOf(hows), span });
  }
}

/** Declares the names that assignment expressions in these bind around a lambda's body or the like. */
export function declareWalrus(lowering: Lowering, scope: Scope, node: Expression): void {
  if (!lowering.hasWalrus) return;
  const notes: Notes = { names: new Map(), scope, hasWalrus: true };
  noteWalrus(notes, node);
  for (const [name, { span }] of notes.names) declare(lowering, scope, { name, kind: 'var', span });
}

function kindOf(hows: readonly How[]): BindingKind {
  const valued = hows.filter((how) => how !== 'none');
  const [first] = valued;
  if (first === undefined || valued.length < hows.length) return valued.every((how) => how === 'import') && valued.length > 0 ? 'import' : 'var';
  // Alternatives to an import in an `except ImportError`, or by platform.
  if (valued.includes('import')) return valued.every((how) => how === 'import' || how === 'def' || how === 'class') ? 'import' : 'var';
  if (valued.length > 1) return valued.every((how) => how === 'def') ? 'function' : 'var';
  switch (first) {
    case 'assign':
    case 'with':
      return 'const';
    case 'for':
      return 'loop';
    case 'def':
      return 'function';
    case 'class':
      return 'class';
    case 'type':
      return 'type';
    default:
      return 'var';
  }
}

function note(notes: Notes, name: string, how: How, span: Span): void {
  const known = notes.names.get(name);
  if (known === undefined) notes.names.set(name, { span, hows: [how] });
  else known.hows.push(how);
}

function noteStatements(notes: Notes, statements: readonly Statement[]): void {
  for (const statement of statements) noteStatement(notes, statement);
}

function noteStatement(notes: Notes, node: Statement): void {
  switch (node.type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      noteFunction(notes, node);
      return;
    case 'ClassDef':
      note(notes, node.name, 'class', spanOf(node.nameSpan));
      for (const part of [...node.decorator_list, ...node.bases]) noteWalrus(notes, part);
      return;
    case 'Assign':
      for (const target of node.targets) noteTarget(notes, target, target.type === 'Name' && isNone(node.value) ? 'none' : 'assign');
      break;
    case 'AnnAssign':
      if (node.value !== undefined) noteTarget(notes, node.target, 'assign');
      else if (node.target.type === 'Name' && !notes.names.has(node.target.id)) notes.names.set(node.target.id, { span: spanOf(node.target), hows: [] });
      break;
    case 'AugAssign':
      noteTarget(notes, node.target, 'other');
      break;
    case 'TypeAlias':
      note(notes, node.name.id, 'type', spanOf(node.name));
      return;
    case 'Delete':
      for (const target of node.targets) noteTarget(notes, target, 'other');
      return;
    case 'Import':
      for (const { name, asname, ...span } of node.names) note(notes, asname ?? name.split('.')[0] ?? name, 'import', spanOf(span));
      return;
    case 'ImportFrom':
      for (const { name, asname, ...span } of node.names) if (name !== '*') note(notes, asname ?? name, 'import', spanOf(span));
      return;
    case 'Global':
      if (notes.scope.kind !== 'module') notes.scope.globals = new Set([...(notes.scope.globals ?? []), ...node.names]);
      return;
    case 'Nonlocal':
      notes.scope.nonlocals = new Set([...(notes.scope.nonlocals ?? []), ...node.names]);
      return;
    default:
      noteCompound(notes, node);
      return;
  }
  noteWalrus(notes, node);
}

function noteFunction(notes: Notes, node: FunctionDef | AsyncFunctionDef): void {
  if (!isOverload(node)) note(notes, node.name, 'def', spanOf(node.nameSpan));
  for (const part of [...node.decorator_list, ...node.args.defaults]) noteWalrus(notes, part);
}

function noteCompound(notes: Notes, node: Statement): void {
  switch (node.type) {
    case 'For':
    case 'AsyncFor':
      noteTarget(notes, node.target, 'for');
      noteWalrus(notes, node.iter);
      break;
    case 'While':
    case 'If':
      noteWalrus(notes, node.test);
      break;
    case 'With':
    case 'AsyncWith':
      for (const item of node.items) {
        if (item.optional_vars !== undefined) noteTarget(notes, item.optional_vars, 'with');
        noteWalrus(notes, item.context_expr);
      }
      noteStatements(notes, node.body);
      return;
    case 'Match':
      noteWalrus(notes, node.subject);
      for (const clause of node.cases) {
        notePattern(notes, clause.pattern);
        if (clause.guard !== undefined) noteWalrus(notes, clause.guard);
        noteStatements(notes, clause.body);
      }
      return;
    case 'Try':
    case 'TryStar':
      noteStatements(notes, node.body);
      for (const handler of node.handlers) noteStatements(notes, handler.body);
      noteStatements(notes, node.orelse);
      noteStatements(notes, node.finalbody);
      return;
    default:
      noteWalrus(notes, node);
      return;
  }
  noteStatements(notes, node.body);
  noteStatements(notes, node.orelse);
}

function noteTarget(notes: Notes, target: Expression, how: How): void {
  switch (target.type) {
    case 'Name':
      note(notes, target.id, how, spanOf(target));
      return;
    case 'Tuple':
    case 'List':
      for (const element of target.elts) noteTarget(notes, element, how);
      return;
    case 'Starred':
      noteTarget(notes, target.value, how);
      return;
    default:
  }
}

function notePattern(notes: Notes, pattern: Pattern): void {
  for (const { name, span } of capturesOf(pattern)) note(notes, name, 'other', span);
}

/** The names that a pattern of a `match` captures. */
function capturesOf(pattern: Pattern): readonly { readonly name: string; readonly span: Span }[] {
  const own = (name: string | undefined): readonly { readonly name: string; readonly span: Span }[] => (name === undefined ? [] : [{ name, span: spanOf(pattern) }]);
  switch (pattern.type) {
    case 'MatchSequence':
    case 'MatchOr':
      return pattern.patterns.flatMap(capturesOf);
    case 'MatchMapping':
      return [...pattern.patterns.flatMap(capturesOf), ...own(pattern.rest)];
    case 'MatchClass':
      return [...pattern.patterns, ...pattern.kwd_patterns].flatMap(capturesOf);
    case 'MatchStar':
      return own(pattern.name);
    case 'MatchAs':
      return [...(pattern.pattern === undefined ? [] : capturesOf(pattern.pattern)), ...own(pattern.name)];
    case 'MatchValue':
    case 'MatchSingleton':
      return [];
  }
}

/** Finds assignment expressions below a node; functions and classes in it have scopes of their own. */
function noteWalrus(notes: Notes, root: PythonNode): void {
  if (!notes.hasWalrus) return;
  const pending: unknown[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, target } = node as { readonly type?: string; readonly target?: Expression };
    if (type === 'Lambda' || (node !== root && (type === 'FunctionDef' || type === 'AsyncFunctionDef' || type === 'ClassDef'))) continue;
    if (type === 'NamedExpr' && target?.type === 'Name') note(notes, target.id, 'assign', spanOf(target));
    for (const child of Object.values(node) as unknown[]) if (typeof child === 'object') pending.push(child);
  }
}

function isNone(value: Expression): boolean {
  return value.type === 'Constant' && value.kind === 'None';
}
