import type { Bounds } from './bound.ts';
import { createBounds } from './bounds.ts';
import { isEndedThere } from './ended-starts.ts';
import type { FunctionRef } from './call-graph.ts';
import { type FanOut, fanOutsOf } from './fan-outs.ts';
import { type FileModel, functionAt, functionOf, isInFunction, regionAt, valueAt } from './file-model.ts';
import { type IoQuestion, type IoSettings, type WorkIo, ioOfCallback, ioOfValue, ioQuestion } from './io.ts';
import { hasLengthGuard } from './length-guards.ts';
import { isHeldAround, isLimited, isLimitedWork } from './limits.ts';
import { usesLimitedClient } from './limited-clients.ts';
import type { CallValue, FunctionId, Span, ValueId } from './model.ts';
import type { Program } from './program.ts';
import { functionsRunBy, reaches } from './recursion.ts';
import { type Repetition, callbackFunction } from './repetitions.ts';
import type { TaskSource, Work } from './task-lists.ts';
import { comparedCounts, countOf } from './counts.ts';
import { createSpanTree } from './span-tree.ts';
import { isWithin, valuesWithin } from './values-within.ts';

export interface FanOutSettings extends IoSettings {
  /** Functions and values of the user's own whose collections are bounded. */
  readonly boundedSources: readonly string[];
  /** Only work that leaves this thread counts. */
  readonly ioOnly: boolean;
  /** The largest number written in the code that counts as a bound. */
  readonly maxStatic: number;
}

/** A fan-out with nothing that bounds how much runs at once. */
export interface UnboundedFanOut {
  readonly fanOut: FanOut;
  /** What it starts work for. */
  readonly over: ManyTimes;
  /** The fan-out this one multiplies with, if it is a part of one. */
  readonly within: { readonly over: ManyTimes; readonly path: string; readonly span: Span } | undefined;
  /** The function that starts itself again for each element. */
  readonly recursive: FunctionId | undefined;
  /** What each piece of work waits for; undefined where that does not matter. */
  readonly io: WorkIo | undefined;
}

/** How often something is started. */
export interface ManyTimes {
  readonly file: FileModel;
  readonly repetition: Repetition;
  /** The collection, or the number that says how often; undefined where the code does not name one. */
  readonly value: ValueId | undefined;
  readonly isNumber: boolean;
  /** The number of times, where it is written in the code. */
  readonly times: number | undefined;
}

interface Search {
  readonly program: Program;
  readonly file: FileModel;
  readonly settings: FanOutSettings;
  readonly bounds: Bounds;
  readonly question: IoQuestion;
  /** Asks for pools too: what multiplies level by level is no less for waiting in one. */
  readonly recursiveQuestion: IoQuestion;
}

/** All fan-outs of a file that nothing bounds, one per place, in order of the text. */
export function findUnboundedFanOuts(program: Program, file: FileModel, settings: FanOutSettings): UnboundedFanOut[] {
  const { limiters, ignorePooled } = settings;
  const question = ioQuestion(program, { limiters, ignorePooled });
  const recursiveQuestion = ioQuestion(program, { limiters, ignorePooled: false });
  const search = { program, file, settings, bounds: createBounds(program, settings.boundedSources), question, recursiveQuestion };
  const places = new Map<ValueId, UnboundedFanOut>();
  for (const fanOut of fanOutsOf(program, file)) {
    if (places.has(fanOut.at.id)) continue;
    const found = judge(search, fanOut);
    if (found !== undefined) places.set(fanOut.at.id, found);
  }
  const all = [...places.values()];
  const around = fanOutsAround(all);
  return all.filter((one) => !isPartOfOther(one, around)).map((one) => ({ ...one, within: one.within ?? outerFanOut(file, one, around) }));
}

function judge(search: Search, fanOut: FanOut): UnboundedFanOut | undefined {
  if (fanOut.kind === 'started' && !mayStart(search, fanOut)) return undefined;
  const [over, outer] = manyTimes(search, fanOut);
  if (over === undefined || usesLimitedClient(fanOut.source)) return undefined;
  const recursive = recursiveFunction(search, fanOut);
  const io = ioOf(search, fanOut.source, questionOf(search, fanOut)) ?? (recursive === undefined ? undefined : ioOf(search, fanOut.source, search.recursiveQuestion));
  if (io === undefined && !countsWithoutIo(search, fanOut)) return undefined;
  // Further away, the start is an accident of other work: a connection that is made anew, a cache that is empty.
  if (fanOut.kind === 'started' && (io?.starts !== true || io.steps.length > 2)) return undefined;
  const start = io?.starts === true ? io.steps.at(-1) : undefined;
  if (start?.call.kind === 'call' && isEndedThere(start.file, start.call)) return undefined;
  const within = outer === undefined ? undefined : { over: outer, path: outer.file.path, span: repetitionSpan(outer.file, outer.repetition) };
  return { fanOut, over, within, recursive, io };
}

/** Most calls in loops start nothing, which is known sooner than whether something bounds the loop. */
function mayStart(search: Search, fanOut: FanOut): boolean {
  const io = ioOf(search, fanOut.source, questionOf(search, fanOut)) ?? ioOf(search, fanOut.source, search.recursiveQuestion);
  return io?.starts === true;
}

/** A limiter that is held around the whole of a fan-out limits none of its parts. */
function questionOf({ program, question, settings }: Search, { source: { file, repetitions, work } }: FanOut): IoQuestion {
  const [innermost] = repetitions;
  if (innermost.kind !== 'loop' || work.kind !== 'value' || !isHeldAround(program, file, innermost.loop)) return question;
  const { span } = valueAt(file, work.value);
  const isPart = (where: FileModel, call: CallValue): boolean => where === file && isWithin(call.span, span);
  return { ...question, key: Symbol('io of work under one permit'), ignores: (where, call) => (isPart(where, call) ? isLimited(program, where, call, settings.limiters, true) : question.ignores?.(where, call) === true) };
}

/** The repetitions that nothing bounds, innermost first. */
function manyTimes({ bounds, settings }: Search, { at, source }: FanOut): ManyTimes[] {
  const { file } = source;
  return source.repetitions.flatMap((repetition): ManyTimes[] => {
    const bound = bounds.ofRepetition(file, repetition);
    const repeated = repeatedBy(file, repetition);
    const { value } = repeated;
    if (bound.kind === 'bounded') return bound.most !== undefined && bound.most > settings.maxStatic ? [{ file, repetition, ...repeated, times: bound.most }] : [];
    if (bound.kind === 'unknown' || (value !== undefined && hasLengthGuard(file, value, guardedPlace(at.id, repetition)))) return [];
    return [{ file, repetition, ...repeated, times: undefined }];
  });
}

function guardedPlace(at: ValueId, repetition: Repetition): ValueId {
  return repetition.kind === 'call' ? repetition.call.id : (repetition.loop.iterable ?? repetition.loop.test ?? at);
}

/** The collection that a repetition goes through, or the number that it counts to. */
function repeatedBy(file: FileModel, repetition: Repetition): Pick<ManyTimes, 'value' | 'isNumber'> {
  if (repetition.kind === 'call') return { value: repetition.collection, isNumber: false };
  const { iterable, test } = repetition.loop;
  if (iterable !== undefined || test === undefined) return { value: iterable, isNumber: false };
  const compared = comparedCounts(file, test);
  const count = countOf(file, compared?.more ?? test);
  if (count.kind !== 'data') return { value: undefined, isNumber: false };
  return { value: count.of ?? compared?.more, isNumber: count.of === undefined };
}

function repetitionSpan(file: FileModel, repetition: Repetition): Span {
  return repetition.kind === 'call' ? valueAt(file, repetition.call.id).span : repetition.loop.span;
}

function ioOf({ program, settings }: Search, { file, work }: TaskSource, question: IoQuestion): WorkIo | undefined {
  return work.kind === 'callback' ? ioOfCallback(program, file, work.callback, question, settings) : ioOfValue(program, file, work.value, question);
}

/** Where all work counts: is it a task, as far as is known, that no limiter takes care of? */
function countsWithoutIo({ program, settings }: Search, { kind, source }: FanOut): boolean {
  if (settings.ioOnly || kind === 'started') return false;
  const { file, work } = source;
  const target = work.kind === 'callback' ? callbackFunction(file, work.callback) : undefined;
  if (kind === 'spawned' && work.kind === 'callback' && (target === undefined || !functionAt(target.file, target.fn).isAsync)) return false;
  const span = target === undefined ? valueAt(file, work.kind === 'callback' ? work.callback : work.value).span : functionAt(target.file, target.fn).span;
  return !isLimitedWork(program, target?.file ?? file, span, settings.limiters);
}

/** The function around a fan-out that its own work calls again. */
function recursiveFunction({ program, file }: Search, { at, source }: FanOut): FunctionId | undefined {
  const around: FunctionId[] = [];
  for (let fn = functionOf(file, at.id); fn.parent !== undefined; fn = functionAt(file, fn.parent)) around.push(fn.id);
  const from = functionsOf(program, source.file, source.work);
  return around.find((fn) => reaches(program, from, file, new Set([fn])));
}

function functionsOf(program: Program, file: FileModel, work: Work): FunctionRef[] {
  if (work.kind === 'callback') {
    const target = callbackFunction(file, work.callback);
    return target === undefined ? [] : [target];
  }
  const { span, region } = valueAt(file, work.value);
  const { fn } = regionAt(file, region);
  return valuesWithin(file, span).flatMap((value) => (value.kind === 'call' && regionAt(file, value.region).fn === fn ? functionsRunBy(program, file, value) : []));
}

/** Is it a part of the work of another fan-out that is reported, and no fan-out of its own? */
function isPartOfOther({ fanOut }: UnboundedFanOut, around: FanOutsAround): boolean {
  if (fanOut.kind === 'gathered') return false;
  return around(fanOut).some(({ fanOut: other }) => {
    if (other === fanOut || !workContains(other, fanOut)) return false;
    if (fanOut.kind === 'started') return other.kind !== 'started' || other.at.id < fanOut.at.id;
    return fanOut.kind === 'spawned' && isSameRepetition(fanOut.source.repetitions[0], other.source.repetitions[0]);
  });
}

function isSameRepetition(a: Repetition, b: Repetition): boolean {
  if (a.kind === 'call') return b.kind === 'call' && a.call === b.call;
  return b.kind === 'loop' && a.loop === b.loop;
}

function outerFanOut({ path }: FileModel, { fanOut }: UnboundedFanOut, around: FanOutsAround): UnboundedFanOut['within'] {
  const outer = around(fanOut).find(({ fanOut: other }) => other !== fanOut && workContains(other, fanOut));
  return outer === undefined ? undefined : { over: outer.over, path, span: outer.fanOut.at.span };
}

/** Gives the fan-outs that one may stand in the work of, in order of the text. */
type FanOutsAround = (inner: FanOut) => readonly UnboundedFanOut[];

function fanOutsAround(all: readonly UnboundedFanOut[]): FanOutsAround {
  const tree = createSpanTree(all.map((one, index) => ({ span: workSpan(one.fanOut), item: { one, index } })));
  return ({ at }) => [...tree.around(at.span)].sort((a, b) => a.index - b.index).map(({ one }) => one);
}

/** The text of what a fan-out runs for each element; of functions of elsewhere, nothing. */
function workSpan({ source: { file, work }, at }: FanOut): Span {
  if (work.kind === 'value') return valueAt(file, work.value).span;
  const target = callbackFunction(file, work.callback);
  return target?.file === file ? functionAt(file, target.fn).span : { start: at.span.start, end: at.span.start };
}

/** Does a fan-out stand in the code that another one runs for each element? */
function workContains({ source }: FanOut, { at, kind, source: inner }: FanOut): boolean {
  if (source.file !== inner.file) return false;
  const { file, work } = source;
  if (work.kind === 'value') return (at.id !== work.value || kind === 'gathered') && isWithin(at.span, valueAt(file, work.value).span);
  const target = callbackFunction(file, work.callback);
  return target?.file === file && isInFunction(file, functionOf(file, at.id).id, target.fn);
}
