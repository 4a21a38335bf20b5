import type { FilesRead } from 'eslint-plugin-asynclint/engine';
import { contentHash } from './content-hash.ts';
import { type Followed, implementationStep, type ProgramFile, type ProgramTable } from './program-table.ts';

/** Notes what a run reads and follows. */
export interface ReadRecord {
  /** A file was read; without bytes, it could not be. */
  readonly read: (path: string, bytes: Uint8Array | undefined) => void;
  /** An import was followed, or led nowhere. */
  readonly follow: (from: string, specifier: string, target: string | undefined) => void;
  /** A search for what implements types of a file gave this; undefined where there was too much to search. */
  readonly search: (declaring: string, found: readonly string[] | undefined) => void;
  /** What a file declares is implemented in another one. */
  readonly implement: (declaring: string, implementing: string) => void;
  /** The check of a file read these. */
  readonly note: (checked: string, reads: FilesRead | undefined) => void;
  /** What the check of a file read; undefined where that is not known. */
  readsOf(checked: string): FilesRead | undefined;
  /** The files that declare types for which there were searches. */
  searches(): ReadonlySet<string>;
  /** The files that were found by them. */
  candidates(): ReadonlySet<string>;
  /** The hash of what was read of a file, null where it could not be read; undefined where nobody asked. */
  hashOf(path: string): string | null | undefined;
  /** Has a file changed while the run read it? */
  hasChanged(): boolean;
  /** The files that are a part of the program: these, and those that imports and searches led from or to. */
  programOf(checked: readonly string[]): ProgramTable;
  /** What was read apart from the program and from what was searched: manifests and the like, with hashes. */
  readBeside(program: ProgramTable, searched: Readonly<Record<string, unknown>>): Map<string, string | null>;
  /** All that was noted. */
  recorded(): RecordedReads;
  /** Takes over what was noted elsewhere in the same run. */
  include(other: RecordedReads): void;
}

/** What a record holds, to be told to another one. */
export interface RecordedReads {
  readonly hashes: ReadonlyMap<string, string | null>;
  readonly followed: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  readonly searches: ReadonlySet<string>;
  readonly candidates: ReadonlySet<string>;
  readonly reads: ReadonlyMap<string, FilesRead | undefined>;
  readonly changed: boolean;
}

export function createReadRecord(): ReadRecord {
  const hashes = new Map<string, string | null>();
  const followed = new Map<string, Map<string, string | null>>();
  const searches = new Set<string>();
  const candidates = new Set<string>();
  const reads = new Map<string, FilesRead | undefined>();
  let changed = false;

  function enter(from: string, [specifier, target]: Followed): void {
    const known = followed.get(from) ?? new Map<string, string | null>();
    followed.set(from, known.set(specifier, target));
  }

  function noteHash(path: string, hash: string | null): void {
    changed ||= hashes.has(path) && hashes.get(path) !== hash;
    hashes.set(path, hash);
  }

  return {
    read: (path, bytes) => { noteHash(path, bytes === undefined ? null : contentHash(bytes)); },
    follow: (from, specifier, target) => { enter(from, [specifier, target ?? null]); },
    implement: (declaring, implementing) => { enter(declaring, implementationStep(implementing)); },
    search(declaring, found) {
      searches.add(declaring);
      for (const path of found ?? []) candidates.add(path);
    },
    note: (checked, found) => { reads.set(checked, found); },
    readsOf: (checked) => reads.get(checked),
    searches: () => searches,
    candidates: () => candidates,
    hasChanged: () => changed,
    hashOf: (path) => hashes.get(path),
    programOf(checked) {
      const targets = [...followed.values()].flatMap((specifiers) => [...specifiers.values()]);
      const paths = new Set([...checked, ...followed.keys(), ...targets.filter((target) => target !== null), ...searches, ...candidates]);
      const program = new Map<string, ProgramFile>();
      for (const path of paths) {
        const hash = hashes.get(path);
        if (hash !== undefined) program.set(path, { hash, followed: [...(followed.get(path) ?? [])] satisfies Followed[] });
      }
      return program;
    },
    recorded: () => ({ hashes, followed, searches, candidates, reads, changed }),
    include(other) {
      changed ||= other.changed;
      for (const [path, hash] of other.hashes) noteHash(path, hash);
      for (const [from, specifiers] of other.followed) for (const step of specifiers) enter(from, step);
      for (const declaring of other.searches) searches.add(declaring);
      for (const path of other.candidates) candidates.add(path);
      for (const [path, found] of other.reads) reads.set(path, found);
    },
    readBeside: (program, searched) => new Map([...hashes].filter(([path]) => !program.has(path) && !Object.hasOwn(searched, path))),
  };
}
