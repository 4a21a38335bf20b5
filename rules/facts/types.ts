import type { FileModel } from './file-model.ts';
import type { ValueId } from './model.ts';

/** What is known of a value's type; `unknown` where nothing is. */
export interface ValueType {
  /**
   * `promise`: a promise of the platform or of a class derived from it; `thenable`: anything else with a `then` method;
   * `list`: an array or tuple with promises in it; `none`: certainly nothing to wait for.
   */
  readonly task: 'promise' | 'thenable' | 'list' | 'none' | 'unknown';
  /** For `list`, whether its elements are only thenables. */
  readonly elements?: 'promise' | 'thenable';
  /** The named types the value has (all parts of a union, base classes included), for options that name types. */
  readonly names: readonly TypeName[];
}

export interface TypeName {
  readonly name: string;
  readonly from: 'file' | 'lib' | 'package';
  /** For `package`, its name; for `file`, the absolute path. */
  readonly source: string | undefined;
}

/** Whether something can be called. */
export type Callability = 'yes' | 'no' | 'unknown';

/** Answers questions about types; rules never know which implementation answers. */
export interface TypeOracle {
  /** `types` where a compiler answers, `inference` where only the source text does. */
  readonly source: 'types' | 'inference';
  typeOf(file: FileModel, value: ValueId): ValueType;
  /** Can the value be called: is it a function? */
  callability(file: FileModel, value: ValueId): Callability;
  /** The names of a called function: its own and the package it is declared in. */
  calleeNames(file: FileModel, call: ValueId): readonly TypeName[];
}

export const unknownType: ValueType = { task: 'unknown', names: [] };
