import type { API, CreateSnapshotParams, NativeApi, NativeProject, Snapshot } from './native-api.ts';
import { looseFileOptions } from './loose-file-options.ts';
import { comparable, planProjects } from './plan-projects.ts';

/** Makes the next snapshot, which replaces the one before. */
export type Advance = (changes: CreateSnapshotParams) => Snapshot;

type ProjectId = NativeProject['id'];

/**
 * Finds the projects of many files in two requests. Opened one by one, the compiler makes the program of the files that are in no
 * project anew with each of them, and there are projects over which it fails then; here they get one program together, with the
 * options that the compiler would give them. Projects are of the last snapshot. Throws where the compiler fails.
 */
export function openTogether(native: NativeApi, api: API, files: readonly string[], advance: Advance): ReadonlyMap<string, NativeProject> {
  const { listed, unclear, held, unlisted } = planProjects(api, files);
  if (held.length > 0) advance({ openProjects: held });
  const snapshot = advance({ openProjects: [...new Set([...listed.values(), ...[...unlisted.values()].flat()])], openFiles: unclear });
  const ids = new Map<string, ProjectId>();
  for (const [index, { project }] of (snapshot.operation.openedFiles ?? []).entries()) ids.set(unclear[index] ?? '', project.id);
  for (const [path, config] of listed) ids.set(path, found(path, snapshot.getConfiguredProject(config)).id);
  for (const [path, id] of importedFiles(api, snapshot, unlisted)) ids.set(path, id);
  const loose = [...unlisted.keys()].filter((path) => !ids.has(path));
  const last = loose.length === 0 ? snapshot : advance({ createPrograms: [{ rootFiles: loose, compilerOptions: looseFileOptions(native) }] });
  const own = last.operation.createdPrograms?.[0]?.getProject();
  return new Map(files.map((path) => {
    const id = ids.get(path);
    return [path, found(path, id === undefined ? own : last.getProject(id))];
  }));
}

/** The projects of files that no configuration lists, where there are some that have them all the same. */
function importedFiles(api: API, snapshot: Snapshot, unlisted: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, ProjectId> {
  const holders = new Map<string, NativeProject[]>([...unlisted.keys()].map((path) => [comparable(api, path), []]));
  const projects = unlisted.size === 0 ? [] : snapshot.getProjects().filter(({ configFileName }) => configFileName !== undefined);
  for (const project of projects) for (const name of project.program.getSourceFileNames()) holders.get(comparable(api, name))?.push(project);
  const chosen = new Map<string, ProjectId>();
  for (const [path, configs] of unlisted) {
    const having = new Set(holders.get(comparable(api, path)));
    if (having.size === 0) continue;
    const near = configs.map((config) => snapshot.getConfiguredProject(config)).find((project) => project !== undefined && having.has(project));
    const [any] = having;
    const project = near ?? (having.size === 1 ? any : snapshot.getDefaultProjectForFile(path)) ?? any;
    if (project !== undefined) chosen.set(path, project.id);
  }
  return chosen;
}

function found(path: string, project: NativeProject | undefined): NativeProject {
  if (project === undefined) throw new Error(`There is no project for ${path}`);
  return project;
}
