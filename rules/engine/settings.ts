import { rules } from '../hazards/index.ts';
import type { ActiveRule } from './check-file.ts';
import type { Severity } from './finding.ts';
import { nearestName } from './nearest-name.ts';
import { completeOptions } from './options.ts';
import type { OptionSchema, RuleDefinition, Tier } from './rule.ts';

export type PresetName = 'recommended' | 'strict' | 'all';

export type RuleSeverity = 'off' | Severity;

/** `"error"`, or `["error", { option: value }]`. */
export type RuleSetting = RuleSeverity | readonly [RuleSeverity, Readonly<Record<string, unknown>>];

/** Which rules run and how; what a command line, an editor or a configuration file says. */
export interface Settings {
  readonly preset: PresetName;
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** A mistake of the user's in settings or configuration. The message names what is wrong and shows a right example. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const presetNames: readonly PresetName[] = ['recommended', 'strict', 'all'];

const presetTiers: Readonly<Record<PresetName, readonly Tier[]>> = {
  recommended: ['recommended'],
  strict: ['recommended', 'strict'],
  all: ['recommended', 'strict', 'opt-in'],
};

export function isInPreset(rule: Pick<RuleDefinition, 'tier'>, preset: PresetName): boolean {
  return presetTiers[preset].includes(rule.tier);
}

/**
 * Checks settings of unknown shape, such as an editor sends or a file holds.
 * @param origin what to name in messages: a file or where the settings were given.
 * @throws ConfigError naming origin, key and a right example.
 */
export function checkSettings(input: unknown, origin: string): Settings {
  if (input === undefined || input === null) return { preset: 'recommended', rules: {} };
  if (typeof input !== 'object' || Array.isArray(input)) {
    throw new ConfigError(`${origin}: settings must be an object, for example { "preset": "recommended" }.`);
  }
  const { preset = 'recommended', rules: ruleSettings = {} } = input as { readonly preset?: unknown; readonly rules?: unknown };
  if (!presetNames.some((name) => name === preset)) {
    throw new ConfigError(`${origin}: "preset" is ${show(preset)}, but must be one of ${presetNames.map(show).join(', ')}. Example: "preset": "recommended".`);
  }
  if (typeof ruleSettings !== 'object' || ruleSettings === null || Array.isArray(ruleSettings)) {
    throw new ConfigError(`${origin}: "rules" must be an object, for example "rules": { "no-floating-task": "error" }.`);
  }
  const entries = Object.entries(ruleSettings as Record<string, unknown>).map(([key, setting]) => checkRuleSetting(key, setting, origin));
  return { preset: preset as PresetName, rules: Object.fromEntries(entries) };
}

function checkRuleSetting(key: string, setting: unknown, origin: string): [string, RuleSetting] {
  const id = key.replace(/^asynclint\//, '');
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = nearestName(
      id,
      rules.map((candidate) => candidate.id),
    );
    const hint = near === undefined ? 'Run `asynclint rules` for all rules.' : `Did you mean "${near}"?`;
    throw new ConfigError(`${origin}: there is no rule "${id}". ${hint}`);
  }
  const [severity, options] = Array.isArray(setting) ? (setting as unknown[]) : [setting, undefined];
  const level = severityOf(severity);
  if (level === undefined) {
    throw new ConfigError(`${origin}: the severity of "${id}" is ${show(severity)}, but must be "off", "warn" or "error". Example: "${id}": "error".`);
  }
  if (options === undefined) return [id, level];
  return [id, [level, checkOptions(rule, options, origin)]];
}

function severityOf(value: unknown): RuleSeverity | undefined {
  if (value === 'off' || value === 'warn' || value === 'error') return value;
  return value === 0 ? 'off' : value === 1 ? 'warn' : value === 2 ? 'error' : undefined;
}

function checkOptions(rule: RuleDefinition, options: unknown, origin: string): Readonly<Record<string, unknown>> {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ConfigError(`${origin}: the options of "${rule.id}" must be an object, for example "${rule.id}": ["error", {}].`);
  }
  for (const [name, value] of Object.entries(options)) {
    const schema = rule.options[name];
    if (schema === undefined) {
      const names = Object.keys(rule.options);
      const near = nearestName(name, names);
      const hint = near === undefined ? `It has: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`;
      throw new ConfigError(`${origin}: "${rule.id}" has no option "${name}". ${hint}`);
    }
    if (!fits(schema, value)) {
      throw new ConfigError(`${origin}: the option "${name}" of "${rule.id}" is ${show(value)}, but must be ${expectation(schema)}. Example: "${name}": ${show(schema.default)}.`);
    }
  }
  return options as Readonly<Record<string, unknown>>;
}

function fits(schema: OptionSchema, value: unknown): boolean {
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && (value as number) >= schema.minimum;
    case 'string':
      return typeof value === 'string' && schema.enum.includes(value);
    case 'array': {
      if (!Array.isArray(value)) return false;
      const { items } = schema;
      if (!('type' in items)) return true;
      return value.every((item) => typeof item === 'string' && (items.enum?.includes(item) ?? true));
    }
  }
}

function expectation(schema: OptionSchema): string {
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${String(schema.minimum)}`;
    case 'string':
      return `one of ${schema.enum.map(show).join(', ')}`;
    case 'array':
      return 'type' in schema.items && schema.items.enum !== undefined ? `a list of ${schema.items.enum.map(show).join(', ')}` : 'a list';
  }
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** The rules that run under these settings, sorted by id. */
export function activeRules(settings: Settings): ActiveRule[] {
  return rules.flatMap((rule) => {
    const setting = settings.rules[rule.id] ?? (isInPreset(rule, settings.preset) ? 'error' : 'off');
    const [severity, options] = typeof setting === 'string' ? [setting, undefined] : setting;
    return severity === 'off' ? [] : [{ rule, severity, options: completeOptions(rule, options) }];
  });
}
