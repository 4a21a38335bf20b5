import assert from 'node:assert/strict';
import { createPythonProjects } from '../../../rules/engine/python-projects.ts';
import { newestPython } from '../../../rules/facts/python-version.ts';

function versionFrom(name: string, text: string): number {
  return createPythonProjects((path) => (path === `/app/${name}` ? text : undefined)).versionOf('/app/src/jobs.py');
}

describe('the Python version of a project', () => {
  const specifiers: readonly (readonly [specifier: string, version: number])[] = [
    ['>=3.9', 9],
    ['>= 3.10, <4', 10],
    ['<4,>=3.8.1', 8],
    ['^3.11', 11],
    ['~=3.12', 12],
    ['==3.9.*', 9],
    ['3.10', 10],
    ['>=3.8 || >=3.10', 8],
    ['>=3.8,!=3.9.0', 8],
    ['<4', newestPython],
    ['!=3.9', newestPython],
    ['>=2.7', newestPython],
    ['', newestPython],
    ['whatever', newestPython],
  ];
  for (const [specifier, version] of specifiers) {
    it(`reads "${specifier}"`, () => {
      assert.equal(versionFrom('pyproject.toml', `[project]\nname = "jobs"\nrequires-python = "${specifier}"\n`), version);
      assert.equal(versionFrom('setup.cfg', `[options]\npython_requires = ${specifier}\n`), version);
    });
  }

  it("reads Poetry's own key", () => {
    assert.equal(versionFrom('pyproject.toml', '[tool.poetry]\nname = "jobs"\n\n[tool.poetry.dependencies]\naiohttp = "^3.9"\npython = "^3.10"\n'), 10);
    assert.equal(versionFrom('pyproject.toml', '[tool.other]\npython = "^3.10"\n'), newestPython);
  });

  it('goes on to folders above where a project does not say it, and forgets when told', () => {
    const files = new Map([
      ['/app/pyproject.toml', '[project]\nrequires-python = ">=3.9"\n'],
      ['/app/jobs/pyproject.toml', '[project]\nname = "jobs"\n'],
    ]);
    const projects = createPythonProjects((path) => files.get(path));
    assert.equal(projects.versionOf('/app/jobs/main.py'), 9);
    files.set('/app/jobs/pyproject.toml', '[project]\nrequires-python = ">=3.12"\n');
    assert.equal(projects.versionOf('/app/jobs/main.py'), 9);
    projects.forget();
    assert.equal(projects.versionOf('/app/jobs/main.py'), 12);
    assert.equal(projects.versionOf('/app/main.py'), 9);
    assert.equal(projects.versionOf('main.py'), newestPython);
  });
});
