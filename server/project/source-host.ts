import { readFileSync, statSync } from 'node:fs';
import type { ProjectHost } from 'eslint-plugin-asynclint/engine';
import { decodeSource } from './decode-source.ts';
import { skipReason } from './skip-reason.ts';

/** What reading a file came to. */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  /** Readable, and on purpose not analysed; the reason fits after "skipped:". */
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads source files from the disk. */
export interface SourceHost extends ProjectHost {
  /** Reads a file, and says why if there is no text to analyse. Never throws. */
  inspect(path: string): Source;
  /** The same, and keeps what was read until the file is inspected. */
  inspectAhead(path: string): Source;
}

const largestFile = 4 * 1024 * 1024;

/** Is told what reading a file gave; no bytes where it can't be read or is far too large. */
export type ReadObserver = (path: string, bytes: Uint8Array | undefined) => void;

/** A host that reads the disk anew each time, but for the file it was last asked to inspect, and those that it inspected ahead. */
export function createSourceHost(onRead?: ReadObserver): SourceHost {
  let last: { readonly path: string; readonly source: Source } | undefined;
  const ahead = new Map<string, Source>();
  const known = (path: string): Source => (last?.path === path ? last.source : undefined) ?? ahead.get(path) ?? readSource(path, onRead);
  return {
    inspect(path) {
      last = { path, source: ahead.get(path) ?? readSource(path, onRead) };
      ahead.delete(path);
      return unlessSkipped(last.source);
    },
    inspectAhead(path) {
      const source = ahead.get(path) ?? readSource(path, onRead);
      ahead.set(path, source);
      return unlessSkipped(source);
    },
    readFile(path) {
      const source = known(path);
      return source.kind === 'text' ? source.text : undefined;
    },
  };
}

function unlessSkipped(source: Source): Source {
  const reason = source.kind === 'text' ? skipReason(source.text) : undefined;
  return reason === undefined ? source : { kind: 'skipped', reason };
}

function readSource(path: string, onRead: ReadObserver | undefined): Source {
  const content = readContent(path);
  const isRead = Buffer.isBuffer(content);
  onRead?.(path, isRead ? content : undefined);
  if (!isRead) return content;
  const decoded = decodeSource(path, content);
  return 'text' in decoded ? { kind: 'text', text: decoded.text } : { kind: 'unreadable', reason: decoded.reason };
}

/** The bytes of a source file, or why there are none. Never throws. */
export function readContent(path: string): Buffer | Exclude<Source, { readonly kind: 'text' }> {
  try {
    const status = statSync(path);
    if (!status.isFile()) return { kind: 'unreadable', reason: 'not a regular file' };
    if (status.size > largestFile) return { kind: 'skipped', reason: 'larger than 2 MB' };
    return readFileSync(path);
  } catch (error) {
    return { kind: 'unreadable', reason: describeFailure(error) };
  }
}

const failures: Readonly<Record<string, string>> = {
  ENOENT: 'the file is gone',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'a symbolic link that leads to itself',
};

function describeFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failures[code] ?? (error instanceof Error ? error.message : String(error));
}
