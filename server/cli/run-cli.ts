import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from 'eslint-plugin-asynclint/engine';
import { cacheCommand } from './cache/cache-command.ts';
import { checkCommand } from './check-command.ts';
import { exitCodes, type Command, type CommandContext, type ExitCode } from './command.ts';
import { explainCommand } from './explain-command.ts';
import { renderCommandHelp, renderHelp } from './help.ts';
import { lspCommand } from './lsp-command.ts';
import { didYouMean } from './did-you-mean.ts';
import { parseFlags } from './parse-flags.ts';
import { rolesCommand } from './roles-command.ts';
import { rulesCommand } from './rules-command.ts';
import { UsageError } from './usage-error.ts';

const commands: readonly Command[] = [checkCommand, explainCommand, rulesCommand, rolesCommand, cacheCommand, lspCommand];

/** Runs `asynclint` with the arguments after its name. Resolves for every outcome; mistakes and failures are told on the terminal. */
export async function runCli(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  try {
    return await dispatch(args, context);
  } catch (error) {
    if (context.signal.aborted) return exitCodes.interrupted;
    context.terminal.warn(describeFailure(error, context.version));
    return exitCodes.failure;
  } finally {
    context.terminal.progress('');
  }
}

async function dispatch([name, ...rest]: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { terminal, version } = context;
  if (name === undefined) {
    terminal.warn(renderHelp(commands));
    return exitCodes.failure;
  }
  if (name === '--version' || name === '-v') return printAndEnd(context, version);
  if (name === '--help' || name === '-h' || name === 'help') return printAndEnd(context, helpFor(rest[0], context));
  const command = findCommand(name, context);
  const end = rest.indexOf('--');
  const beforeOperands = end < 0 ? rest : rest.slice(0, end);
  if (beforeOperands.includes('--help') || beforeOperands.includes('-h')) return printAndEnd(context, renderCommandHelp(command));
  return command.run(parseFlags(command.flags, rest), context);
}

function printAndEnd({ terminal }: CommandContext, text: string): ExitCode {
  terminal.print(text);
  return exitCodes.clean;
}

function helpFor(name: string | undefined, context: CommandContext): string {
  return name === undefined ? renderHelp(commands) : renderCommandHelp(findCommand(name, context));
}

function findCommand(name: string, { directory }: CommandContext): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const transport = Object.keys(lspCommand.flags).find((flag) => name === `--${flag}` || name.startsWith(`--${flag}=`));
  if (transport) throw new UsageError(`Flags come after a command: asynclint lsp ${name}`);
  if (existsSync(resolve(directory, name))) throw new UsageError(`There is no command "${name}". To check it: asynclint check ${name}`);
  throw new UsageError(`There is no command "${name}"${didYouMean(name, commands.map((candidate) => candidate.name))} See asynclint --help.`);
}

function describeFailure(error: unknown, version: string): string {
  if (error instanceof UsageError || error instanceof ConfigError) return error.message;
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `asynclint ${version} failed. This is a mistake in Asynclint, not in your code.\n${details}`;
}
