import { isAbsolute } from 'node:path';
import { createAmbientModules } from './ambient-modules.ts';
import type { AskedFile } from './asked-file.ts';
import { changedSurfaces } from './changed-surfaces.ts';
import { globalFiles } from './global-files.ts';
import { createHeldConfigs } from './held-configs.ts';
import { interruptRequests } from './interrupted-requests.ts';
import { interposeRequests } from './interposed-requests.ts';
import { isOnDisk } from './is-on-disk.ts';
import { createJsxOverrides } from './jsx-overrides.ts';
import type { API, Asking, CreateSnapshotParams, NativeApi, NativeProject, Snapshot, SourceFile } from './native-api.ts';
import { createNativeFile, type NativeFile } from './native-file.ts';
import { openTogether } from './open-together.ts';
import { createPendingChanges, type FileChange, type FileChanges } from './pending-changes.ts';
import { programSources, type ProgramSource } from './program-sources.ts';
import { createReadTexts } from './read-texts.ts';
import { settledProjects } from './settled-projects.ts';
import { createSmallPrograms, type FewFiles } from './small-programs.ts';
import { createTypeClassifier, type TypeClassifier } from './type-classifier.ts';

/** One process of the native compiler with the projects it has open. What asks it throws where the process fails. */
export interface Compiler {
  /** The projects opened since the last call. */
  takeNewProjects(): readonly NativeProject[];
  /** Another number than before where files that were given before can't be asked any more. */
  generation(): number;
  /** A file as the compiler sees it, with just this text; undefined where no project can take it. */
  fileOf(file: AskedFile): NativeFile | undefined;
  /** Asks side by side, in few round trips. */
  batch(...questions: readonly Asking<void>[]): void;
  /** Sees what has changed, so that a question about this file needs no more than its answer. */
  prepare(path: string): void;
  /** This text counts from now on, also for files that import this one. */
  setText(path: string, text: string): void;
  /** The text on disk counts again, and nobody will ask about this file soon. */
  closeText(path: string): void;
  filesChanged(changes: readonly FileChange[]): void;
  /** The files that the programs of all open projects were made of. */
  inputs(): CompilerInputs;
  /** Of files that had these texts before, those whose types may look different to other files now. */
  changedSurfaces(before: ReadonlyMap<string, string>): ReadonlySet<string>;
  isAlive(): boolean;
  /** Ends the process. Never throws. */
  close(): void;
}

/** What a compiler has read: sources and declarations, and configurations. Absolute paths; its own library is not among them. */
export interface CompilerInputs {
  readonly files: readonly string[];
  readonly configs: readonly string[];
  /** Those of the files that are no parts of installed packages. */
  readonly sources: ReadonlyMap<string, ProgramSource>;
  /** The configurations of files that were asked about, where other files have no say in it. */
  readonly settled: ReadonlyMap<string, string>;
  /** For those of them whose projects stand alone, the files that count for all files of the project. */
  readonly globals: ReadonlyMap<string, readonly string[]>;
}

export interface CompilerOptions {
  /** Where the compiler runs. */
  readonly directory: string;
  /** The files that will be asked about; others are opened when they are. */
  readonly files: readonly string[];
  /**
   * Where some of the files are known to be in projects of these configurations, whichever files are open: then only projects that
   * are asked about are opened, as long as all such questions are about these files.
   */
  readonly settled?: ReadonlyMap<string, string>;
  /** Where `settled` is given: what it takes to open less than whole projects. */
  readonly few?: FewFiles;
  /** The texts that count instead of those on disk, if files are being edited. */
  readonly texts?: ReadonlyMap<string, string>;
  /** While this holds nobody waits for answers: what is being asked then ends in a `SupersededError`. */
  readonly isCancelled?: () => boolean;
  /** Called before each round trip of questions: what it asks is answered first. */
  readonly onRoundTrip?: () => void;
}

/** So many places are asked about in one request where a newer text may come meanwhile: some milliseconds, seldom tens of them. */
const pieceSize = 64;

/** Starts the compiler, which finds the project of each file: the nearest tsconfig.json or jsconfig.json that has it, or options of its own. */
export function startCompiler(native: NativeApi, { directory, files, settled, few, texts, isCancelled, onRoundTrip }: CompilerOptions): Compiler {
  const api = native.start(directory, texts === undefined);
  const isInterruptible = texts !== undefined && isCancelled !== undefined;
  if (isInterruptible) interruptRequests(api, isCancelled);
  if (onRoundTrip !== undefined) interposeRequests(api, onRoundTrip);
  const opened = new Set<string>();
  const projectIds = new Map<string, NativeProject['id']>();
  const classifiers = new Map<NativeProject['id'], TypeClassifier>();
  const pending = createPendingChanges(native);
  const overrides = texts === undefined ? undefined : createJsxOverrides(api, native);
  const heldConfigs = createHeldConfigs(api);
  const smallPrograms = settled && few && createSmallPrograms(api, settled, few);
  const readTexts = createReadTexts();
  const ambientModules = createAmbientModules(native);
  const sourceNames = new Map<NativeProject['id'], ReadonlySet<string>>();
  const seenProjects = new Set<NativeProject['id']>();
  let newProjects: NativeProject['id'][] = [];
  let snapshot: Snapshot | undefined;
  let generation = 0;
  let read: { readonly generation: number; readonly projects: number; readonly inputs: CompilerInputs } | undefined;

  /** Types do not survive a snapshot. */
  function replaceSnapshot(next: Snapshot): void {
    const previous = snapshot;
    snapshot = next;
    generation++;
    classifiers.clear();
    sourceNames.clear();
    previous?.dispose();
  }

  function advance(request: CreateSnapshotParams): Snapshot {
    const next = snapshot === undefined ? api.createSnapshot(request) : snapshot.update(request);
    replaceSnapshot(next);
    return next;
  }

  /** Opens what has to be open before these files are. */
  function holdConfigs(paths: readonly string[]): void {
    const configs = heldConfigs.before(paths);
    if (configs.length === 0) return;
    try {
      advance({ openProjects: configs });
    } catch (error) {
      if (!isAlive()) throw error;
    }
  }

  function open(paths: readonly string[], changes: FileChanges = {}): void {
    const gone = changes.fileNotifications === undefined ? [] : heldConfigs.forget();
    if (paths.length > 0) readTexts.forget();
    holdConfigs(paths);
    const next = advance({ openFiles: paths, ...changes, ...(gone.length > 0 ? { closeProjects: gone } : {}) });
    if (changes.fileNotifications !== undefined) projectIds.clear();
    for (const path of changes.closeFiles ?? []) opened.delete(path);
    for (const [index, { project }] of (next.operation.openedFiles ?? []).entries()) {
      const path = paths[index];
      if (path === undefined) continue;
      opened.add(path);
      remember(path, project);
    }
  }

  function remember(path: string, project: NativeProject): void {
    projectIds.set(path, project.id);
    if (seenProjects.has(project.id)) return;
    seenProjects.add(project.id);
    newProjects.push(project.id);
  }

  /** One file that no project takes fails the whole request. */
  function openEach(paths: readonly string[], changes?: FileChanges): void {
    try {
      open(paths, changes);
    } catch (error) {
      readTexts.forget();
      if (!isAlive()) throw error;
      if (changes !== undefined) open([], changes);
      if (paths.length <= 1) return;
      const middle = paths.length >> 1;
      openEach(paths.slice(0, middle));
      openEach(paths.slice(middle));
    }
  }

  /** Files that are not being edited need not be opened one by one. */
  function openAll(paths: readonly string[]): void {
    try {
      for (const [path, project] of openTogether(native, api, paths, advance)) remember(path, project);
    } catch (error) {
      if (!isAlive()) throw error;
      openEach(paths);
    }
  }

  /** Makes the compiler see what has changed, and have these files. */
  function catchUp(paths: readonly string[]): void {
    const unopened = settled === undefined ? paths.filter((path) => !isKnown(path)) : openSettled(paths, settled);
    if (texts === undefined) {
      if (unopened.length > 0) openAll(unopened);
      return;
    }
    const haveNewConfigs = pending.concernConfigs('created');
    if (pending.concernConfigs()) pending.lay(overrides?.refresh() ?? []);
    pending.lay(overrides?.forFiles(unopened) ?? []);
    const changes = pending.take();
    if (changes !== undefined || unopened.length > 0) openEach(unopened, changes);
    // Only of a file that is opened the compiler asks whether a new configuration has it.
    if (haveNewConfigs && opened.size > 0) openEach([...opened]);
  }

  function isKnown(path: string): boolean {
    return opened.has(path) || (texts === undefined && projectIds.has(path));
  }

  /** Opens the projects of files, and gives the files to open by themselves: none, or all where one is not settled. */
  function openSettled(paths: readonly string[], configOf: ReadonlyMap<string, string>): readonly string[] {
    if (paths.some((path) => !isKnown(path) && !configOf.has(path))) return [...new Set([...files, ...paths])].filter((path) => !isKnown(path));
    const configs = new Set(paths.flatMap((path) => (projectIds.has(path) ? [] : configOf.get(path) ?? [])));
    for (const config of configs) openSmall(config, paths.filter((path) => configOf.get(path) === config));
    const unopened = [...configs].filter((config) => paths.some((path) => configOf.get(path) === config && !projectIds.has(path))).filter((config) => snapshot?.getConfiguredProject(config) === undefined);
    if (unopened.length > 0) advance({ openProjects: unopened });
    for (const path of paths) {
      const config = configOf.get(path);
      const project = config === undefined || projectIds.has(path) ? undefined : snapshot?.getConfiguredProject(config);
      if (project !== undefined) remember(path, project);
    }
    return [];
  }

  /** Opens a program that has these files, and those that will be asked about besides, if it can be told what belongs to that. */
  function openSmall(config: string, paths: readonly string[]): void {
    const small = smallPrograms?.(config, paths);
    const project = small && advance({ createPrograms: [small.params] }).operation.createdPrograms?.[0]?.getProject();
    if (project === undefined) return;
    const names = new Set<string>(project.program.getSourceFileNames());
    for (const path of small?.files ?? []) if (names.has(path)) remember(path, project);
  }

  function projectOf(path: string): NativeProject | undefined {
    const id = projectIds.get(path);
    const known = id === undefined ? undefined : snapshot?.getProject(id);
    if (known !== undefined || !opened.has(path)) return known;
    const found = snapshot?.getDefaultProjectForFile(path);
    if (found !== undefined) remember(path, found);
    return found;
  }

  /** The file with just this text, which need not be what is on the disk. */
  function sourceOf(path: string, text: string): SourceFile | undefined {
    catchUp([path]);
    const known = projectOf(path)?.program.getSourceFile(path);
    if (known?.text === text) return known;
    open([path], { fileSystem: native.createFileSystemLayer([[path, text]]), ensurePrograms: true });
    const updated = projectOf(path)?.program.getSourceFile(path);
    return updated?.text === text ? updated : undefined;
  }

  /** Has the compiler read just this text? To look at its own takes the whole syntax tree; where nothing is edited, the disk has it too. */
  function hasRead({ path, text }: AskedFile): boolean {
    if (texts === undefined && !isOnDisk(path, text)) return false;
    catchUp([path]);
    const project = projectOf(path);
    if (project === undefined) return false;
    if (texts !== undefined) return readTexts.isRead(path, text, project.id);
    const names = sourceNames.get(project.id) ?? new Set(project.program.getSourceFileNames());
    sourceNames.set(project.id, names);
    return names.has(path);
  }

  function treeOf({ path, text }: AskedFile): SourceFile | undefined {
    const tree = projectOf(path)?.program.getSourceFile(path);
    return tree?.text === text ? tree : undefined;
  }

  function classifierOf(project: NativeProject): TypeClassifier {
    const classifier = classifiers.get(project.id) ?? createTypeClassifier(native, project, ambientModules);
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
    for (const [path, text] of texts ?? []) pending.setText(path, text);
    catchUp(settled === undefined ? files : []);
  } catch (error) {
    close();
    throw error;
  }
  return {
    takeNewProjects() {
      const taken = newProjects;
      newProjects = [];
      // The project may be of a snapshot that is gone.
      return taken.flatMap((id) => snapshot?.getProject(id) ?? []);
    },
    generation: () => generation,
    fileOf(model) {
      const isRead = hasRead(model);
      const source = isRead ? undefined : sourceOf(model.path, model.text);
      const project = projectOf(model.path);
      if (project === undefined || (source === undefined && !isRead)) return undefined;
      if (source !== undefined && texts !== undefined) readTexts.add(model.path, model.text, project.id);
      return createNativeFile(model, { native, api, project, tree: () => source ?? treeOf(model), classifier: classifierOf(project), ...(isInterruptible && { pieceSize }) });
    },
    batch(...questions) {
      api.batch(...questions);
    },
    prepare(path) {
      catchUp([path]);
    },
    setText(path, text) {
      readTexts.edit(path, text);
      pending.setText(path, text);
    },
    closeText(path) {
      readTexts.forget();
      pending.closeText(path);
    },
    filesChanged(changes) {
      readTexts.forget();
      pending.filesChanged(changes);
    },
    inputs() {
      if (read?.generation === generation && read.projects === projectIds.size) return read.inputs;
      const projects = new Map<string, NativeProject>();
      for (const [path, id] of projectIds) {
        const project = snapshot?.getProject(id);
        if (project !== undefined) projects.set(path, project);
      }
      read = { generation, projects: projectIds.size, inputs: inputsOf(native, api, projects) };
      return read.inputs;
    },
    changedSurfaces(before) {
      catchUp([...before.keys()]);
      return snapshot === undefined ? new Set(before.keys()) : changedSurfaces(native, snapshot, before);
    },
    isAlive,
    close,
  };
}

function inputsOf(native: NativeApi, api: API, projectOf: ReadonlyMap<string, NativeProject>): CompilerInputs {
  const projects = [...new Set(projectOf.values())];
  const files = new Set(projects.flatMap(({ program }) => program.getSourceFileNames()));
  const configs = new Set(projects.flatMap(({ program }) => program.getConfigFileNames()));
  const settled = settledProjects(projectOf);
  const settling = new Set(settled.values());
  const alone = projects.filter(({ configFileName, parsedCommandLine }) => configFileName !== undefined && settling.has(configFileName) && (parsedCommandLine.projectReferences ?? []).length === 0);
  const globals = new Map(alone.map((project) => [project.configFileName ?? '', globalFiles(api, project)]));
  return { files: [...files].filter((path) => isAbsolute(path)), configs: [...configs], sources: programSources(native, api, projects), settled, globals };
}
