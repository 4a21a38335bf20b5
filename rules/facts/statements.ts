import { type Edit, indentationAt, insertAt } from './edits.ts';
import { type FileModel, derive, functionOf, parentOf, placeOf, regionAt, structureAt, textOf, valueAt } from './file-model.ts';
import type { RegionId, Span, Step, ValueId } from './model.ts';
import { valuesWithin } from './values-within.ts';

/** A statement that has its lines to itself and stands among others, so that more can be put before and behind it. */
export interface Statement {
  readonly step: Step;
  readonly region: RegionId;
  /** From its first character to its last, semicolon included. */
  readonly span: Span;
  readonly indentation: string;
  readonly hasSemicolon: boolean;
}

/** The statement a value is a part of; undefined where there is no room for others beside it. */
export function statementOf(file: FileModel, id: ValueId): Statement | undefined {
  const root = rootOf(file, id);
  const place = placeOf(file, root);
  if (place.kind !== 'step' || !isBraced(file, place.region)) return undefined;
  const { step, region } = place;
  if (step.kind === 'return' && step.implicit) return undefined;
  const span = wholeSpan(file, step, root);
  if (span === undefined || !standsAlone(file, span)) return undefined;
  return { step, region, span, indentation: indentationAt(file, span.start), hasSemicolon: file.text.charAt(span.end - 1) === ';' };
}

function rootOf(file: FileModel, id: ValueId): ValueId {
  const parent = parentOf(file, id);
  return parent === undefined ? id : rootOf(file, parent.id);
}

/** Is a region written in braces, or the module itself? */
function isBraced(file: FileModel, id: RegionId): boolean {
  const region = regionAt(file, id);
  if (region.structure === undefined) return region.fn === 0 || file.text.charAt(region.span.start) === '{';
  const structure = structureAt(file, region.structure);
  return structure.kind !== 'switch' && structure.kind !== 'with' && file.text.charAt(region.span.start) === '{';
}

/** A declaration's step is only its declarator. */
function wholeSpan(file: FileModel, step: Step, root: ValueId): Span | undefined {
  const { start, end } = step.span;
  const value = valueAt(file, root);
  if (value.kind !== 'assign' || value.declares === undefined) return { start, end: withSemicolon(file, end) };
  const keyword = /(?:^|[;{}\s])((?:const|let|var)\s+)$/.exec(file.text.slice(Math.max(0, start - 40), start))?.[1];
  if (keyword === undefined || /^\s*,/.test(file.text.slice(end))) return undefined;
  return { start: start - keyword.length, end: withSemicolon(file, end) };
}

function withSemicolon(file: FileModel, end: number): number {
  if (file.text.charAt(end - 1) === ';') return end;
  return file.text.charAt(end) === ';' ? end + 1 : end;
}

function standsAlone(file: FileModel, { start, end }: Span): boolean {
  let before = start - 1;
  while (/[ \t]/.test(file.text.charAt(before))) before--;
  const after = /[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|$)/y;
  after.lastIndex = end;
  return /^[\r\n]?$/.test(file.text.charAt(before)) && after.test(file.text);
}

/** Moves the lines of a range behind its first one step to the right, except where that would change a string, or inside `but`. */
export function indentLines(file: FileModel, span: Span, unit: string, but: Span): Edit[] {
  const text = textOf(file, span);
  const strings = valuesWithin(file, span).filter(({ kind }) => kind === 'template' || kind === 'literal');
  const edits: Edit[] = [];
  for (const match of text.matchAll(/\r?\n(?=[^\r\n])/g)) {
    const offset = span.start + match.index + match[0].length;
    const inString = strings.some((value) => value.span.start < offset && offset < value.span.end);
    if (!inString && !(but.start < offset && offset <= but.end)) edits.push(insertAt(offset, unit));
  }
  return edits;
}

const namesKey = Symbol('names that functions use');

/** The first of some names that the function around a value does not use for anything. */
export function unusedName(file: FileModel, id: ValueId, names: readonly string[]): string | undefined {
  const fn = functionOf(file, id);
  const text = fn.form === 'module' ? file.text : textOf(file, fn.span);
  const known = derive(file, namesKey, () => new Map<string, boolean>());
  return names.find((name) => {
    const key = `${String(fn.id)} ${name}`;
    const isUsed = known.get(key) ?? new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`).test(text);
    known.set(key, isUsed);
    return !isUsed;
  });
}
