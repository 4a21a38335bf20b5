import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NativeProject } from './native-api.ts';

/** What makes the types of projects worse than they could be: a sentence each, or one for many projects of which the same is to be said. */
export function projectNotes(projects: readonly NativeProject[]): string[] {
  const mistaken = new Map<string, string[]>();
  const uninstalled: string[] = [];
  for (const { configFileName: config, program } of projects) {
    if (config === undefined) continue;
    const [mistake] = program.getConfigFileParsingDiagnostics();
    if (mistake !== undefined) mistaken.set(mistake.text, [...(mistaken.get(mistake.text) ?? []), config]);
    if (!hasDependencies(dirname(config))) uninstalled.push(config);
  }
  return [
    ...[...mistaken].flatMap(([mistake, configs]) => gather(configs).map(({ names, isOne }) => `${names} ${isOne ? 'has' : 'have'} a mistake, so types may be missing: ${mistake}`)),
    ...gather(uninstalled).map(({ names }) => `The dependencies of ${names} are not installed, so the types of packages are unknown.`),
  ];
}

/** So many are named each by itself. */
const fewConfigs = 3;

function gather(configs: readonly string[]): { readonly names: string; readonly isOne: boolean }[] {
  if (configs.length <= fewConfigs) return configs.map((names) => ({ names, isOne: true }));
  const [first = '', second = ''] = configs;
  return [{ names: `${first}, ${second} and ${String(configs.length - 2)} others`, isOne: false }];
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
