import type { Command } from './command.ts';
import type { Flag } from './parse-flags.ts';

/** The help of `asynclint` itself. */
export function renderHelp(commands: readonly Command[]): string {
  return `Finds concurrency hazards: blocked event loops, floating promises, swallowed cancellation, unbounded fan-out.

Usage: asynclint <command> [flags]

Commands:
${renderTable(commands.map(({ name, summary }) => [name, summary]))}

Flags:
${renderTable([['--help, -h', 'Show this, or the help of a command.'], ['--version, -v', 'Show the version.']])}

Try: asynclint check src
`;
}

/** The help of one command. */
export function renderCommandHelp({ name, operands, summary, details, flags }: Command): string {
  const rows = [...Object.entries(flags).map(([flag, spec]) => [renderFlag(flag, spec), spec.description]), ['--help, -h', 'Show this.']];
  return `${summary}

Usage: asynclint ${[name, operands, '[flags]'].filter(Boolean).join(' ')}

${details}

Flags:
${renderTable(rows)}
`;
}

function renderFlag(name: string, { value, choices, optional }: Flag): string {
  if (value !== undefined && optional) return `--${name}[=<${value}>]`;
  return value === undefined ? `--${name}` : `--${name} ${choices?.join('|') ?? `<${value}>`}`;
}

function renderTable(rows: readonly (readonly (string | undefined)[])[]): string {
  const width = Math.max(...rows.map(([name]) => name?.length ?? 0));
  return rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}
