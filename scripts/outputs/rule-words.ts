import type { Language } from '../../rules/facts/model.ts';
import type { NearestRule, RuleDefinition } from '../../rules/engine/rule.ts';

const languageNames: Readonly<Record<Language, string>> = { typescript: 'TypeScript, JavaScript', python: 'Python' };

/** The languages of a rule, for people. */
export function nameLanguages(rule: RuleDefinition): string {
  return rule.languages.map((language) => languageNames[language]).join(', ');
}

/** What a rule makes of type information, for a table cell. */
export const typeUses: Readonly<Record<RuleDefinition['types'], string>> = {
  unused: 'not used',
  helpful: 'helpful',
  required: 'required',
};

/** The messages without a section of the guide are the titles of suggestions. */
export function hasSuggestions(rule: RuleDefinition): boolean {
  return Object.values(rule.messages).some(({ section }) => section === undefined);
}

/** The nearest rules of other tools, as code. */
export function nameNearest(nearest: readonly NearestRule[]): string {
  return nearest.map(({ tool, rule }) => `${tool} \`${rule}\``).join(', ');
}
