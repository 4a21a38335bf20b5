import { createFileModel, type FileModel, type Links } from '../facts/file-model.ts';
import { type HeritageShare, sharesOf } from '../facts/heritage-shares.ts';
import type { FileFacts } from '../facts/model.ts';
import { newestPython, type PythonVersion } from '../facts/python-version.ts';
import { EditTrace } from '../facts/edit-trace.ts';
import { type FilesRead, ReadTrace } from '../facts/read-trace.ts';
import { decideRole, type RoleDecision } from '../facts/roles.ts';
import type { TypeOracle } from '../facts/types.ts';
import type { UserKnowledge } from '../facts/user-knowledge.ts';
import { isLintable, isPython } from '../languages/lintable.ts';
import { scanHeritage, scanTypeNames } from '../languages/typescript/scan-heritage.ts';
import { MissingParserError } from '../languages/typescript/parse.ts';
import { type ActiveRule, type CheckResult, checkFile } from './check-file.ts';
import { configFiles } from './config/config-finder.ts';
import { dependencyMajor } from './dependency-major.ts';
import { applyDirectives } from './directives.ts';
import type { FileReport, Finding, Problem } from './finding.ts';
import { forwardSlashes } from './forward-slashes.ts';
import { createManifestFinder } from './manifests.ts';
import { createImporters } from './importers.ts';
import { createImplementerIndex, type FoldersAround, type SearchedFolder } from './implementer-index.ts';
import { resolveInMemory } from './memory-files.ts';
import { moveFindings } from './moved-findings.ts';
import { parseSource, scanSource } from './parse-source.ts';
import { createPythonManifests, pythonManifestFiles, pythonRoleOf } from './python-manifests.ts';
import { createPythonProjects, pythonProjectFiles } from './python-projects.ts';
import { rememberResolutions } from './remembered-resolutions.ts';
import { createModuleResolver } from './resolve-modules.ts';
import { createPythonModules } from './resolve-python-modules.ts';
import { activeRules, type GivenOfFile, type Settings } from './settings.ts';
import { createStopwatch, type Stopwatch, type TimingObserver } from './stopwatch.ts';
import { timeOracle } from './time-oracle.ts';
import { createWorkspaces } from './workspaces.ts';
import { type Outdated, type World, createWorlds } from './worlds.ts';

/** How a project reaches the world; everything else about it is pure. Paths are absolute. */
export interface ProjectHost {
  /** The text of a file, without a byte order mark; undefined where it can't be read. */
  readFile(path: string): string | undefined;
}

export interface ProjectOptions {
  readonly host: ProjectHost;
  /** Whether imports are followed into other files; they are unless this is false. */
  readonly crossFile?: boolean;
  /** Is told how long each stage takes. */
  readonly timing?: TimingObserver;
  /** Answers questions about the types in one file, or gives back the answers from source text where it has none. */
  readonly types?: (file: FileModel, inference: TypeOracle) => TypeOracle;
  /** Is told where imports lead that an analysis follows; no target where they lead out of the program, or nowhere. */
  readonly onFollow?: (from: string, module: string, target: string | undefined) => void;
  /** Is told which files may implement some types that a file declares; undefined where there are too many to search. */
  readonly onImplementers?: (declaring: string, found: readonly string[] | undefined) => void;
  /** What `Project.mentions` said of a file, where it is known that this still holds. */
  readonly knownMentions?: (path: string) => ReadonlySet<string> | undefined;
  /** Is told where the only implementation of something is that a file declares. */
  readonly onImplementation?: (declaring: string, implementing: string) => void;
  /** Is told which files the check of one read, itself included; undefined where that can't be told. */
  readonly onReads?: (checked: string, reads: FilesRead | undefined) => void;
  /** While this holds nobody waits for what a check finds: it ends soon, with less. */
  readonly isSuperseded?: () => boolean;
}

/** A set of files that are analysed together. */
export interface Project {
  /** Takes this text for the file instead of what the host would read, until `closeText`. */
  setText(path: string, text: string): void;
  /** Forgets a text given by `setText`. */
  closeText(path: string): void;
  /** Tells that the file on disk has changed, appeared or gone. */
  invalidate(path: string): void;
  /** Analyses one file. Never throws for any content of any file; a file that can't be read is a problem in the report. */
  check(path: string, settings: Settings): FileReport;
  /** Reads a file of TypeScript or JavaScript ahead of its check, and gives it as rules will see it; undefined where there is nothing to see. */
  prepare(path: string, settings: Pick<Settings, 'knowledge'>): FileModel | undefined;
  /** The role of the process a file runs in, and why, unless its settings say it; undefined where the file can't be analysed. */
  role(path: string, settings?: Pick<Settings, 'role'>): RoleDecision | undefined;
  /** The files whose findings can depend on this one: those that import it, however indirectly, and itself. Sorted. */
  dependants(path: string): readonly string[];
  /**
   * The files of the program that a file imports, which from then on count it among their dependants, as those do in which
   * something may implement a type that it declares; nothing is analysed. Sorted.
   */
  imports(path: string): readonly string[];
  /** The file of the program that an import in this file leads to; nothing is analysed, and dependants stay the same. */
  resolve(from: string, module: string): string | undefined;
  /** The folders in which implementers of what a file declares are searched. */
  searchedFolders(declaring: string): readonly SearchedFolder[];
  /** Searches those around a file ahead, in small steps, for an editor to take while nothing else is to be done. */
  searchAhead(path: string): Iterator<unknown, unknown>;
  /** Has a folder few enough files to search them for implementers? */
  canSearch(folder: SearchedFolder): boolean;
  /** Is a file among those that are searched in a folder? */
  isSearched(path: string, folder: SearchedFolder): boolean;
  /** The names of types that the text of a file says something of it implements, as it is now. */
  mentionsOf(path: string): ReadonlySet<string>;
  /** The files that were looked through for implementers, with the names of types that each may implement. */
  mentions(): ReadonlyMap<string, ReadonlySet<string>>;
  /** What a file contributes to answers about implementations of types: of all other types it implements nothing. */
  heritageOf(path: string): readonly HeritageShare[];
  /** The files read so far, given or followed to. Sorted. */
  knownFiles(): readonly string[];
  /** Takes facts that someone else lowered for the text of a file, and gives the file within this project. */
  adopt(path: string, text: string, facts: FileFacts, knowledge?: UserKnowledge): AdoptedFile;
}

/** A file whose facts came from elsewhere, under some knowledge; good until the file changes. */
export interface AdoptedFile {
  /** Answers from source text, for files of the project. */
  readonly inference: TypeOracle;
  /** Runs rules over the file. Directive comments count for nothing here. */
  check(rules: readonly ActiveRule[], types?: TypeOracle, given?: GivenOfFile): CheckResult;
}

interface AnalysedFile {
  readonly text: string;
  /** Of an earlier text where this one breaks off. */
  readonly model: FileModel | undefined;
  readonly problems: readonly Problem[];
  readonly truncated: boolean;
}

export function createProject({ host, crossFile = true, timing, types: typesOf = (_, inference) => inference, onFollow, onImplementers, onImplementation, onReads, knownMentions, isSuperseded }: ProjectOptions): Project {
  const texts = new Map<string, string>();
  const reads = onReads === undefined ? undefined : new ReadTrace();
  const edits = new EditTrace();
  const analysed = new Map<string, AnalysedFile>();
  const importers = createImporters();
  const manifests = createManifestFinder((path) => host.readFile(path));
  const pythonProjects = createPythonProjects((path) => host.readFile(path));
  const pythonManifests = createPythonManifests((path) => host.readFile(path));
  const workspaces = createWorkspaces();
  const resolver = createModuleResolver(workspaces);
  const pythonModules = createPythonModules((path) => texts.has(path));
  const measure = createStopwatch(timing);
  const implementers = createImplementerIndex({ texts, mentionsIn, foldersAround });

  const resolutions = rememberResolutions((from, module) => {
    if (crossFile && isPython(from)) return pythonModules.resolve(from, module);
    const path = crossFile ? (resolveInMemory(texts, from, module) ?? resolver.resolve(from, module)) : undefined;
    return path !== undefined && isLintable(path) ? path : undefined;
  });

  /** The names of types that a file may implement. */
  function mentionsIn(path: string): ReadonlySet<string> {
    const text = texts.get(path) ?? analysed.get(path)?.text;
    return (text === undefined ? knownMentions?.(path) : undefined) ?? scanHeritage(text ?? host.readFile(path) ?? '');
  }

  /** The file of the program that an import leads to, which from now on has the importer among its dependants. */
  function importedPath(from: string, module: string): string | undefined {
    const path = resolutions.resolve(from, module);
    onFollow?.(from, module, path);
    if (path === undefined) return undefined;
    importers.add(path, from);
    return path;
  }

  /** The files that may implement what a file declares, which from now on have it among their dependants. */
  function implementerPaths(declaring: string, names: readonly string[]): readonly string[] | undefined {
    const found = crossFile ? implementers.find(declaring, names)?.filter((path) => path !== declaring) : [];
    onImplementers?.(declaring, found);
    for (const path of found ?? []) importers.add(path, declaring);
    return found;
  }

  function foldersAround(path: string): FoldersAround | undefined {
    const found = manifests.find(path);
    const name = found?.manifest.name;
    return found === undefined ? undefined : { own: found.directory, users: name === undefined ? [] : workspaces.dependentsOf(found.directory, name) };
  }

  const links: Links = {
    importedFile(from, module) {
      const path = importedPath(from.path, module);
      if (path !== undefined) links.trace?.readFile(path);
      return path === undefined ? undefined : (analysed.get(path) ?? analyse(path))?.model;
    },
    implementers(from, names) {
      const paths = implementerPaths(from.path, names);
      for (const path of paths ?? []) links.trace?.readImplementer?.(path);
      return paths?.flatMap((path) => (analysed.get(path) ?? analyse(path))?.model ?? []);
    },
    onImplementation: (declaring, implementing) => onImplementation?.(declaring.path, implementing.path),
    get trace() {
      return reads ?? (edits.edited === undefined ? undefined : edits);
    },
  };
  const worlds = createWorlds(links);

  /** The file as it is now: read again, but only lowered again where its text has changed. */
  function analyse(path: string): AnalysedFile | undefined {
    const text = texts.get(path) ?? measure('read', path, undefined, () => host.readFile(path));
    const known = analysed.get(path);
    if (text === undefined) {
    if (known !== undefined) forget(path);
      if (known !== undefined) updateImplementers(path);
      return undefined;
    }
    if (known?.text === text) return known;
    if (known !== undefined) forget(path, texts.has(path));
    const fresh = analyseText(path, text, measure);
    // While somebody types a long string, what was known before is worth more than what is left.
    const kept = fresh.truncated && texts.has(path) ? known?.model : undefined;
    const current = kept === undefined ? fresh : { ...fresh, model: kept };
    analysed.set(path, current);
    if (known !== undefined) updateImplementers(path);
    return current;
  }

  /** Drops a file, and what other files have derived from it. */
  function forget(path: string, isEdited = false): void {
    analysed.delete(path);
    const isNoted = edits.edited === path;
    if (isEdited && !isNoted) noteReadsOf(path);
    for (const dependant of importers.dependants(path)) outdate(analysed.get(dependant), isNoted ? 'of the edited file' : 'all');
  }

  /** From now on it is noted what is made of this file. All must be noted by then that may be: files take over answers from each other. */
  function noteReadsOf(path: string): void {
    const before = edits.edited;
    edits.edit(path);
    if (before === undefined) for (const file of analysed.values()) outdate(file);
    else outdate(analysed.get(before));
  }

  /** What implements a type can change with any file, and then all that depends on the file that declares the type. */
  function updateImplementers(path: string): void {
    for (const declaring of implementers.update(path)) for (const dependant of importers.dependants(declaring)) outdate(analysed.get(dependant));
  }

  function outdate(file: AnalysedFile | undefined, what: Outdated = 'all'): void {
    if (file?.model !== undefined) worlds.outdate(file.model, what);
  }

  /** A file that appears or goes may change what any import leads to. */
  function forgetResolutions(): void {
    resolutions.forget();
    resolver.forget();
    pythonModules.forget();
    for (const file of analysed.values()) outdate(file);
  }

  function roleOf(model: FileModel): RoleDecision {
    if (model.facts.language === 'python') return pythonRoleOf(pythonManifests, model);
    const found = manifests.find(model.path);
    const path = forwardSlashes(model.path);
    const below = (folder: string | undefined): string => (folder === undefined ? (path.split('/').at(-1) ?? path) : path.slice(folder.length + 1));
    const name = found?.manifest.name;
    const users = found === undefined || name === undefined ? undefined : workspaces.usersOf(found.directory, name);
    const root = found === undefined ? undefined : workspaces.rootOf(found.directory);
    const relativePath = below(found?.directory);
    const repositoryPath = root === undefined ? relativePath : below(root);
    return decideRole({ relativePath, repositoryPath, manifest: found?.manifest, facts: model.facts, users });
  }

  function typesIn(world: World, file: FileModel): TypeOracle {
    // Who asks for types means TypeScript's.
    const types = file.facts.language === 'python' ? world.inference : typesOf(world.modelOf(file), world.inference);
    return timing === undefined || types === world.inference ? types : timeOracle(types, file.path, measure);
  }

  function pythonVersionOf(file: FileModel): PythonVersion {
    return file.facts.language === 'python' ? pythonProjects.versionOf(file.path) : newestPython;
  }

  function checkIn(world: World, file: FileModel, rules: readonly ActiveRule[], given: GivenOfFile = {}, types = world.inference): CheckResult {
    const { role } = given.role ?? roleOf(file);
    const pythonVersion = given.pythonVersion ?? pythonVersionOf(file);
    const majorOf = (name: string): number | undefined => dependencyMajor(manifests.find(file.path)?.manifest ?? {}, name);
    return checkFile(world.modelOf(file), rules, { program: world.program(file.facts.language), types, role, pythonVersion, dependencyMajor: majorOf, isSuperseded }, measure);
  }

  return {
    dependants: (path) => importers.dependants(path),
    resolve: resolutions.resolve,
    searchedFolders: (declaring) => (crossFile ? implementers.foldersFor(declaring) : []),
    searchAhead: (path) => (crossFile ? implementers.lookThrough(path) : [][Symbol.iterator]()),
    mentions: () => implementers.mentions(),
    canSearch: (folder) => implementers.canSearch(folder),
    isSearched: (path, folder) => implementers.isSearched(path, folder),
    mentionsOf: (path) => scanHeritage(texts.get(path) ?? host.readFile(path) ?? ''),
    heritageOf(path) {
      const file = analyse(path);
      if (file?.model === undefined) return [];
      // By the names that a text mentions it is found, or not.
      const names = [...scanHeritage(file.text)].join(' ');
      if (names === '') return [];
      return sharesOf(worlds.of(undefined).modelOf(file.model)).map(({ of, shape }) => ({ of, shape: shape === undefined ? undefined : `${names}\n${shape}` }));
    },
    imports(path) {
      const text = texts.get(path) ?? host.readFile(path) ?? '';
      const paths = scanSource(path, text).flatMap((module) => importedPath(path, module) ?? []);
      const declared = isPython(path) ? [] : scanTypeNames(text);
      if (declared.length > 0) implementerPaths(path, declared);
      return [...new Set(paths)].sort();
    },
    knownFiles: () => [...analysed.keys()].sort(),
    setText(path, text) {
      const isOpen = texts.has(path);
      const isKnown = analysed.has(path);
      if (!isOpen) resolutions.forget();
      texts.set(path, text);
      if (!isOpen && !isKnown) forgetResolutions();
      else if (isKnown) analyse(path);
      // Of what is open and known, the analysis sees to that.
      if (!isOpen || !isKnown) updateImplementers(path);
    },
    closeText(path) {
      if (texts.delete(path)) resolutions.forget();
      if (analysed.has(path) && analyse(path) === undefined) forgetResolutions();
      updateImplementers(path);
    },
    invalidate(path) {
      const existed = analysed.has(path);
      if (existed && !texts.has(path)) analyse(path);
      if (!existed || !analysed.has(path) || !isLintable(path)) forgetResolutions();
      if (path.endsWith('package.json')) manifests.forget();
      if (path.endsWith('package.json')) implementers.forget();
      else updateImplementers(path);
      if (pythonProjectFiles.some((name) => path.endsWith(name))) pythonProjects.forget();
      if (pythonManifestFiles.some((name) => path.endsWith(name))) pythonManifests.forget();
      if (configFiles.some((name) => path.endsWith(name))) worlds.forget();
    },
    check(path, settings) {
      const file = analyse(path);
      if (file === undefined) return unreadable(path);
      const { model, text, problems } = file;
      if (model === undefined) return { path, findings: [], suppressed: [], problems };
      const world = worlds.of(settings.knowledge);
      links.trace?.begin();
      const checked = checkIn(world, model, activeRules(settings), settings, typesIn(world, model));
      onReads?.(path, reads?.end());
      const { findings, suppressed } = applyDirectives(checked.findings, model.facts.directives, model.text);
      const here = (some: readonly Finding[]): readonly Finding[] => moveFindings(some, path, model.text, text);
      return { path, findings: here(findings), suppressed: here(suppressed), problems: [...problems, ...checked.problems] };
    },
    prepare(path, { knowledge }) {
      const model = isPython(path) ? undefined : analyse(path)?.model;
      return model === undefined ? undefined : worlds.of(knowledge).modelOf(model);
    },
    role(path, settings) {
      const model = analyse(path)?.model;
      return model === undefined ? undefined : (settings?.role ?? roleOf(model));
    },
    adopt(path, text, facts, knowledge) {
      const known = analysed.get(path);
      if (known !== undefined && known.text !== text) forget(path, true);
      const model = createFileModel(path, text, facts);
      analysed.set(path, { text, model, problems: [], truncated: false });
      updateImplementers(path);
      const world = worlds.of(knowledge);
      return { inference: world.inference, check: (rules, types, given) => checkIn(world, model, rules, given, types) };
    },
  };
}

function analyseText(path: string, text: string, measure: Stopwatch): AnalysedFile {
  try {
    const { facts, errors, truncated } = parseSource(path, text, (stage, run) => measure(stage, path, undefined, run));
    if (facts !== undefined) return { text, model: createFileModel(path, text, facts), problems: [], truncated };
    const problems = errors.slice(0, 1).map(({ message, span }): Problem => ({ kind: 'syntax', path, message, span, ruleId: undefined }));
    return { text, model: undefined, problems, truncated };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = error instanceof MissingParserError ? error.message : `This file could not be analysed. This is a bug in Asynclint. ${detail}`;
    return { text, model: undefined, problems: [{ kind: 'internal', path, message, span: undefined, ruleId: undefined }], truncated: false };
  }
}

function unreadable(path: string): FileReport {
  const message = 'This file could not be read: it is missing, or there is no permission to read it.';
  return { path, findings: [], suppressed: [], problems: [{ kind: 'unreadable', path, message, span: undefined, ruleId: undefined }] };
}
