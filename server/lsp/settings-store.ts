import { settingsSection } from './protocol.ts';
import { resolveSettings, type ResolvedSettings } from './server-settings.ts';

/** Settings by document. */
export interface SettingsStore {
  of(uri: string): Promise<ResolvedSettings>;
  /** Forgets a document that was closed. */
  forget(uri: string): void;
  /** Takes what a client pushed, and forgets what was asked for. */
  changed(pushed: unknown): void;
}

export interface SettingsSource {
  /** Settings that came with `initialize`. */
  readonly initial: unknown;
  /** Asks the client for a document's section; undefined if the client can't be asked. */
  readonly ask: ((uri: string) => Promise<unknown>) | undefined;
  /** Told whenever settings have been read. */
  readonly onRead: (settings: ResolvedSettings) => void;
  /** Told once, until settings change, about each part that makes no sense. */
  readonly onComplaint: (complaint: string) => void;
}

/** Keeps settings until the client says that they have changed. */
export function createSettingsStore({ initial, ask, onRead, onComplaint }: SettingsSource): SettingsStore {
  const known = new Map<string, Promise<ResolvedSettings>>();
  const complained = new Set<string>();
  let pushed: unknown;

  const resolve = async (uri: string): Promise<ResolvedSettings> => {
    const settings = resolveSettings([initial, pushed, await ask?.(uri)]);
    onRead(settings);
    for (const complaint of settings.complaints) {
      if (!complained.has(complaint)) onComplaint(complaint);
      complained.add(complaint);
    }
    return settings;
  };

  return {
    of(uri) {
      const key = ask === undefined ? '' : uri;
      const settings = known.get(key) ?? resolve(uri);
      known.set(key, settings);
      return settings;
    },
    forget(uri) {
      known.delete(uri);
    },
    changed(settings) {
      known.clear();
      complained.clear();
      pushed = readPushed(settings) ?? pushed;
    },
  };
}

/** Clients send all settings, or the section alone, or nothing and want to be asked. */
function readPushed(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  if (settingsSection in settings) return settings[settingsSection];
  return Object.keys(settings).length > 0 ? settings : undefined;
}
