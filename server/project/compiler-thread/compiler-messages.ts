import type { MessagePort } from 'node:worker_threads';
import type { ValueId } from 'eslint-plugin-asynclint/engine';
import type { AskedValues, PlainFile } from '../native-types/asked-file.ts';
import type { CompilerOptions } from '../native-types/compiler.ts';
import type { NativeAnswers, ValueAnswers } from '../native-types/native-file.ts';

/** What the thread that has the compiler starts with. */
export interface CompilerThreadData extends Omit<CompilerOptions, 'texts'> {
  readonly kind: 'asynclint compiler';
  readonly port: MessagePort;
  /** See `slots`. */
  readonly state: Int32Array;
}

/** What both threads see at once: the number of replies, and whether nobody waits for any more of them. */
export const slots = { replies: 0, isCancelled: 1 } as const;

/** Questions about single values. */
export type ValueQuestion = Exclude<keyof ValueAnswers, 'answers'>;

/** What the thread is told. */
export type CompilerRequest =
  | { readonly kind: 'file'; readonly file: PlainFile }
  | { readonly kind: 'done'; readonly path: string }
  /** What the compiler has read will be asked: it can be looked up now. */
  | { readonly kind: 'inputs' }
  | { readonly kind: 'question'; readonly id: number; readonly question: CompilerQuestion }
  | { readonly kind: 'end' };

/** What somebody waits for. */
export type CompilerQuestion =
  | { readonly about: 'value'; readonly path: string; readonly asked: ValueQuestion; readonly value: ValueId; readonly values: AskedValues }
  | { readonly about: 'inputs' }
  | { readonly about: 'soundness' }
  | { readonly about: 'surfaces'; readonly before: ReadonlyMap<string, string> };

/** What it tells. */
export type CompilerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'note'; readonly message: string }
  | { readonly kind: 'file'; readonly path: string; readonly answers: NativeAnswers | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };
