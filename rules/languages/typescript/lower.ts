import type * as ESTree from '@oxc-project/types';
import type { FileFacts, FunctionFact, Span } from '../../facts/model.ts';
import { declareBlock, declareHoisted } from './declarations.ts';
import { type SourceComment, indexDocComments } from './doc-comments.ts';
import { type Lowering, type Scope, addRegion } from './lowering.ts';
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
  const moduleSpan: Span = { start: 0, end: text.length };
  const scope: Scope = { parent: undefined, fn: 0, values: new Map(), types: new Map(), isFunction: true };
  const lowering: Lowering = {
    text,
    docs: indexDocComments(text, comments),
    values: [],
    nodes: [],
    regions: [],
    structures: [],
    functions: [moduleFunction(moduleSpan)],
    bindings: [],
    classes: [],
    types: [],
    imports: [],
    exports: [],
    directives: comments
      .filter((comment) => /^\s*eslint-/.test(comment.text))
      .map((comment) => ({ text: comment.text, span: comment.span, block: comment.block })),
    scope,
    region: 0,
    fn: 0,
    jumps: [],
    labels: [],
    exportPrefix: '',
  };
  addRegion(lowering, undefined, 'body', moduleSpan);
  declareHoisted(lowering, scope, program.body);
  declareBlock(lowering, scope, program.body);
  lowerStatements(lowering, program.body);
  collectCommonJsExports(lowering);
  collectPrototypeClasses(lowering);
  const { values, nodes, regions, structures, functions, bindings, classes, types, imports, exports, directives } = lowering;
  const shebang = /^#!.*/.exec(text)?.[0];
  const facts: FileFacts = {
    language: 'typescript',
    values,
    regions,
    structures,
    functions,
    bindings,
    classes,
    types,
    imports,
    exports,
    directives,
    shebang,
  };
  return { facts, nodes };
}

function moduleFunction(span: Span): FunctionFact {
  return {
    id: 0,
    parent: undefined,
    region: undefined,
    form: 'module',
    name: undefined,
    span,
    nameSpan: { start: 0, end: 0 },
    headSpan: { start: 0, end: 0 },
    isAsync: false,
    isGenerator: false,
    isStatic: false,
    expressionBody: false,
    params: [],
    returns: undefined,
    class: undefined,
    decorators: [],
    body: 0,
    binding: undefined,
  };
}
