import { hash } from 'node:crypto';
import { readContent } from '../project/source-host.ts';

/** A short name for a content: equal contents have equal names, and different ones, for all that is known, different names. */
export function contentHash(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}

/** The hash of a file as hosts read it; null where it can't be read. */
export function hashOfFile(path: string): string | null {
  const content = readContent(path);
  return Buffer.isBuffer(content) ? contentHash(content) : null;
}
