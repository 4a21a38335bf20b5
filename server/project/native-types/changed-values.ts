import type { FileModel, Span, ValueId } from 'eslint-plugin-asynclint/engine';

/** Whether an edit may have made something else of a value, before all others. */
export type IsChanged = (id: ValueId) => boolean;

type Functions = FileModel['facts']['functions'];

/**
 * Tells which values an edit may have made something else before all others: those of functions whose text is new, that is of the
 * functions around it and those in it. Of a module that has the edit in one of its functions, only those around the edit.
 */
export function changedValues({ facts: { functions, regions, values } }: FileModel, stretch: Span): IsChanged {
  const touched = new Set(functions.filter(({ form, span }) => form !== 'module' && touches(span, stretch)));
  const isInFunction = [...touched].some(({ span }) => span.start <= stretch.start && stretch.end <= span.end);
  return (id) => {
    const value = values[id];
    const fn = value === undefined ? undefined : functionAt(functions, regions[value.region]?.fn);
    if (value === undefined || fn === undefined) return true;
    return fn.form === 'module' ? !isInFunction || touches(value.span, stretch) : touched.has(fn);
  };
}

function touches(span: Span, stretch: Span): boolean {
  return span.start <= stretch.end && stretch.start <= span.end;
}

function functionAt(functions: Functions, id: number | undefined): Functions[number] | undefined {
  return id === undefined ? undefined : functions[id];
}
