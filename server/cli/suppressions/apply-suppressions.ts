import type { CheckedFile, Message } from '../checked-file.ts';
import { isFullyChecked, suppressionFor, suppressionKey, suppressionsOf, type NameOf, type Suppression, type Suppressions } from './suppressions.ts';

/** Moves what is suppressed from the messages of files to what they accept. Among equal findings the first ones are accepted. */
export function applySuppressions(files: readonly CheckedFile[], suppressions: Suppressions, nameOf: NameOf): CheckedFile[] {
  return files.map((file) => {
    const name = nameOf(file.path);
    const left = new Map<string, number>();
    const isAccepted = (message: Message): boolean => {
      const wanted = suppressionFor(name, message);
      if (wanted === undefined) return false;
      const key = suppressionKey(wanted);
      const count = left.get(key) ?? suppressions.get(key)?.count ?? 0;
      left.set(key, count - 1);
      return count > 0;
    };
    const accepted = file.messages.filter(isAccepted);
    const known = new Set(accepted);
    return accepted.length === 0 ? file : { ...file, accepted, messages: file.messages.filter((message) => !known.has(message)) };
  });
}

/** The suppressions with which these files have no findings left. Those of other files stay. */
export function suppressAll(files: readonly CheckedFile[], suppressions: Suppressions, nameOf: NameOf): Suppressions {
  const checked = files.filter(isFullyChecked);
  const names = new Set(checked.map(({ path }) => nameOf(path)));
  return new Map([...[...suppressions].filter(([, { path }]) => !names.has(path)), ...suppressionsOf(checked, nameOf)]);
}

/** Only those suppressions that still accept a finding, or whose file was not checked and `exists`. */
export function pruneSuppressions(files: readonly CheckedFile[], suppressions: Suppressions, nameOf: NameOf, exists: (name: string) => boolean): Suppressions {
  const checked = files.filter(isFullyChecked);
  const names = new Set(checked.map(({ path }) => nameOf(path)));
  const current = suppressionsOf(checked, nameOf);
  const kept = [...suppressions].flatMap(([key, suppression]): [string, Suppression][] => {
    if (!names.has(suppression.path)) return exists(suppression.path) ? [[key, suppression]] : [];
    const count = Math.min(suppression.count, current.get(key)?.count ?? 0);
    return count === 0 ? [] : [[key, { ...suppression, count }]];
  });
  return new Map(kept);
}

/** How many findings are accepted in all. */
export function countSuppressions(suppressions: Suppressions): number {
  return [...suppressions.values()].reduce((sum, { count }) => sum + count, 0);
}
