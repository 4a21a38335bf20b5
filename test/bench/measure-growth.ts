/**
 * Measures how the time of each rule grows with the size of a file, over generated files of many shapes, and prints what
 * grows faster than the file. Arguments: sizes in kilobytes (250,500,1000), and a part of a shape's name to measure only those.
 */
import { createProject, type Timing } from 'eslint-plugin-asynclint/engine';
import { type GrowthShape, growthShapes } from './growth-shapes.ts';

const [sizes = '250,500,1000', wanted = ''] = process.argv.slice(2);
const kilobytes = sizes.split(',').map(Number);

/** A doubling that costs more than this many times as much is too much: twice, the factor of n log n, and noise. */
const allowed = 2.8;

/** What takes less says nothing. */
const leastMilliseconds = 60;

function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function textOfSize(shape: GrowthShape, bytes: number): string {
  const sample = shape.text(200).length / 200;
  return shape.text(Math.max(1, Math.round(bytes / sample)));
}

/** The time of each stage and rule for one text, in milliseconds of the processor. */
function measure(shape: GrowthShape, bytes: number): Map<string, number> {
  const times = new Map<string, number>();
  const record = ({ stage, ruleId, milliseconds: taken }: Timing): void => {
    const name = ruleId ?? stage;
    times.set(name, (times.get(name) ?? 0) + taken);
  };
  const project = createProject({ host: { readFile: () => undefined }, timing: { now: milliseconds, record } });
  const path = `/src/growth.${shape.language === 'python' ? 'py' : 'ts'}`;
  project.setText(path, textOfSize(shape, bytes));
  for (const problem of project.check(path, { preset: 'all', rules: {} }).problems) console.log(`  ${problem.message.slice(0, 200)}`);
  return times;
}

for (const shape of growthShapes) {
  const title = `${shape.language}: ${shape.name}`;
  if (!title.includes(wanted)) continue;
  measure(shape, 50_000);
  const rows = kilobytes.map((size) => measure(shape, size * 1000));
  const total = rows.map((row) => [...row.values()].reduce((sum, time) => sum + time, 0));
  console.log(`${title}: ${total.map((time) => `${time.toFixed(0)} ms`).join(', ')}`);
  for (const [name, last] of [...(rows.at(-1) ?? [])].sort((a, b) => b[1] - a[1])) {
    const before = rows.at(-2)?.get(name) ?? 0;
    if (last >= leastMilliseconds && last > before * allowed) console.log(`  grows too fast: ${name}: ${rows.map((row) => `${(row.get(name) ?? 0).toFixed(0)} ms`).join(', ')}`);
  }
}
