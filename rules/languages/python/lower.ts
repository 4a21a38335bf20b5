import type { FileFacts } from '../../facts/model.ts';
import { createTables, factsOf } from '../lowering/fact-tables.ts';
import type { ParsedPython, Statement } from './ast.ts';
import { declareNames } from './declarations.ts';
import { findDirectiveComments } from './directive-comments.ts';
import type { Lowering, Scope } from './lowering.ts';
import { lowerStatements } from './statements.ts';

/** Lowers a parsed Python file to facts. */
export function lowerPython({ module, comments }: Pick<ParsedPython, 'module' | 'comments'>, text: string): FileFacts {
  const lowering = createLowering(text);
  const { module: scope } = lowering;
  lowering.starImport = text.includes('*') && hasStarImport(module.body);
  declareNames(lowering, scope, module.body);
  lowerStatements(lowering, module.body);
  exportNames(lowering);
  // A comment of Python's can do what either kind of TypeScript's can.
  for (const comment of findDirectiveComments(text, comments)) {
    lowering.directives.push({ text: comment.text, span: { start: comment.start, end: comment.end }, block: true });
  }
  return factsOf(lowering, 'python');
}

function createLowering(text: string): Lowering {
  const scope: Scope = { kind: 'module', parent: undefined, fn: 0, names: new Map(), globals: undefined, nonlocals: undefined, counts: new Map() };
  return {
    ...createTables(text),
    hasWalrus: text.includes(':='),
    module: scope,
    ambient: new Map(),
    receivers: new Map(),
    annotatedFields: new Map(),
    starImport: false,
    scope,
    class: undefined,
    loops: [],
    yields: false,
    typeOnly: false,
  };
}

/** Star imports stand at module level, also under conditions. */
function hasStarImport(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    switch (statement.type) {
      case 'ImportFrom':
        return statement.names.some(({ name }) => name === '*');
      case 'If':
        return hasStarImport(statement.body) || hasStarImport(statement.orelse);
      case 'Try':
        return hasStarImport(statement.body) || statement.handlers.some(({ body }) => hasStarImport(body)) || hasStarImport(statement.orelse);
      default:
        return false;
    }
  });
}

/** Every name of a module can be imported from it. */
function exportNames(lowering: Lowering): void {
  for (const [name, binding] of lowering.module.names) {
    const span = lowering.bindings[binding]?.span ?? { start: 0, end: 0 };
    lowering.exports.push({ name, binding, value: undefined, from: undefined, span });
  }
}
