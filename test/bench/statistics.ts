/** The middle of the values; of an even number of them the upper one. 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

export interface Spread {
  readonly median: number;
  /** Of twenty values, one is larger. */
  readonly p95: number;
}

/** Zeros for no values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  return { median: median(values), p95: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0 };
}
