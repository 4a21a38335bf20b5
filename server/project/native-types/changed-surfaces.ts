import type { NativeApi, NativeProject, Snapshot } from './native-api.ts';

/**
 * Of files that had other texts before, those whose declarations are others now, or may be: what other files can know of their types.
 */
export function changedSurfaces(native: NativeApi, snapshot: Snapshot, before: ReadonlyMap<string, string>): ReadonlySet<string> {
  const earlier = snapshot.update({ fileSystem: native.createFileSystemLayer([...before]), ensurePrograms: true });
  try {
    const pairs = snapshot.getProjects().map((now) => ({ now, then: earlier.getProjects().find(({ id }) => id === now.id), names: new Set<string>(now.program.getSourceFileNames()) }));
    const isSame = (path: string): boolean => {
      const holders = pairs.filter(({ names }) => names.has(path));
      return holders.length > 0 && holders.every(({ now, then }) => then !== undefined && haveSameDeclarations(now, then, path));
    };
    return new Set([...before.keys()].filter((path) => !isSame(path)));
  } finally {
    earlier.dispose();
  }
}

function haveSameDeclarations(now: NativeProject, then: NativeProject, path: string): boolean {
  const declarations = declarationsOf(now, path);
  return declarations !== undefined && declarationsOf(then, path) === declarations;
}

/** What the compiler would write as declarations of a file; undefined where that would not be the whole truth. */
function declarationsOf({ program }: NativeProject, path: string): string | undefined {
  if (program.getCompilerOptions().stripInternal === true) return undefined;
  const { emitSkipped, diagnostics, outputFiles } = program.getDeclarationEmit([path]);
  const texts = Array.from(outputFiles.values(), ({ text }) => text);
  return emitSkipped || diagnostics.length > 0 || texts.length === 0 ? undefined : texts.join('\n');
}
