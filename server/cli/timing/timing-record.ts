import { relative } from 'node:path';
import type { Timing, TimingObserver } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../../project/source-host.ts';
import { renderTimings } from './render-timings.ts';

/** Notes how long the stages of a run take. */
export interface TimingRecord {
  /** Is to be given to the project. */
  readonly observer: TimingObserver;
  /** The same host, with the reading that the command line asks for noted as well. */
  timeHost(host: SourceHost): SourceHost;
  /** The tables of all that was noted until now. */
  render(): string;
}

/** Starts to measure a run now. */
export function createTimingRecord(directory: string): TimingRecord {
  const start = performance.now();
  const timings: Timing[] = [];
  const observer: TimingObserver = { now: () => performance.now(), record: (timing) => { timings.push(timing); } };
  return {
    observer,
    timeHost: (host) => ({
      ...host,
      inspect(path) {
        const before = performance.now();
        const source = host.inspect(path);
        observer.record({ stage: 'read', path, ruleId: undefined, milliseconds: performance.now() - before });
        return source;
      },
    }),
    render: () => renderTimings(timings.map((timing) => ({ ...timing, path: relative(directory, timing.path) })), performance.now() - start),
  };
}
