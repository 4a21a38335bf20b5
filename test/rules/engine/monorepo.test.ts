import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type FileReport, type Project, createProject } from '../../../rules/engine/api.ts';

/** A repository with a server, a command and a library that both use; some packages are linked, none is built. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "private": true, "workspaces": ["packages/*"] }',
  'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@paths/*": ["packages/shared/src/*"] } } }',

  'packages/shared/package.json': '{ "name": "@shop/shared", "version": "1.0.0", "exports": { ".": "./dist/index.js", "./templates": "./dist/templates.js" } }',
  'packages/shared/src/index.ts': "export { loadConfig } from './config.js';\nexport * from './cycle-a';\nexport { default as settings } from './settings.json';\n",
  'packages/shared/src/config.ts': "import { readFileSync } from 'node:fs';\nexport function loadConfig(name: string) {\n  return JSON.parse(readFileSync(name, 'utf8'));\n}\n",
  'packages/shared/src/settings.json': '{}',
  'packages/shared/src/cycle-a.ts': "import { b } from './cycle-b';\nexport function a(n: number): number {\n  return n === 0 ? 0 : b(n - 1);\n}\n",
  'packages/shared/src/cycle-b.ts':
    "import { spawnSync } from 'node:child_process';\nimport { a } from './cycle-a';\nexport function b(n: number): number {\n  if (n === 1) spawnSync('ls');\n  return a(n);\n}\n",
  'packages/shared/src/templates.ts': "import fs from 'node:fs';\nexport default { render(name: string) { return fs.readFileSync(name, 'utf8'); } };\n",
  'packages/shared/src/folder/index.ts': "export { loadConfig as fromFolder } from '../config.js';\n",

  'packages/server/package.json': '{ "name": "@shop/server", "main": "src/main.ts", "dependencies": { "express": "5", "@shop/shared": "*" }, "imports": { "#lib/*": "./src/lib/*.ts" } }',
  'packages/server/tsconfig.json': '{ "extends": "../../tsconfig.base.json", "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
  'packages/server/tsconfig.app.json': '{ "extends": "../../tsconfig.base.json", "include": ["src"] }',
  'packages/server/src/lib/legacy.ts': "import { loadConfig } from '@shop/shared';\nexport const legacy = { read: () => loadConfig('legacy') };\n",
  'packages/server/src/common.cjs': "const { readFileSync } = require('fs');\nmodule.exports = { readNow: (name) => readFileSync(name) };\n",
  'packages/server/src/main.ts': [
    "import express from 'express';",
    "import { loadConfig, a } from '@shop/shared';",
    "import templates from '@shop/shared/templates';",
    "import { loadConfig as byPath } from '@paths/config';",
    "import { fromFolder } from '@paths/folder';",
    "import { legacy } from '#lib/legacy';",
    "import common from './common.cjs';",
    "import { nowhere } from './missing';",
    'const app = express();',
    "const atStart = loadConfig('start');",
    "app.get('/config', (req, res) => { res.json(loadConfig('request')); });",
    "app.get('/cycle', (req, res) => { res.json(a(3)); });",
    "app.get('/template', (req, res) => { res.send(templates.render('page')); });",
    "app.get('/paths', (req, res) => { res.json(byPath('paths')); });",
    "app.get('/folder', (req, res) => { res.json(fromFolder('folder')); });",
    "app.get('/imports', (req, res) => { res.json(legacy.read()); });",
    "app.get('/common', (req, res) => { res.send(common.readNow('common')); });",
    "app.get('/missing', (req, res) => { res.send(nowhere()); });",
    '',
  ].join('\n'),

  'packages/cli/package.json': '{ "name": "@shop/cli", "bin": "./src/run.ts", "dependencies": { "@shop/shared": "*", "@shop/commands": "*" } }',
  'packages/cli/src/run.ts': "import { loadConfig } from '@shop/shared';\nexport async function run() {\n  return loadConfig('cli');\n}\n",
  'packages/commands/package.json': '{ "name": "@shop/commands", "main": "src/index.ts" }',
  'packages/commands/src/index.ts': "import { loadConfig } from '@shop/shared';\nexport async function list() {\n  return loadConfig('list');\n}\n",
  'packages/legacy/package.json': '{ "name": "@shop/legacy", "main": "app/main.js", "dependencies": { "koa": "2" } }',
  'packages/legacy/jsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["app/*"] } } }',
  'packages/legacy/app/files.js': "const fs = require('fs');\nexports.readNow = () => fs.readFileSync('x');\n",
  'packages/legacy/app/main.js': "const { readNow } = require('~/files');\nexports.show = async () => readNow();\n",
  'scripts/list-configs.ts': "import { loadConfig } from '@shop/shared';\nasync function build() {\n  return loadConfig('build');\n}\nexport { build };\n",
};

function makeRepository(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'asynclint-monorepo-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules/@shop'), { recursive: true });
  symlinkSync(join(root, 'packages/commands'), join(root, 'node_modules/@shop/commands'));
  return root;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function describeFindings(report: FileReport): string[] {
  const text = readText(report.path) ?? '';
  return report.findings.map((finding) => {
    const chain = finding.related.map(({ path, span }) => `${basename(path)}:${String((readText(path) ?? '').slice(0, span.start).split('\n').length)}`);
    return `${text.slice(finding.span.start, finding.span.end)} <- ${chain.join(', ')}`;
  });
}

describe('a repository of several packages', () => {
  let root: string;
  let project: Project;
  const check = (path: string): FileReport => project.check(join(root, path), { preset: 'all', rules: {} });

  before(() => {
    root = makeRepository();
    project = createProject({ host: { readFile: readText } });
  });

  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('follows imports of every kind from a request handler to the call that blocks', () => {
    assert.deepEqual(describeFindings(check('packages/server/src/main.ts')), [
      "loadConfig('request') <- config.ts:3",
      'a(3) <- cycle-a.ts:3, cycle-b.ts:4',
      "templates.render('page') <- templates.ts:2",
      "byPath('paths') <- config.ts:3",
      "fromFolder('folder') <- config.ts:3",
      'legacy.read() <- legacy.ts:2, config.ts:3',
      "common.readNow('common') <- common.cjs:2",
    ]);
  });

  it('follows the paths of a jsconfig', () => {
    assert.deepEqual(describeFindings(check('packages/legacy/app/main.js')), ['readNow() <- files.js:2']);
  });

  it('is silent where the same helper is called by a command, a part of a command, or a build script', () => {
    for (const path of ['packages/cli/src/run.ts', 'packages/commands/src/index.ts', 'scripts/list-configs.ts']) {
      assert.deepEqual(describeFindings(check(path)), [], path);
    }
  });

  it('says which role each file has and why', () => {
    const role = (path: string): string => {
      const decision = project.role(join(root, path));
      return `${String(decision?.role)}: ${String(decision?.reason)}`;
    };
    assert.equal(role('packages/server/src/main.ts'), 'server: it imports Express');
    assert.equal(role('packages/server/src/lib/legacy.ts'), 'server: its package depends on Express');
    assert.equal(role('packages/commands/src/index.ts'), 'cli: its package is a part of the command @shop/cli');
    assert.equal(role('packages/shared/src/config.ts'), 'library: its package is a library');
    assert.equal(role('scripts/list-configs.ts'), 'script: it is in a folder of scripts');
  });

  it('takes an edit of a helper into account, and its reversal', () => {
    const path = join(root, 'packages/shared/src/config.ts');
    const before = describeFindings(check('packages/server/src/main.ts'));
    project.setText(path, 'export function loadConfig(name: string) {\n  return name;\n}\n');
    const during = describeFindings(check('packages/server/src/main.ts'));
    assert.ok(during.length < before.length, during.join('\n'));
    assert.ok(!during.some((line) => line.includes('loadConfig')));
    project.closeText(path);
    assert.deepEqual(describeFindings(check('packages/server/src/main.ts')), before);
  });

  it('takes files that appear and go into account', () => {
    const path = join(root, 'packages/server/src/missing.ts');
    const without = check('packages/server/src/main.ts').findings.length;
    writeFileSync(path, "import { readFileSync } from 'node:fs';\nexport const nowhere = () => readFileSync('x');\n");
    project.invalidate(path);
    assert.equal(check('packages/server/src/main.ts').findings.length, without + 1);
    rmSync(path);
    project.invalidate(path);
    assert.equal(check('packages/server/src/main.ts').findings.length, without);
  });
});
