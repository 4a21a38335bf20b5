import { createHash } from 'node:crypto';
import type { CheckedFile, Message } from '../checked-file.ts';

/** What a suppressions file accepts: so many findings of a rule, in a file, on lines that read like this. */
export interface Suppression {
  /** Relative to the folder of the suppressions file, with forward slashes. */
  readonly path: string;
  readonly ruleId: string;
  readonly code: string;
  readonly count: number;
}

/** Suppressions by `suppressionKey`. */
export type Suppressions = ReadonlyMap<string, Suppression>;

/** Tells how the suppressions file calls a file. */
export type NameOf = (path: string) => string;

export function suppressionKey({ path, ruleId, code }: Omit<Suppression, 'count'>): string {
  return JSON.stringify([path, ruleId, code]);
}

/** What one finding would need to be accepted; undefined for problems, which nothing accepts. */
export function suppressionFor(path: string, { ruleId, problem, code }: Message): Omit<Suppression, 'count'> | undefined {
  return ruleId === undefined || problem !== undefined ? undefined : { path, ruleId, code: shorten(code) };
}

const longest = 120;

function shorten(code: string): string {
  if (code.length <= longest) return code;
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return `${code.slice(0, longest - 20).replace(/\p{Surrogate}$/u, '')}... ${digest}`;
}

/** The suppressions that accept exactly the findings of these files. */
export function suppressionsOf(files: readonly CheckedFile[], nameOf: NameOf): Suppressions {
  const found = new Map<string, Suppression>();
  for (const { path, messages } of files) {
    const name = nameOf(path);
    for (const message of messages) {
      const wanted = suppressionFor(name, message);
      if (wanted === undefined) continue;
      const key = suppressionKey(wanted);
      found.set(key, { ...wanted, count: (found.get(key)?.count ?? 0) + 1 });
    }
  }
  return found;
}

/** Whether all findings of the file are known: it was analysed, and nothing went wrong. */
export function isFullyChecked({ skipped, messages }: CheckedFile): boolean {
  return skipped === undefined && messages.every(({ problem }) => problem === undefined);
}
