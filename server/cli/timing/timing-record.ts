import { relative } from 'node:path';
import type { TimingObserver } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../../project/source-host.ts';
import { renderTimings, type RunTiming } from './render-timings.ts';

/** Notes how long the stages of a run take. */
export interface TimingRecord {
  /** Is to be given to the project. */
  readonly observer: TimingObserver;
  /** The same host, with the reading that the command line asks for noted as well. */
  timeHost(host: SourceHost): SourceHost;
  /** Notes how long the work of the command line itself takes, without what is noted by itself meanwhile. */
  measure<T>(stage: RunTiming['stage'], run: () => Promise<T>): Promise<T>;
  /** Takes a sentence to be told with the tables. */
  remark(text: string): void;
  /** The tables of all that was noted until now. */
  render(): string;
}

/** Starts to measure a run now. */
export function createTimingRecord(directory: string): TimingRecord {
  const start = performance.now();
  const timings: RunTiming[] = [];
  const remarks: string[] = [];
  const observer: TimingObserver = { now: () => performance.now(), record: (timing) => { timings.push(timing); } };
  return {
    observer,
    timeHost(host) {
      const time = (inspect: SourceHost['inspect']): SourceHost['inspect'] => (path) => {
        const before = performance.now();
        const source = inspect(path);
        observer.record({ stage: 'read', path, ruleId: undefined, milliseconds: performance.now() - before });
        return source;
      };
      return { ...host, inspect: time((path) => host.inspect(path)), inspectAhead: time((path) => host.inspectAhead(path)) };
    },
    async measure(stage, run) {
      const before = performance.now();
      const count = timings.length;
      const result = await run();
      const within = timings.slice(count).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      timings.push({ stage, path: '', ruleId: undefined, milliseconds: performance.now() - before - within });
      return result;
    },
    remark: (text) => { remarks.push(text); },
    render() {
      const tables = renderTimings(timings.map((timing) => ({ ...timing, path: relative(directory, timing.path) })), performance.now() - start);
      return [tables, ...remarks].join('\n');
    },
  };
}

/** Runs a stage, and notes how long it takes if anybody wants to know. */
export function measureStage<T>(timing: TimingRecord | undefined, stage: RunTiming['stage'], run: () => Promise<T>): Promise<T> {
  return timing === undefined ? run() : timing.measure(stage, run);
}
