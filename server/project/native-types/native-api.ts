import type * as ast from '@typescript/native/ast';
import type * as fs from '@typescript/native/fs';
import type * as sync from '@typescript/native/sync';
import { compilerEnvironment, withEnvironment } from './compiler-environment.ts';
import { compilerExecutable } from './compiler-executable.ts';
import { shareRequests } from './shared-requests.ts';

export type { Node, SourceFile } from '@typescript/native/ast';
export type { API, CompilerOptions, CreateSnapshotParams, NodeHandle, ParsedCommandLine, Project as NativeProject, RawCompilerOptions, Signature, Snapshot, Symbol as NativeSymbol, Type } from '@typescript/native/sync';

/** Questions to the compiler that give this answer; what is asked side by side travels together. */
export type Asking<Answer> = sync.APIRequestGenerator<Answer>;

/** The parts of the native compiler's library that are used. */
export type NativeApi = Pick<typeof sync, 'JsxEmit' | 'ModuleKind' | 'ModuleResolutionKind' | 'ObjectFlags' | 'TypeFlags' | 'all'> &
  Pick<typeof fs, 'createFileSystemLayer'> &
  Pick<typeof ast, 'SyntaxKind' | 'isModuleDeclaration' | 'isStringLiteral'> & {
    readonly version: string;
    /** Starts the compiler's process, for a run that ends or for a user who goes on editing. Throws where there is none for this platform. */
    start(directory: string, isForRun?: boolean): sync.API;
  };

/** Loads the native compiler's library; undefined where it, or the compiler itself, is not installed, as optional packages may be. */
export async function loadNativeApi(): Promise<NativeApi | undefined> {
  if (compilerExecutable(import.meta.url) === undefined) return undefined;
  try {
    const { API, ...parts } = await import('./native-library.ts');
    const start: NativeApi['start'] = (directory, isForRun = false) => {
      const api = withEnvironment(isForRun ? compilerEnvironment(process.env, process.availableMemory()) : {}, () => new API({ cwd: directory }));
      shareRequests(api);
      return api;
    };
    return { ...parts, start };
  } catch {
    return undefined;
  }
}
