import type { FileModel } from 'eslint-plugin-asynclint/engine';
import type { CreateSnapshotParams, NativeApi, NativeProject, Snapshot, SourceFile } from './native-api.ts';
import { createNativeFile, type NativeFile } from './native-file.ts';
import { createTypeClassifier, type TypeClassifier } from './type-classifier.ts';

/** One process of the native compiler with the projects it has open. Everything throws where the process fails. */
export interface Compiler {
  /** The projects that have the files, each once. */
  readonly projects: readonly NativeProject[];
  /** A file as the compiler sees it, with just this text; undefined where no project can take it. */
  fileOf(model: FileModel): NativeFile | undefined;
  isAlive(): boolean;
  /** Ends the process. Never throws. */
  close(): void;
}

export interface CompilerOptions {
  /** Where the compiler runs. */
  readonly directory: string;
  /** The files that will be asked about; others are opened when they are. */
  readonly files: readonly string[];
}

type FileChanges = Pick<CreateSnapshotParams, 'fileSystem' | 'ensurePrograms'>;

/** Starts the compiler, which finds the project of each file: the nearest tsconfig.json or jsconfig.json that has it, or options of its own. */
export function startCompiler(native: NativeApi, { directory, files }: CompilerOptions): Compiler {
  const api = native.start(directory);
  const projectIds = new Map<string, NativeProject['id']>();
  const classifiers = new Map<NativeProject['id'], TypeClassifier>();
  let snapshot: Snapshot | undefined;

  /** Types do not survive a snapshot. */
  function replaceSnapshot(next: Snapshot): void {
    const previous = snapshot;
    snapshot = next;
    classifiers.clear();
    previous?.dispose();
  }

  function open(paths: readonly string[], changes: FileChanges = {}): void {
    const request = { openFiles: paths, ...changes };
    const next = snapshot === undefined ? api.createSnapshot(request) : snapshot.update(request);
    for (const [index, { project }] of next.operation.openedFiles.entries()) {
      const path = paths[index];
      if (path !== undefined) projectIds.set(path, project.id);
    }
    replaceSnapshot(next);
  }

  /** One file that no project takes fails the whole request. */
  function openEach(paths: readonly string[]): void {
    try {
      open(paths);
    } catch (error) {
      if (!isAlive()) throw error;
      if (paths.length <= 1) return;
      const middle = paths.length >> 1;
      openEach(paths.slice(0, middle));
      openEach(paths.slice(middle));
    }
  }

  function projectOf(path: string): NativeProject | undefined {
    const id = projectIds.get(path);
    return id === undefined ? undefined : snapshot?.getProject(id);
  }

  /** The file with just this text, which need not be what is on the disk. */
  function sourceOf(path: string, text: string): SourceFile | undefined {
    const known = projectOf(path)?.program.getSourceFile(path);
    if (known?.text === text) return known;
    open([path], { fileSystem: native.createFileSystemLayer([[path, text]]), ensurePrograms: true });
    const updated = projectOf(path)?.program.getSourceFile(path);
    return updated?.text === text ? updated : undefined;
  }

  function classifierOf(project: NativeProject): TypeClassifier {
    const classifier = classifiers.get(project.id) ?? createTypeClassifier(native, project);
    classifiers.set(project.id, classifier);
    return classifier;
  }

  function isAlive(): boolean {
    try {
      api.parseCommandLine([]);
      return true;
    } catch {
      return false;
    }
  }

  function close(): void {
    try {
      api.close();
    } catch {
      // A process that is gone can't be told to go.
    }
  }

  try {
    openEach(files);
  } catch (error) {
    close();
    throw error;
  }
  return {
    projects: [...new Set(projectIds.values())].flatMap((id) => snapshot?.getProject(id) ?? []),
    fileOf(model) {
      const source = sourceOf(model.path, model.text);
      const project = projectOf(model.path);
      return source === undefined || project === undefined ? undefined : createNativeFile(model, { api, project, source, classifier: classifierOf(project) });
    },
    isAlive,
    close,
  };
}
