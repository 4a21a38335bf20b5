import type { TextRegion } from 'eslint-plugin-asynclint/engine';

/** A text, and where in it something other than code is. */
export interface AnnotatedSource {
  readonly text: string;
  readonly eol: string;
  /** Sorted, without overlap; undefined where the file can't be parsed. */
  readonly regions: readonly TextRegion[] | undefined;
}
