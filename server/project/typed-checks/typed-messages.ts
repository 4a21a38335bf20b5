import type { FileReport, Settings } from 'eslint-plugin-asynclint/engine';
import type { FileChange } from '../native-types/pending-changes.ts';
import type { RecordedTypes } from '../native-types/recorded-types.ts';

/** What the thread that has the types is told. */
export type TypedRequest =
  | { readonly kind: 'text'; readonly path: string; readonly text: string | undefined }
  | { readonly kind: 'files'; readonly changes: readonly FileChange[] }
  | TypedCheck
  | { readonly kind: 'end' };

/** Asks for the findings in one file: all as they are now, or only those in functions that have changed, beside what was known before of the rest. */
export interface TypedCheck {
  readonly kind: 'check';
  readonly id: number;
  readonly path: string;
  readonly settings: Settings;
  readonly part: TypedPart;
  /** The number of changes made before this was asked; once there are more, nobody waits for the answer. */
  readonly changes: number;
}

export type TypedPart = 'changed' | 'whole';

/** What it tells. */
export type TypedReply =
  | { readonly kind: 'checked'; readonly id: number; readonly checked: TypedReport | undefined }
  | { readonly kind: 'compiler'; readonly state: CompilerState }
  | { readonly kind: 'note'; readonly message: string };

/** The findings in a file as the compiler's types have them. */
export interface TypedReport {
  readonly report: FileReport;
  /** Nothing in it is what was known before. */
  readonly isWhole: boolean;
  readonly types: RecordedTypes;
}

export type CompilerState =
  | { readonly kind: 'running'; readonly version: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed' };

/** What the thread starts with. */
export interface TypedThreadData {
  readonly kind: 'asynclint types';
  /** Holds the number of changes, so that work can stop before it has read the messages that tell of them. */
  readonly changes: Int32Array;
}
