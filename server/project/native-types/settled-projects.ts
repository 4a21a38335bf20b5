import { dirname } from 'node:path';
import type { NativeProject } from './native-api.ts';
import { nearestConfig } from './nearest-config.ts';

/**
 * The configurations of files for which it can be told without the compiler: the nearest one, which lists the file itself. What
 * project other files are in depends on which files the compiler was asked about, and on imports.
 */
export function settledProjects(projects: ReadonlyMap<string, NativeProject>): Map<string, string> {
  const listed = new Map<NativeProject, ReadonlySet<string>>();
  const nearest = new Map<string, string | undefined>();
  const settled = new Map<string, string>();
  for (const [path, project] of projects) {
    const { configFileName } = project;
    if (configFileName === undefined || nearestConfig(dirname(path), nearest) !== configFileName) continue;
    const files = listed.get(project) ?? new Set<string>(project.parsedCommandLine.fileNames);
    listed.set(project, files);
    if (files.has(path)) settled.set(path, configFileName);
  }
  return settled;
}
