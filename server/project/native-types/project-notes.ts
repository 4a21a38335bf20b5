import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NativeProject } from './native-api.ts';

/** What makes the types of projects worse than they could be, a sentence each. */
export function projectNotes(projects: readonly NativeProject[]): string[] {
  return projects.flatMap((project) => {
    if (project.configFileName === undefined) return [];
    const [broken] = project.program.getConfigFileParsingDiagnostics();
    const isInstalled = hasDependencies(dirname(project.configFileName));
    return [
      ...(broken === undefined ? [] : [`${project.configFileName} has a mistake, so types may be missing: ${broken.text}`]),
      ...(isInstalled ? [] : [`The dependencies of ${project.configFileName} are not installed, so the types of packages are unknown.`]),
    ];
  });
}

/** Is there a node_modules for the nearest package.json, or nothing that it would hold? */
function hasDependencies(start: string): boolean {
  let manifest: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return true;
    if (manifest === undefined && existsSync(join(folder, 'package.json'))) manifest = join(folder, 'package.json');
    if (dirname(folder) === folder) return manifest === undefined || !wantsPackages(manifest);
  }
}

function wantsPackages(manifest: string): boolean {
  try {
    return /"(?:dev|peer)?dependencies"\s*:\s*\{\s*"/i.test(readFileSync(manifest, 'utf8'));
  } catch {
    return false;
  }
}
