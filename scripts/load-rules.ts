import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleDefinition } from '../rules/engine/rule.ts';

/** Imports the rules one by one from their folders, sorted by id: works whatever the generated index says. */
export async function loadRules(hazardsFolder: string): Promise<readonly RuleDefinition[]> {
  const ids = readdirSync(hazardsFolder)
    .filter((name) => existsSync(join(hazardsFolder, name, 'rule.ts')))
    .sort();
  return Promise.all(ids.map((id) => loadRule(id, join(hazardsFolder, id, 'rule.ts'))));
}

async function loadRule(id: string, path: string): Promise<RuleDefinition> {
  const module = (await import(pathToFileURL(path).href)) as { readonly default?: RuleDefinition };
  if (module.default === undefined) throw new Error(`${path} has no default export made by defineRule().`);
  if (module.default.id !== id) throw new Error(`${path} defines the rule "${module.default.id}", its folder says "${id}".`);
  return module.default;
}
