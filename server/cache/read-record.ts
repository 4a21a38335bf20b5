import { contentHash } from './content-hash.ts';
import type { Followed, ProgramFile, ProgramTable } from './program-table.ts';

/** Notes what a run reads and follows. */
export interface ReadRecord {
  /** A file was read; without bytes, it could not be. */
  read(path: string, bytes: Uint8Array | undefined): void;
  /** An import was followed, or led nowhere. */
  follow(from: string, specifier: string, target: string | undefined): void;
  /** The hash of what was read of a file, null where it could not be read; undefined where nobody asked. */
  hashOf(path: string): string | null | undefined;
  /** Has a file changed while the run read it? */
  hasChanged(): boolean;
  /** The files that are a part of the program: these, and those that imports led from or to. */
  programOf(checked: readonly string[]): ProgramTable;
  /** What was read apart from these files: manifests and the like, with hashes. */
  readBeside(program: ProgramTable): Map<string, string | null>;
}

export function createReadRecord(): ReadRecord {
  const hashes = new Map<string, string | null>();
  const followed = new Map<string, Map<string, string | null>>();
  let changed = false;
  return {
    read(path, bytes) {
      const hash = bytes === undefined ? null : contentHash(bytes);
      changed ||= hashes.has(path) && hashes.get(path) !== hash;
      hashes.set(path, hash);
    },
    follow(from, specifier, target) {
      const known = followed.get(from) ?? new Map<string, string | null>();
      followed.set(from, known.set(specifier, target ?? null));
    },
    hasChanged: () => changed,
    hashOf: (path) => hashes.get(path),
    programOf(checked) {
      const targets = [...followed.values()].flatMap((specifiers) => [...specifiers.values()]);
      const paths = new Set([...checked, ...followed.keys(), ...targets.filter((target) => target !== null)]);
      const program = new Map<string, ProgramFile>();
      for (const path of paths) {
        const hash = hashes.get(path);
        if (hash !== undefined) program.set(path, { hash, followed: [...(followed.get(path) ?? [])] satisfies Followed[] });
      }
      return program;
    },
    readBeside: (program) => new Map([...hashes].filter(([path]) => !program.has(path))),
  };
}
