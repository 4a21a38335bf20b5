import { readFileSync } from 'node:fs';
import { decodeSource } from '../../server/project/decode-source.ts';

/** The text of a file as the tools take it; undefined where there is none. */
export function readText(path: string): string | undefined {
  try {
    const decoded = decodeSource(path, readFileSync(path));
    return 'text' in decoded ? decoded.text : undefined;
  } catch {
    return undefined;
  }
}
