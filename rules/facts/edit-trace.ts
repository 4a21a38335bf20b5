import { type Memory, type Trace, traced } from './read-trace.ts';

/** A memory that can tell which of its answers an edit makes outdated. */
interface EditMemory {
  /** Drops what was made of the edited file. */
  outdate(): void;
}

/**
 * Notes which answers are made of one file: the one that somebody is editing. With the next edit these have to go, and all others
 * stay, also in files that import the edited one in a circle.
 */
export class EditTrace implements Trace {
  readonly isThorough = false;
  #edited: string | undefined;
  #touches = 0;
  #start = 0;

  /** The file that was edited last; undefined before the first edit, when nothing is noted yet. */
  get edited(): string | undefined {
    return this.#edited;
  }

  /** Another file is edited from now on. What was noted before stays noted, which costs answers, but is never wrong. */
  edit(path: string): void {
    this.#edited = path;
  }

  /** How often the edited file was read, itself or by way of answers that are made of it. */
  get place(): number {
    return this.#touches;
  }

  get start(): number {
    return this.#start;
  }

  mark(): number {
    return this.#touches;
  }

  begin(): void {
    this.#start = this.#touches;
  }

  readFile(path: string): void {
    if (path === this.#edited) this.#touches++;
  }

  readImplementer(path: string): void {
    this.readFile(path);
  }

  /** An answer is taken over that is made of the edited file. */
  readEdited(): void {
    this.#touches++;
  }

  unnoted<T>(_path: string, find: () => T): T {
    return find();
  }

  apart<T>(find: () => T): T {
    return find();
  }

  newMemory<K, V>(isEarly: boolean): Memory<K, V> {
    return new WatchedMemory<K, V>(this, isEarly);
  }

  /** A memory for all that is derived from a file and those that it imports. Of the edited file all goes with the next edit, so nothing is noted. */
  newMemories(path: string): Map<symbol, unknown> {
    return path === this.#edited ? new Map<symbol, unknown>() : new WatchedMemories(this, false);
  }
}

/**
 * A memory of a file that is not edited itself. It counts how often the edited one was read from the time when an answer was
 * asked for in vain until it was put in.
 */
class WatchedMemory<K, V> extends Map<K, V> implements Memory<K, V>, EditMemory {
  readonly #trace: EditTrace;
  readonly #isEarly: boolean;
  /** Answers that are made of the edited file, or may still turn out to be. */
  #touched: Set<K> | undefined;
  /** Answers that are memories themselves, or go on searching. */
  #unfinished: Set<K> | undefined;
  /** Where keys were asked for in vain: the one such key, mostly, and the others. */
  #key: K | undefined;
  #place = -1;
  #others: Map<K, number> | undefined;

  constructor(trace: EditTrace, isEarly: boolean) {
    super();
    this.#trace = trace;
    this.#isEarly = isEarly;
  }

  override has(key: K): boolean {
    const known = super.has(key);
    if (!known) this.#ask(key);
    else if (this.#touched?.has(key) === true) this.#trace.readEdited();
    return known;
  }

  override get(key: K): V | undefined {
    const found = super.get(key);
    if (found === undefined && !super.has(key)) this.#ask(key);
    else if (this.#touched?.has(key) === true) this.#trace.readEdited();
    return found;
  }

  override set(key: K, value: V): this {
    const place = this.#placeOf(key);
    const known = super.has(key);
    if (this.#isEarly && !known) return this.#put(key, value, true);
    if (place === undefined && known && super.get(key) === value) return this;
    this.#forget(key);
    return this.setSince(key, value, place ?? this.#trace.start);
  }

  setSince(key: K, value: V, place: number): this {
    return this.#put(key, value, this.#trace.place > Math.max(place, this.#trace.start));
  }

  isMadeOfOthers(key: K): boolean {
    return this.#touched?.has(key) === true;
  }

  outdate(): void {
    this.#place = -1;
    this.#others = undefined;
    for (const key of this.#touched ?? []) super.delete(key);
    this.#touched = undefined;
    for (const key of this.#unfinished ?? []) {
      const kept: unknown = super.get(key);
      if (isEditMemory(kept)) kept.outdate();
      else super.delete(key);
    }
  }

  /** Does an answer stay as it is? Not memories, nor what goes on searching when it is asked again. */
  protected isFinished(kept: V): boolean {
    return typeof kept !== 'function' && !isEditMemory(kept);
  }

  /** What somebody may take over who asks on the way to it counts as made of the edited file until it is found. */
  #put(key: K, value: V, isTouched: boolean): this {
    if (isTouched) (this.#touched ??= new Set()).add(key);
    else this.#touched?.delete(key);
    const kept = traced(this.#trace, value);
    if (!this.isFinished(kept)) (this.#unfinished ??= new Set()).add(key);
    return super.set(key, kept);
  }

  #ask(key: K): void {
    const { start, place } = this.#trace;
    if (this.#place >= start && this.#key === key) return;
    if ((this.#others?.get(key) ?? -1) >= start) return;
    if (this.#place < start) {
      this.#key = key;
      this.#place = place;
    } else (this.#others ??= new Map()).set(key, place);
  }

  #placeOf(key: K): number | undefined {
    return this.#place >= 0 && this.#key === key ? this.#place : this.#others?.get(key);
  }

  #forget(key: K): void {
    if (this.#key === key) this.#place = -1;
    this.#others?.delete(key);
  }
}

/** Holds memories; what is none may hold anything, and is not kept. */
class WatchedMemories extends WatchedMemory<symbol, unknown> {
  protected override isFinished(): boolean {
    return false;
  }
}

/** Answers by number, for questions so frequent that a map costs too much. Each is found in one go. */
export class AnswerTable<T> implements EditMemory {
  readonly #known: (T | undefined)[];
  #touched: T[] | undefined;

  constructor(size: number) {
    this.#known = new Array<T | undefined>(size);
  }

  get(id: number, trace: Trace | undefined): T | undefined {
    const known = this.#known[id];
    if (known !== undefined || this.#touched === undefined) return known;
    const touched = this.#touched[id];
    if (touched !== undefined) trace?.readEdited?.();
    return touched;
  }

  /** The answer was sought since a place of the trace. */
  set(id: number, answer: T, trace: Trace | undefined, since: number | undefined): void {
    if (trace?.place === since) this.#known[id] = answer;
    else (this.#touched ??= [])[id] = answer;
  }

  outdate(): void {
    this.#touched = undefined;
  }
}

function isEditMemory(kept: unknown): kept is EditMemory {
  return kept instanceof WatchedMemory || kept instanceof AnswerTable;
}

/** Drops what was made of the edited file; false where the memory can't tell. */
export function outdateEdited(memory: Map<symbol, unknown>): boolean {
  if (!(memory instanceof WatchedMemories)) return false;
  memory.outdate();
  return true;
}
