import assert from 'node:assert/strict';
import { readConfig } from '../../../rules/engine/config/check-config.ts';
import { ConfigError, checkSettings } from '../../../rules/engine/api.ts';

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

const mistakes: readonly (readonly [name: string, content: unknown, message: RegExp])[] = [
  ['what is no object', [], /"?what is in it"? is \[\], but must be an object\. Example: { "preset": "recommended" }/],
  ['an unknown key', { rule: {} }, /"rule" is an unknown key\. Did you mean "rules"\?/],
  ['an unknown preset', { preset: 'stric' }, /"preset" is "stric", but must be one of "recommended", "strict", "all"\. Did you mean "strict"\?/],
  ['an unknown rule', { rules: { 'no-floating-tasks': 'off' } }, /there is no rule "no-floating-tasks"\. Did you mean "no-floating-task"\?/],
  ['an unknown severity', { rules: { 'no-floating-task': 'warning' } }, /severity of "no-floating-task" is "warning".*Example: "no-floating-task": "error"/],
  ['an unknown option', { rules: { 'no-floating-task': ['error', { ignoreVoids: true }] } }, /has no option "ignoreVoids"\. Did you mean "ignoreVoid"\?/],
  ['an option that is inherited by every object', { rules: { 'no-floating-task': ['error', { constructor: true }] } }, /has no option "constructor"/],
  ['an option of the wrong type', { rules: { 'no-floating-task': ['error', { ignoreVoid: 'yes' }] } }, /"ignoreVoid" of "no-floating-task" is "yes", but must be true or false\. Example: "ignoreVoid": true/],
  ['an unknown role', { roles: { 'src/**': 'servr' } }, /"roles\["src\/\*\*"\]" is "servr".*Did you mean "server"\?/],
  ['an override for no files', { overrides: [{ rules: {} }] }, /an override says for which "files" it is\. Example:/],
  ['an unknown key of an override', { overrides: [{ files: ['a'], ignore: ['b'] }] }, /"overrides\[0\]\.ignore" is an unknown key/],
  ['a rule of an override', { overrides: [{ files: ['a'] }, { files: ['a'], rules: { x: 1 } }] }, /"overrides\[1\]\.rules\.x": there is no rule "x"/],
  ['patterns that leave the folder', { ignore: ['../other/**'] }, /"ignore\[0\]" is "\.\.\/other\/\*\*".*start at the folder.*Example: "src\/\*\*"/],
  ['negated patterns', { ignore: ['!a'] }, /can not be negated/],
  ['patterns in roles', { roles: { './src': 'server' } }, /without "\.\/"/],
  ['an unknown tool', { defer: ['typescript-eslnt'] }, /"defer\[0\]" is "typescript-eslnt".*Did you mean "typescript-eslint"\?/],
  ['a version as a number', { pythonVersion: 3.1 }, /must be a text, in quotes\. Example: "pythonVersion": "3\.12"/],
  ['an unknown version', { pythonVersion: '2.7' }, /must be one of "3\.8", .*"3\.15"/],
  ['knowledge without an effect', { knowledge: { nonRejecting: ['save'] } }, /no rule asks yet which functions never reject/],
  ['an unknown kind of knowledge', { knowledge: { blockng: [] } }, /"knowledge\.blockng" is an unknown key\. Did you mean "blocking"\?/],
  ['knowledge that is no name', { knowledge: { blocking: [1] } }, /"knowledge\.blocking\[0\]" is 1, but must be a text/],
  ['knowledge without a symbol', { knowledge: { blocking: [{ does: 'x' }] } }, /must be an object with a "symbol"\. Example: { "symbol": "loadSync" }/],
  ['an unknown part of an entry', { knowledge: { blocking: [{ symbol: 'x', source: 'y' }] } }, /"knowledge\.blocking\[0\]\.source" is an unknown key/],
  ['a question without an answer', { knowledge: { blocking: [{ symbol: 'x', onlyIf: { argument: 0 } }] } }, /"equals" or "is"/],
  ['a replacement without a module', { knowledge: { blocking: [{ symbol: 'x', replacement: 'y' }] } }, /a symbol path, with the module before a colon/],
  ['an unknown form', { knowledge: { limiters: [{ symbol: 'x', form: 'functions' }] } }, /Did you mean "function"\?/],
];

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
      JSON.stringify({
        $schema: './schema.json',
        preset: 'strict',
        rules: { 'asynclint/no-floating-task': ['warn', { ignoreVoid: false }], 'no-blocking-call': 0 },
        overrides: [{ files: ['scripts/**'], preset: 'recommended', rules: { 'no-blocking-call': 2 }, role: 'script' }],
        roles: { 'src/jobs/**': 'worker' },
        knowledge: {
          blocking: ['loadSync', { symbol: '@acme/db:querySync', does: 'asks the database', cheap: true, replacement: '@acme/db:query', unless: [{ argument: 'last', is: 'function' }] }],
          limiters: ['withLimit', { symbol: 'pool.take', form: 'acquire' }],
          handlers: [{ symbol: 'bus.on', argument: 1, context: 'event listener' }],
          awaitingHandlers: ['jobs.handle'],
          loggers: ['audit'],
          cleanup: ['closeAll'],
        },
        ignore: ['generated', '**/*.gen.ts'],
        defer: ['typescript-eslint', 'Biome', 'ruff'],
        pythonVersion: '3.10',
      }),
    );
    assert.deepEqual(config?.rules, { 'no-floating-task': ['warn', { ignoreVoid: false }], 'no-blocking-call': 'off' });
    assert.deepEqual(config?.overrides[0]?.rules, { 'no-blocking-call': 'error' });
    assert.deepEqual([...(config?.deferred ?? [])], ['no-floating-task']);
    assert.equal(config?.knowledge?.blocking?.length, 2);
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
