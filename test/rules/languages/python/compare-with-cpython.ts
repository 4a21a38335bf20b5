import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { parsePython } from '../../../../rules/languages/python/parse-python.ts';
import { visitorKeys } from '../../../../rules/languages/python/visitor-keys.ts';
import { listNodes } from './list-nodes.ts';
import type { Interpreter } from './source-files.ts';

export interface Comparison {
  /** Files that CPython accepts. */
  readonly files: number;
  readonly nodes: number;
  /** Where the trees differ: the first place of each file. */
  readonly differences: readonly string[];
}

interface Listing {
  readonly text: string;
  readonly nodes: readonly string[];
}

/** Holds our trees of files against those of CPython's own parser: every node, its place, its name. */
export async function compareWithCPython(interpreter: Interpreter, paths: readonly string[]): Promise<Comparison> {
  const child = spawn(interpreter.command, [join(import.meta.dirname, 'list-nodes.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end([JSON.stringify(visitorKeys), ...paths, ''].join('\n'));
  const differences: string[] = [];
  let files = 0;
  let nodes = 0;
  let index = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const path = paths[index++] ?? '';
    const listing = JSON.parse(line) as Listing | null;
    if (listing === null) continue;
    files++;
    nodes += listing.nodes.length;
    const difference = firstDifference(listing, interpreter);
    if (difference !== undefined) differences.push(`${path}: ${difference}`);
  }
  if (index !== paths.length) throw new Error(`The interpreter stopped after ${String(index)} of ${String(paths.length)} files.`);
  return { files, nodes, differences };
}

function firstDifference({ text, nodes }: Listing, { formatStringsAreExact }: Interpreter): string | undefined {
  const { module, errors } = parsePython(text);
  const [error] = errors;
  if (error !== undefined) return `${error.message} at ${String(error.start)}`;
  const ours = listNodes(module, formatStringsAreExact);
  const at = [...nodes, undefined].findIndex((node, index) => !isSame(node, ours[index], text));
  return at < 0 ? undefined : `CPython has ${nodes[at] ?? 'nothing'}, we have ${ours[at] ?? 'nothing'}`;
}

/**
 * The names of characters (`\N{...}`) are in no table of ours, two halves of a character are one in JavaScript, and the text
 * that `{value = }` shows has its comments here.
 */
function isSame(theirs: string | undefined, ours: string | undefined, text: string): boolean {
  if (theirs === ours) return true;
  if (theirs === undefined || ours === undefined) return false;
  const place = / Constant (?:(\d+)-(\d+))? str /.exec(theirs);
  if (place === null || !ours.includes(place[0])) return false;
  const [, start = '0', end = String(text.length)] = place;
  return /\\N\{|\\u[dD][89a-fA-F]|=\s*#/.test(text.slice(Number(start), Number(end)));
}
