import type * as ast from '@typescript/native/ast';
import type * as fs from '@typescript/native/fs';
import type * as sync from '@typescript/native/sync';

export type { Node, SourceFile } from '@typescript/native/ast';
export type { API, NodeHandle, Project as NativeProject, Snapshot, Symbol as NativeSymbol, Type } from '@typescript/native/sync';

/** Questions to the compiler that give this answer; what is asked side by side travels together. */
export type Asking<Answer> = sync.APIRequestGenerator<Answer>;

/** The parts of the native compiler's library that are used. */
export type NativeApi = typeof sync &
  Pick<typeof fs, 'createFileSystemLayer'> &
  Pick<typeof ast, 'SyntaxKind' | 'isModuleDeclaration' | 'isStringLiteral'>;

/** Loads the native compiler's library; undefined where it is not installed, as optional packages may be. */
export async function loadNativeApi(): Promise<NativeApi | undefined> {
  try {
    const [api, { createFileSystemLayer }, { SyntaxKind, isModuleDeclaration, isStringLiteral }] = await Promise.all([
      import('@typescript/native/sync'),
      import('@typescript/native/fs'),
      import('@typescript/native/ast'),
    ]);
    return { ...api, createFileSystemLayer, SyntaxKind, isModuleDeclaration, isStringLiteral };
  } catch {
    return undefined;
  }
}
