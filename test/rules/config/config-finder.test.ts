import assert from 'node:assert/strict';
import { type FileSettings, createConfigFinder, ruleCatalog, settingOf } from '../../../rules/engine/api.ts';
import type { SettingsLayer } from '../../../rules/engine/settings.ts';

function finderOver(files: Readonly<Record<string, unknown>>, only?: string): ReturnType<typeof createConfigFinder> {
  return createConfigFinder((path) => (path in files ? JSON.stringify(files[path]) : undefined), only);
}

/** The severity of a rule, with its options where there are any. */
function settingIn({ settings }: FileSettings, id: string): unknown {
  const rule = ruleCatalog.find((candidate) => candidate.id === id);
  assert.ok(rule);
  const [severity, options] = settingOf(settings, rule);
  return options === undefined ? severity : [severity, options];
}

const floating = 'no-floating-task';
const blocking = 'no-blocking-call';

describe('finding the configuration of a file', () => {
  it('takes the nearest alone, of either kind', () => {
    const finder = finderOver({
      '/repo/asynclint.json': { rules: { [floating]: 'off' } },
      '/repo/a/package.json': { name: 'a', asynclint: { rules: { [blocking]: 'warn' } } },
      '/repo/a/b/asynclint.json': {},
      '/repo/c/package.json': { name: 'c' },
    });
    const of = (path: string): unknown[] => {
      const found = finder.settingsFor(path);
      return [settingIn(found, floating), settingIn(found, blocking), found.configPath];
    };
    assert.deepEqual(of('/repo/x.ts'), ['off', 'error', '/repo/asynclint.json']);
    assert.deepEqual(of('/repo/a/src/x.ts'), ['error', 'warn', '/repo/a/package.json']);
    assert.deepEqual(of('/repo/a/b/x.ts'), ['error', 'error', '/repo/a/b/asynclint.json']);
    assert.deepEqual(of('/repo/c/x.ts'), ['off', 'error', '/repo/asynclint.json']);
    assert.deepEqual(of('/elsewhere/x.ts'), ['error', 'error', undefined]);
  });

  it('prefers asynclint.json to package.json beside it', () => {
    const finder = finderOver({ '/a/asynclint.json': { preset: 'all' }, '/a/package.json': { asynclint: { preset: 'strict' } } });
    assert.equal(finder.settingsFor('/a/x.ts').settings.preset, 'all');
  });

  it('knows the Python version that the configuration names', () => {
    const finder = finderOver({ '/a/asynclint.json': { pythonVersion: '3.9' }, '/b/asynclint.json': {} });
    assert.equal(finder.settingsFor('/a/jobs.py').settings.pythonVersion, 9);
    assert.equal(finder.settingsFor('/b/jobs.py').settings.pythonVersion, undefined);
  });

  it('understands backslashes', () => {
    const finder = finderOver({ 'C:/a/asynclint.json': { overrides: [{ files: ['src/*.ts'], preset: 'all' }] } });
    assert.equal(finder.settingsFor('C:\\a\\src\\x.ts').settings.preset, 'all');
  });

  it('reads each folder once, until it is to forget', () => {
    let reads = 0;
    const finder = createConfigFinder(() => { reads++; return undefined; });
    finder.settingsFor('/a/b/x.ts');
    finder.settingsFor('/a/b/y.ts');
    assert.equal(reads, 6);
    finder.forget();
    finder.settingsFor('/a/b/x.ts');
    assert.equal(reads, 12);
  });

  it('tells a mistake each time, for the files it concerns alone', () => {
    const finder = finderOver({ '/a/asynclint.json': { presets: 'all' } });
    for (let time = 0; time < 2; time++) assert.throws(() => finder.settingsFor('/a/b/x.ts'), /\/a\/asynclint\.json:1:2: "presets" is an unknown key/);
    assert.equal(finder.settingsFor('/x.ts').settings.preset, 'recommended');
  });

  it('may be told the file to take', () => {
    const finder = finderOver({ '/a/asynclint.json': { preset: 'all' }, '/ci/strict.json': { preset: 'strict' } }, '/ci/strict.json');
    assert.equal(finder.settingsFor('/a/x.ts').settings.preset, 'strict');
    assert.throws(() => finderOver({}, '/ci/none.json').settingsFor('/a/x.ts'), /\/ci\/none\.json: this configuration file can not be read/);
  });
});

describe('the settings of a file', () => {
  const under = (config: unknown, path: string, over?: SettingsLayer): FileSettings => finderOver({ '/a/asynclint.json': config }).settingsFor(`/a/${path}`, over);

  it('are made of overrides in their order, later ones counting more', () => {
    const config = {
      rules: { [floating]: 'warn' },
      overrides: [
        { files: ['src/**'], rules: { [floating]: 'off', [blocking]: 'warn' } },
        { files: ['src/*.js', '**/x.ts'], rules: { [floating]: 'error' } },
      ],
    };
    assert.deepEqual(settingIn(under(config, 'y.ts'), floating), 'warn');
    assert.deepEqual(settingIn(under(config, 'src/y.ts'), floating), 'off');
    assert.deepEqual([settingIn(under(config, 'src/x.ts'), floating), settingIn(under(config, 'src/x.ts'), blocking)], ['error', 'warn']);
  });

  it('keep options where only a severity is said later', () => {
    const config = { rules: { [floating]: ['error', { ignoreVoid: false }] }, overrides: [{ files: ['a/**'], rules: { [floating]: 'warn' } }, { files: ['b/**'], preset: 'all' }] };
    assert.deepEqual(settingIn(under(config, 'a/x.ts'), floating), ['warn', { ignoreVoid: false }]);
    assert.deepEqual(settingIn(under(config, 'b/x.ts'), floating), ['error', { ignoreVoid: false }]);
  });

  it('are decided anew by a preset that comes later', () => {
    const config = { rules: { [floating]: 'off' }, overrides: [{ files: ['a/**'], preset: 'recommended' }] };
    assert.equal(settingIn(under(config, 'a/x.ts'), floating), 'error');
    assert.equal(settingIn(under(config, 'x.ts', { preset: 'strict' }), floating), 'error');
  });

  it('yield to what the caller gives', () => {
    const config = { rules: { [floating]: 'off' }, overrides: [{ files: ['**'], rules: { [blocking]: 'off' } }] };
    const found = under(config, 'x.ts', { rules: { [blocking]: 'warn' } });
    assert.deepEqual([settingIn(found, floating), settingIn(found, blocking)], ['off', 'warn']);
  });

  it('leave rules to other tools, unless they are asked for by name', () => {
    const config = { defer: ['typescript-eslint'], overrides: [{ files: ['a/**'], preset: 'all' }, { files: ['b/**'], rules: { [floating]: 'error' } }] };
    assert.deepEqual(['x.ts', 'a/x.ts', 'b/x.ts'].map((path) => settingIn(under(config, path), floating)), ['off', 'off', 'error']);
    assert.equal(settingIn(under(config, 'x.ts', { preset: 'all' }), floating), 'off');
  });

  it('say the role, the last word of roles and then of overrides', () => {
    const config = { roles: { 'src/**': 'server', 'src/jobs/**': 'worker' }, overrides: [{ files: ['src/jobs/once.ts'], role: 'script' }] };
    const role = (path: string): unknown => under(config, path).settings.role;
    assert.equal(role('x.ts'), undefined);
    assert.deepEqual(role('src/x.ts'), { role: 'server', reason: 'asynclint.json says so, for src/**' });
    assert.deepEqual(role('src/jobs/x.ts'), { role: 'worker', reason: 'asynclint.json says so, for src/jobs/**' });
    assert.deepEqual(role('src/jobs/once.ts'), { role: 'script', reason: 'asynclint.json says so, in an override for src/jobs/once.ts' });
  });

  it('say what is ignored: files, and all that is in folders', () => {
    const config = { ignore: ['generated/', '**/*.gen.ts', 'src/*/old/**'] };
    const ignored = ['generated/a/x.ts', 'x.gen.ts', 'src/x.gen.ts', 'src/a/old/b/x.ts', '.hidden/x.gen.ts'];
    const checked = ['x.ts', 'src/generated/x.ts', 'src/old/x.ts', 'generated.ts'];
    assert.deepEqual([...ignored, ...checked].filter((path) => under(config, path).ignored), ignored);
  });
});
