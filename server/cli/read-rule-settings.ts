import { checkLayer, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import { UsageError } from './usage-error.ts';

/**
 * Makes a layer of settings of `--preset` and of `--rule id=severity`, `--rule 'id=["error", {...}]'`.
 * @throws UsageError for a flag that can't be read, ConfigError for an unknown rule, severity or option.
 */
export function readRuleSettings(preset: string | undefined, rules: readonly string[]): SettingsLayer {
  const settings = rules.map(readRule);
  return checkLayer({ ...(preset === undefined ? {} : { preset }), rules: Object.fromEntries(settings) }, 'The command line');
}

function readRule(flag: string): [string, unknown] {
  const split = flag.indexOf('=');
  const name = flag.slice(0, split).trim();
  if (split < 0 || name === '') throw new UsageError(`--rule wants a rule and a severity, as in --rule no-floating-task=warn; it got "${flag}".`);
  return [name.replace(/^asynclint\//, ''), readSetting(flag.slice(split + 1).trim(), name)];
}

const numbers: Readonly<Record<string, string>> = { 0: 'off', 1: 'warn', 2: 'error' };

function readSetting(value: string, name: string): unknown {
  if (!value.startsWith('[')) return numbers[value] ?? value.replace(/^(["'])(.*)\1$/, '$2');
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new UsageError(`--rule ${name} wants JSON in its brackets, as in --rule '${name}=["error", {}]'; it got ${value}`);
  }
}
