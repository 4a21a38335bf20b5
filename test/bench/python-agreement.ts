import { createProject, type FileReport, type Project, type Settings } from '../../rules/engine/api.ts';
import { shortName, type Corpus } from './corpora.ts';
import { readText } from './read-text.ts';
import { createRuff } from './ruff.ts';

/** Calls that block in async functions, as both tools see them. Each place is a file with a line and its code. */
export interface Agreement {
  readonly both: readonly string[];
  /** Ruff alone, since the file is a test or a script, where blocking harms nobody else. */
  readonly otherRole: readonly string[];
  readonly ruffOnly: readonly string[];
  /** Ours alone: the call itself blocks. */
  readonly oursOnly: readonly string[];
  /** Ours alone: a function that is called blocks, further down. */
  readonly chains: readonly string[];
}

/** Ruff's rules about sleep, files, paths, requests, processes and input. */
const blockingCodes = /^ASYNC2(?:10|12|20|21|22|30|40|50|51)$/;
const settings: Settings = { preset: 'recommended', rules: {} };
const onServer: Settings = { preset: 'recommended', rules: {}, role: { role: 'server', reason: 'so says the benchmark' } };

/** Compares what ruff says of blocking calls with no-blocking-call, line by line. */
export function comparePython(corpus: Corpus): Agreement {
  const project = createProject({ host: { readFile: readText } });
  const ruff = createRuff();
  const found = { both: [] as string[], otherRole: [] as string[], ruffOnly: [] as string[], oursOnly: [] as string[], chains: [] as string[] };
  for (const path of corpus.files) {
    const text = readText(path);
    if (text === undefined) continue;
    const lines = text.split(/\r\n|\r|\n/);
    const place = (line: number): string => `${shortName(path, corpus)}:${String(line)} \`${lines[line - 1]?.trim() ?? ''}\``;
    const theirs = linesOf(ruff, text);
    const ours = blockingLines(project, path, settings);
    const anywhere = theirs.size === 0 ? ours : blockingLines(project, path, onServer);
    for (const line of theirs) (ours.has(line) ? found.both : anywhere.has(line) ? found.otherRole : found.ruffOnly).push(place(line));
    for (const [line, messageId] of ours) if (!theirs.has(line)) (messageId.startsWith('direct') ? found.oursOnly : found.chains).push(place(line));
  }
  return found;
}

function linesOf(ruff: ReturnType<typeof createRuff>, text: string): ReadonlySet<number> {
  try {
    return new Set(ruff(text).flatMap(({ code, line }) => (blockingCodes.test(code) ? [line] : [])));
  } catch {
    return new Set(); // Nothing that ruff can read.
  }
}

function blockingLines(project: Project, path: string, given: Settings): ReadonlyMap<number, string> {
  const report: FileReport = project.check(path, given);
  const text = readText(path) ?? '';
  const lineAt = (offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
  return new Map(report.findings.flatMap(({ ruleId, messageId, span }) => (ruleId === 'no-blocking-call' ? [[lineAt(span.start), messageId]] : [])));
}

/** A table, and the places where only one of the tools finds something. */
export function renderAgreement({ both, otherRole, ruffOnly, oursOnly, chains }: Agreement): string {
  const rows = [
    ['both', both],
    ['ruff alone, in tests and scripts, where ours does not mind', otherRole],
    ['ruff alone, otherwise', ruffOnly],
    ['asynclint alone, the call itself', oursOnly],
    ['asynclint alone, through a function that is called', chains],
  ] as const;
  const some = (title: string, places: readonly string[]): string[] => (places.length === 0 ? [] : [`${title}:`, '', ...places.slice(0, 20).map((place) => `- ${place}`), '']);
  return ['| blocking calls in async functions, lines | |', '|---|---|', ...rows.map(([name, places]) => `| ${name} | ${String(places.length)} |`), '', ...some('Ruff alone, otherwise', ruffOnly), ...some('Asynclint alone, the call itself', oursOnly)].join('\n');
}
