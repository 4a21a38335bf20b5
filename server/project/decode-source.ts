import { TextDecoder } from 'node:util';
import { isPython } from 'eslint-plugin-asynclint/engine';

/** The text of a source file, or why its bytes are none. */
export type Decoded = { readonly text: string } | { readonly reason: string };

/**
 * Decodes a source file, and drops its byte order mark. Python's files are in UTF-8 or say otherwise in a comment on one of
 * the first two lines (https://peps.python.org/pep-0263/), and Python refuses bytes that don't fit; elsewhere such bytes are passed over.
 */
export function decodeSource(path: string, bytes: Uint8Array): Decoded {
  const marked = encodingOfMark(bytes);
  if (!isPython(path)) return { text: new TextDecoder(marked ?? 'utf-8').decode(bytes) };
  const declared = declaredEncoding(bytes);
  const encoding = marked ?? (declared === undefined ? 'utf-8' : webName(declared));
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    return { reason: `it declares the encoding ${declared ?? encoding}, which is not known here` };
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { reason: `its bytes are not in the encoding ${declared ?? encoding}` };
  }
}

function encodingOfMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** The encoding that a comment on one of the first two lines names; the first of them may only be a comment or empty. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const [first = '', second = ''] = new TextDecoder('latin1').decode(bytes.subarray(0, 1000)).split(/\r\n|\r|\n/);
  const inComment = (line: string): string | undefined => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
  return inComment(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? inComment(second) : undefined);
}

/** Python's names of encodings that the platform has under others. */
function webName(name: string): string {
  const normal = name.toLowerCase().replaceAll('_', '-');
  if (/^utf-?8(?:-(?:sig|unix|dos|mac))?$/.test(normal)) return 'utf-8';
  if (/^(?:latin-?1|iso-?8859-?1|l1|ascii|us-ascii|cp819)$/.test(normal.replace(/-(?:unix|dos|mac)$/, ''))) return 'latin1';
  return normal.replace(/^cp(?=125\d$)/, 'windows-');
}
