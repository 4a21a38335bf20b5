import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { everything, mistakes } from './sample-configs.ts';

type Validator = new (options: object) => { compile(schema: unknown): (value: unknown) => boolean };

// The validator that ESLint checks the options of rules with.
const require = createRequire(import.meta.url);
const Ajv = createRequire(require.resolve('eslint'))('ajv') as Validator;

describe('the JSON schema', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../rules/asynclint.schema.json', import.meta.url), 'utf8')) as unknown;
  const validate = new Ajv({ strictDefaults: true, strictKeywords: true }).compile(schema);

  it('takes everything there is', () => {
    // Prefixes of rules and capitals of tools are taken, but not written down.
    const { rules, defer, ...rest } = everything;
    const config = { ...rest, rules: { 'no-floating-task': rules['asynclint/no-floating-task'], 'no-blocking-call': 0 }, defer: defer.map((tool) => tool.toLowerCase()) };
    assert.ok(validate(config));
    assert.ok(validate({}));
  });

  for (const [name, content] of mistakes) it(`refuses ${name}`, () => { assert.equal(validate(content), false); });
});
