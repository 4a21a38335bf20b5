import type { NativeProject } from './native-api.ts';

/**
 * Knows which texts the compiler has read without a look at its own, which takes a whole syntax tree: those it was given for a file of
 * which it had read an earlier text, where nothing else has happened since. Its own text doesn't move a file to another project.
 */
export interface ReadTexts {
  isRead(path: string, text: string, project: NativeProject['id']): boolean;
  /** The compiler was found to have read this. */
  add(path: string, text: string, project: NativeProject['id']): void;
  /** The compiler is given this next. */
  edit(path: string, text: string): void;
  /** Anything may have happened. */
  forget(): void;
}

export function createReadTexts(): ReadTexts {
  let known = new Map<string, { readonly text: string; readonly project: NativeProject['id'] }>();
  return {
    isRead(path, text, project) {
      const read = known.get(path);
      return read?.text === text && read.project === project;
    },
    add(path, text, project) {
      known.set(path, { text, project });
    },
    edit(path, text) {
      const before = known.get(path);
      known = new Map(before === undefined ? [] : [[path, { text, project: before.project }]]);
    },
    forget() {
      known.clear();
    },
  };
}
