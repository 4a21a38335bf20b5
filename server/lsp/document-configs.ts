import { ConfigError, createConfigFinder, type FileSettings, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../project/source-host.ts';

/** What configuration files say about documents. */
export interface DocumentConfigs {
  /** What holds for a file: its configuration, and over it what the editor says. Where the configuration has a mistake, the editor's word alone. */
  settingsFor(path: string, over: SettingsLayer): FileSettings;
  /** Must be called when a configuration file may have changed. */
  forget(): void;
}

/** Who tells the user about mistakes in configuration files. */
export interface MistakeReporter {
  /** Shows a mistake in its file; undefined takes what was shown there away. */
  readonly mark: (path: string, mistake: ConfigError | undefined) => void;
  /** Tells of a mistake that was not there before. */
  readonly announce: (mistake: ConfigError) => void;
}

export function createDocumentConfigs(host: Pick<SourceHost, 'readFile'>, { mark, announce }: MistakeReporter): DocumentConfigs {
  const finder = createConfigFinder((path) => host.readFile(path));
  const withoutConfig = createConfigFinder(() => undefined);
  let before: ReadonlyMap<string, ConfigError> = new Map();
  let told = new Map<string, ConfigError>();

  const tell = (mistake: ConfigError): void => {
    if (told.has(mistake.message)) return;
    told.set(mistake.message, mistake);
    if (mistake.place !== undefined) mark(mistake.place.path, mistake);
    if (!before.has(mistake.message)) announce(mistake);
  };

  return {
    settingsFor(path, over) {
      try {
        return finder.settingsFor(path, over);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        tell(error);
        return withoutConfig.settingsFor(path, over);
      }
    },
    forget() {
      finder.forget();
      for (const { place } of told.values()) if (place !== undefined) mark(place.path, undefined);
      before = told;
      told = new Map();
    },
  };
}
