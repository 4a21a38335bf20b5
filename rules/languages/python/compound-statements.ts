import type { Handler, RegionId, StructureId, Target, ValueId } from '../../facts/model.ts';
import { addRegion } from '../lowering/fact-tables.ts';
import type { AsyncFor, AsyncWith, ExceptHandler, Expression, For, Match, MatchCase, Pattern, Statement, Try, TryStar, While, With } from './ast.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, type Scope, addValue, childScope, declare, inRegion, inScope, isHandedOn, spanOf, withStructure } from './lowering.ts';
import { owningScope } from './scopes.ts';
import { bodySpan, lowerRegion, lowerStatements } from './statements.ts';
import { lowerTarget } from './targets.ts';

export function lowerWhile(lowering: Lowering, node: While): void {
  const test = lowerExpression(lowering, node.test);
  withStructure(lowering, node, (id) => {
    const body = lowerLoopBody(lowering, id, node.body, node.test.end);
    const otherwise = lowerElse(lowering, id, node);
    return { kind: 'loop', form: 'while', awaits: false, iterable: undefined, target: undefined, test, init: undefined, update: undefined, body, otherwise };
  });
}

export function lowerFor(lowering: Lowering, node: For | AsyncFor): void {
  const iterable = lowerExpression(lowering, node.iter);
  withStructure(lowering, node, (id) => {
    const scope = bodyScope(lowering, [node.target], 'loop');
    let target: Target | undefined;
    const body = inScope(lowering, scope, () => {
      const region = addRegion(lowering, id, 'loop-body', bodySpan(node.body, node.iter.end));
      inRegion(lowering, region, () => {
        target = lowerTarget(lowering, node.target, { init: iterable, parameter: undefined, path: ['*'] });
      });
      fillLoopBody(lowering, id, region, node.body);
      return region;
    });
    const otherwise = lowerElse(lowering, id, node);
    const awaits = node.type === 'AsyncFor';
    return { kind: 'loop', form: 'each', awaits, iterable, target, test: undefined, init: undefined, update: undefined, body, otherwise };
  });
}

function lowerLoopBody(lowering: Lowering, id: StructureId, statements: readonly Statement[], from: number): RegionId {
  const region = addRegion(lowering, id, 'loop-body', bodySpan(statements, from));
  fillLoopBody(lowering, id, region, statements);
  return region;
}

function fillLoopBody(lowering: Lowering, id: StructureId, region: RegionId, statements: readonly Statement[]): void {
  const outer = lowering.loops;
  lowering.loops = [...outer, id];
  inRegion(lowering, region, () => {
    lowerStatements(lowering, statements);
  });
  lowering.loops = outer;
}

function lowerElse(lowering: Lowering, id: StructureId, node: { readonly orelse: readonly Statement[]; readonly end: number }): RegionId | undefined {
  return node.orelse.length > 0 ? lowerRegion(lowering, id, 'else', node.orelse, node.end) : undefined;
}

/**
 * The names in force in the body of a loop or `with`. Where a function gives a name a value several times, each of
 * these bodies has it to itself: what it is there is known.
 */
function bodyScope(lowering: Lowering, targets: readonly Expression[], kind: 'loop' | 'const'): Scope {
  const again = targets.flatMap(namesOf).filter((name) => {
    const owner = owningScope(lowering.scope, name.id);
    return owner.kind !== 'class' && (owner.counts.get(name.id) ?? 0) > 1 && !isHandedOn(owner, name.id);
  });
  if (again.length === 0) return lowering.scope;
  const scope = childScope(lowering, 'block');
  for (const name of again) declare(lowering, scope, { name: name.id, kind, span: spanOf(name) });
  return scope;
}

function namesOf(target: Expression): Extract<Expression, { type: 'Name' }>[] {
  if (target.type === 'Name') return [target];
  if (target.type === 'Starred') return namesOf(target.value);
  return target.type === 'Tuple' || target.type === 'List' ? target.elts.flatMap(namesOf) : [];
}

/** What is entered is evaluated before it gives its name to anything: `with closing(file) as file`. */
export function lowerWith(lowering: Lowering, node: With | AsyncWith): void {
  withStructure(lowering, node, (id) => {
    let scope = lowering.scope;
    const items = node.items.map(({ context_expr: entered, optional_vars: given }) => {
      const value = inScope(lowering, scope, () => lowerExpression(lowering, entered));
      if (given === undefined) return { value, target: undefined };
      scope = inScope(lowering, scope, () => bodyScope(lowering, [given], 'const'));
      return { value, target: inScope(lowering, scope, () => lowerTarget(lowering, given, { init: value, parameter: undefined, path: [] })) };
    });
    const body = inScope(lowering, scope, () => lowerRegion(lowering, id, 'with', node.body, node.end));
    return { kind: 'with', awaits: node.type === 'AsyncWith', items, body };
  });
}

export function lowerTry(lowering: Lowering, node: Try | TryStar): void {
  withStructure(lowering, node, (id) => {
    const body = lowerRegion(lowering, id, 'try', node.body, node.start);
    const handlers = node.handlers.map((handler) => lowerHandler(lowering, id, handler, node.type === 'TryStar'));
    const otherwise = node.orelse.length > 0 ? lowerRegion(lowering, id, 'no-error', node.orelse, node.end) : undefined;
    const finalizer = node.finalbody.length > 0 ? lowerRegion(lowering, id, 'finally', node.finalbody, node.end) : undefined;
    return { kind: 'try', body, handlers, otherwise, finalizer };
  });
}

/** The name of the error is gone behind its handler. */
function lowerHandler(lowering: Lowering, structure: StructureId, node: ExceptHandler, group: boolean): Handler {
  const { exceptionType: written, name, nameSpan } = node;
  const types = written?.type === 'Tuple' ? written.elts : written === undefined ? [] : [written];
  const catches = types.map((type) => lowerExpression(lowering, type.type === 'Starred' ? type.value : type));
  const scope = childScope(lowering, 'block');
  const span = spanOf(nameSpan ?? node);
  const binding = name === undefined ? undefined : declare(lowering, scope, { name, kind: 'catch', span });
  const parameter: Target | undefined = name === undefined ? undefined : { kind: 'binding', name, binding, span };
  const region = inScope(lowering, scope, () => lowerRegion(lowering, structure, 'handler', node.body, node.end));
  const head = nameSpan?.end ?? written?.end ?? node.start + 'except'.length;
  const colon = lowering.text.indexOf(':', head);
  const headEnd = colon < 0 || colon >= node.end ? head : colon + 1;
  return { region, span: spanOf(node), headSpan: { start: node.start, end: headEnd }, parameter, catches, group };
}

export function lowerMatch(lowering: Lowering, node: Match): void {
  const subject = lowerExpression(lowering, node.subject);
  withStructure(lowering, node, (id) => {
    const cases = node.cases.map((clause) => {
      const tests = lowerTests(lowering, clause);
      return { tests, region: lowerRegion(lowering, id, 'case', clause.body, clause.end), fallsThrough: false };
    });
    return { kind: 'switch', subject, cases };
  });
}

/** What a case compares with; nothing for one that fits everything. */
function lowerTests(lowering: Lowering, { pattern, guard }: MatchCase): ValueId[] {
  if (guard === undefined && isIrrefutable(pattern)) return [];
  const parts = patternValues(pattern).map((value) => lowerExpression(lowering, value));
  const shape = addValue(lowering, pattern, { kind: 'other', parts });
  return guard === undefined ? [shape] : [shape, lowerExpression(lowering, guard)];
}

function isIrrefutable(pattern: Pattern): boolean {
  if (pattern.type === 'MatchAs') return pattern.pattern === undefined || isIrrefutable(pattern.pattern);
  return pattern.type === 'MatchOr' && pattern.patterns.some(isIrrefutable);
}

function patternValues(pattern: Pattern): Expression[] {
  switch (pattern.type) {
    case 'MatchValue':
      return [pattern.value];
    case 'MatchClass':
      return [pattern.cls, ...[...pattern.patterns, ...pattern.kwd_patterns].flatMap(patternValues)];
    case 'MatchMapping':
      return [...pattern.keys, ...pattern.patterns.flatMap(patternValues)];
    case 'MatchSequence':
    case 'MatchOr':
      return pattern.patterns.flatMap(patternValues);
    case 'MatchAs':
      return pattern.pattern === undefined ? [] : patternValues(pattern.pattern);
    case 'MatchSingleton':
    case 'MatchStar':
      return [];
  }
}
