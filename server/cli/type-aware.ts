import { isPython, type ProjectOptions } from 'eslint-plugin-asynclint/engine';
import { hasTypedProject } from '../project/native-types/has-typed-project.ts';
import type { CompilerInputs } from '../project/native-types/compiler.ts';
import { nextTurn } from '../project/next-turn.ts';
import { loadNativeApi } from '../project/native-types/native-api.ts';
import { createNativeTypes } from '../project/native-types/native-types.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './parse-flags.ts';

export const typeAwareFlags = {
  'type-aware': {
    value: 'when',
    choices: ['auto', 'on', 'off'],
    description: "Ask TypeScript's compiler what is a promise: auto (default) where there is a tsconfig.json or jsconfig.json, on for all files, off for none.",
  },
} as const;

/** What the types of a run were made of. */
export interface TypeInputs extends CompilerInputs {
  /** What was told on the terminal. */
  readonly notes: readonly string[];
}

/** What earlier runs know of the types of files. */
export interface SettledTypes {
  /** What is to be told on the terminal. */
  readonly notes: readonly string[];
  /** The configurations of the projects that files are in. */
  readonly configs: ReadonlyMap<string, string>;
}

/** The types of a run. */
export interface RunTypes {
  /** For the project; empty where the source text alone answers. */
  readonly options: Pick<ProjectOptions, 'types'>;
  /** What the compiler has read, and what was told of its projects; undefined where none took part, or it failed. */
  readonly inputs: () => TypeInputs | undefined;
  /** Of files that had these texts before, those whose types may look different to other files now; undefined where nobody can tell. */
  readonly changedSurfaces: (before: ReadonlyMap<string, string>) => ReadonlySet<string> | undefined;
  /** Whether every question was answered by a compiler, or none was asked. */
  readonly isSound: () => boolean;
  /** Ends what was started. */
  readonly close: () => void;
}

const noTypes: RunTypes = { options: {}, inputs: () => undefined, changedSurfaces: () => undefined, isSound: () => true, close: () => undefined };

const notInstalled =
  "TypeScript's native compiler is not installed (the optional package @typescript/native), so the source text alone tells what is a promise. --type-aware off says that this is meant.";

/** With so many files it takes the compiler a while to start. */
const manyFiles = 200;

/** Does a run over these files want to know types? */
export function wantsTypes(given: FlagValues<typeof typeAwareFlags>, files: readonly string[]): boolean {
  const when = given['type-aware'] ?? 'auto';
  const typed = files.filter((path) => !isPython(path));
  return typed.length > 0 && (when === 'on' || (when === 'auto' && hasProject(typed)));
}

/**
 * Starts the compiler for these files, if that is wanted; where types are settled, only when it is asked something. Why types are
 * missing is told on the terminal. Rejects when the signal is aborted, and for nothing else.
 */
export async function startTypes(given: FlagValues<typeof typeAwareFlags>, files: readonly string[], context: CommandContext, settled?: SettledTypes): Promise<RunTypes> {
  const { terminal, directory, signal } = context;
  if (!wantsTypes(given, files)) return noTypes;
  const native = await loadNativeApi();
  if (native === undefined) {
    terminal.warn(notInstalled);
    return { ...noTypes, isSound: () => false };
  }
  for (const message of settled?.notes ?? []) terminal.warn(message);
  if (files.length >= manyFiles && settled === undefined) terminal.progress('Starting the TypeScript compiler');
  const notes: string[] = [];
  const held: string[] = [];
  let tell = (message: string): void => { held.push(message); };
  const note = (message: string): void => {
    notes.push(message);
    if (settled?.notes.includes(message) !== true) tell(message);
  };
  const typed = files.filter((path) => !isPython(path));
  const types = createNativeTypes(native, { directory, files: typed, note, ...(settled && { settled: settled.configs, isLazy: true }) });
  // Ctrl+C ends the compiler as well; that it failed then is no news.
  await nextTurn();
  if (signal.aborted) types.close();
  signal.throwIfAborted();
  tell = (message) => { terminal.warn(message); };
  held.forEach(tell);
  const inputs = (): TypeInputs | undefined => {
    const read = types.inputs();
    return read && { ...read, notes };
  };
  return { options: { types: types.oracleFor }, inputs, changedSurfaces: types.changedSurfaces, isSound: types.isSound, close: types.close };
}

/** Is there a tsconfig.json or jsconfig.json above any of the files? */
function hasProject(files: readonly string[]): boolean {
  const seen = new Set<string>();
  return files.some((file) => hasTypedProject(file, seen));
}
