import assert from 'node:assert/strict';
import { readConfig } from '../../../rules/engine/config/check-config.ts';
import { ConfigError, checkSettings } from '../../../rules/engine/api.ts';
import { everything, mistakes } from './sample-configs.ts';

/** The message for a configuration file with this text. */
function mistakeIn(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  try {
    readConfig('/app/asynclint.json', '/app', text);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  assert.fail(`no mistake in ${text}`);
}

describe('a configuration file', () => {
  for (const [name, content, message] of mistakes) it(`is refused for ${name}`, () => { assert.match(mistakeIn(content), message); });

  it('is refused with the line and the column of the mistake', () => {
    const text = '{\n  "rules": {\n    "no-floating-task": "error",\n    "no-floting-task": "off"\n  }\n}\n';
    assert.match(mistakeIn(text), /^\/app\/asynclint\.json:4:5: "rules\.no-floting-task": there is no rule/);
    assert.match(mistakeIn('{\n  // why\n}'), /^\/app\/asynclint\.json:2:3: this is no JSON: comments are not allowed in JSON\. Example/);
  });

  it('may hold everything there is', () => {
    const config = readConfig(
      '/app/asynclint.json',
      '/app',
      JSON.stringify(everything),
    );
    assert.ok(config);
    assert.deepEqual(config.rules, { 'no-floating-task': ['warn', { ignoreVoid: false }], 'no-blocking-call': 'off' });
    assert.deepEqual(config.overrides[0]?.rules, { 'no-blocking-call': 'error' });
    assert.deepEqual([...config.deferred], ['no-floating-task']);
    assert.equal(config.knowledge?.blocking?.length, 2);
  });

  it('may be a part of package.json', () => {
    const read = (manifest: unknown): ReturnType<typeof readConfig> => readConfig('/app/package.json', '/app', typeof manifest === 'string' ? manifest : JSON.stringify(manifest, undefined, 2), 'asynclint');
    assert.equal(read({ name: 'x', asynclint: { preset: 'all' } })?.preset, 'all');
    assert.equal(read({ name: 'x', devDependencies: { asynclint: '1' } }), undefined);
    assert.equal(read('{ broken'), undefined);
    assert.throws(() => read({ name: 'x', asynclint: { presets: 'all' } }), /^ConfigError: \/app\/package\.json:4:5: "presets" is an unknown key\. Did you mean "preset"\?/);
    assert.throws(() => read({ asynclint: './asynclint.json' }), /must be an object/);
  });
});

describe('settings from elsewhere', () => {
  it('are checked in the same way, and named by where they come from', () => {
    assert.deepEqual(checkSettings(undefined, 'here'), { preset: 'recommended', rules: {} });
    assert.deepEqual(checkSettings({ preset: 'all', rules: { 'no-floating-task': 1 } }, 'here'), { preset: 'all', rules: { 'no-floating-task': 'warn' } });
    assert.throws(() => checkSettings({ rules: { 'no-floting-task': 'off' } }, 'The command line'), /^ConfigError: The command line: .*there is no rule "no-floting-task"\. Did you mean "no-floating-task"\?/);
    assert.throws(() => checkSettings([], 'here'), /^ConfigError: here: what is in it is \[\], but must be an object/);
  });
});
