import type * as ESTree from '@oxc-project/types';
import type { FileFacts } from '../../facts/model.ts';
import { createTables, factsOf } from '../lowering/fact-tables.ts';
import { declareBlock, declareHoisted } from './declarations.ts';
import { type SourceComment, indexDocComments } from './doc-comments.ts';
import type { Lowering, Scope } from './lowering.ts';
import { collectCommonJsExports } from './modules.ts';
import { collectPrototypeClasses } from './prototype-classes.ts';
import { lowerStatements } from './statements.ts';

/** The facts of a file, and beside them the syntax node of each value, for oracles that answer questions about nodes. */
export interface Lowered {
  readonly facts: FileFacts;
  /** Indexed by value id; undefined at the values of no node. */
  readonly nodes: readonly ESTree.Node[];
}

/** Lowers an ESTree program from any parser to facts. */
export function lowerProgram(program: ESTree.Program, text: string, comments: readonly SourceComment[]): Lowered {
  const scope: Scope = { parent: undefined, fn: 0, values: undefined, types: undefined };
  const lowering: Lowering = { ...createTables(text), docs: indexDocComments(text, comments), nodes: [], scope, jumps: [], labels: [], exportPrefix: '' };
  for (const comment of comments) {
    if (/^\s*eslint-/.test(comment.text)) lowering.directives.push({ text: comment.text, span: comment.span, block: comment.block });
  }
  declareHoisted(lowering, scope, program.body);
  declareBlock(lowering, scope, program.body);
  lowerStatements(lowering, program.body);
  collectCommonJsExports(lowering);
  collectPrototypeClasses(lowering);
  return { facts: factsOf(lowering, 'typescript'), nodes: lowering.nodes };
}
