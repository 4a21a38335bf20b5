import { availableParallelism } from 'node:os';
import { isPython, type ProjectOptions } from 'eslint-plugin-asynclint/engine';
import { hasTypedProject } from '../project/native-types/has-typed-project.ts';
import { startThreadedTypes } from '../project/compiler-thread/threaded-types.ts';
import type { CompilerInputs } from '../project/native-types/compiler.ts';
import { nextTurn } from '../project/next-turn.ts';
import { loadNativeApi } from '../project/native-types/native-api.ts';
import { createNativeTypes, type NativeTypes } from '../project/native-types/native-types.ts';
import type { TypesAhead } from './check-files.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './parse-flags.ts';
import { measureStage, type TimingRecord } from './timing/timing-record.ts';

export const typeAwareFlags = {
  'type-aware': {
    value: 'when',
    choices: ['auto', 'on', 'off'],
    description: "Ask TypeScript's compiler what is a promise: auto (default) where there is a tsconfig.json or jsconfig.json, on for all files, off for none.",
  },
  threads: {
    value: 'number',
    choices: ['auto', '1', '2', '3', '4'],
    description: 'How many threads share the files; with types, one asks the compiler while another one analyses. 1 takes least memory. auto (default) takes more where many files are to be checked.',
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
  /** For those of projects that stand alone, the files that count for all files of the project. */
  readonly globals: ReadonlyMap<string, readonly string[]>;
}

/** The types of a run. */
export interface RunTypes {
  /** For the project; empty where the source text alone answers. */
  readonly options: Pick<ProjectOptions, 'types'>;
  /** Where files can be asked about ahead of their check. */
  readonly ahead?: TypesAhead | undefined;
  /** Has the answer of `inputs` looked up meanwhile, where there is a thread for that. */
  readonly expectInputs?: () => void;
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

/** From so many files to check on, a thread that has the compiler gains more than it costs on two cores. */
const manyChecks = 20;

/** What is to be checked with types. */
export interface TypedRun {
  /** All files of the run. */
  readonly files: readonly string[];
  /** How many of them are to be checked anew, as far as is known. */
  readonly checks: number;
  /** The files to be checked anew, as far as is known by now; without it, nothing is known. */
  readonly expected?: () => readonly string[];
  readonly settled?: SettledTypes | undefined;
  readonly timing?: TimingRecord | undefined;
}

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
export async function startTypes(given: FlagValues<typeof typeAwareFlags>, run: TypedRun, context: CommandContext): Promise<RunTypes> {
  const { files, settled } = run;
  const { terminal } = context;
  if (!wantsTypes(given, files)) return noTypes;
  for (const message of settled?.notes ?? []) terminal.warn(message);
  if (files.length >= manyFiles && settled === undefined) terminal.progress('Starting the TypeScript compiler');
  const isThreaded = settled === undefined && given.threads !== '1' && ((given.threads ?? 'auto') !== 'auto' || (run.checks >= manyChecks && availableParallelism() > 1));
  const entry = isThreaded ? context.threadEntry : undefined;
  return entry === undefined ? startBeside(run, context) : startInThread(entry, run, context);
}

/** With the compiler asked by this thread, which waits for it. */
async function startBeside({ files, settled, expected }: TypedRun, { terminal, directory, signal }: CommandContext): Promise<RunTypes> {
  const native = await loadNativeApi();
  if (native === undefined) {
    terminal.warn(notInstalled);
    return { ...noTypes, isSound: () => false };
  }
  const notes: string[] = [];
  const held: string[] = [];
  let tell = (message: string): void => { held.push(message); };
  const note = (message: string): void => {
    notes.push(message);
    if (settled?.notes.includes(message) !== true) tell(message);
  };
  const types = createNativeTypes(native, { directory, files: files.filter((path) => !isPython(path)), note, ...(settled && { settled: settled.configs, isLazy: true }), ...(settled && expected && { few: { globals: settled.globals, expected } }) });
  // Ctrl+C ends the compiler as well; that it failed then is no news.
  await nextTurn();
  if (signal.aborted) types.close();
  signal.throwIfAborted();
  tell = (message) => { terminal.warn(message); };
  held.forEach(tell);
  return runTypes(types, notes);
}

/** With the compiler asked by a thread of its own, while this one does something else. */
async function startInThread(entry: URL, { files, timing }: TypedRun, { terminal, directory, signal }: CommandContext): Promise<RunTypes> {
  const notes: string[] = [];
  const note = (message: string): void => {
    if (signal.aborted) return;
    notes.push(message);
    terminal.warn(message);
  };
  const types = await startThreadedTypes({ entry, directory, files: files.filter((path) => !isPython(path)), note, missing: () => { terminal.warn(notInstalled); } });
  const ended = new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
  const news = (): Promise<void> => measureStage(timing, 'types', () => Promise.race([types.news(), ended]));
  const { foresee, forget, isAnswered, expectInputs } = types;
  return { ...runTypes(types, notes), expectInputs, ahead: { foresee, forget, isAnswered, news } };
}

function runTypes(types: Pick<NativeTypes, 'oracleFor' | 'inputs' | 'changedSurfaces' | 'isSound' | 'close'>, notes: readonly string[]): RunTypes {
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
