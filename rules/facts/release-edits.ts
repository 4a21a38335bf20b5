import type { Acquisition } from './acquisitions.ts';
import { type Edit, indentationUnit, insertAt, lineEnding, replace } from './edits.ts';
import { type FileModel, functionOf, regionAt, textOf, valueAt } from './file-model.ts';
import type { RegionId, Step } from './model.ts';
import { type Statement, indentLines, statementOf } from './statements.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** A release moved into, or written in, a `finally` around the code that uses what was acquired. */
export interface ReleaseRepair {
  /** The release as it is written. */
  readonly release: string;
  readonly edits: readonly Edit[];
}

/** Puts the code behind an acquisition into a `try` whose `finally` gives back what was acquired. */
export function releaseInFinally(file: FileModel, acquisition: Acquisition): ReleaseRepair | undefined {
  const { call, releases } = acquisition;
  if (file.facts.language !== 'typescript') return undefined;
  const from = statementOf(file, call.id);
  if (from === undefined || regionAt(file, from.region).role === 'case') return undefined;
  const [only, ...others] = releases;
  if (only === undefined) return addedRelease(file, acquisition, from);
  if (decides(nameOf(file, only.callee))) return undefined;
  const release = statementOf(file, only.id);
  if (others.length > 0 || release?.region !== from.region || release.step.kind !== 'evaluate') return undefined;
  return wrapped(file, from, release);
}

/** What ends a transaction says how: it must not run whatever happened. */
function decides(method: string | undefined): boolean {
  return /^(?:commit|rollback)/.test(method ?? '');
}

function wrapped(file: FileModel, from: Statement, release: Statement): ReleaseRepair | undefined {
  const text = textOf(file, release.span);
  const rest = stepsBehind(file, release.region, release.span.end);
  const between = stepsBehind(file, from.region, from.span.end).filter((step) => step.span.end <= release.span.start);
  if (between.length === 0) return undefined;
  if (!declaresFor(file, from, release)) return finish(file, from, release.span.start, release, text);
  const last = rest.at(-1);
  // What is declared on the way is used behind the release, which has to come last then; it must not wait for much longer.
  if (last === undefined || rest.some((step) => step.kind === 'enter' || waits(file, step))) return undefined;
  const end = endOf(file, last);
  return end === undefined ? undefined : finish(file, from, end, release, text);
}

/** `from` ... `end` goes into the `try`; the release, if it is written there, is taken out. */
function finish(file: FileModel, from: Statement, end: number, release: Statement | undefined, text: string): ReleaseRepair {
  const eol = lineEnding(file);
  const unit = indentationUnit(file);
  const { indentation } = from;
  const closing = `${indentation}} finally {${eol}${indentation}${unit}${text}${eol}${indentation}}`;
  const opening = insertAt(from.span.end, `${eol}${indentation}try {`);
  const isLast = release === undefined || end > release.span.end;
  const stop = isLast ? end : lineStart(file, end);
  const inner = { start: from.span.end, end: isLast ? end : stop - 1 };
  const but = release === undefined || !isLast ? { start: -1, end: -1 } : { start: lineStart(file, release.span.start) - 1, end: release.span.end };
  const indented = indentLines(file, inner, unit, but);
  if (!isLast) {
    return { release: text, edits: [opening, ...indented, replace({ start: stop, end: release.span.end }, closing)] };
  }
  const removed = release === undefined ? [] : [replace({ start: previousLineEnd(file, release.span.start), end: release.span.end }, '')];
  return { release: text, edits: [opening, ...indented, ...removed, insertAt(end, `${eol}${closing}`)].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
}

/** Where nothing gives it back: the call that would, behind all that follows in the block. */
function addedRelease(file: FileModel, { call, known, binding }: Acquisition, from: Statement): ReleaseRepair | undefined {
  const name = binding === undefined ? undefined : file.facts.bindings[binding];
  if (name?.kind !== 'const' || name.path.length > 0 || known === undefined) return undefined;
  const [first] = known.releases;
  if (first?.by === 'result' && decides(first.methods[0])) return undefined;
  const written = first?.by === 'result' ? `${name.name}.${first.methods[0] ?? ''}()` : first?.by === 'itself' ? `${name.name}()` : undefined;
  const last = stepsBehind(file, from.region, from.span.end).findLast((step) => !(step.kind === 'return' && step.implicit));
  const end = last === undefined ? undefined : endOf(file, last);
  if (written === undefined || end === undefined) return undefined;
  const semicolon = from.hasSemicolon ? ';' : '';
  const awaits = known.releasedLater === true && functionOf(file, call.id).isAsync ? 'await ' : '';
  return finish(file, from, end, undefined, `${awaits}${written}${semicolon}`);
}

function stepsBehind(file: FileModel, region: RegionId, offset: number): readonly Step[] {
  return regionAt(file, region).steps.filter((step) => step.span.start >= offset);
}

/** Is something that is declared between the two used behind the second? */
function declaresFor(file: FileModel, from: Statement, release: Statement): boolean {
  const declared = file.facts.bindings.filter(({ span }) => span.start >= from.span.end && span.end <= release.span.start);
  return declared.some(({ id }) => (file.uses.get(id) ?? []).some(({ value }) => valueAt(file, value).span.start > release.span.end));
}

function waits(file: FileModel, step: Step): boolean {
  return valuesWithin(file, step.span).some((value) => value.kind === 'await' || value.kind === 'yield');
}

/** Where a statement ends, semicolon included, and its line with it. */
function endOf(file: FileModel, step: Step): number | undefined {
  const end = file.text.charAt(step.span.end - 1) !== ';' && file.text.charAt(step.span.end) === ';' ? step.span.end + 1 : step.span.end;
  return /^[ \t]*(?:\r?\n|$)/.test(file.text.slice(end)) ? end : undefined;
}

function lineStart(file: FileModel, offset: number): number {
  return file.text.lastIndexOf('\n', offset - 1) + 1;
}

function previousLineEnd(file: FileModel, offset: number): number {
  const start = lineStart(file, offset) - 1;
  return file.text.charAt(start - 1) === '\r' ? start - 1 : start;
}
