import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Overlay } from './jsx-overrides.ts';
import type { CreateSnapshotParams, NativeApi } from './native-api.ts';

/** A file that changed on disk. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** What a snapshot has to be told of files. */
export interface FileChanges extends Pick<CreateSnapshotParams, 'fileSystem' | 'fileNotifications' | 'ensurePrograms'> {
  readonly closeFiles?: readonly string[];
}

/** Collects what happens to files until the compiler is asked again. */
export interface PendingChanges {
  readonly setText: (path: string, text: string) => void;
  /** The text on disk counts again. */
  readonly closeText: (path: string) => void;
  lay(overlays: readonly Overlay[]): void;
  readonly filesChanged: (changes: readonly FileChange[]) => void;
  /** Whether a configuration is among the files that changed, or among those of one kind. */
  concernConfigs(kind?: FileChange['kind']): boolean;
  /** What came together since the last call; undefined where nothing did. */
  take(): FileChanges | undefined;
}

/** A layer stays: what was laid over a file once has to be kept up from then on. */
export function createPendingChanges({ createFileSystemLayer }: NativeApi): PendingChanges {
  const laid = new Set<string>();
  const open = new Set<string>();
  let texts = new Map<string, string>();
  let removed = new Set<string>();
  let closed = new Set<string>();
  let changed: FileChange[] = [];

  function put(path: string, text: string | undefined): void {
    laid.add(path);
    texts.delete(path);
    removed.delete(path);
    if (text === undefined) removed.add(path);
    else texts.set(path, text);
  }

  function notifications(): FileChanges['fileNotifications'] {
    const of = (kind: FileChange['kind']): string[] => changed.filter((change) => change.kind === kind).map(({ path }) => path);
    return { created: of('created'), changed: of('changed'), deleted: of('deleted') };
  }

  return {
    setText(path, text) {
      open.add(path);
      closed.delete(path);
      put(path, text);
    },
    closeText(path) {
      closed.add(path);
      if (open.delete(path)) put(path, readText(path));
    },
    lay(overlays) {
      for (const [path, text] of overlays) put(path, text);
    },
    filesChanged(changes) {
      changed.push(...changes);
      for (const { path } of changes) if (laid.has(path) && !open.has(path)) put(path, readText(path));
    },
    concernConfigs: (kind) => changed.some((change) => (kind ?? change.kind) === change.kind && /^[tj]sconfig.*\.json$/.test(basename(change.path))),
    take() {
      const hasLayer = texts.size + removed.size > 0;
      if (!hasLayer && closed.size + changed.length === 0) return undefined;
      const taken: FileChanges = {
        ensurePrograms: true,
        ...(hasLayer ? { fileSystem: createFileSystemLayer([...texts], { removedPaths: [...removed] }) } : {}),
        ...(changed.length > 0 ? { fileNotifications: notifications() } : {}),
        ...(closed.size > 0 ? { closeFiles: [...closed] } : {}),
      };
      texts = new Map();
      removed = new Set();
      closed = new Set();
      changed = [];
      return taken;
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
