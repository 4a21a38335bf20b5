/** Where the time of a check goes. */
export type Stage = 'read' | 'parse' | 'facts' | 'types' | 'rule';

/** How long one stage of one file took, without other stages that ran in between. */
export interface Timing {
  readonly stage: Stage;
  readonly path: string;
  /** Which rule ran, for `rule`. What several rules share counts for the first that asks. */
  readonly ruleId: string | undefined;
  readonly milliseconds: number;
}

/** Someone who wants to know where the time goes, and brings the clock: the engine has none. */
export interface TimingObserver {
  /** Milliseconds, from any start. */
  now(): number;
  record(timing: Timing): void;
}

/** Runs a stage; tells how long it took if anybody wants to know. */
export type Stopwatch = <T>(stage: Stage, path: string, ruleId: string | undefined, run: () => T) => T;

/** Measures for nobody. */
export const unobserved: Stopwatch = (_stage, _path, _ruleId, run) => run();

/** Measures stages, which may nest: each millisecond counts once, for the innermost. */
export function createStopwatch(observer: TimingObserver | undefined): Stopwatch {
  if (observer === undefined) return unobserved;
  let nested = 0;
  return (stage, path, ruleId, run) => {
    const before = nested;
    nested = 0;
    const start = observer.now();
    try {
      return run();
    } finally {
      const whole = observer.now() - start;
      observer.record({ stage, path, ruleId, milliseconds: whole - nested });
      nested = before + whole;
    }
  };
}
