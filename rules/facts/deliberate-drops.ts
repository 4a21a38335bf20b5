import { isCleanup } from './best-effort.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, regionAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { deliberateComment, effectMethods, effectReceivers, effectWords, endingWords, optionalVerbs, optionalWords, programNames, peerNames, readingWords, refusableMethods, sendingWords, watchingWords } from './knowledge/rejection-signs.ts';
import type { CallValue, FunctionFact, RegionId, Span, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import type { Program } from './program.ts';
import { nameOf, namesOnTheWay } from './words.ts';

/** Does work clean up, or only help, so that nobody misses it where it fails? The user's knowledge counts as well. */
export function isOptionalWork(program: Program, file: FileModel, call: CallValue): boolean {
  const { cleanup, nonRejecting, loggers } = program.knowledge.named;
  if (isCleanup(program, file, call) || isNamedCall(file, call, [...cleanup, ...nonRejecting, ...loggers])) return true;
  if (namesOnTheWay(file, call.callee).some((name) => wordsOf(name).some((word) => optionalWords.has(word)))) return true;
  return optionalVerbs.has(verbOf(nearestName(file, functionOf(file, call.id))) ?? '');
}

/** `prefetch` of `prefetch`, `usePrefetch`, `prefetchAll`. */
function verbOf(name: string): string | undefined {
  const [first, second] = wordsOf(name);
  return first === 'use' ? second : first;
}

/** The name of a function, or of what it is written in. */
function nearestName(file: FileModel, fn: FunctionFact): string {
  return fn.name ?? (fn.parent === undefined ? '' : nearestName(file, functionAt(file, fn.parent)));
}

/** Does a call only end something, or wait for or read what others do: `pool.end()`, `reader.cancel()`, `response.text()`? */
export function isEndOrWatch(file: FileModel, call: CallValue): boolean {
  const [first, ...others] = wordsOf(nameOf(file, call.callee) ?? '');
  if (first === undefined || hasLastingEffect(file, call)) return false;
  if (refusableMethods.has(nameOf(file, call.callee) ?? '')) return true;
  return watchingWords.has(first) || [first, ...others].some((word) => endingWords.has(word));
}

/** Does a call hand something to whoever is at the other end: `stream.write(chunk)`, `socket.send(text)`? If that one has gone, nobody is left to tell. */
export function isSending(file: FileModel, call: CallValue): boolean {
  const [method, receiver] = namesOnTheWay(file, call.callee);
  return sendingWords.has(wordsOf(method ?? '')[0] ?? '') && peerNames.has(wordsOf(receiver ?? '').at(-1) ?? '');
}

/** Is a call named like one whose caller wants what it gives: `loadUser(id)`? */
export function isReading(file: FileModel, call: CallValue): boolean {
  const [first] = wordsOf(nameOf(file, call.callee) ?? '');
  return first !== undefined && readingWords.has(first);
}

/** Does a call change something that outlasts it: `saveOrder(order)`, `queue.add(job)`? */
export function hasLastingEffect(file: FileModel, call: CallValue): boolean {
  const [method] = namesOnTheWay(file, call.callee);
  return effectWords.has(wordsOf(method ?? '')[0] ?? '') || hasEffectOnService(file, call);
}

/** The same, told by what the method is called on: `queue.add(job)`. */
export function hasEffectOnService(file: FileModel, call: CallValue): boolean {
  const [method, ...receivers] = namesOnTheWay(file, call.callee);
  return effectMethods.has(wordsOf(method ?? '')[0] ?? '') && receivers.some((name) => effectReceivers.has(wordsOf(name).at(-1) ?? ''));
}

function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());
}

/** Does code end or undo something: in `finally`, in an error handler, in a function that closes or cleans up? What fails there is second to what is reported anyway. */
export function isInShutdown(program: Program, file: FileModel, id: ValueId): boolean {
  const { region } = valueAt(file, id);
  const roles = [regionAt(file, region).role, ...[...enclosingStructures(file, region)].map((around) => around.region.role)];
  if (roles.includes('finally') || roles.includes('handler')) return true;
  for (let fn: FunctionFact | undefined = functionOf(file, id); fn !== undefined; fn = fn.parent === undefined ? undefined : functionAt(file, fn.parent)) {
    if (/^(?:\[Symbol\.)?_*(?:a?close|a?exit|(?:async)?dispose|destroy|clean|clear|tear|shut|stop|release|disconnect|kill|terminate|drain|flush|after|abort|cancel|on(?:Exit|Close|Shutdown|Destroy|Module(?:Destroy)))/i.test(fn.name ?? '')) return true;
  }
  return program.knowledge.named.cleanup.includes(functionOf(file, id).name ?? '');
}

/** Is code what starts the program, so that a failure ends it, as it should? */
export function isProgram(file: FileModel, call: CallValue): boolean {
  return functionOf(file, call.id).form === 'module' && (withoutCasts(file, call.callee).kind === 'function' || programNames.test(nameOf(file, call.callee) ?? ''));
}

/** Does a comment in a range, behind it, or right above it or the code around it say that errors are dropped on purpose? */
export function isExplained(file: FileModel, span: Span, region?: RegionId): boolean {
  const around = region === undefined ? [] : [...enclosingStructures(file, region)].map(({ structure }) => structure.span.start);
  const fn = region === undefined ? undefined : functionAt(file, regionAt(file, region).fn);
  const starts = fn === undefined || fn.form === 'module' ? around : [...around, fn.span.start];
  if (starts.some((start) => deliberateComment.test(commentAbove(file, start)))) return true;
  const inside = commentsIn(textOf(file, span));
  const behind = /^[;,)\s]*?((?:\/\/|#|\/\*)[^\r\n]*)/.exec(lineRest(file, span.end))?.[1] ?? '';
  return deliberateComment.test(`${inside}\n${behind}\n${commentAbove(file, span.start)}`);
}

/** Any comment at all, in a range. */
export function hasCommentInside(file: FileModel, span: Span): boolean {
  return commentsIn(textOf(file, span)) !== '';
}

function commentsIn(text: string): string {
  return (text.match(/\/\/[^\r\n]*|\/\*[^]*?\*\/|(?<=^|\s)#[^\r\n]*/g) ?? []).join('\n');
}

function lineRest(file: FileModel, offset: number): string {
  return /^[^\r\n]*/.exec(file.text.slice(offset, offset + 400))?.[0] ?? '';
}

/** The comment lines right above the line of an offset. */
function commentAbove(file: FileModel, offset: number): string {
  const before = file.text.slice(Math.max(0, offset - 1200), offset).split(/\r?\n/).slice(0, -1);
  const lines: string[] = [];
  for (const line of before.toReversed()) {
    if (!/^\s*(?:\/\/|\/\*|\*|#)/.test(line) || lines.length > 8) break;
    lines.unshift(line);
  }
  return lines.join('\n');
}
