import type { FunctionFact, FunctionForm, FunctionId, RegionId, Span } from '../../facts/model.ts';

/** A function that nobody wrote as one, or of which no more is known yet than where it is: a module, a class body, a field's initialiser. */
export function bareFunction(id: FunctionId, form: FunctionForm, span: Span, body: RegionId): FunctionFact {
  const headSpan = { start: span.start, end: span.start };
  return {
    id,
    parent: undefined,
    region: undefined,
    form,
    name: undefined,
    span,
    nameSpan: headSpan,
    headSpan,
    isAsync: false,
    isGenerator: false,
    isStatic: false,
    expressionBody: false,
    params: [],
    returns: undefined,
    class: undefined,
    decorators: [],
    body,
    binding: undefined,
  };
}
