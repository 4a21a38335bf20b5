import { resolve } from 'node:path';
import type { SettingsLayer } from 'eslint-plugin-asynclint/engine';
import { createSourceHost } from '../project/source-host.ts';
import { checkCached } from './cache/check-cached.ts';
import { cacheFlags } from './cache/open-cache.ts';
import { changedFlags, checkChangedOperands, selectChanged } from './changed/select-changed.ts';
import { checkInput } from './check-input.ts';
import { skippedFile, type CheckedFile } from './checked-file.ts';
import { defineCommand, exitCodes, type CommandContext, type ExitCode } from './command.ts';
import { countMessages } from './count-messages.ts';
import { fileFlags, findOperands } from './find-operands.ts';
import type { FlagValues } from './parse-flags.ts';
import { createProgress } from './progress.ts';
import { configFlags, readConfigs } from './read-configs.ts';
import { readRuleSettings } from './read-rule-settings.ts';
import { acceptSuppressed, checkSuppressionFlags, suppressionFlags } from './suppressions/accept-suppressed.ts';
import { startTypes, typeAwareFlags } from './type-aware.ts';
import { createTimingRecord, measureStage, type TimingRecord } from './timing/timing-record.ts';
import { UsageError } from './usage-error.ts';
import { reportFlags, writeReport } from './write-report.ts';

const flags = {
  ...reportFlags,
  preset: { value: 'name', choices: ['recommended', 'strict', 'all'], description: 'Which rules run, over the configuration (default: recommended).' },
  rule: { value: 'id=severity', repeatable: true, description: 'Set one rule to off, warn or error, over the configuration and the preset.' },
  quiet: { description: 'Report errors only.' },
  'max-warnings': { value: 'number', description: 'Fail when there are more warnings than this.' },
  ...typeAwareFlags,
  ...suppressionFlags,
  ...configFlags,
  ...fileFlags,
  ...changedFlags,
  ...cacheFlags,
  timing: { description: 'Tell where the time went: by stage, by rule, and the slowest files.' },
  stdin: { description: 'Check the text on standard input.' },
  'stdin-filename': { value: 'path', description: 'The name to give that text (default: stdin.ts).' },
} as const;

type CheckFlags = FlagValues<typeof flags>;

export const checkCommand = defineCommand({
  name: 'check',
  operands: '[paths...]',
  summary: 'Check files, directories and glob patterns.',
  details: `Without paths, the current directory is checked. What .gitignore or the configuration leaves out is not
checked, nor are node_modules, minified files and declarations. Tests of types (a.test-d.ts) never run and have no
findings. The configuration of a file is the nearest asynclint.json above it, or else the key "asynclint" of the
nearest package.json.

Findings in asynclint-suppressions.json are accepted, and neither reported nor counted. They are told by file, rule and
line of code, so they stay accepted where lines move.

What was found is remembered, and only what can have changed is checked again; see asynclint cache --help.

Exit codes: 0 no findings, 1 findings (errors, or more warnings than --max-warnings), 2 misuse or failure.`,
  flags,
  async run({ operands, flags: given }, context) {
    const maxWarnings = readMaxWarnings(given['max-warnings']);
    const over = readRuleSettings(given.preset, given.rule);
    checkSuppressionFlags(given, given.stdin);
    const timing = given.timing ? createTimingRecord(context.directory) : undefined;
    const found = given.stdin ? [await checkStandardInput(operands, given, over, context)] : await checkPaths(operands, given, over, context, timing);
    const checked = acceptSuppressed(found, given, context);
    const reported = given.quiet ? checked.map(withoutWarnings) : checked;
    await writeReport(reported, given, context);
    if (timing) context.terminal.warn(timing.render());
    return exitCodeFor(checked, maxWarnings);
  },
});

function checkStandardInput(operands: readonly string[], given: CheckFlags, over: SettingsLayer, context: CommandContext): Promise<CheckedFile> {
  if (operands.length > 0) throw new UsageError('--stdin checks standard input and nothing else. Leave out the paths.');
  if (given.changed !== undefined) throw new UsageError('--changed selects files, and --stdin checks none. Leave out one of them.');
  if (given.timing) throw new UsageError('--timing measures the check of files. Leave out one of --timing and --stdin.');
  const path = resolve(context.directory, given['stdin-filename'] ?? 'stdin.ts');
  return checkInput(path, (host) => readConfigs(given, over, context.directory, host), () => startTypes(given, { files: [path], checks: 1 }, context), context);
}

async function checkPaths(operands: readonly string[], given: CheckFlags, over: SettingsLayer, context: CommandContext, timing?: TimingRecord): Promise<CheckedFile[]> {
  // File systems tell times more finely than this clock.
  const startedAt = Date.now() + 1;
  const { terminal, directory } = context;
  const progress = createProgress(terminal);
  await checkChangedOperands(operands, given, context);
  const found = await measureStage(timing, 'find', () => findOperands(operands, given, context));
  const settingsOf = readConfigs(given, over, directory, createSourceHost());
  const ignored = new Set(found.filter((path) => settingsOf(path).ignored));
  const files = await measureStage(timing, 'find', () => selectChanged(found.filter((path) => !ignored.has(path)), given, createSourceHost(), context));
  const onProgress = (done: number): void => { progress.show(`Checked ${String(done)} of ${String(files.length)} files`); };
  const checked = await checkCached(files, { given, over, settingsOf, context, timing, startedAt, onProgress });
  progress.clear();
  const named = operands.map((operand) => resolve(directory, operand)).filter((path) => ignored.has(path));
  return [...checked, ...named.map((path) => skippedFile(path, 'the configuration leaves it out (--no-ignore takes it in)'))];
}

function readMaxWarnings(value: string | undefined): number {
  if (value === undefined) return Infinity;
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings wants a number of at least 0, as in --max-warnings 0; it got "${value}".`);
  return Number(value);
}

function withoutWarnings(file: CheckedFile): CheckedFile {
  return { ...file, messages: file.messages.filter(({ severity }) => severity === 'error') };
}

function exitCodeFor(checked: readonly CheckedFile[], maxWarnings: number): ExitCode {
  const messages = checked.flatMap((file) => file.messages);
  if (messages.some(({ problem }) => problem === 'internal')) return exitCodes.failure;
  const { errors, warnings } = countMessages(messages);
  return errors > 0 || warnings > maxWarnings ? exitCodes.findings : exitCodes.clean;
}
