import { findFiles } from '../project/find-files.ts';
import type { CommandContext } from './command.ts';
import type { FlagValues } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags of commands that look for files. */
export const fileFlags = {
  'ignore-pattern': { value: 'pattern', repeatable: true, description: 'Leave out files, in the syntax of .gitignore.' },
  'no-ignore': { description: 'Take in what .gitignore and the configuration leave out, too.' },
} as const;

/**
 * The files that paths and patterns of a command line stand for; without any, those of the current directory.
 * @throws UsageError where one of them comes to nothing.
 */
export async function findOperands(operands: readonly string[], given: FlagValues<typeof fileFlags>, { directory, signal }: CommandContext): Promise<readonly string[]> {
  const { files, unmatched } = await findFiles(operands.length === 0 ? ['.'] : operands, {
    directory,
    ignorePatterns: given['ignore-pattern'],
    gitignore: !given['no-ignore'],
    signal,
  });
  if (unmatched.length > 0) throw new UsageError(unmatched.map(({ argument, reason }) => `Nothing to check at "${argument}": ${reason}`).join('\n'));
  return files;
}
