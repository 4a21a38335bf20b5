import type { Guides } from '../project/guides.ts';
import type { Flags, FlagValues } from './parse-flags.ts';
import type { Terminal } from './terminal.ts';

/** How a run of `asynclint` ends. */
export const exitCodes = { clean: 0, findings: 1, failure: 2, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface CachingContext {
  /** Tells this build of the program from any other. */
  readonly build: string;
  /** The folder that this computer keeps the user's caches in. */
  readonly home: string;
}

/** The surroundings of a run. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Absolute path that relative paths start from. */
  readonly directory: string;
  readonly guides: Guides;
  readonly version: string;
  /** What a cache of results needs; without it, nothing is cached. */
  readonly caching?: CachingContext | undefined;
  /** What threads of a run load; without it, none is started. */
  readonly threadEntry?: URL | undefined;
  /** Aborted when the user wants the run to end. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** What follows the name, as in `[paths...]`. */
  readonly operands: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Paragraphs for the command's own help. */
  readonly details: string;
  readonly flags: Flags;
  run(args: { readonly operands: readonly string[]; readonly flags: FlagValues }, context: CommandContext): Promise<ExitCode>;
}

export function defineCommand<F extends Flags>(
  command: Omit<Command, 'flags' | 'run'> & {
    readonly flags: F;
    run(args: { readonly operands: readonly string[]; readonly flags: FlagValues<F> }, context: CommandContext): Promise<ExitCode>;
  },
): Command {
  return command;
}
