import { type FileModel, derive } from './file-model.ts';
import type { Region, Span, Structure } from './model.ts';
import { byStart, partsWithin } from './values-within.ts';

const structuresKey = Symbol('structures by start');
const regionsKey = Symbol('regions by start');

/** The structures written inside a range of the text, by where they start; those of functions inside it included. */
export function structuresWithin(file: FileModel, span: Span): readonly Structure[] {
  return partsWithin(derive(file, structuresKey, () => [...file.facts.structures].sort(byStart)), span);
}

/** The regions with code in them inside a range of the text, by where they start; those of functions inside it included. */
export function regionsWithin(file: FileModel, span: Span): readonly Region[] {
  return partsWithin(derive(file, regionsKey, () => [...file.facts.regions].sort(byStart)), span);
}
