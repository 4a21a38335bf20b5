import type { Settings } from 'eslint-plugin-asynclint/engine';
import type { RecordedReads } from '../../cache/read-record.ts';
import type { SidePart } from '../../cache/result-cache.ts';
import type { CheckedFile } from '../checked-file.ts';

/** What a thread starts with that checks a share of the files. */
export interface SideThreadData {
  readonly kind: 'asynclint checks';
  /** All files of the run that are to be checked, in order. */
  readonly files: readonly string[];
  readonly settings: ReadonlyMap<string, Settings>;
  /** One number for each file: 1 once somebody checks it. */
  readonly taken: Int32Array;
  /** Where this thread begins among the files, of as many threads as take part. */
  readonly share: Share;
  /** Whether to note what is read and followed. */
  readonly isRecorded: boolean;
}

/** One of so many shares. */
export interface Share {
  readonly index: number;
  readonly count: number;
}

/** What it tells in the end. */
export interface SideReport {
  readonly checked: readonly CheckedFile[];
  readonly recorded: RecordedSide | undefined;
}

/** What the cache needs to know of the checks of another thread. */
export interface RecordedSide {
  readonly reads: RecordedReads;
  readonly part: SidePart;
}
