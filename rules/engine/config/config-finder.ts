import type { RoleDecision } from '../../facts/roles.ts';
import { rememberFolders } from '../folder-memory.ts';
import { forwardSlashes, parentDirectory } from '../forward-slashes.ts';
import type { Settings, SettingsLayer } from '../settings.ts';
import { type Config, readConfig } from './check-config.ts';
import { ConfigError } from './config-error.ts';
import { layerSettings } from './layer-settings.ts';
import { patternTest, withFolders } from './path-patterns.ts';

/** What configuration makes of one file. */
export interface FileSettings {
  readonly settings: Settings;
  /** The configuration leaves the file out. */
  readonly ignored: boolean;
  /** The file the configuration is in; undefined where there is none. */
  readonly configPath: string | undefined;
}

/** Finds the configuration of files. */
export interface ConfigFinder {
  /**
   * The settings of a file: what its configuration says, then what `over` says, which counts more.
   * @throws ConfigError for a mistake in the configuration, each time.
   */
  settingsFor(path: string, over?: SettingsLayer): FileSettings;
  /** The configuration of files in a folder. */
  configOf(directory: string): Config | undefined;
  /** Forgets what was read: a configuration has changed. */
  forget(): void;
}

/** The names of files that can hold a configuration. */
export const configFiles: readonly string[] = ['asynclint.json', 'package.json'];

/** The key of package.json that holds a configuration. */
const packageKey = 'asynclint';

const initial: Settings = { preset: 'recommended', rules: {} };
const noneDeferred: ReadonlySet<string> = new Set();

/**
 * The nearest configuration above a file holds, alone: an `asynclint.json`, or else a package.json with the key
 * `asynclint`. What folders further up say does not count.
 * @param only a configuration file to take for all files instead.
 */
export function createConfigFinder(readFile: (path: string) => string | undefined, only?: string): ConfigFinder {
  const folders = rememberFolders<Config | ConfigError>((directory, above) => attempt(() => readFolder(readFile, directory)) ?? above());
  const given = new Map<string, Config | ConfigError | undefined>();

  function configOf(directory: string): Config | undefined {
    const found = only === undefined ? folders.of(forwardSlashes(directory)) : findOnly(only);
    if (found instanceof ConfigError) throw found;
    return found;
  }

  function findOnly(path: string): Config | ConfigError | undefined {
    if (!given.has(path)) given.set(path, attempt(() => readGiven(readFile, path)));
    return given.get(path);
  }

  return {
    configOf,
    settingsFor(path, over = {}) {
      const config = configOf(parentDirectory(forwardSlashes(path)) ?? '');
      return config === undefined
        ? { settings: layerSettings(initial, over, noneDeferred), ignored: false, configPath: undefined }
        : settingsUnder(config, pathBelow(config.directory, path), over);
    },
    forget: () => {
      folders.forget();
      given.clear();
    },
  };
}

function attempt(read: () => Config | undefined): Config | ConfigError | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function readFolder(readFile: (path: string) => string | undefined, directory: string): Config | undefined {
  const own = readFile(`${directory}/asynclint.json`);
  if (own !== undefined) return readConfig(`${directory}/asynclint.json`, directory, own);
  const manifest = readFile(`${directory}/package.json`);
  if (manifest?.includes(`"${packageKey}"`) !== true) return undefined;
  return readConfig(`${directory}/package.json`, directory, manifest, packageKey);
}

function readGiven(readFile: (path: string) => string | undefined, path: string): Config | undefined {
  const text = readFile(path);
  if (text === undefined) throw new ConfigError(path, 'this configuration file can not be read.');
  const slashed = forwardSlashes(path);
  const directory = parentDirectory(slashed) ?? '';
  return readConfig(path, directory, text, slashed.endsWith('/package.json') ? packageKey : undefined);
}

/** The path of a file as patterns see it; undefined for a file outside the folder. */
function pathBelow(directory: string, path: string): string | undefined {
  const slashed = forwardSlashes(path);
  return slashed.startsWith(`${directory}/`) ? slashed.slice(directory.length + 1) : undefined;
}

function settingsUnder(config: Config, path: string | undefined, over: SettingsLayer): FileSettings {
  const { deferred, path: configPath, knowledge, pythonVersion } = config;
  const matches = (patterns: readonly string[]): boolean => path !== undefined && patternTest(patterns)(path);
  const own: SettingsLayer = { preset: config.preset ?? 'recommended', rules: config.rules };
  const layers = [own, ...config.overrides.filter(({ files }) => matches(files)), over];
  const layered = layers.reduce<Settings>((settings, layer) => layerSettings(settings, layer, deferred), initial);
  return { settings: { ...layered, role: roleUnder(config, matches), knowledge, pythonVersion }, ignored: matches(withFolders(config.ignore)), configPath };
}

function roleUnder({ roles, overrides, path }: Config, matches: (patterns: readonly string[]) => boolean): RoleDecision | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const override = overrides.findLast(({ files, role }) => role !== undefined && matches(files));
  if (override?.role !== undefined) return { role: override.role, reason: `${name} says so, in an override for ${override.files.join(', ')}` };
  const found = roles.findLast(({ pattern }) => matches([pattern]));
  return found === undefined ? undefined : { role: found.role, reason: `${name} says so, for ${found.pattern}` };
}
