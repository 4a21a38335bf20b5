import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { folderCorpus, packageCorpus, pythonCorpus, pythonLibrary, shortName, type Corpus } from './corpora.ts';
import { contendersFor, type Contender } from './contenders.ts';
import { chooseFiles, measureKeystrokes, type KeystrokeRow } from './keystrokes.ts';
import { measureProcess, type Measured } from './measure-process.ts';
import { comparePython, renderAgreement } from './python-agreement.ts';
import { measurePythonEdits, renderPythonEdits } from './python-edits.ts';
import { measureServerEdits, type ServerEditTimes } from './server-edits.ts';
import { median } from './statistics.ts';

/**
 * `npm run bench [-- options] [package or folder...]`: ours beside its peers, whole processes in turn, and keystrokes in one process.
 * --quick         one round, the smallest package, no file written
 * --rounds n      instead of five
 * --python dir    also the Python files there; without anything named, those of the library that comes with python3
 * --no-peers      ours alone
 * --output file   instead of RESULTS.md
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, python: { type: 'string', multiple: true }, 'no-peers': { type: 'boolean' }, output: { type: 'string' } },
});
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
const usual = values.quick ? ['@trpc/server'] : ['@trpc/server', 'mongodb', 'ghost'];

interface Row {
  readonly name: string;
  /** Why there are no figures. */
  readonly failure: string | undefined;
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
  readonly findings: number;
}

async function measureCorpus(corpus: Corpus): Promise<Row[]> {
  const contenders = contendersFor(corpus).filter(({ name }) => !values['no-peers'] || name.startsWith('asynclint'));
  const runs = new Map<Contender, Measured[]>(contenders.map((contender) => [contender, []]));
  // In turn, so that whatever else the machine does meets all of them.
  for (let round = 0; round < rounds; round++) for (const [contender, measured] of runs) measured.push(await runOnce(contender));
  return [...runs].map(([contender, measured]) => summarise(contender, measured));
}

async function runOnce({ name, prepare, command, restore }: Contender): Promise<Measured> {
  await prepare?.();
  try {
    const measured = await measureProcess(command);
    console.error(`  ${name}: ${measured.wall.toFixed(2)} s`);
    return measured;
  } finally {
    restore?.();
  }
}

function summarise({ name, succeeded, findings }: Contender, measured: readonly Measured[]): Row {
  const failed = measured.find(({ code }) => !succeeded(code));
  const count = (run: Measured | undefined): number | undefined => {
    try {
      return run === undefined ? undefined : findings(run);
    } catch {
      return undefined;
    }
  };
  const of = (key: 'wall' | 'cpu' | 'peak'): number => median(measured.map((run) => run[key]));
  const [first] = measured;
  const found = failed === undefined ? count(first) : undefined;
  const told = (failed ?? first)?.stderr.trim() || (failed ?? first)?.stdout.trim() || '';
  const failure = found === undefined ? `exit code ${String((failed ?? first)?.code)}: ${told.split('\n')[0]?.slice(0, 200) ?? ''}` : undefined;
  return { name, failure, wall: of('wall'), cpu: of('cpu'), peak: of('peak'), findings: found ?? 0 };
}

function renderCorpus(corpus: Corpus, rows: readonly Row[]): string {
  const [base] = rows;
  const lines = rows.map(({ name, failure, wall, cpu, peak, findings }) =>
    failure === undefined ? `| ${[name, wall.toFixed(2), ratio(wall, base?.wall), cpu.toFixed(2), ratio(cpu, base?.cpu), peak.toFixed(0), String(findings)].join(' | ')} |` : `| ${name} | failed: ${failure.replaceAll('|', '\\|')} | | | | | |`,
  );
  const title = `## ${corpus.name}: ${String(corpus.files.length)} files, ${corpus.megabytes.toFixed(1)} MB`;
  return [title, '', '| | wall s | to the first | CPU s | to the first | peak MB | findings |', '|---|---|---|---|---|---|---|', ...lines, ''].join('\n');
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined || base === 0 ? '' : `${(value / base).toFixed(2)} x`;
}

function renderKeystrokes(rows: readonly KeystrokeRow[]): string {
  const lines = rows.map(({ file, kilobytes, ours, peer }) => `| ${file} | ${kilobytes.toFixed(1)} | ${ours.toFixed(1)} | ${peer === undefined ? 'no types' : peer.toFixed(1)} | ${peer === undefined ? '' : `${(peer / ours).toFixed(0)} x`} |`);
  return ['| one edit, ms to its findings | kB | asynclint, no types | ESLint + typescript-eslint | |', '|---|---|---|---|---|', ...lines, ''].join('\n');
}

async function measureServer(corpus: Corpus): Promise<string> {
  const server = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
  const show = ({ median: middle, p95 }: ServerEditTimes['first']): string => `${middle.toFixed(1)} / ${p95.toFixed(1)}`;
  const lines: string[] = [];
  for (const file of chooseFiles(corpus)) {
    const { first, changed, typed } = await measureServerEdits(server, file, Math.max(5, rounds * 4));
    lines.push(`| ${shortName(file, corpus)} | ${show(first)} | ${changed === undefined ? 'none' : show(changed)} | ${typed === undefined ? 'none' : show(typed)} |`);
  }
  return ['| one edit in the language server, all rules, ms after the pause in typing, median / p95 | first answer | types where the text changed | types of the whole file |', '|---|---|---|---|', ...lines, ''].join('\n');
}

function versionOf(name: string): string {
  const path = fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url));
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}

function renderHead(): string {
  const machine = `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node.js ${process.versions.node}, ${process.platform}`;
  const peers = ['eslint', 'typescript-eslint', 'typescript', 'oxlint', 'oxlint-tsgolint', '@astral-sh/ruff-wasm-nodejs', '@typescript/native'].map((name) => `${name} ${versionOf(name)}`);
  return `# Benchmark

Medians of ${String(rounds)} rounds, in which all take turns, on ${machine}. Ours runs its recommended rules; each peer
runs the one rule of its own that finds floating promises; for Python, the ASYNC rules.
"One file changed" is one in the middle of the list, with a line added. CPU and memory are those of all processes together.
Absolute times drift with the machine: compare figures of one run only. \`npm run bench\` writes this file.
${busy()}

${peers.join(', ')}.
`;
}

/** What else the machine had to do when the run began. */
function busy(): string {
  const [load = 0] = loadavg();
  return load > cpus().length / 2 ? `The machine was busy: its load was ${load.toFixed(1)} on ${String(cpus().length)} processors, so the figures are rough.` : 'The machine had nothing else to do.';
}

const nothingNamed = positionals.length === 0 && values.python === undefined;
const python = values.python?.map((path) => pythonCorpus(path)) ?? (nothingNamed && !values.quick ? [pythonLibrary()] : []);
const corpora: Corpus[] = [
  ...(nothingNamed ? usual : positionals).map((name) => (/^[./]/.test(name) ? folderCorpus(name) : packageCorpus(name))),
  ...python.filter((corpus) => corpus !== undefined),
];
const sections: string[] = [renderHead()];
for (const corpus of corpora) {
  console.error(corpus.name);
  sections.push(renderCorpus(corpus, await measureCorpus(corpus)));
  if (corpus.language === 'typescript' && !values['no-peers']) sections.push(renderKeystrokes(measureKeystrokes(corpus, rounds)));
  if (corpus.language === 'python' && !values['no-peers']) sections.push(renderPythonEdits(measurePythonEdits(corpus)), renderAgreement(comparePython(corpus)));
  sections.push(await measureServer(corpus));
}
const results = sections.join('\n');
console.log(results);
const output = values.output === undefined ? fileURLToPath(new URL('RESULTS.md', import.meta.url)) : resolve(values.output);
if (!values.quick || values.output !== undefined) {
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, results);
}
