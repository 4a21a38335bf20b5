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

/** Configurations for ESLint: presets for TypeScript and JavaScript, the same for Python, and what Asynclint's own configuration files say. */
type Configs = Readonly<Record<PresetName | `${PresetName}-python`, Linter.Config>> & { readonly project: ProjectConfigs };

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

function configFor(preset: PresetName, language: Language): Linter.Config {
  const inPreset = definitions.filter((rule) => rule.languages.includes(language) && isInPreset(rule, preset));
  const rulesOfPreset = Object.fromEntries(inPreset.map((rule) => [`asynclint/${rule.id}`, 'error' as const]));
  const shared = { plugins: { asynclint: plugin }, rules: rulesOfPreset };
  if (language === 'typescript') return { name: `asynclint/${preset}`, files: [lintablePattern], ...shared };
  return { name: `asynclint/${preset}-python`, files: [pythonPattern, pythonFencePattern], language: 'asynclint/python', ...shared };
}

Object.assign(plugin.configs, {
  recommended: configFor('recommended', 'typescript'),
  strict: configFor('strict', 'typescript'),
  all: configFor('all', 'typescript'),
  'recommended-python': configFor('recommended', 'python'),
  'strict-python': configFor('strict', 'python'),
  'all-python': configFor('all', 'python'),
  project: (directory) => projectConfigs(directory, plugin),
} satisfies Configs);

export default plugin;
