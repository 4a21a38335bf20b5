import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { globSync } from 'tinyglobby';
import type { Language } from '../../facts/model.ts';
import { lintablePattern, pythonFencePattern, pythonPattern } from '../../languages/lintable.ts';
import { pythonVersionText } from '../../facts/python-version.ts';
import { forwardSlashes, parentDirectory } from '../forward-slashes.ts';
import { ruleCatalog } from '../catalog.ts';
import type { RuleSetting, SettingsLayer } from '../settings.ts';
import type { Config } from './check-config.ts';
import { type ConfigFinder, configFiles, createConfigFinder } from './config-finder.ts';
import type { EslintSettings } from './eslint-settings.ts';
import { presetRules } from './layer-settings.ts';
import { withFolders } from './path-patterns.ts';

/**
 * Makes ESLint configurations of the configuration files that hold in a folder and below it: rules, overrides and what is
 * ignored become ESLint's own, roles and knowledge go into `settings.asynclint`.
 * @throws ConfigError for a mistake in one of the files.
 */
export function projectConfigs(directory: string, plugin: ESLint.Plugin): Linter.Config[] {
  const root = forwardSlashes(resolve(directory));
  const finder = createConfigFinder(readText);
  const nested = nestedConfigs(root, finder);
  const config = finder.configOf(root) ?? { ...withoutFile, directory: root };
  return [config, ...nested].flatMap((own) => {
    const others = nested.filter((other) => other !== own).map((other) => other.directory);
    return configsOf(own, others.filter((other) => other.startsWith(`${own.directory}/`)), plugin);
  });
}

const withoutFile: Omit<Config, 'directory'> = { path: '', overrides: [], roles: [], knowledge: undefined, ignore: [], deferred: new Set(), pythonVersion: undefined };

/** The configurations of folders below, parents before their children. */
function nestedConfigs(root: string, finder: ConfigFinder): Config[] {
  const patterns = configFiles.map((name) => `**/${name}`);
  const files = globSync(patterns, { cwd: root, absolute: true, dot: true, followSymbolicLinks: false, ignore: ['**/node_modules/**', '**/.git/**'] });
  const folders = new Set(files.map((file) => parentDirectory(forwardSlashes(file)) ?? ''));
  return [...folders].sort().flatMap((folder) => {
    const config = finder.configOf(folder);
    return config?.directory === folder && folder !== root ? [config] : [];
  });
}

/** @param others folders below with configurations of their own. */
function configsOf(config: Config, others: readonly string[], plugin: ESLint.Plugin): Linter.Config[] {
  const { directory, deferred } = config;
  const ignores = [...withFolders(config.ignore), ...others.map((other) => `${other.slice(directory.length + 1)}/**`)];
  const common: Linter.Config = { basePath: directory, ...(ignores.length === 0 ? {} : { ignores }) };
  const own = languages.map((language): Linter.Config => ({
    ...common,
    name: 'asynclint/project',
    files: [...language.patterns],
    plugins: { asynclint: plugin },
    ...language.config,
    rules: eslintRules({ preset: config.preset ?? 'recommended', rules: config.rules }, deferred, language),
    ...commonSettings(config),
  }));
  const roles = config.roles.map(({ pattern, role }): Linter.Config => ({ ...common, name: 'asynclint/role', files: languages.flatMap((language) => filesOf(language, [pattern])), ...settingsOf({ role }) }));
  const overrides = config.overrides.flatMap((override) =>
    languages.map(
      (language): Linter.Config => ({
        ...common,
        name: 'asynclint/override',
        files: filesOf(language, override.files),
        rules: eslintRules(override, deferred, language),
        ...(override.role === undefined ? {} : settingsOf({ role: override.role })),
      }),
    ),
  );
  return [...own, ...roles, ...overrides];
}

interface LanguageConfig {
  readonly id: Language;
  readonly patterns: readonly string[];
  readonly config: Linter.Config;
}

/** ESLint asks of a configuration that its rules are for its language, so each language has its own. */
const languages: readonly LanguageConfig[] = [
  { id: 'typescript', patterns: [lintablePattern], config: {} },
  { id: 'python', patterns: [pythonPattern, pythonFencePattern], config: { language: 'asynclint/python' } },
];

function filesOf({ patterns }: LanguageConfig, others: readonly string[]): string[][] {
  return patterns.flatMap((pattern) => others.map((other) => [pattern, other]));
}

function commonSettings({ knowledge, pythonVersion }: Omit<Config, 'directory'>): Pick<Linter.Config, 'settings'> {
  if (knowledge === undefined && pythonVersion === undefined) return {};
  return settingsOf({ ...(knowledge === undefined ? {} : { knowledge }), ...(pythonVersion === undefined ? {} : { pythonVersion: pythonVersionText(pythonVersion) }) });
}

function settingsOf(settings: EslintSettings): Pick<Linter.Config, 'settings'> {
  return { settings: { asynclint: settings } };
}

/** ESLint joins these as layers of settings are joined: a severity alone keeps the options of before. */
function eslintRules({ preset, rules = {} }: SettingsLayer, deferred: ReadonlySet<string>, language: LanguageConfig): Linter.RulesRecord {
  const all: Readonly<Record<string, RuleSetting>> = { ...(preset === undefined ? {} : presetRules(preset, deferred)), ...rules };
  const isForLanguage = (id: string): boolean => ruleCatalog.find((rule) => rule.id === id)?.languages.includes(language.id) ?? false;
  const own = Object.entries(all).filter(([id]) => isForLanguage(id));
  return Object.fromEntries(own.map(([id, setting]) => [`asynclint/${id}`, typeof setting === 'string' ? setting : [...setting]]));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined; // No such file, or not readable: then it says nothing.
  }
}
