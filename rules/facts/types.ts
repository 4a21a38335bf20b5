import type { FileModel } from './file-model.ts';
import type { ValueId } from './model.ts';

/** What is known of a value's type; `unknown` where nothing is. */
export interface ValueType {
  /**
   * `promise`: a promise of the platform or of a class derived from it; `thenable`: anything else with a `then` method;
   * `list`: an array or tuple with promises in it; `none`: certainly nothing to wait for.
   */
  readonly task: 'promise' | 'thenable' | 'list' | 'none' | 'unknown';
  /** What of it can be waited for: parts of a union, and for `list` the types of the elements. */
  readonly tasks: readonly TaskType[];
  /** The named types the value has (all parts of a union), for options that name types. */
  readonly names: readonly TypeName[];
  /** It may also be something that is no task: another part of a union, or the answer is a guess from use elsewhere. */
  readonly uncertain?: true;
  /** The compiler does not know it, as where a package is not installed: the source text tells. */
  readonly fromText?: true;
}

/** A type that can be waited for. */
export interface TaskType {
  readonly kind: 'promise' | 'thenable';
  /** Its own name and those of aliases for it. */
  readonly names: readonly TypeName[];
}

export interface TypeName {
  readonly name: string;
  readonly from: 'file' | 'lib' | 'package';
  /** For `package`, its name; for `file`, the absolute path, if that is known. */
  readonly source: string | undefined;
}

/** Whether something can be called; `sometimes` for a union with other things. */
export type Callability = 'yes' | 'no' | 'sometimes' | 'unknown';

/** Answers questions about types; rules never know which implementation answers. */
export interface TypeOracle {
  /** `types` where a compiler answers, `inference` where only the source text does. */
  readonly source: 'types' | 'inference';
  typeOf(file: FileModel, value: ValueId): ValueType;
  /** Can the value be called: is it a function? */
  callability(file: FileModel, value: ValueId): Callability;
  /** The names of a called function: its own and the package it is declared in. */
  calleeNames(file: FileModel, call: ValueId): readonly TypeName[];
  /** The argument by which a call can take an abort signal, in one of its callee's overloads; undefined where none is known. */
  signalArgument(file: FileModel, call: ValueId): SignalArgument | undefined;
  /** The positions of a call's arguments that are functions which are declared, in every overload, to return `void`. */
  voidCallbacks(file: FileModel, call: ValueId): readonly number[];
  /** The property of an object that is, or may be, an abort signal; undefined where none is known. */
  signalProperty(file: FileModel, value: ValueId): string | undefined;
}

/** Where a call takes an abort signal. */
export interface SignalArgument {
  readonly argument: number;
  /** The property of an options object; undefined where the argument is the signal itself. */
  readonly property: string | undefined;
}

/** The properties of options objects by which APIs take an abort signal. */
export const signalPropertyNames: readonly string[] = ['signal', 'abortSignal', 'cancelSignal'];

/** Types of options whose signal takes back a registration instead of cancelling work. */
export const registrationOptions = 'AddEventListenerOptions';

export const unknownType: ValueType = { task: 'unknown', tasks: [], names: [] };

/** What the source text tells where the compiler does not know. */
export function toldByText(type: ValueType): ValueType {
  return type.task === 'unknown' ? type : { ...type, fromText: true };
}
