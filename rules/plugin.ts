import type { ESLint, Linter, Rule } from 'eslint';
import { projectConfigs } from './engine/config/project-configs.ts';
import { toEslintRule } from './engine/eslint.ts';
import { isInPreset, type PresetName } from './engine/settings.ts';
import type { Language } from './facts/model.ts';
import { rules as definitions } from './hazards/index.ts';
import { lintablePattern, pythonFencePattern, pythonPattern } from './languages/lintable.ts';
import { pythonLanguage } from './languages/python/eslint-language.ts';
import { version } from './version.ts';

export type { EslintSettings } from './engine/config/eslint-settings.ts';

/** Configurations for ESLint: presets, to be spread (`...asynclint.configs.recommended`), and what Asynclint's own configuration files say. */
type Configs = Readonly<Record<PresetName, Linter.Config[]>> & { readonly project: ProjectConfigs };

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

const rules: AsynclintPlugin['rules'] = Object.fromEntries(definitions.map((rule) => [rule.id, toEslintRule(rule)]));

/** The plugin as ESLint's configurations take it. */
interface AsynclintPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly languages: NonNullable<ESLint.Plugin['languages']>;
  readonly configs: Configs;
}

const plugin: AsynclintPlugin = {
  meta: { name: 'eslint-plugin-asynclint', version, namespace: 'asynclint' },
  rules,
  languages: { python: pythonLanguage },
  configs: {} as Configs,
} satisfies ESLint.Plugin;

/** ESLint asks of a configuration that its rules are for its language. */
function configsFor(preset: PresetName): Linter.Config[] {
  const plugins = { asynclint: plugin };
  const rulesFor = (language: Language): Linter.RulesRecord => {
    const inPreset = definitions.filter((rule) => rule.languages.includes(language) && isInPreset(rule, preset));
    return Object.fromEntries(inPreset.map((rule) => [`asynclint/${rule.id}`, 'error']));
  };
  return [
    { name: `asynclint/${preset}`, files: [lintablePattern], plugins, rules: rulesFor('typescript') },
    { name: `asynclint/${preset}/python`, files: [pythonPattern, pythonFencePattern], plugins, language: 'asynclint/python', rules: rulesFor('python') },
  ];
}

Object.assign(plugin.configs, {
  recommended: configsFor('recommended'),
  strict: configsFor('strict'),
  all: configsFor('all'),
  project: (directory) => projectConfigs(directory, plugin),
} satisfies Configs);

export default plugin;
