import type { OptionSchema, RuleDefinition } from '../../rules/engine/rule.ts';
import { replaceMarkedBlock } from './marked-block.ts';
import { markdownTable } from './markdown-table.ts';
import type { Output } from './output.ts';
import { hasSuggestions, nameLanguages, nameNearest, typeUses } from './rule-words.ts';

/** The head of each rule's guide: what the rule's definition says about itself. */
export function guideHeaders(rules: readonly RuleDefinition[]): readonly Output[] {
  return rules.map((rule) => ({
    path: `rules/hazards/${rule.id}/guide.md`,
    render(current) {
      if (current?.startsWith(`# ${rule.id}\n`) !== true) return new Error(`it must be there and start with "# ${rule.id}"`);
      return replaceMarkedBlock(current, 'header', describe(rule));
    },
  }));
}

function describe(rule: RuleDefinition): string {
  const facts = [
    `- Tier: ${rule.tier}`,
    `- Languages: ${nameLanguages(rule)}`,
    `- Types: ${typeUses[rule.types]}`,
    `- Suggestions: ${hasSuggestions(rule) ? 'yes' : 'no'}`,
    `- Since: ${rule.since}`,
    ...(rule.nearest.length > 0 ? [`- Nearest rules elsewhere: ${nameNearest(rule.nearest)}`] : []),
  ];
  const options = Object.entries(rule.options);
  return [
    rule.description,
    facts.join('\n'),
    ...(options.length > 0 ? [describeOptions(options)] : []),
  ].join('\n\n');
}

function describeOptions(options: readonly (readonly [string, OptionSchema])[]): string {
  const rows = options.map(([name, option]) => [
    `\`${name}\``,
    describeType(option),
    `\`${JSON.stringify(option.default)}\``,
    option.description,
  ]);
  return markdownTable(['Option', 'Type', 'Default', 'What it changes'], rows);
}

function describeType(option: OptionSchema): string {
  switch (option.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return `integer, at least ${String(option.minimum)}`;
    case 'string':
      return oneOf(option.enum);
    case 'array':
      if ('anyOf' in option.items) return 'list';
      return option.items.enum === undefined ? 'list of strings' : `list of ${oneOf(option.items.enum)}`;
  }
}

function oneOf(values: readonly string[]): string {
  return values.map((value) => `\`"${value}"\``).join(' or ');
}
