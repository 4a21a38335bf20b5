import type { ESLint, Linter, Rule } from 'eslint';
import { projectConfigs } from './engine/config/project-configs.ts';
import { toEslintRule } from './engine/eslint.ts';
import { isInPreset, type PresetName } from './engine/settings.ts';
import { rules as definitions } from './hazards/index.ts';
import { lintablePattern } from './languages/lintable.ts';
import { version } from './version.ts';

export type { EslintSettings } from './engine/config/eslint-settings.ts';

/** Configurations for ESLint: presets, and what Asynclint's own configuration files say. */
type Configs = Readonly<Record<PresetName, Linter.Config>> & { readonly project: ProjectConfigs };

interface ProjectConfigs {
  /**
   * The ESLint configurations that say what `asynclint.json`, or the key `asynclint` of package.json, says to Asynclint
   * elsewhere: for files in this folder and below it. Spread it: `[...asynclint.configs.project(import.meta.dirname)]`.
   * @throws ConfigError for a mistake in one of these files.
   */
  (directory: string): Linter.Config[];
  /** A function has a name; with it, the type fits where ESLint's types expect configurations only. */
  readonly name: string;
}

const rules: Record<string, Rule.RuleModule> = Object.fromEntries(definitions.map((rule) => [rule.id, toEslintRule(rule)]));

const plugin = {
  meta: { name: 'eslint-plugin-asynclint', version, namespace: 'asynclint' },
  rules,
  configs: {} as Configs,
} satisfies ESLint.Plugin;

function configFor(preset: PresetName): Linter.Config {
  const inPreset = definitions.filter((rule) => isInPreset(rule, preset));
  return {
    name: `asynclint/${preset}`,
    files: [lintablePattern],
    plugins: { asynclint: plugin },
    rules: Object.fromEntries(inPreset.map((rule) => [`asynclint/${rule.id}`, 'error'])),
  };
}

Object.assign(plugin.configs, {
  recommended: configFor('recommended'),
  strict: configFor('strict'),
  all: configFor('all'),
  project: (directory) => projectConfigs(directory, plugin),
} satisfies Configs);

export default plugin;
