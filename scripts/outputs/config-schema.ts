import { limiterForms } from '../../rules/engine/config/check-knowledge.ts';
import { pythonVersions } from '../../rules/engine/config/check-config.ts';
import { toolsOf } from '../../rules/engine/config/deferred-rules.ts';
import { optionsJsonSchema } from '../../rules/engine/options.ts';
import type { RuleDefinition } from '../../rules/engine/rule.ts';
import { presetNames } from '../../rules/engine/settings.ts';
import { hotContexts } from '../../rules/facts/hot-code.ts';
import { allRoles } from '../../rules/facts/roles.ts';
import type { Output } from './output.ts';

type Schema = Readonly<Record<string, unknown>>;

const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** `rules/asynclint.schema.json`: what an `asynclint.json` can hold. */
export function configSchema(rules: readonly RuleDefinition[]): Output {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Asynclint',
    description: 'The nearest asynclint.json above a file, or else the key "asynclint" of the nearest package.json, holds for it, alone. Patterns start at its folder.',
    ...object({
      $schema: { type: 'string', description: 'Where this schema is.' },
      preset: reference('preset'),
      rules: reference('rules'),
      overrides: overridesSchema,
      roles: rolesSchema,
      knowledge: reference('knowledge'),
      ignore: { ...listOf(reference('pattern')), description: 'Files and folders that are not checked: ["generated", "**/*.gen.ts"].' },
      defer: deferSchema(rules),
      pythonVersion: { enum: pythonVersions, description: 'The oldest version of Python that the code has to run on.' },
    }),
    definitions: {
      preset: { enum: presetNames, description: 'Which rules run: recommended (the default), strict for more of them, all for every one.' },
      severity: { enum: ['off', 'warn', 'error', 0, 1, 2] },
      rules: rulesSchema(rules),
      role: { enum: allRoles, description: 'The kind of process that files run in. It decides whether blocking matters.' },
      pattern: { type: 'string', pattern: String.raw`^(?![!/\s]|\.\.?(?:/|$)|[A-Za-z]:)[^\\]*[^\\\s]$`, description: 'A glob pattern: src/**/*.ts.' },
      symbol: symbolSchema,
      argumentTest: argumentTestSchema,
      knowledge: knowledgeSchema,
      handlers: handlersSchema,
    },
  };
  return { path: 'rules/asynclint.schema.json', render: () => `${JSON.stringify(schema, null, 2)}\n` };
}

function object(properties: Schema, required: readonly string[] = []): Schema {
  return { type: 'object', properties, additionalProperties: false, ...(required.length === 0 ? {} : { required }) };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

const overridesSchema: Schema = {
  ...listOf(
    object(
      {
        files: { ...listOf(reference('pattern')), description: 'The files it is for: ["scripts/**"].' },
        preset: { ...reference('preset') },
        rules: reference('rules'),
        role: reference('role'),
      },
      ['files'],
    ),
  ),
  description: 'What is different for some files. Of several that fit a file, later ones count more.',
};

const rolesSchema: Schema = {
  type: 'object',
  propertyNames: reference('pattern'),
  additionalProperties: reference('role'),
  description: 'The roles of files that are not what they look like, by pattern: { "src/jobs/**": "worker" }. Later ones count more. `asynclint roles` tells the role of each file.',
};

function rulesSchema(rules: readonly RuleDefinition[]): Schema {
  const properties = Object.fromEntries(
    rules.map((rule): [string, Schema] => {
      const withOptions = { type: 'array', items: [reference('severity'), optionsWithDefaults(rule)], minItems: 1, additionalItems: false };
      return [rule.id, { description: rule.description, anyOf: [reference('severity'), withOptions] }];
    }),
  );
  return { ...object(properties), description: 'Severities of single rules, over the preset: "error", or ["error", { options }].' };
}

function optionsWithDefaults(rule: RuleDefinition): Schema {
  const schema = optionsJsonSchema(rule) as { readonly properties: Readonly<Record<string, Schema>> };
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, { ...property, default: rule.options[name]?.default }]);
  return { ...schema, properties: Object.fromEntries(properties) as Schema };
}

/** The tools that rules have an equivalent in, and what becomes of each. */
function deferSchema(rules: readonly RuleDefinition[]): Schema {
  const tools = [...toolsOf(rules)];
  const effects = tools.map(([tool, ids]) => `${tool}: ${ids.length === 0 ? 'no rule has an equivalent there yet' : ids.join(', ')}`);
  const description = `Other tools that check this code: rules that have an equivalent there are off, unless "rules" turns them on. ${effects.join('; ')}.`;
  return { ...listOf({ enum: tools.map(([tool]) => tool) }), description };
}

const symbolSchema: Schema = {
  type: 'string',
  minLength: 1,
  description: 'A function: by its name (loadSync), as its calls are written (this.store.load), or as a symbol path, the module before the colon (node:fs:readFileSync, @acme/db:Client#query).',
};

const argumentTestSchema: Schema = {
  description: 'A question about an argument of a call; positions count from 0. Where the code does not answer it, the answer is no.',
  anyOf: [
    object({ argument: { type: 'integer', minimum: 0 }, property: { type: 'string' }, equals: { type: ['string', 'number', 'boolean'] } }, ['argument', 'equals']),
    object({ argument: positions(), is: { enum: ['function', 'number'] } }, ['argument', 'is']),
  ],
};

function positions(...words: readonly string[]): Schema {
  return { anyOf: [{ type: 'integer', minimum: 0 }, { enum: ['last', ...words] }] };
}

function entries(description: string, properties: Schema, more: Schema = {}): Schema {
  return { ...listOf({ anyOf: [reference('symbol'), { ...object({ symbol: reference('symbol'), ...properties }, ['symbol']), ...more }] }), description };
}

const handlerProperties: Schema = {
  argument: { ...positions('all'), description: 'Which argument is the callback; all of them where this is missing.' },
  properties: { ...listOf({ type: 'string' }), description: 'The callbacks are these properties of the argument.' },
  context: { enum: hotContexts, description: 'What to call such code in messages.' },
};

const handlersSchema: Schema = entries('Functions that call what they are given from the event loop: code that must not block.', handlerProperties);

const limiterProperties: Schema = {
  form: {
    enum: limiterForms,
    description:
      'function: runs its callback when there is room; wrapper: returns a function that does; mapper: runs its callback for many elements; acquire: waiting for it grants a permit; call: the call itself waits its turn.',
  },
  callback: { type: 'integer', minimum: 0, description: 'For a mapper: which argument is the callback.' },
  bound: {
    ...object({ argument: { type: 'integer', minimum: 0 }, property: { type: 'string' }, of: { enum: ['call', 'maker'] }, fallback: { type: 'integer', minimum: 0 } }, ['argument', 'of']),
    description: 'For a mapper: where it is told its bound, as an argument or a property of one; without a fallback it is unbounded where that is missing.',
  },
};

const mapperOnly: Schema = { properties: { form: { const: 'mapper' } }, required: ['form'] };
const limitersSchema: Schema = entries('Functions that let only so many operations run at once.', limiterProperties, { dependencies: { callback: mapperOnly, bound: mapperOnly } });

const knowledgeSchema: Schema = {
  description: 'What Asynclint is to know about functions of yours.',
  ...object({
    blocking: entries('Functions that keep the thread until they are done.', {
      does: { type: 'string', description: 'What it does, to be read after its name: "reads a file".' },
      cheap: { const: true, description: 'It takes microseconds as a rule.' },
      onlyIf: { ...reference('argumentTest') },
      unless: listOf(reference('argumentTest')),
      replacement: { type: 'string', pattern: ':', description: 'A function with the same arguments that returns a promise of the same result, as a symbol path.' },
      replacementUnless: reference('argumentTest'),
      advice: { type: 'string', description: 'What to do instead, as an instruction: "use a worker".' },
      except: { ...listOf({ type: 'string' }), description: 'For a symbol that ends in *: the names it does not stand for.' },
    }),
    limiters: limitersSchema,
    handlers: reference('handlers'),
    awaitingHandlers: reference('handlers'),
    loggers: { ...listOf(reference('symbol')), description: 'Objects and functions that only write errors down.' },
    cleanup: { ...listOf(reference('symbol')), description: 'Functions that clean up, so that nobody waits for what comes of them.' },
    nonRejecting: { ...listOf(reference('symbol')), description: 'Functions whose promise never rejects, so that dropping it loses no error.' },
  }),
};
