import { relative } from 'node:path';
import { createProject, type RoleDecision } from 'eslint-plugin-asynclint/engine';
import { createSourceHost } from '../project/source-host.ts';
import { defineCommand, exitCodes } from './command.ts';
import { fileFlags, findOperands } from './find-operands.ts';
import { configFlags, readConfigs } from './read-configs.ts';

interface FileRole {
  readonly path: string;
  /** Undefined where the file can't be analysed. */
  readonly decision: RoleDecision | undefined;
}

export const rolesCommand = defineCommand({
  name: 'roles',
  operands: '[paths...]',
  summary: 'Tell the role of each file, and why.',
  details: `The role is the kind of process that a file runs in: it decides whether blocking matters. Where it is not what
you expect, say so in asynclint.json: { "roles": { "src/jobs/**": "worker" } }.`,
  flags: { format: { value: 'name', choices: ['text', 'json'], description: 'How to list them: for people, or as JSON.' }, ...configFlags, ...fileFlags },
  async run({ operands, flags }, context) {
    const host = createSourceHost();
    const project = createProject({ host });
    const settingsOf = readConfigs(flags, {}, context.directory, host);
    const files = await findOperands(operands, flags, context);
    const roles = files.flatMap((path): FileRole[] => {
      context.signal.throwIfAborted();
      const { settings, ignored } = settingsOf(path);
      return ignored ? [] : [{ path, decision: project.role(path, settings) }];
    });
    context.terminal.print(flags.format === 'json' ? renderJson(roles) : renderText(roles, context.directory));
    return exitCodes.clean;
  },
});

function renderJson(roles: readonly FileRole[]): string {
  const entries = roles.map(({ path, decision }) => ({ filePath: path, role: decision?.role ?? null, reason: decision?.reason ?? null }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

function renderText(roles: readonly FileRole[], directory: string): string {
  const rows = roles.map(({ path, decision }) => ({
    path: relative(directory, path),
    role: decision?.role ?? '-',
    reason: decision?.reason ?? 'it can not be analysed',
  }));
  const widest = (column: 'path' | 'role'): number => Math.max(0, ...rows.map((row) => row[column].length));
  const [path, role] = [widest('path'), widest('role')];
  return rows.map((row) => `${row.path.padEnd(path)}  ${row.role.padEnd(role)}  ${row.reason}`).join('\n');
}
