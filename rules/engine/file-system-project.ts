import { readFileSync, statSync } from 'node:fs';
import { type Project, createProject } from './project.ts';

/** A project over the files on disk, for hosts that do not tell when a file changes. */
export interface FileSystemProject {
  readonly project: Project;
  /** Looks whether known files have changed; not more often than is worth it. */
  refresh(): void;
}

/** Within a run nothing changes; in an editor a change should be seen soon. */
const refreshInterval = 1000;

export function createFileSystemProject(crossFile: boolean): FileSystemProject {
  const stamps = new Map<string, number>();
  let refreshedAt = 0;
  const project = createProject({
    crossFile,
    host: {
      readFile(path) {
        stamps.set(path, stampOf(path));
        return readText(path);
      },
    },
  });
  return {
    project,
    refresh() {
      const now = Date.now();
      if (now - refreshedAt < refreshInterval) return;
      refreshedAt = now;
      for (const [path, stamp] of stamps) {
        const current = stampOf(path);
        if (current === stamp) continue;
        stamps.set(path, current);
        project.invalidate(path);
      }
      refreshedAt = Date.now();
    },
  };
}

/** When a file was last written, in milliseconds; 0 where it does not exist. */
function stampOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    return 0; // Code in Markdown has paths below a file's.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
