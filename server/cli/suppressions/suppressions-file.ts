import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { suppressionKey, type Suppression, type Suppressions } from './suppressions.ts';

type Level = Readonly<Record<string, unknown>>;

/**
 * Reads a suppressions file; undefined where there is none.
 * @throws UsageError where it can't be read.
 */
export function readSuppressions(path: string): Suppressions | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const content = parseObject(text, path);
  if (content['version'] !== 1) throw new UsageError(`${path} is of a version that this asynclint does not know; it wants "version": 1.`);
  const list = entriesOf(content['suppressions'], path).flatMap(([name, rules]) =>
    entriesOf(rules, path).flatMap(([ruleId, lines]) => entriesOf(lines, path).map(([code, count]) => ({ path: name, ruleId, code, count: readCount(count, path) }))),
  );
  return new Map(list.map((suppression) => [suppressionKey(suppression), suppression]));
}

/**
 * Writes a suppressions file, sorted, so that equal suppressions make equal files.
 * @throws UsageError where it can't be written.
 */
export function writeSuppressions(path: string, suppressions: Suppressions): void {
  const list = [...suppressions.values()];
  const content = {
    version: 1,
    suppressions: nest(list, 'path', (inFile) => nest(inFile, 'ruleId', (ofRule) => nest(ofRule, 'code', ([only]) => only?.count))),
  };
  try {
    writeFileSync(path, `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    throw new UsageError(`The suppressions can't be written to ${path}: ${describe(error)}`);
  }
}

/** Groups by one property, in the order of its values. */
function nest(list: readonly Suppression[], by: 'path' | 'ruleId' | 'code', inner: (group: readonly Suppression[]) => unknown): Level {
  const groups = new Map<string, Suppression[]>();
  for (const suppression of list) groups.set(suppression[by], [...(groups.get(suppression[by]) ?? []), suppression]);
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, group]) => [key, inner(group)]));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(`The suppressions in ${path} can't be read: ${describe(error)}`);
  }
}

function parseObject(text: string, path: string): Level {
  try {
    return Object.fromEntries(entriesOf(JSON.parse(text), path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} is not JSON: ${describe(error)}`);
  }
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unlikeSuppressions(path);
  return Object.entries(value);
}

function readCount(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw unlikeSuppressions(path);
  return value;
}

function unlikeSuppressions(path: string): UsageError {
  return new UsageError(`${path} doesn't hold suppressions, as in { "version": 1, "suppressions": { "src/a.ts": { "no-floating-task": { "save();": 1 } } } }. To write it anew, remove it and run asynclint check --suppress-all.`);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
