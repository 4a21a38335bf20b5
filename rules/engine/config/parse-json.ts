/** The way to a value: keys of objects and positions in lists, outermost first. */
export type KeyPath = readonly (string | number)[];

/** A JSON text that was read. */
export interface JsonDocument {
  readonly value: unknown;
  /** Where a member's key or a list's element starts, as an offset; of a path that is not there, the nearest part of it that is. */
  offsetOf(path: KeyPath): number;
}

/** What keeps a text from being JSON, and the offset where it shows. */
export interface JsonMistake {
  readonly problem: string;
  readonly offset: number;
}

interface Reader {
  readonly text: string;
  offset: number;
  readonly offsets: Map<string, number>;
}

/** Ends the reading of a text; never leaves this module. */
class Mistake extends Error {
  readonly offset: number;

  constructor(problem: string, offset: number) {
    super(problem);
    this.offset = offset;
  }
}

const deepest = 100;

/** Reads strict JSON, and remembers where everything stands. */
export function parseJson(text: string): JsonDocument | JsonMistake {
  const reader: Reader = { text, offset: 0, offsets: new Map() };
  try {
    const value = readValue(reader, []);
    skipSpace(reader);
    if (reader.offset < text.length) throw new Mistake('there is something after the end of the JSON value', reader.offset);
    return { value, offsetOf: (path) => nearestOffset(reader.offsets, path) };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { problem: error.message, offset: error.offset };
  }
}

function nearestOffset(offsets: ReadonlyMap<string, number>, path: KeyPath): number {
  for (let length = path.length; length > 0; length--) {
    const found = offsets.get(JSON.stringify(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return 0;
}

function readValue(reader: Reader, path: KeyPath): unknown {
  skipSpace(reader);
  const { text, offset } = reader;
  if (path.length > deepest) throw new Mistake('values are nested too deeply', offset);
  switch (text.charAt(offset)) {
    case '{':
      return readObject(reader, path);
    case '[':
      return readList(reader, path);
    case '"':
      return readString(reader);
    default:
      return readWord(reader);
  }
}

function readObject(reader: Reader, path: KeyPath): Readonly<Record<string, unknown>> {
  const entries = new Map<string, unknown>();
  readMembers(reader, '}', () => {
    const start = reader.offset;
    if (reader.text.charAt(start) !== '"') throw new Mistake('a key in double quotes is expected here', start);
    const key = readString(reader);
    if (entries.has(key)) throw new Mistake(`the key "${key}" is here for the second time`, start);
    const own = [...path, key];
    reader.offsets.set(JSON.stringify(own), start);
    skipSpace(reader);
    if (reader.text.charAt(reader.offset) !== ':') throw new Mistake(`a colon is expected after "${key}"`, reader.offset);
    reader.offset++;
    entries.set(key, readValue(reader, own));
  });
  return Object.fromEntries(entries);
}

function readList(reader: Reader, path: KeyPath): readonly unknown[] {
  const elements: unknown[] = [];
  readMembers(reader, ']', () => {
    const own = [...path, elements.length];
    reader.offsets.set(JSON.stringify(own), reader.offset);
    elements.push(readValue(reader, own));
  });
  return elements;
}

/** Reads what stands between brackets, from the opening to the closing one. */
function readMembers(reader: Reader, closing: string, readMember: () => void): void {
  reader.offset++;
  skipSpace(reader);
  if (takes(reader, closing)) return;
  for (;;) {
    readMember();
    skipSpace(reader);
    if (takes(reader, closing)) return;
    const comma = reader.offset;
    if (!takes(reader, ',')) throw new Mistake(comma >= reader.text.length ? `the text ends before a "${closing}"` : `a comma or "${closing}" is expected here`, comma);
    skipSpace(reader);
    if (reader.text.charAt(reader.offset) === closing) throw new Mistake(`a comma before "${closing}" is not allowed in JSON`, comma);
  }
}

function takes(reader: Reader, character: string): boolean {
  if (reader.text.charAt(reader.offset) !== character) return false;
  reader.offset++;
  return true;
}

function readString(reader: Reader): string {
  const start = reader.offset;
  const token = /"(?:[^"\\\n]|\\.)*"/y;
  token.lastIndex = start;
  const [found] = token.exec(reader.text) ?? [];
  if (found === undefined) throw new Mistake('this string does not end on its line', start);
  reader.offset = start + found.length;
  return parseToken(found, 'this string has a character or an escape that JSON does not allow', start) as string;
}

/** A number, `true`, `false` or `null`. */
function readWord(reader: Reader): unknown {
  const start = reader.offset;
  const token = /[^\s,\]}[{:"]+/y;
  token.lastIndex = start;
  const [found] = token.exec(reader.text) ?? [];
  if (found === undefined) throw new Mistake(start >= reader.text.length ? 'the text ends where a value is expected' : 'a value is expected here', start);
  reader.offset = start + found.length;
  return parseToken(found, `${found} is no JSON value; strings are in double quotes`, start);
}

function parseToken(token: string, problem: string, offset: number): unknown {
  try {
    return JSON.parse(token) as unknown;
  } catch {
    throw new Mistake(problem, offset);
  }
}

function skipSpace(reader: Reader): void {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = reader.offset;
  reader.offset += space.exec(reader.text)?.[0].length ?? 0;
  if (/^(?:\/[/*]|#)/.test(reader.text.slice(reader.offset, reader.offset + 2))) throw new Mistake('comments are not allowed in JSON', reader.offset);
}
