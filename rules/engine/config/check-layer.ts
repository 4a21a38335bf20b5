import { rules } from '../../hazards/index.ts';
import type { OptionSchema, RuleDefinition } from '../rule.ts';
import { type PresetName, type RuleSetting, type RuleSeverity, type Settings, type SettingsLayer, presetNames } from '../settings.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigNode, choiceOf, membersOf, nameOf, optional, show, unknownName } from './config-node.ts';

/**
 * Checks settings of unknown shape, such as an editor sends or a command line holds.
 * @param origin what to name in messages: where the settings were given.
 * @throws ConfigError naming origin, key and a right example.
 */
export function checkLayer(input: unknown, origin: string): SettingsLayer {
  const node: ConfigNode = { value: input ?? {}, path: [], mistake: (_, problem) => new ConfigError(origin, problem) };
  const members = membersOf(node, '{ "preset": "recommended" }', ['preset', 'rules']);
  return { preset: optional(members, 'preset', checkPreset), rules: optional(members, 'rules', checkRules) };
}

/**
 * The same, with the recommended preset where none is given.
 * @throws ConfigError naming origin, key and a right example.
 */
export function checkSettings(input: unknown, origin: string): Settings {
  const { preset, rules: settings } = checkLayer(input, origin);
  return { preset: preset ?? 'recommended', rules: settings ?? {} };
}

export function checkPreset(node: ConfigNode): PresetName {
  return choiceOf(node, presetNames, '"preset": "recommended"');
}

/** Checks the settings of single rules, by their ids; a plugin prefix is taken off. */
export function checkRules(node: ConfigNode): Readonly<Record<string, RuleSetting>> {
  const members = membersOf(node, '"rules": { "no-floating-task": "error" }');
  return Object.fromEntries(members.map(([key, child]) => checkRule(key.replace(/^asynclint\//, ''), child)));
}

function checkRule(id: string, node: ConfigNode): [string, RuleSetting] {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw unknownName(node, `${nameOf(node)}: there is no rule "${id}"`, id, rules.map((candidate) => candidate.id));
  const [severity, options] = Array.isArray(node.value) ? (node.value as unknown[]) : [node.value, undefined];
  const level = severityOf(severity);
  if (level === undefined) {
    throw node.mistake(node.path, `the severity of "${id}" is ${show(severity)}, but must be "off", "warn" or "error". Example: "${id}": "error".`);
  }
  if (options === undefined) return [id, level];
  return [id, [level, checkOptions(rule, { ...node, value: options, path: [...node.path, 1] })]];
}

function severityOf(value: unknown): RuleSeverity | undefined {
  if (value === 'off' || value === 'warn' || value === 'error') return value;
  return value === 0 ? 'off' : value === 1 ? 'warn' : value === 2 ? 'error' : undefined;
}

function checkOptions(rule: RuleDefinition, node: ConfigNode): Readonly<Record<string, unknown>> {
  for (const [name, child] of membersOf(node, `"${rule.id}": ["error", {}]`)) {
    const schema = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    if (schema === undefined) throw unknownName(child, `"${rule.id}" has no option "${name}"`, name, Object.keys(rule.options));
    if (fits(schema, child.value)) continue;
    const problem = `the option "${name}" of "${rule.id}" is ${show(child.value)}, but must be ${expectation(schema)}.`;
    throw child.mistake(child.path, `${problem} Example: "${name}": ${show(schema.default)}.`);
  }
  return node.value as Readonly<Record<string, unknown>>;
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
