import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { createProject, type Project } from '../../rules/engine/api.ts';
import { shortName, type Corpus } from './corpora.ts';
import { floatingPromisesConfig } from './floating-promises-config.ts';
import { median } from './statistics.ts';

/** Milliseconds from an edit of an open file to its findings. */
export interface KeystrokeRow {
  readonly file: string;
  readonly kilobytes: number;
  /** Ours, without types, with all recommended rules. */
  readonly ours: number;
  /** ESLint in this process with one rule of typescript-eslint and types; undefined where it can't have any. */
  readonly peer: number | undefined;
}

const settings = { preset: 'recommended', rules: {} } as const;

/** Types into three files, both tools in turn. */
export function measureKeystrokes(corpus: Corpus, rounds: number): KeystrokeRow[] {
  const project = createProject({ host: { readFile: (path) => read(path) } });
  return chooseFiles(corpus, project).map((path) => measureFile(path, corpus, project, rounds));
}

/** The smallest file that others import, the one most import, and the largest. */
export function chooseFiles({ files }: Corpus, project: Project = createProject({ host: { readFile: (path) => read(path) } })): string[] {
  for (const path of files) project.check(path, settings);
  const weighed = files.map((path) => ({ path, size: read(path)?.length ?? 0, dependants: project.dependants(path).length }));
  const rank = (weigh: (file: (typeof weighed)[number]) => number): string | undefined => weighed.toSorted((left, right) => weigh(right) - weigh(left))[0]?.path;
  const chosen = [rank(({ size, dependants }) => (dependants > 1 ? -size : -Infinity)), rank(({ dependants }) => dependants), rank(({ size }) => size)];
  return [...new Set(chosen)].filter((path) => path !== undefined);
}

function measureFile(path: string, corpus: Corpus, project: Project, rounds: number): KeystrokeRow {
  const text = read(path) ?? '';
  const linter = new Linter({ cwd: corpus.folder });
  const config = floatingPromisesConfig(corpus.folder);
  const ours: number[] = [];
  const peer: number[] = [];
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    const edited = `${text}\nconst edit${String(round)} = ${String(round)};\n`;
    const own = timed(() => {
      project.setText(path, edited);
      project.check(path, settings);
    });
    const failures: unknown[] = [];
    const other = timed(() => { failures.push(...linter.verify(edited, config, path).filter(({ fatal }) => fatal === true)); });
    if (round === 0) continue;
    ours.push(own);
    if (failures.length === 0) peer.push(other);
  }
  project.closeText(path);
  return { file: shortName(path, corpus), kilobytes: text.length / 1000, ours: median(ours), peer: peer.length === 0 ? undefined : median(peer) };
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
