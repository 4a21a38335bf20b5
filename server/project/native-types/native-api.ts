import type { SyntaxKind } from '@typescript/native/ast';
import type { APIRequestGenerator } from '@typescript/native/sync';

export type { Node, SourceFile } from '@typescript/native/ast';
export type { API, Project as NativeProject, Snapshot, Symbol as NativeSymbol, Type } from '@typescript/native/sync';

/** Questions to the compiler that give this answer; what is asked side by side travels together. */
export type Asking<Answer> = APIRequestGenerator<Answer>;

/** The parts of the native compiler's library that are used. */
export type NativeApi = typeof import('@typescript/native/sync') & {
  readonly createFileSystemLayer: typeof import('@typescript/native/fs')['createFileSystemLayer'];
  readonly SyntaxKind: typeof SyntaxKind;
};

/** Loads the native compiler's library; undefined where it is not installed, as optional packages may be. */
export async function loadNativeApi(): Promise<NativeApi | undefined> {
  try {
    const [sync, fs, ast] = await Promise.all([import('@typescript/native/sync'), import('@typescript/native/fs'), import('@typescript/native/ast')]);
    return { ...sync, createFileSystemLayer: fs.createFileSystemLayer, SyntaxKind: ast.SyntaxKind };
  } catch {
    return undefined;
  }
}
