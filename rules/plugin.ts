import type { ESLint, Linter, Rule } from 'eslint';
import { toEslintRule } from './engine/eslint.ts';
import { isInPreset, type PresetName } from './engine/settings.ts';
import { rules as definitions } from './hazards/index.ts';
import { version } from './version.ts';

const rules: Record<string, Rule.RuleModule> = Object.fromEntries(definitions.map((rule) => [rule.id, toEslintRule(rule)]));

const plugin = {
  meta: { name: 'eslint-plugin-asynclint', version, namespace: 'asynclint' },
  rules,
  configs: {} as Record<PresetName, Linter.Config>,
} satisfies ESLint.Plugin;

function configFor(preset: PresetName): Linter.Config {
  const inPreset = definitions.filter((rule) => isInPreset(rule, preset));
  return {
    name: `asynclint/${preset}`,
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    plugins: { asynclint: plugin },
    rules: Object.fromEntries(inPreset.map((rule) => [`asynclint/${rule.id}`, 'error'])),
  };
}

plugin.configs.recommended = configFor('recommended');
plugin.configs.strict = configFor('strict');
plugin.configs.all = configFor('all');

export default plugin;
