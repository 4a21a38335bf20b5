import type { RuleDefinition } from '../../rules/engine/rule.ts';
import { replaceMarkedBlock } from './marked-block.ts';
import { markdownTable } from './markdown-table.ts';
import type { Output } from './output.ts';
import { hasSuggestions, nameLanguages, nameNearest, typeUses } from './rule-words.ts';

/** The table of rules in README.md. */
export function readmeRuleTable(rules: readonly RuleDefinition[]): Output {
  const head = ['Rule', 'What it reports', 'Languages', 'Tier', 'Types', 'Suggestions', 'Nearest rules elsewhere'];
  const rows = rules.map((rule) => [
    `[${rule.id}](rules/hazards/${rule.id}/guide.md)`,
    rule.description,
    nameLanguages(rule),
    rule.tier,
    typeUses[rule.types],
    hasSuggestions(rule) ? 'yes' : 'no',
    nameNearest(rule.nearest),
  ]);
  return { path: 'README.md', render: (current) => replaceMarkedBlock(current, 'rules', markdownTable(head, rows)) };
}
