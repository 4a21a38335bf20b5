import { createProject } from '../../rules/engine/api.ts';
import type { Corpus } from './corpora.ts';
import { readText } from './read-text.ts';
import { createRuff } from './ruff.ts';
import { spreadOf, type Spread } from './statistics.ts';

/** Milliseconds from an edit of one file to its findings, over the files of a project. */
export interface PythonEdits {
  readonly ours: Spread;
  readonly ruff: Spread;
}

const settings = { preset: 'recommended', rules: {} } as const;

/** Adds a line to each file in turn, in a process that knows all of them; ruff reads the whole text anew, and nothing else. */
export function measurePythonEdits({ files }: Corpus): PythonEdits {
  const project = createProject({ host: { readFile: readText } });
  const ruff = createRuff();
  for (const path of files) project.check(path, settings);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const path of files) {
    const text = readText(path);
    if (text === undefined) continue;
    const edited = `${text}\nedited = 1\n`;
    ours.push(timed(() => {
      project.setText(path, edited);
      project.check(path, settings);
    }));
    project.closeText(path);
    theirs.push(timed(() => ruff(edited)));
  }
  return { ours: spreadOf(ours), ruff: spreadOf(theirs) };
}

function timed(work: () => void): number {
  const started = performance.now();
  try {
    work();
  } catch {
    // What ruff can't read took its time all the same.
  }
  return performance.now() - started;
}

export function renderPythonEdits({ ours, ruff }: PythonEdits): string {
  const row = (name: string, spread: Spread): string => `| ${name} | ${spread.median.toFixed(1)} | ${spread.p95.toFixed(1)} |`;
  return ['| one edit, ms to the findings of the file, over all files | median | p95 |', '|---|---|---|', row('asynclint, recommended rules, across modules', ours), row('ruff (WebAssembly), ASYNC rules', ruff), ''].join('\n');
}
