import type * as ast from './ast.ts';
import { convertArguments } from './convert-arguments.ts';
import { convertExpression, convertOptional } from './convert-expressions.ts';
import { convertParameters, convertTypeParameters } from './convert-parameters.ts';
import { convertBlock, headEnd } from './convert-statements.ts';
import type { PyClass, PyDecorator, PyFunction } from './pyright-tree.ts';
import { type Source, endOf, tokenIndexAt } from './spans.ts';

export function convertDefinition(source: Source, node: PyFunction | PyClass): ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef {
  return node.nodeType === 31 ? convertFunction(source, node) : convertClass(source, node);
}

function convertFunction(source: Source, node: PyFunction): ast.FunctionDef | ast.AsyncFunctionDef {
  const { name, isAsync, params, decorators, returnAnnotation, typeParams, suite } = node.d;
  const { body, end } = convertBlock(source, suite);
  return {
    type: isAsync ? 'AsyncFunctionDef' : 'FunctionDef',
    start: startOfFunction(source, node),
    end,
    name: name.d.value,
    nameSpan: { start: name.start, end: endOf(name) },
    args: convertParameters(source, params, endOf(name)),
    body,
    decorator_list: convertDecorators(source, decorators),
    returns: convertOptional(source, returnAnnotation),
    type_params: convertTypeParameters(source, typeParams),
    headEnd: headEnd(source, suite),
  };
}

/** Pyright counts decorators in. */
function startOfFunction(source: Source, { start, d }: PyFunction): number {
  if (d.decorators.length === 0) return start;
  if (!d.isAsync) return d.firstToken.start;
  return source.tokens.getItemAt(tokenIndexAt(source, d.firstToken.start) - 1).start;
}

function convertClass(source: Source, { d }: PyClass): ast.ClassDef {
  const { body, end } = convertBlock(source, d.suite);
  const { args, keywords } = convertArguments(source, d.arguments, { start: endOf(d.name), end: d.suite.start });
  return {
    type: 'ClassDef',
    start: d.firstToken.start,
    end,
    name: d.name.d.value,
    nameSpan: { start: d.name.start, end: endOf(d.name) },
    bases: args,
    keywords,
    body,
    decorator_list: convertDecorators(source, d.decorators),
    type_params: convertTypeParameters(source, d.typeParams),
  };
}

function convertDecorators(source: Source, decorators: readonly PyDecorator[]): ast.Expression[] {
  return decorators.map(({ d }) => convertExpression(source, d.expr));
}
