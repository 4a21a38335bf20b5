import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Numbers from 0 to 1 that look random and are the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

/** Changes something in a folder, and says what. */
export type Edit = (folder: string, random: () => number) => string;

/** Writes one of these texts to a file, or removes it. */
export function variants(path: string, ...texts: readonly (string | undefined)[]): Edit {
  return (folder, random) => {
    const text = pick(random, texts);
    const file = join(folder, path);
    if (text === undefined) rmSync(file, { force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return `${path} = ${JSON.stringify(text)}`;
  };
}

/** Makes a link to one of these places, or removes it. */
export function links(path: string, ...targets: readonly (string | undefined)[]): Edit {
  return (folder, random) => {
    const target = pick(random, targets);
    const file = join(folder, path);
    rmSync(file, { force: true, recursive: true });
    if (target !== undefined) {
      mkdirSync(dirname(file), { recursive: true });
      symlinkSync(join(folder, target), file, 'junction');
    }
    return `${path} -> ${String(target)}`;
  };
}

/** What is put behind a brace, mostly into the body of a function. */
const insertions: ReadonlyMap<string, string> = new Map([
  ['comment', '  // A remark, and why.'],
  ['comment on top', '// What this is.'],
  ['empty line', ''],
  ['statement', '  const counted = 1;'],
  ['blocking statement', "  require('node:fs').readFileSync('a.txt');"],
]);

/** Edits a source file as people do: lines go, come, come twice, or change places; files go, and come as copies. */
export const editAnySource: Edit = (folder, random) => {
  const path = pick(random, sourcesIn(folder));
  const file = join(folder, path);
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = Math.floor(random() * lines.length);
  const kind = pick(random, ['drop line', 'double line', 'move line', 'drop await', 'remove file', 'copy file', ...insertions.keys()]);
  const inserted = insertions.get(kind);
  const opened = lines.findIndex((line, index) => index >= at && line.endsWith('{'));
  if (inserted !== undefined) lines.splice(kind === 'comment on top' ? 0 : opened + 1, 0, inserted);
  if (kind === 'drop line') lines.splice(at, 1);
  if (kind === 'double line') lines.splice(at, 0, lines[at] ?? '');
  if (kind === 'move line') lines.splice(Math.floor(random() * lines.length), 0, ...lines.splice(at, 1));
  const text = kind === 'drop await' ? lines.join('\n').replace('await ', '') : lines.join('\n');
  if (kind === 'remove file') rmSync(file);
  else if (kind === 'copy file') cpSync(file, join(folder, dirname(path), pick(random, ['index.ts', 'copy.ts', 'copy.js'])));
  else writeFileSync(file, text);
  return `${kind} ${String(at)} in ${path}`;
};

function sourcesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.[jt]s$/.test(name) && !name.includes('node_modules') && existsSync(join(folder, name))).sort();
}
