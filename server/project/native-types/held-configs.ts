import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { API } from './native-api.ts';
import { nearestConfig } from './nearest-config.ts';
import { parseConfig, type ParsedConfig } from './plan-projects.ts';

/** Finds the configurations whose projects have to be open before files are opened. */
export interface HeldConfigs {
  /** Those of these files, each only once. Throws where the compiler fails. */
  before(files: readonly string[]): readonly string[];
  /** Files were made, changed or deleted, so configurations are looked at anew. Gives those to close, for they are gone. */
  forget(): readonly string[];
}

/**
 * The compiler lets go of the configuration nearest to a file where that does not list the file, or the file is not there, and crashes
 * when it comes back to it in the same request. It keeps configurations of projects that are open.
 */
export function createHeldConfigs(api: API): HeldConfigs {
  const nearest = new Map<string, string | undefined>();
  const parsed = new Map<string, ParsedConfig>();
  const given = new Set<string>();
  const held = new Set<string>();

  function parse(config: string): ParsedConfig {
    const known = parsed.get(config) ?? parseConfig(api, config);
    parsed.set(config, known);
    return known;
  }

  return {
    before(files) {
      const found = new Set<string>();
      for (const path of files) {
        const config = nearestConfig(dirname(path), nearest);
        if (config !== undefined && !given.has(config) && !(existsSync(path) && parse(config).lists(path))) found.add(config);
      }
      for (const config of found) {
        given.add(config);
        held.add(config);
      }
      return [...found];
    },
    forget() {
      for (const known of [nearest, parsed, given]) known.clear();
      const gone = [...held].filter((config) => !existsSync(config));
      for (const config of gone) held.delete(config);
      return gone;
    },
  };
}
