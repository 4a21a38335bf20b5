import { ruleCatalog, type CatalogRule } from 'eslint-plugin-asynclint/engine';
import { defineCommand, exitCodes } from './command.ts';

export const rulesCommand = defineCommand({
  name: 'rules',
  operands: '',
  summary: 'List the rules.',
  details: 'Tiers: recommended rules run without any setting, strict ones with --preset strict, opt-in ones with --preset all.',
  flags: { format: { value: 'name', choices: ['text', 'json'], description: 'How to list them: for people, or as JSON.' } },
  run({ flags }, { terminal }) {
    terminal.print(flags.format === 'json' ? `${JSON.stringify(ruleCatalog, undefined, 2)}\n` : renderRules(ruleCatalog));
    return Promise.resolve(exitCodes.clean);
  },
});

function renderRules(rules: readonly CatalogRule[]): string {
  const rows = rules.map(({ id, tier, family, languages, description }) => [id, tier, family, languages.join(', '), description]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
