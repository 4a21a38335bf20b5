import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ProjectOptions } from 'eslint-plugin-asynclint/engine';
import { loadNativeApi } from '../project/native-types/native-api.ts';
import { createNativeTypes } from '../project/native-types/native-types.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './parse-flags.ts';

export const typeAwareFlags = {
  'type-aware': {
    value: 'when',
    choices: ['auto', 'on', 'off'],
    description: "Ask TypeScript's compiler what is a promise: auto where there is a tsconfig.json or jsconfig.json, on for all files, off (default) as in the editor.",
  },
} as const;

/** The types of a run. */
export interface RunTypes {
  /** For the project; empty where the source text alone answers. */
  readonly options: Pick<ProjectOptions, 'types'>;
  /** Ends what was started. */
  readonly close: () => void;
}

const noTypes: RunTypes = { options: {}, close: () => undefined };

const notInstalled =
  "TypeScript's native compiler is not installed (the optional package @typescript/native), so the source text alone tells what is a promise. --type-aware off says that this is meant.";

/** With so many files it takes the compiler a while to start. */
const manyFiles = 200;

/** Starts the compiler for these files, if that is wanted. Why types are missing is told on the terminal. Rejects when the signal is aborted, and for nothing else. */
export async function startTypes(given: FlagValues<typeof typeAwareFlags>, files: readonly string[], context: CommandContext): Promise<RunTypes> {
  const { terminal, directory, signal } = context;
  const when = given['type-aware'] ?? 'off';
  if (when === 'off' || files.length === 0 || (when === 'auto' && !hasProject(files))) return noTypes;
  const native = await loadNativeApi();
  if (native === undefined) {
    terminal.warn(notInstalled);
    return noTypes;
  }
  if (files.length >= manyFiles) terminal.progress('Starting the TypeScript compiler');
  const held: string[] = [];
  let note = (message: string): void => { held.push(message); };
  const types = createNativeTypes(native, { directory, files, note: (message) => { note(message); } });
  // Ctrl+C ends the compiler as well; that it failed then is no news.
  await setImmediate();
  if (signal.aborted) types.close();
  signal.throwIfAborted();
  note = (message) => { terminal.warn(message); };
  held.forEach(note);
  return { options: { types: types.oracleFor }, close: types.close };
}

/** Is there a tsconfig.json or jsconfig.json above any of the files? */
function hasProject(files: readonly string[]): boolean {
  const seen = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); !seen.has(folder); folder = dirname(folder)) {
      seen.add(folder);
      if (existsSync(join(folder, 'tsconfig.json')) || existsSync(join(folder, 'jsconfig.json'))) return true;
    }
  }
  return false;
}
