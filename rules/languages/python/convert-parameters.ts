import type * as ast from './ast.ts';
import { convertExpression, convertOptional } from './convert-expressions.ts';
import type { PyName, PyParameter, PyTypeParameters } from './pyright-tree.ts';
import { type Source, endOf, tokenIndexAt } from './spans.ts';

/** @param emptyAt where an empty list stands */
export function convertParameters(source: Source, nodes: readonly PyParameter[], emptyAt: number): ast.Arguments {
  const posonlyargs: ast.Arg[] = [];
  const args: ast.Arg[] = [];
  const kwonlyargs: ast.Arg[] = [];
  const kw_defaults: (ast.Expression | undefined)[] = [];
  const defaults: ast.Expression[] = [];
  let vararg: ast.Arg | undefined;
  let kwarg: ast.Arg | undefined;
  let keywordOnly = false;
  for (const { d } of nodes) {
    if (d.category === 0 && d.name === undefined) posonlyargs.push(...args.splice(0));
    if (d.category === 1) keywordOnly = true;
    if (d.name === undefined) continue;
    const arg = convertParameter(source, d.name, d.annotation);
    const value = convertOptional(source, d.defaultValue);
    if (d.category === 1) vararg = arg;
    else if (d.category === 2) kwarg = arg;
    else if (keywordOnly) {
      kwonlyargs.push(arg);
      kw_defaults.push(value);
    } else {
      args.push(arg);
      if (value !== undefined) defaults.push(value);
    }
  }
  const [first] = nodes;
  const last = nodes.at(-1);
  const span = first === undefined || last === undefined ? { start: emptyAt, end: emptyAt } : { start: first.start, end: endOf(last) };
  return { type: 'arguments', ...span, posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
}

function convertParameter(source: Source, name: PyName, annotation: PyParameter['d']['annotation']): ast.Arg {
  const end = annotation === undefined ? endOf(name) : endOf(annotation);
  return { type: 'arg', start: name.start, end, arg: name.d.value, annotation: convertOptional(source, annotation) };
}

const typeParameterKinds = ['TypeVar', 'TypeVarTuple', 'ParamSpec'] as const;

export function convertTypeParameters(source: Source, list: PyTypeParameters | undefined): ast.TypeParameter[] {
  return (list?.d.params ?? []).map(({ start, length, d }) => ({
    type: typeParameterKinds[d.typeParamKind] ?? 'TypeVar',
    // Pyright leaves the stars out.
    start: d.typeParamKind === 0 ? start : source.tokens.getItemAt(Math.max(tokenIndexAt(source, start) - 1, 0)).start,
    end: start + length,
    name: d.name.d.value,
    bound: d.boundExpr === undefined ? undefined : convertExpression(source, d.boundExpr),
    default_value: d.defaultExpr === undefined ? undefined : convertExpression(source, d.defaultExpr),
  }));
}
