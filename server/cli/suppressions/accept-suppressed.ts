import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { CheckedFile } from '../checked-file.ts';
import type { CommandContext } from '../command.ts';
import type { FlagValues } from '../parse-flags.ts';
import { UsageError } from '../usage-error.ts';
import { applySuppressions, countSuppressions, pruneSuppressions, suppressAll } from './apply-suppressions.ts';
import { readSuppressions, writeSuppressions } from './suppressions-file.ts';
import type { Suppressions } from './suppressions.ts';

const defaultLocation = 'asynclint-suppressions.json';

/** The flags about findings that are there already, and are to be left alone. */
export const suppressionFlags = {
  'suppress-all': { description: `Accept all findings of today: write them to ${defaultLocation}, and report only new ones from now on.` },
  'prune-suppressions': { description: 'Remove from that file what no longer occurs.' },
  'suppressions-location': { value: 'path', description: `Where that file is (default: ${defaultLocation} in the current directory).` },
} as const;

type SuppressionValues = FlagValues<typeof suppressionFlags>;

/** Rejects flags that contradict each other, before any work is done. */
export function checkSuppressionFlags(given: SuppressionValues, isStandardInput: boolean): void {
  const { 'suppress-all': all, 'prune-suppressions': prune } = given;
  if (all && prune) throw new UsageError('--suppress-all leaves nothing to prune in what it checks. Leave out one of --suppress-all and --prune-suppressions.');
  if (isStandardInput && (all || prune)) throw new UsageError(`--${all ? 'suppress-all' : 'prune-suppressions'} is about files, and --stdin checks none. Leave out one of them.`);
}

/**
 * Takes out of the messages what the suppressions file accepts, and brings that file up to date where flags say so.
 * @throws UsageError where the file can't be read or written.
 */
export function acceptSuppressed(checked: readonly CheckedFile[], given: SuppressionValues, { directory, terminal }: CommandContext): CheckedFile[] {
  const location = resolve(directory, given['suppressions-location'] ?? defaultLocation);
  const folder = dirname(location);
  const nameOf = (path: string): string => relative(folder, path).split(sep).join('/');
  const known = readKnown(location, given);
  if (known.size === 0 && !given['suppress-all'] && !given['prune-suppressions']) return [...checked];
  const pruned = pruneSuppressions(checked, known, nameOf, (name) => existsSync(resolve(folder, name)));
  const wanted = given['suppress-all'] ? suppressAll(checked, known, nameOf) : pruned;
  if (given['suppress-all'] || given['prune-suppressions']) writeSuppressions(location, wanted);
  else if (countSuppressions(pruned) < countSuppressions(known)) terminal.warn(noteOutdated(countSuppressions(known) - countSuppressions(pruned), relative(directory, location)));
  return applySuppressions(checked, wanted, nameOf);
}

function readKnown(location: string, given: SuppressionValues): Suppressions {
  const known = readSuppressions(location);
  if (known !== undefined) return known;
  if (given['prune-suppressions'] || (given['suppressions-location'] !== undefined && !given['suppress-all'])) {
    throw new UsageError(`There is no ${location}. asynclint check --suppress-all writes it.`);
  }
  return new Map();
}

function noteOutdated(count: number, name: string): string {
  return `${String(count)} of the findings in ${name} no longer ${count === 1 ? 'occurs' : 'occur'}. To remove ${count === 1 ? 'it' : 'them'}: asynclint check --prune-suppressions`;
}
