import assert from 'node:assert/strict';
import { createProject } from '../../../rules/engine/api.ts';

/** The role of a file in a project of files in memory. */
function roleOf(path: string, text = '', files: Readonly<Record<string, string>> = {}): string {
  const project = createProject({ host: { readFile: (name) => files[name.replace('/repo/', '')] } });
  project.setText(`/repo/${path}`, text);
  const decision = project.role(`/repo/${path}`);
  assert.ok(decision !== undefined);
  return `${decision.role}: ${decision.reason}`;
}

const library = '[project]\nname = "tool"\ndependencies = ["anyio>=4"]\n';

describe('roles of Python files', () => {
  it('reads telling paths below the project', () => {
    const files = { 'pyproject.toml': library };
    assert.match(roleOf('tests/unit/test_run.py', 'import fastapi', files), /^test:/);
    assert.match(roleOf('src/tool/conftest.py', '', files), /^test:/);
    assert.match(roleOf('test_app.py', '', files), /^test:/);
    assert.match(roleOf('setup.py', '', files), /^build:/);
    assert.match(roleOf('noxfile.py', '', files), /^build:/);
    assert.match(roleOf('docs/source/conf.py', '', files), /^build:/);
    assert.match(roleOf('alembic/versions/3f2a_users.py', '', files), /^script:/);
    assert.match(roleOf('app/migrations/0001_initial.py', '', files), /^script:/);
    assert.match(roleOf('scripts/load.py', 'import fastapi', files), /^script:/);
    assert.match(roleOf('src/tool/__main__.py', '', files), /^cli:/);
    assert.match(roleOf('manage.py', '', files), /^cli:/);
    assert.match(roleOf('shop/management/commands/load.py', '', files), /^cli:/);
    assert.match(roleOf('src/tool/contest.py', '', files), /^library:/);
    assert.match(roleOf('redis/commands/core.py', '', files), /^library:/);
  });

  it('reads imports', () => {
    assert.match(roleOf('a.py', 'from fastapi import FastAPI\n'), /^server: it imports FastAPI/);
    assert.match(roleOf('a.py', 'from aiohttp import web\n'), /^server:/);
    assert.match(roleOf('a.py', 'import aiohttp\n'), /^library:/);
    assert.match(roleOf('a.py', 'import tornado.web\n'), /^server:/);
    assert.match(roleOf('a.py', 'from tornado import web\n'), /^server:/);
    assert.match(roleOf('a.py', 'import discord.ext.commands\n'), /^server: it imports discord.py/);
    assert.match(roleOf('a.py', 'from celery import Celery\n'), /^worker:/);
    assert.match(roleOf('a.py', 'import argparse\nimport uvicorn\n'), /^server: it imports uvicorn/);
    assert.match(roleOf('a.py', 'import argparse\n'), /^cli:/);
    assert.match(roleOf('a.py', 'import typer\n'), /^cli:/);
    assert.match(roleOf('a.py', 'import pytest\nimport fastapi\n'), /^test:/);
    assert.match(roleOf('a.py', 'from .fastapi import app\n'), /^library:/);
    assert.match(roleOf('a.py', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from fastapi import Request\n'), /^library:/);
    assert.match(roleOf('a.py', 'import asyncio\nasync def main():\n    await asyncio.start_server(print)\n'), /^server: it starts a server/);
  });

  it('takes a program for a command where it starts like one', () => {
    assert.match(roleOf('a.py', '#!/usr/bin/env python3\nif __name__ == "__main__":\n    print(1)\n'), /^cli: it starts with #!/);
    assert.match(roleOf('a.py', '#!/usr/bin/env python3\nx = 1\n'), /^library:/);
    assert.match(roleOf('a.py', 'if __name__ == "__main__":\n    print(1)\n'), /^library:/);
  });

  it('reads what the project says of itself', () => {
    const pyproject = (text: string): Record<string, string> => ({ 'pyproject.toml': text });
    assert.match(roleOf('src/shop/prices.py', '', pyproject('[project]\nname = "shop"\ndependencies = [\n  "uvicorn[standard]>=0.2", # serves\n  \'fastapi ; python_version > "3.8"\',\n]\n')), /^server: its project depends on FastAPI/);
    assert.match(roleOf('shop/prices.py', '', pyproject('[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.11"\nsanic = "^23"\n')), /^server: its project depends on Sanic/);
    assert.match(roleOf('src/tool/main.py', '', pyproject(`${library}[project.scripts]\ntool = "tool.main:run"\n`)), /^cli: its project installs it as a command/);
    assert.match(roleOf('src/tool/other.py', '', pyproject(`${library}[project.scripts]\ntool = "tool.main:run"\n`)), /^library: its project is a package/);
    assert.match(roleOf('src/tool/other.py', '', pyproject('[project]\nname = "tool"\ndependencies = ["click"]\n[project.scripts]\ntool = "tool.main:run"\n')), /^cli: its project installs a command made with Click/);
    assert.match(roleOf('shop/a.py', '', { 'setup.py': 'setup(name="shop", install_requires=["quart", "x[y]"])' }), /^server: its project depends on Quart/);
    assert.match(roleOf('shop/a.py', '', { 'setup.cfg': '[metadata]\nname = shop\n[options]\ninstall_requires =\n    flask>=2\n    x\n' }), /^server: its project depends on Flask/);
    assert.match(roleOf('shop/a.py', '', { 'requirements.txt': '# web\nfastapi==0.1\n' }), /^server: its project depends on FastAPI/);
  });

  it('does not take what developers install for what a package is', () => {
    assert.match(roleOf('tool/a.py', '', { 'pyproject.toml': library, 'requirements.txt': 'uvicorn\n' }), /^library:/);
    assert.match(roleOf('tool/a.py', '', { 'pyproject.toml': `${library}[project.optional-dependencies]\ndev = ["fastapi"]\n[tool.x]\ndependencies = ["flask"]\n` }), /^library:/);
  });

  it('sees the folders above a list of requirements, and above a project within another', () => {
    assert.match(roleOf('benchmarks/run.py', '', { 'pyproject.toml': library, 'benchmarks/requirements.txt': 'x\n' }), /^script:/);
    assert.match(roleOf('tests/sample/app/main.py', '', { 'pyproject.toml': library, 'tests/sample/pyproject.toml': '[project]\nname = "sample"\n' }), /^test:/);
  });

  it('looks no further than the repository', () => {
    const project = createProject({ host: { readFile: (name) => ({ '/tests/requirements.txt': 'x', '/tests/repo/.git/HEAD': 'ref', '/tests/repo/requirements.txt': 'flask' })[name] } });
    project.setText('/tests/repo/a.py', '');
    assert.equal(project.role('/tests/repo/a.py')?.role, 'server');
  });

  it('survives what is no TOML', () => {
    assert.match(roleOf('a.py', '', { 'pyproject.toml': '[project\ndependencies = [ "fastapi\n]]]' }), /^library:/);
  });
});
