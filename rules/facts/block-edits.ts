import type { Acquisition } from './acquisitions.ts';
import { type Edit, indentationUnit, replace } from './edits.ts';
import { type FileModel, derive, functionOf, parentOf, placeOf, regionAt, textOf, valueAt } from './file-model.ts';
import type { AssignValue, RegionId, Span, Step, ValueId } from './model.ts';
import { indentLines, statementOf } from './statements.ts';

/** A block or declaration of the language that gives back what was acquired by itself. */
export interface BlockRepair {
  /** What is written for it: `async with`, `await using`. */
  readonly keyword: string;
  readonly edits: readonly Edit[];
}

/** Leaves it to the language to give back what was acquired, where the language has something for it and the file is written so. */
export function releaseByBlock(file: FileModel, acquisition: Acquisition): BlockRepair | undefined {
  return acquisition.known?.block === 'declaration' ? byDeclaration(file, acquisition) : byWith(file, acquisition);
}

/** `async with lock:` in the place of `await lock.acquire()` and `lock.release()`. */
function byWith(file: FileModel, { call, known, releases }: Acquisition): BlockRepair | undefined {
  const block = known?.block;
  const from = lineOf(file, call.id);
  const [only, ...others] = releases;
  const release = only === undefined ? undefined : lineOf(file, only.id);
  if (block === undefined || from === undefined || others.length > 0 || (only !== undefined && release?.region !== from.region)) return undefined;
  const held = stepsBehind(file, from).filter((step) => release === undefined || step.span.end <= release.step.span.start);
  const last = held.at(-1);
  const head = headOf(file, from.step, call.id, block);
  const awaits = known?.releasedLater === true || parentOf(file, call.id)?.kind === 'await';
  if (last === undefined || head === undefined || (awaits && !functionOf(file, call.id).isAsync)) return undefined;
  const keyword = awaits ? 'async with' : 'with';
  const nowhere = { start: -1, end: -1 };
  const edits = [replace(from.step.span, `${keyword} ${head}:`), ...indentLines(file, { start: from.step.span.end, end: last.span.end }, indentationUnit(file), nowhere)];
  return { keyword, edits: release === undefined ? edits : [...edits, replace(wholeLine(file, release.step.span), '')] };
}

/** What stands behind `with`: what was acquired with its name, or what it was acquired from. */
function headOf(file: FileModel, step: Step, call: ValueId, block: 'call' | 'receiver' | 'declaration'): string | undefined {
  const value = step.kind === 'evaluate' ? valueAt(file, step.value) : undefined;
  const made = valueAt(file, call);
  if (block === 'receiver') {
    const callee = made.kind === 'call' ? valueAt(file, made.callee) : undefined;
    return callee?.kind === 'member' && value?.kind !== 'assign' ? textOf(file, valueAt(file, callee.object).span) : undefined;
  }
  if (value?.kind !== 'assign' || value.operator !== '=' || value.target.kind !== 'binding' || !isWhole(file, value, call)) return undefined;
  return `${textOf(file, made.span)} as ${value.target.name}`;
}

/** Is a call, or what waits for it, all that is assigned? */
function isWhole(file: FileModel, assign: AssignValue, call: ValueId): boolean {
  const value = valueAt(file, assign.value);
  return value.id === call || (value.kind === 'await' && value.operand === call);
}

const usingKey = Symbol('using declarations');

/** `await using handle = await open(path)`, in files that declare other things so. */
function byDeclaration(file: FileModel, { call, known, binding, releases }: Acquisition): BlockRepair | undefined {
  const usesIt = derive(file, usingKey, () => file.facts.bindings.some(({ kind }) => kind === 'using'));
  const name = binding === undefined ? undefined : file.facts.bindings[binding];
  const from = statementOf(file, call.id);
  if (!usesIt || name?.kind !== 'const' || name.path.length > 0 || from === undefined || releases.length > 1) return undefined;
  const [only] = releases;
  const release = only === undefined ? undefined : statementOf(file, only.id);
  if (only !== undefined && (release?.region !== from.region || release.step.kind !== 'evaluate')) return undefined;
  const keyword = known?.releasedLater === true ? 'await using' : 'using';
  const edits = [replace({ start: from.span.start, end: from.span.start + 'const'.length }, keyword)];
  return { keyword, edits: release === undefined ? edits : [...edits, replace(wholeLine(file, release.span), '')] };
}

interface Line {
  readonly step: Step;
  readonly region: RegionId;
}

/** The statement of a value that has its lines to itself. */
function lineOf(file: FileModel, id: ValueId): Line | undefined {
  let root = id;
  for (let parent = parentOf(file, root); parent !== undefined; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  if (place.kind !== 'step' || place.step.kind !== 'evaluate') return undefined;
  const { start, end } = place.step.span;
  const before = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  const behind = /^[^\r\n]*/.exec(file.text.slice(end, end + 200))?.[0] ?? '';
  return /^\s*$/.test(before) && /^\s*(?:#.*)?$/.test(behind) ? { step: place.step, region: place.region } : undefined;
}

function stepsBehind(file: FileModel, { step, region }: Line): readonly Step[] {
  return regionAt(file, region).steps.filter((other) => other.span.start >= step.span.end && !(other.kind === 'return' && other.implicit));
}

/** A statement with the line break before it. */
function wholeLine(file: FileModel, { start, end }: Span): Span {
  const lineStart = file.text.lastIndexOf('\n', start - 1);
  return { start: file.text.charAt(lineStart - 1) === '\r' ? lineStart - 1 : Math.max(0, lineStart), end };
}
