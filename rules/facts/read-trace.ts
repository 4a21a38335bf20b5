/** A stretch of all that was read: places in its list, the end exclusive. */
interface Stretch {
  readonly from: number;
  to: number;
  /** The last count that took it in. */
  counted: number;
}

/** A file that was read, a stretch that an answer was found in which is taken over, or a gap up to a place. */
type Entry = number | Stretch | { readonly skipTo: number };

/** A memory that notes what its answers are made of. */
export interface Memory<K, V> extends Map<K, V> {
  /** Puts an answer in that was sought from this place on. */
  setSince(key: K, value: V, place: number): this;
  /** Was anything read to find this answer that counts? */
  isMadeOfOthers(key: K): boolean;
}

/** Notes what is read while answers are sought: all files for the command line, the edited one in an editor. */
export interface Trace {
  /** Does every file count that is read? Then no answer may be remembered but by memories that are made here. */
  readonly isThorough: boolean;
  /** How much has been read. */
  readonly place: number;
  /** The same, where something begins that is looked back on. */
  mark(): number;
  /** A check begins. */
  begin(): void;
  /** A file is read. */
  readFile(path: string): void;
  /** A file is looked through for what implements a type; where that doesn't count, who asks is told when it contributes something else. */
  readImplementer?(path: string): void;
  /** An answer is taken over that is made of the edited file, where that alone counts. */
  readEdited?(): void;
  /** Finds something about a file that a memory keeps which knows nothing of this. */
  unnoted<T>(path: string, find: () => T): T;
  /** What is read meanwhile does not count for what is found, if somebody else looks after it. */
  apart<T>(find: () => T): T;
  newMemory<K, V>(isEarly: boolean): Memory<K, V>;
}

/** The files that something depends on. */
export interface FilesRead {
  readonly files: ReadonlySet<string>;
  /** Those whose text counts as it is written, beyond the facts that it gives. */
  readonly texts: ReadonlySet<string>;
}

/**
 * Notes which files a check reads. Where it takes over answers that were found before, these count with all that they were made
 * of, as the memories know that are made here.
 */
export class ReadTrace implements Trace {
  readonly isThorough = true;
  readonly #entries: Entry[] = [];
  readonly #places = new Map<string, number>();
  readonly #paths: string[] = [];
  readonly #opaque = new Set<string>();
  readonly #textual = new Set<string>();
  #start = 0;
  #marked = 0;
  #counts = 0;

  /** The place up to which files have been read. */
  get place(): number {
    return this.#entries.length;
  }

  /** The same, where a stretch begins. */
  mark(): number {
    this.#marked = this.#entries.length;
    return this.#marked;
  }

  /** Where in the list the present check began. */
  get start(): number {
    return this.#start;
  }

  /** A check begins. */
  begin(): void {
    this.#start = this.mark();
  }

  /** What was read since the check began; undefined where that can't be told. */
  end(): FilesRead | undefined {
    const files = new Set<string>();
    const texts = new Set<string>();
    for (const sign of this.#count({ from: this.#start, to: this.#entries.length, counted: 0 })) {
      const path = this.#paths[sign >> 1] ?? '';
      if (this.#opaque.has(path)) return undefined;
      files.add(path);
      if (sign % 2 === 1 || this.#textual.has(path)) texts.add(path);
    }
    return { files, texts };
  }

  /** A file is read. */
  readFile(path: string): void {
    this.#add(this.#placeOf(path) * 2);
  }

  /** The text of a file is read. */
  readText(path: string): void {
    this.#add(this.#placeOf(path) * 2 + 1);
  }

  /** An answer is taken over that was found in this stretch. */
  takeOver(stretch: Stretch): void {
    this.#add(stretch);
  }

  /** Finds something about a file that a memory keeps which knows nothing of this. */
  unnoted<T>(path: string, find: () => T): T {
    const from = this.mark();
    const found = find();
    if (this.#entries.length === from) return found;
    const text = this.#placeOf(path) * 2 + 1;
    for (const sign of this.#count({ from, to: this.#entries.length, counted: 0 })) (sign === text ? this.#textual : this.#opaque).add(path);
    return found;
  }

  /** What is read meanwhile does not count for what is found. */
  apart<T>(find: () => T): T {
    const gap = { skipTo: 0 };
    this.#entries.push(gap);
    try {
      return find();
    } finally {
      gap.skipTo = this.#entries.length;
    }
  }

  newMemory<K, V>(isEarly: boolean): Memory<K, V> {
    return new TracedMemory<K, V>(this, isEarly);
  }

  #add(entry: Entry): void {
    // Once is enough, but for what began meanwhile.
    if (this.#entries.at(-1) !== entry || this.#entries.length === this.#marked) this.#entries.push(entry);
  }

  #placeOf(path: string): number {
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    this.#places.set(path, this.#paths.length);
    return this.#paths.push(path) - 1;
  }

  #count(whole: Stretch): Set<number> {
    const count = ++this.#counts;
    const found = new Set<number>();
    const stretches = [whole];
    for (const stretch of stretches) {
      if (stretch.counted === count) continue;
      stretch.counted = count;
      for (let place = stretch.from; place < stretch.to; place++) {
        const entry = this.#entries[place];
        if (typeof entry === 'number') found.add(entry);
        else if (entry !== undefined && 'skipTo' in entry) place = Math.max(place, entry.skipTo - 1);
        else if (entry !== undefined) stretches.push(entry);
      }
    }
    return found;
  }
}

/** A memory in which an answer stands before it is found, for those who ask on the way to it. */
export class EarlyAnswers<K, V> extends Map<K, V> {}

/**
 * A memory that knows what each of its answers was made of: of what was read from the time when it was asked for in vain until
 * it was put in. Empty maps become such memories when they are put in.
 */
class TracedMemory<K, V> extends Map<K, V> implements Memory<K, V> {
  readonly #trace: ReadTrace;
  readonly #isEarly: boolean;
  /** The one key that was asked for in vain, mostly, and where; there are many memories. */
  #key: K | undefined;
  #place = -1;
  #others: Map<K, number> | undefined;
  #stretches: Map<K, Stretch> | undefined;

  constructor(trace: ReadTrace, isEarly = false) {
    super();
    this.#trace = trace;
    this.#isEarly = isEarly;
  }

  override has(key: K): boolean {
    const known = super.has(key);
    if (known) this.#takeOver(key);
    else this.#ask(key);
    return known;
  }

  override get(key: K): V | undefined {
    const found = super.get(key);
    if (found !== undefined || super.has(key)) this.#takeOver(key);
    else this.#ask(key);
    return found;
  }

  override set(key: K, value: V): this {
    return this.setSince(key, value, this.#askedAt(key));
  }

  /** The answer was sought from this place on. */
  setSince(key: K, value: V, place: number): this {
    if (!this.#isEarly && super.has(key) && super.get(key) === value) return this;
    const from = Math.max(place, this.#trace.start);
    const to = this.#trace.place;
    const known = this.#stretches?.get(key);
    if (this.#isEarly && known?.from === from) known.to = to;
    else if (to > from || this.#isEarly) (this.#stretches ??= new Map()).set(key, { from, to, counted: 0 });
    else this.#stretches?.delete(key);
    return super.set(key, traced(this.#trace, value));
  }

  /** Was anything read to find this answer? */
  isMadeOfOthers(key: K): boolean {
    return this.#stretches?.has(key) === true;
  }

  #ask(key: K): void {
    const { start } = this.#trace;
    if (this.#place >= start && this.#key === key) return;
    if ((this.#others?.get(key) ?? -1) >= start) return;
    const place = this.#trace.mark();
    if (this.#place < start) {
      this.#key = key;
      this.#place = place;
    } else (this.#others ??= new Map()).set(key, place);
  }

  /** Where a key was asked for; what nobody asked for may have been sought from the beginning on. */
  #askedAt(key: K): number {
    if (this.#place >= 0 && this.#key === key) {
      const place = this.#place;
      if (!this.#isEarly) this.#place = -1;
      return place;
    }
    const place = this.#others?.get(key) ?? 0;
    if (!this.#isEarly) this.#others?.delete(key);
    return place;
  }

  #takeOver(key: K): void {
    const stretch = this.#stretches?.get(key);
    if (stretch !== undefined && (stretch.to > stretch.from || stretch.from >= this.#trace.start)) this.#trace.takeOver(stretch);
  }
}

/** What is kept, or if that is an empty memory, one in its place that knows what its answers are made of. */
export function traced<T>(trace: Trace | undefined, kept: T): T {
  if (trace === undefined || !(kept instanceof Map) || kept.size > 0 || isNoting(kept)) return kept;
  return trace.newMemory<unknown, unknown>(kept instanceof EarlyAnswers) as T;
}

function isNoting<K, V>(memory: Map<K, V>): memory is Memory<K, V> {
  return 'setSince' in memory;
}

/** An empty memory, which knows what its answers are made of where somebody wants to know. */
export function newMemory<K, V>(trace: Trace | undefined): Map<K, V> {
  return trace === undefined ? new Map<K, V>() : trace.newMemory<K, V>(false);
}

/** Puts an answer into a memory that was sought since a place. */
export function setSince<K, V>(memory: Map<K, V>, key: K, value: V, place: number | undefined): void {
  if (place !== undefined && isNoting(memory)) memory.setSince(key, value, place);
  else memory.set(key, value);
}

/** A question that each is asked about once, by a memory that only knows who it was not asked about: `recall` takes over all earlier answers. */
export function noteAnswers<T>(trace: Trace | undefined, ask: (about: T) => boolean): { readonly recall: () => void; readonly ask: (about: T) => boolean } {
  if (trace === undefined) return { recall: () => undefined, ask };
  const known = trace.newMemory<T, boolean>(false);
  const answered: T[] = [];
  return {
    recall: () => {
      for (const about of answered) known.get(about);
    },
    ask: (about) => {
      const found = known.get(about) ?? ask(about);
      known.set(about, found);
      if (known.isMadeOfOthers(about)) answered.push(about);
      return found;
    },
  };
}
