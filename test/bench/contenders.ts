import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Corpus } from './corpora.ts';
import { measureProcess, type Command, type Measured } from './measure-process.ts';

/** Something that is measured: a tool, in one state of affairs. */
export interface Contender {
  readonly name: string;
  /** Makes the state of affairs; not measured. */
  readonly prepare: (() => Promise<void> | void) | undefined;
  readonly command: Command;
  /** Puts things back; not measured. */
  readonly restore?: () => void;
  /** Whether an exit code means that the tool has done its work. */
  readonly succeeded: (code: number) => boolean;
  readonly findings: (run: Measured) => number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = join(root, 'out/bench/scratch');
const require = createRequire(import.meta.url);

/** All contenders for a corpus: ours with its recommended rules, and the peers with one. */
export function contendersFor(corpus: Corpus): Contender[] {
  mkdirSync(scratch, { recursive: true });
  const list = join(scratch, 'files.json');
  writeFileSync(list, JSON.stringify(corpus.files));
  const peers = corpus.language === 'python' ? [peer('ruff (WebAssembly), ASYNC rules', 'ruff-peer.mjs', corpus, [list])] : [peer('ESLint + typescript-eslint, 1 rule', 'eslint-peer.ts', corpus, [corpus.folder, list]), oxlint(corpus)];
  return [...ours(corpus), ...peers];
}

function ours(corpus: Corpus): Contender[] {
  const cache = join(scratch, 'cache');
  const command: Command = { program: process.execPath, args: [join(root, 'server/bin/asynclint.js'), 'check', '--no-ignore', '--no-config', '--format', 'json', '--cache-location', cache], cwd: corpus.folder };
  const forget = (): void => { rmSync(cache, { recursive: true, force: true }); };
  const fill = async (from: Command): Promise<void> => {
    forget();
    await measureProcess(from);
  };
  const untyped: Command = { ...command, args: [...command.args, '--type-aware', 'off'] };
  const leaf = corpus.files[corpus.files.length >> 1] ?? '';
  const text = readFileSync(leaf, 'utf8');
  const comment = corpus.language === 'python' ? '#' : '//';
  const finished = { succeeded: (code: number) => code === 0 || code === 1, findings: ({ stdout }: Measured) => countMessages(stdout) };
  const changed = (name: string, from: Command): Contender => ({
    name, command: from, ...finished,
    prepare: async () => { await fill(from); writeFileSync(leaf, `${text}\n${comment} Changed.\n`); },
    restore: () => { writeFileSync(leaf, text); },
  });
  const states: Contender[] = [
    { name: 'asynclint, no types, cold', command: untyped, prepare: forget, ...finished },
    { name: 'asynclint, no types, nothing changed', command: untyped, prepare: () => fill(untyped), ...finished },
    changed('asynclint, no types, one file changed', untyped),
  ];
  if (corpus.language === 'python') return states;
  return [
    { name: 'asynclint, types, cold', command, prepare: forget, ...finished },
    { name: 'asynclint, types, nothing changed', command, prepare: () => fill(command), ...finished },
    changed('asynclint, types, one file changed', command),
    ...states,
  ];
}

function peer(name: string, script: string, { folder }: Corpus, args: readonly string[]): Contender {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const loader = script.endsWith('.ts') ? ['--import', require.resolve('tsx')] : [];
  return {
    name,
    prepare: undefined,
    command: { program: process.execPath, args: ['--max-old-space-size=8192', ...loader, path, ...args], cwd: folder },
    succeeded: (code) => code === 0,
    findings: ({ stdout }) => (JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { readonly findings: number }).findings,
  };
}

/** oxlint looks for tsgolint from where it runs; here it is told. */
function oxlint({ folder }: Corpus): Contender {
  const config = join(scratch, 'oxlintrc.json');
  writeFileSync(config, JSON.stringify({ plugins: ['typescript'], categories: { correctness: 'off' }, rules: { 'typescript/no-floating-promises': 'error' } }));
  const bin = join(root, 'node_modules/.bin');
  return {
    name: 'oxlint + tsgolint, 1 rule',
    prepare: undefined,
    command: { program: process.execPath, args: [join(bin, 'oxlint'), '--type-aware', '--no-ignore', '--format', 'json', '-c', config, '.'], cwd: folder, env: { OXLINT_TSGOLINT_PATH: join(bin, 'tsgolint') } },
    succeeded: (code) => (code === 0 || code === 1) && existsSync(join(bin, 'tsgolint')),
    findings: ({ stdout }) => (JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code?: string }[] }).diagnostics.filter(({ code }) => code?.includes('no-floating-promises')).length,
  };
}

function countMessages(stdout: string): number {
  return (JSON.parse(stdout) as readonly { readonly messages: readonly unknown[] }[]).reduce((sum, { messages }) => sum + messages.length, 0);
}
