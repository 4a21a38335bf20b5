import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { createFileModel } from '../../rules/facts/file-model.ts';
import { createProject } from '../../rules/engine/api.ts';
import { lowerProgram } from '../../rules/languages/typescript/lower.ts';
import { corpusPackages } from '../corpus/packages.ts';
import { fetchPackage, sourceFiles } from '../corpus/fetch-package.ts';

/** `npm run bench [-- package...]`: times the stages in process, and the whole command as its user runs it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const rounds = 5;
const wanted = process.argv.slice(2);
const measured = corpusPackages.filter(({ name }) => (wanted.length === 0 ? ['rxjs', 'mongodb', 'ghost'].includes(name) : wanted.includes(name)));

interface Source {
  readonly path: string;
  readonly text: string;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** One round over all files: milliseconds of each stage. */
function measureStages(sources: readonly Source[]): { parse: number; facts: number; rules: number } {
  let parse = 0;
  let facts = 0;
  for (const { path, text } of sources) {
    let program: ReturnType<typeof parseSync>['program'] | undefined;
    let comments: ReturnType<typeof parseSync>['comments'] = [];
    parse += timed(() => {
      const parsed = parseSync(path, text, { lang: extname(path) === '.ts' ? 'ts' : 'jsx', astType: 'ts' });
      ({ program, comments } = parsed);
    });
    facts += timed(() => {
      if (program === undefined) return;
      const lowered = lowerProgram(
        program,
        text,
        comments.map(({ type, value, start, end }) => ({ block: type === 'Block', text: value, span: { start, end } })),
      );
      createFileModel(path, text, lowered.facts);
    });
  }
  // Facts are there after the first check of each file; what the second costs is the rules, with what they derive.
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const project = createProject({ host: { readFile: (path) => texts.get(path) } });
  const none = { preset: 'recommended', rules: Object.fromEntries(ruleIds().map((id) => [id, 'off'] as const)) } as const;
  for (const { path } of sources) project.check(path, none);
  const rules = timed(() => {
    for (const { path } of sources) project.check(path, { preset: 'all', rules: {} });
  });
  return { parse, facts, rules };
}

function ruleIds(): string[] {
  const listed = spawnSync(process.execPath, [join(root, 'server/bin/asynclint.js'), 'rules', '--format', 'json'], { encoding: 'utf8' });
  return (JSON.parse(listed.stdout) as { id: string }[]).map(({ id }) => id);
}

const reportMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\n'+process.resourceUsage().maxRSS))`;

/** The command as a whole process: wall milliseconds and peak megabytes. */
function measureCommand(folder: string, patterns: readonly string[]): { wall: number; peak: number } {
  const args = ['--import', reportMemory, join(root, 'server/bin/asynclint.js'), 'check', '--no-ignore', '--preset', 'all', '--format', 'json', ...patterns];
  let stderr = '';
  const wall = timed(() => {
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (run.status !== 0 && run.status !== 1) throw new Error(`asynclint check failed in ${folder}: ${run.stderr}`);
    ({ stderr } = run);
  });
  return { wall, peak: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}

interface Row {
  readonly name: string;
  readonly files: number;
  readonly megabytes: number;
  readonly parse: number;
  readonly facts: number;
  readonly rules: number;
  readonly wall: number;
  readonly peak: number;
}

function measure({ name, version, sources: patterns }: (typeof corpusPackages)[number]): Row {
  const corpusPackage = { name, version, sources: patterns };
  const sources = sourceFiles(corpusPackage).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const stages = Array.from({ length: rounds }, () => measureStages(sources));
  const commands = Array.from({ length: rounds }, () => measureCommand(fetchPackage(corpusPackage), patterns));
  return {
    name: `${name} ${version}`,
    files: sources.length,
    megabytes: sources.reduce((sum, { text }) => sum + text.length, 0) / 1e6,
    parse: median(stages.map((stage) => stage.parse)),
    facts: median(stages.map((stage) => stage.facts)),
    rules: median(stages.map((stage) => stage.rules)),
    wall: median(commands.map((command) => command.wall)),
    peak: Math.max(...commands.map((command) => command.peak)),
  };
}

function render(rows: readonly Row[]): string {
  const perFile = (milliseconds: number, { files }: Row): string => `${milliseconds.toFixed(0)} (${(milliseconds / files).toFixed(2)})`;
  const lines = rows.map((row) => {
    const cells = [row.name, String(row.files), row.megabytes.toFixed(2), perFile(row.parse, row), perFile(row.facts, row), perFile(row.rules, row)];
    return `| ${[...cells, `${row.wall.toFixed(0)} (${(row.wall / row.files).toFixed(2)})`, row.peak.toFixed(0)].join(' | ')} |`;
  });
  const machine = `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node.js ${process.versions.node}, ${process.platform}`;
  return [
    '# Benchmark',
    '',
    `Medians of ${String(rounds)} rounds on ${machine}. Milliseconds, and in brackets milliseconds per file. The stages are timed in one`,
    'process, so later files profit from a warm engine; the command is the whole process, started anew each time, with all rules on.',
    'Absolute times drift with the machine: compare figures of one run only. `npm run bench` writes this file.',
    '',
    '| sources | files | MB | parse | facts | rules | `asynclint check` | peak MB |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const results = render(measured.map(measure));
console.log(results);
if (wanted.length === 0) writeFileSync(fileURLToPath(new URL('RESULTS.md', import.meta.url)), results);
