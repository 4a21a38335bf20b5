import { isPython } from '../languages/lintable.ts';
import { findPythonTextRegions } from '../languages/python/text-regions.ts';
import type { TextRegion } from '../languages/text-regions.ts';
import { findTextRegions as findTypescriptTextRegions } from '../languages/typescript/text-regions.ts';

export type { TextRegion } from '../languages/text-regions.ts';

/** Finds where comments and other text stand in a file of any language, sorted by place and without overlap; undefined if it can't be parsed. */
export function findTextRegions(path: string, text: string): readonly TextRegion[] | undefined {
  return isPython(path) ? findPythonTextRegions(text) : findTypescriptTextRegions(path, text);
}
