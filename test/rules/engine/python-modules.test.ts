import assert from 'node:assert/strict';
import { createPythonModules } from '../../../rules/engine/resolve-python-modules.ts';
import { createProject, type Settings } from '../../../rules/engine/api.ts';

const files = [
  '/ws/pyproject.toml',
  '/ws/run.py',
  '/ws/common.py',
  '/ws/pkg/__init__.py',
  '/ws/pkg/a.py',
  '/ws/pkg/b.py',
  '/ws/pkg/sub/__init__.py',
  '/ws/pkg/sub/c.py',
  '/ws/src/core/__init__.py',
  '/ws/src/core/d.py',
  '/ws/plain/e.py',
  '/ws/plain/deep/f.py',
  '/ws/both.py',
  '/ws/both/__init__.py',
  '/ws/stubs.pyi',
  '/ws/.venv/lib/site-packages/requests/__init__.py',
  '/elsewhere/app/jobs/g.py',
  '/elsewhere/app/settings.py',
  '/elsewhere/other.py',
];

const cases: readonly (readonly [from: string, module: string, to: string | undefined])[] = [
  ['/ws/pkg/a.py', '.b', '/ws/pkg/b.py'],
  ['/ws/pkg/a.py', '.', '/ws/pkg/__init__.py'],
  ['/ws/pkg/__init__.py', '.sub', '/ws/pkg/sub/__init__.py'],
  ['/ws/pkg/sub/c.py', '..b', '/ws/pkg/b.py'],
  ['/ws/pkg/sub/c.py', '..', '/ws/pkg/__init__.py'],
  ['/ws/pkg/sub/c.py', '...common', '/ws/common.py'],
  ['/ws/pkg/sub/c.py', 'pkg.a', '/ws/pkg/a.py'],
  ['/ws/pkg/sub/c.py', 'pkg', '/ws/pkg/__init__.py'],
  ['/ws/run.py', 'pkg.sub.c', '/ws/pkg/sub/c.py'],
  ['/ws/run.py', 'core.d', '/ws/src/core/d.py'],
  ['/ws/src/core/d.py', 'pkg.a', '/ws/pkg/a.py'],
  // Packages need no __init__.py.
  ['/ws/run.py', 'plain.deep.f', '/ws/plain/deep/f.py'],
  ['/ws/run.py', 'plain', undefined],
  ['/ws/plain/deep/f.py', 'plain.e', '/ws/plain/e.py'],
  ['/elsewhere/app/jobs/g.py', 'app.settings', '/elsewhere/app/settings.py'],
  // A package wins over a module; modules inside a package are not seen by their bare names.
  ['/ws/run.py', 'both', '/ws/both/__init__.py'],
  ['/ws/pkg/a.py', 'b', undefined],
  // What belongs to others, stubs, and what has no name.
  ['/ws/run.py', 'requests', undefined],
  ['/ws/run.py', 'asyncio', undefined],
  ['/ws/run.py', 'stubs', undefined],
  ['/elsewhere/app/jobs/g.py', 'other', undefined],
  ['/ws/run.py', '', undefined],
  ['/ws/run.py', '....too.far', undefined],
  ['/ws/run.py', '../etc', undefined],
];

describe('modules of Python', () => {
  for (const [from, module, to] of cases) {
    it(`${from} imports ${module}: ${String(to)}`, () => {
      const modules = createPythonModules((path) => files.includes(path));
      assert.equal(modules.resolve(from, module), to);
      assert.equal(modules.resolve(from, module), to);
    });
  }
});

const settings: Settings = { preset: 'recommended', rules: {}, role: { role: 'server', reason: 'said so' } };

/** The findings of one rule in a file of a project, by the text they stand on. */
function findings(texts: Readonly<Record<string, string>>, path: string, ruleId = 'no-blocking-call'): string[] {
  const project = createProject({ host: { readFile: (file) => texts[file] } });
  for (const [file, text] of Object.entries(texts)) project.setText(file, text);
  const report = project.check(path, settings);
  assert.deepEqual(report.problems, []);
  return report.findings.filter((finding) => finding.ruleId === ruleId).map(({ span }) => texts[path]?.slice(span.start, span.end) ?? '');
}

const slow = 'import time\ndef slow(): time.sleep(1)\nclass Client:\n    def load(self): time.sleep(1)\n';

describe('imports of Python are followed', () => {
  const mains: Readonly<Record<string, string>> = {
    'from pkg.helpers import slow\nasync def f(): slow()': 'slow()',
    'from pkg import helpers\nasync def f(): helpers.slow()': 'helpers.slow()',
    'import pkg.helpers\nasync def f(): pkg.helpers.slow()': 'pkg.helpers.slow()',
    'import pkg.helpers as h\nasync def f(): h.slow()': 'h.slow()',
    'from pkg import again\nasync def f(): again()': 'again()',
    'import pkg\nasync def f(): pkg.again()': 'pkg.again()',
    'from pkg import *\nasync def f(): again()': '',
    'from pkg.stars import slow\nasync def f(): slow()': 'slow()',
    'from pkg.helpers import Client\nasync def f(c: Client): c.load()': 'c.load()',
    'from pkg.helpers import Client\nclass Own(Client): pass\nasync def f(): Own().load()': 'Own().load()',
    'from pkg.circle import one\nasync def f(): one()': 'one()',
  };
  for (const [main, found] of Object.entries(mains)) {
    it(main.replaceAll('\n', '\\n'), () => {
      const texts = {
        '/ws/pyproject.toml': '',
        '/ws/main.py': main,
        '/ws/pkg/__init__.py': 'from .helpers import slow as again\n',
        '/ws/pkg/helpers.py': slow,
        '/ws/pkg/stars.py': 'from .helpers import *\n',
        '/ws/pkg/circle.py': 'from .round import two\ndef one(): two()\n',
        '/ws/pkg/round.py': 'from .circle import one\nfrom .helpers import slow\ndef two():\n    one()\n    slow()\n',
      };
      assert.deepEqual(findings(texts, '/ws/main.py'), found === '' ? [] : [found]);
    });
  }

  it('knows who depends on a file, and sees changes of it', () => {
    const project = createProject({ host: { readFile: () => undefined } });
    project.setText('/ws/main.py', 'from helpers import slow\nasync def f(): slow()\n');
    project.setText('/ws/helpers.py', slow);
    assert.equal(project.check('/ws/main.py', settings).findings.length, 1);
    assert.deepEqual(project.dependants('/ws/helpers.py'), ['/ws/helpers.py', '/ws/main.py']);
    project.setText('/ws/helpers.py', 'def slow(): pass\n');
    assert.equal(project.check('/ws/main.py', settings).findings.length, 0);
    assert.deepEqual(project.imports('/ws/main.py'), ['/ws/helpers.py']);
  });
});

describe('what users say of Python', () => {
  const names: Readonly<Record<string, number>> = { 'urllib.request:mine': 1, 'urllib:request.mine': 1, mine: 1, 'urllib.request:other': 0 };
  for (const [name, found] of Object.entries(names)) {
    it(`${name} blocks: ${String(found)} found`, () => {
      const project = createProject({ host: { readFile: () => undefined } });
      project.setText('/ws/main.py', 'from urllib.request import mine\nasync def f(): mine()\n');
      assert.equal(project.check('/ws/main.py', { ...settings, knowledge: { blocking: [name] } }).findings.length, found);
    });
  }

  it('packages of the same name have nothing in common in different languages', () => {
    const project = createProject({ host: { readFile: () => undefined } });
    project.setText('/ws/main.py', 'import fs\nasync def f(): fs.readFileSync(1)\n');
    project.setText('/ws/main.ts', "import { sleep } from 'time';\nexport async function f() { sleep(1); }\n");
    assert.deepEqual(project.check('/ws/main.py', settings).findings, []);
    assert.deepEqual(project.check('/ws/main.ts', settings).findings, []);
  });
});

describe('a string that is not closed yet', () => {
  const before = `${slow}async def f():\n    slow()\n    x = 1\n    slow()\n`;

  it('leaves what was found before, where it stands now', () => {
    const project = createProject({ host: { readFile: () => undefined } });
    project.setText('/ws/main.py', before);
    assert.equal(project.check('/ws/main.py', settings).findings.length, 2);
    const after = before.replace('x = 1', 'x = """1');
    project.setText('/ws/main.py', after);
    const { findings: kept } = project.check('/ws/main.py', settings);
    assert.deepEqual(kept.map(({ span }) => after.slice(span.start, span.end)), ['slow()', 'slow()']);
    const without = before.replace('    slow()\n    x = 1', '    x = """1');
    project.setText('/ws/main.py', without);
    assert.deepEqual(project.check('/ws/main.py', settings).findings.map(({ span }) => without.slice(span.start, span.end)), ['slow()']);
    project.setText('/ws/main.py', before.replace('x = 1', '"""1"""'));
    assert.equal(project.check('/ws/main.py', settings).findings.length, 2);
  });

  it('hides what follows it where nothing was known before', () => {
    const project = createProject({ host: { readFile: () => undefined } });
    project.setText('/ws/main.py', before.replace('x = 1', 'x = """1'));
    assert.equal(project.check('/ws/main.py', settings).findings.length, 1);
  });
});
