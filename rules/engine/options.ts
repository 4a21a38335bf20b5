import type { OptionSchema, RuleDefinition } from './rule.ts';

/** The options of a rule, with defaults for what is not given. */
export function completeOptions(rule: RuleDefinition, given: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  const defaults = knownDefaults.get(rule) ?? Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, schema.default]));
  knownDefaults.set(rule, defaults);
  return given === undefined ? defaults : { ...defaults, ...given };
}

const knownDefaults = new WeakMap<RuleDefinition, Readonly<Record<string, unknown>>>();

/** The JSON schema of a rule's options object, as ESLint and editors read it. */
export function optionsJsonSchema(rule: RuleDefinition): Record<string, unknown> {
  const properties = Object.fromEntries(Object.entries(rule.options).map(([name, schema]) => [name, propertySchema(schema)]));
  return { type: 'object', properties, additionalProperties: false };
}

function propertySchema(schema: OptionSchema): Record<string, unknown> {
  const { description, type } = schema;
  switch (type) {
    case 'integer':
      return { description, type, minimum: schema.minimum };
    case 'string':
      return { description, type, enum: schema.enum };
    case 'array':
      return { description, type, items: schema.items };
    case 'boolean':
      return { description, type };
  }
}
