import type { Guides } from '../../project/guides.ts';
import type { CheckedFile } from '../checked-file.ts';

export interface FormatContext {
  /** Paths for people are relative to this directory. */
  readonly directory: string;
  readonly guides: Guides;
  /** Of Asynclint. */
  readonly version: string;
  readonly colors: boolean;
}

/** Turns the result of a check into a report. */
export type Format = (files: readonly CheckedFile[], context: FormatContext) => string;
