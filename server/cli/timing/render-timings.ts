import type { Stage, Timing } from 'eslint-plugin-asynclint/engine';

/** A timing of the engine's, or of what the command line does around it: finding files, looking up earlier results. */
export type RunTiming = Omit<Timing, 'stage'> & { readonly stage: Stage | 'find' | 'cache' };

/** What the stages are called, in the order in which a run goes through them. */
const stages: Readonly<Record<RunTiming['stage'], string>> = { find: 'find files', cache: 'cache', read: 'read', parse: 'parse', facts: 'facts', types: 'types', rule: 'rules' };

const slowest = 10;

/** Tables of where the time of a run went: by stage, by rule, and for the slowest pairs of a file and a rule. Times in milliseconds. */
export function renderTimings(timings: readonly RunTiming[], total: number): string {
  const ofRules = timings.filter(({ stage }) => stage === 'rule');
  return [
    renderTable('stage', [...stageRows(timings, total), ['total', total]], total),
    renderTable('rule', ranked(sumBy(ofRules, ({ ruleId }) => ruleId ?? '')), sum(ofRules)),
    renderTable('slowest file and rule', ranked(sumBy(ofRules, ({ path, ruleId }) => `${path}  ${ruleId ?? ''}`)).slice(0, slowest), sum(ofRules)),
  ].join('\n');
}

type Row = readonly [name: string, milliseconds: number];

function stageRows(timings: readonly RunTiming[], total: number): Row[] {
  const rows = Object.entries(stages).map(([stage, name]): Row => [name, sum(timings.filter((timing) => timing.stage === stage))]);
  return [...rows, ['other', Math.max(0, total - sum(timings))]];
}

function sum(timings: readonly RunTiming[]): number {
  return timings.reduce((total, { milliseconds }) => total + milliseconds, 0);
}

function sumBy(timings: readonly RunTiming[], keyOf: (timing: RunTiming) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const timing of timings) sums.set(keyOf(timing), (sums.get(keyOf(timing)) ?? 0) + timing.milliseconds);
  return sums;
}

function ranked(sums: ReadonlyMap<string, number>): Row[] {
  return [...sums].sort(([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1));
}

function renderTable(title: string, rows: readonly Row[], whole: number): string {
  const width = Math.max(title.length, ...rows.map(([name]) => name.length));
  const lines = rows.map(([name, time]) => `${name.padEnd(width)}  ${time.toFixed(1).padStart(10)}  ${share(time, whole).padStart(6)}`);
  return `${[`${title.padEnd(width)}  ${'ms'.padStart(10)}  ${'share'.padStart(6)}`, ...lines].join('\n')}\n`;
}

function share(time: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * time) / whole).toFixed(1)}%`;
}
