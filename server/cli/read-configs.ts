import { resolve } from 'node:path';
import { createConfigFinder, type FileSettings, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../project/source-host.ts';
import type { fileFlags } from './find-operands.ts';
import type { FlagValues } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags of commands that read configuration files. */
export const configFlags = {
  config: { value: 'path', description: 'Take this configuration file for all files, instead of the nearest asynclint.json or package.json.' },
  'no-config': { description: 'Read no configuration file.' },
} as const;

/** Tells what holds for a file. Throws ConfigError for a mistake in its configuration. */
export type SettingsOf = (path: string) => FileSettings;

/**
 * Settings by file: those of configuration files, and over them what the command line says.
 * @throws UsageError for flags that contradict each other.
 */
export function readConfigs(given: FlagValues<typeof configFlags & typeof fileFlags>, over: SettingsLayer, directory: string, host: Pick<SourceHost, 'readFile'>): SettingsOf {
  const { config, 'no-config': none } = given;
  if (none && config !== undefined) throw new UsageError('--config names a configuration file, and --no-config wants none. Leave out one of them.');
  const only = config === undefined ? undefined : resolve(directory, config);
  const finder = createConfigFinder((path) => (none ? undefined : host.readFile(path)), only);
  return (path) => {
    const found = finder.settingsFor(path, over);
    return given['no-ignore'] ? { ...found, ignored: false } : found;
  };
}
