/** Answers questions that lead to each other, each once. */
export type OrderFree<T> = (key: number) => T | undefined;

/** A question that is being answered. */
class Frame {
  readonly key: number;
  /** How many questions are unfinished around it. */
  readonly place: number;
  /** How many questions on circles were known when it was asked. */
  readonly start: number;
  /** The outermost unfinished question that it came to, by its place among them. */
  low = Infinity;
  /** Came it to an unfinished question, however indirectly? */
  circular = false;

  constructor(key: number, place: number, start: number) {
    this.key = key;
    this.place = place;
    this.start = start;
  }
}

interface Provisional<T> {
  readonly answer: T | undefined;
  /** As in its frame, as long as its circle is not closed. */
  low: number;
}

/** A question that is settled without an answer. */
const nothing = Symbol('nothing');

/** What is known of a question; undefined before it is asked. */
type Answer<T> = T | Frame | typeof nothing | undefined;

/** How many keys there are from zero up, and below zero. */
export interface KeySizes {
  readonly upwards: number;
  readonly downwards: number;
}

/** How many first questions are being answered, of whatever memory. */
let unfinished = 0;

/** Is some question unfinished? Then an answer may be one that holds only for those it is asked for. */
export function isAsking(): boolean {
  return unfinished > 0;
}

/** The questions of larger circles are not answered: each costs a walk around its circle. */
const largestCircle = 40;

/** Questions further down get no answer, and the stack does not overflow. */
const deepest = 400;

/**
 * Remembers the answers of `compute`, which may ask further questions through the function given back. A question that is
 * asked again while it is being answered gets no answer then. What others on the circle make of that would depend on
 * which was asked first; so these are answered once more, each for itself, from the smallest key on. For that to hold,
 * `compute` has to ask the same questions each time, also where an earlier answer is enough.
 */
export function orderFree<T>(compute: OrderFree<T>, sizes: KeySizes = { upwards: 0, downwards: 0 }): OrderFree<T> {
  // The frame takes the place of the answer until there is one: most questions are asked once, and cost one entry.
  const upwards = new Array<Answer<T>>(sizes.upwards);
  const downwards = new Array<Answer<T>>(sizes.downwards);
  const provisional = new Map<number, Provisional<T>>();
  const frames: Frame[] = [];
  const onCircles: number[] = [];
  const circles: number[][] = [];

  function get(key: number): Answer<T> {
    return key < 0 ? downwards[-1 - key] : upwards[key];
  }

  function settle(key: number, answer: Answer<T>): void {
    if (key < 0) downwards[-1 - key] = answer;
    else upwards[key] = answer;
  }

  function ask(key: number): T | undefined {
    const answered = get(key);
    if (answered === nothing) return undefined;
    const place = answered instanceof Frame ? answered.place : undefined;
    if (answered !== undefined && !(answered instanceof Frame)) return answered;
    if (frames.length === 0) return askFirst(key);
    const known = provisional.get(key);
    if (place === undefined && known === undefined && frames.length < deepest) return answer(key);
    touch(place ?? known?.low ?? Infinity);
    return known?.answer;
  }

  function touch(place: number): void {
    const top = frames.at(-1);
    if (top === undefined) return;
    top.low = Math.min(top.low, place);
    top.circular = true;
  }

  function answer(key: number): T | undefined {
    const place = frames.length;
    const frame = new Frame(key, place, onCircles.length);
    frames.push(frame);
    settle(key, frame);
    const found = compute(key);
    frames.pop();
    if (!frame.circular) {
      settle(key, found ?? nothing);
      return found;
    }
    settle(key, undefined);
    const low = frame.low < place ? frame.low : Infinity;
    provisional.set(key, { answer: found, low });
    if (frame.low <= place) onCircles.push(key);
    if (frame.low === place) closeCircle(onCircles.splice(frame.start));
    touch(low);
    return found;
  }

  function closeCircle(members: number[]): void {
    circles.push(members);
    for (const member of members) {
      const known = provisional.get(member);
      if (known !== undefined) known.low = Infinity;
    }
  }

  /** Answers a question that no other led to; only what came to no circle is remembered. */
  function answerAlone(key: number): T | undefined {
    unfinished++;
    try {
      return answer(key);
    } finally {
      unfinished--;
      // Where `compute` throws, there are questions left over.
      for (const { key: left } of frames) settle(left, undefined);
      frames.length = 0;
      onCircles.length = 0;
      if (provisional.size > 0) provisional.clear();
    }
  }

  function askFirst(key: number): T | undefined {
    const found = answerAlone(key);
    if (get(key) !== undefined) return found;
    if (circles.length === 0) {
      settle(key, found ?? nothing);
      return found;
    }
    // Inner circles come before those that lead to them.
    for (const circle of circles.splice(0)) {
      for (const member of circle.sort((a, b) => a - b)) {
        if (get(member) === undefined) settle(member, (circle.length > largestCircle ? undefined : answerAlone(member)) ?? nothing);
      }
    }
    circles.length = 0;
    return ask(key);
  }

  return ask;
}
