import type { Language } from '../facts/model.ts';
import { rules } from '../hazards/index.ts';
import { optionsJsonSchema } from './options.ts';
import type { Family, MessageDefinition, NearestRule, OptionsSchema, RuleDefinition, Tier } from './rule.ts';

/** What can be told about a rule without running it. */
export interface CatalogRule {
  readonly id: string;
  readonly description: string;
  readonly family: Family;
  readonly tier: Tier;
  readonly languages: readonly Language[];
  readonly types: RuleDefinition['types'];
  readonly since: string;
  readonly nearest: readonly NearestRule[];
  readonly messages: Readonly<Record<string, MessageDefinition>>;
  readonly options: OptionsSchema;
  readonly optionsSchema: Readonly<Record<string, unknown>>;
}

/** All rules, sorted by id. */
export const ruleCatalog: readonly CatalogRule[] = rules.map((rule) => ({
  id: rule.id,
  description: rule.description,
  family: rule.family,
  tier: rule.tier,
  languages: rule.languages,
  types: rule.types,
  since: rule.since,
  nearest: rule.nearest,
  messages: rule.messages,
  options: rule.options,
  optionsSchema: optionsJsonSchema(rule),
}));
