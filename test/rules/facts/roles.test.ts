import assert from 'node:assert/strict';
import { type PackageManifest, type RoleDecision, decideRole } from '../../../rules/facts/roles.ts';
import { modelOf } from './model-of.ts';

interface Scene {
  readonly path?: string;
  readonly manifest?: PackageManifest;
  readonly code?: string;
}

function decide({ path = 'src/file.ts', manifest, code = '' }: Scene): RoleDecision {
  const { facts } = modelOf(code, path.endsWith('.tsx') ? '/src/file.tsx' : '/src/file.js');
  return decideRole({ relativePath: path, repositoryPath: path, manifest, facts });
}

const groups: Readonly<Record<string, Readonly<Record<string, Scene>>>> = {
  test: {
    'a folder': { path: 'test/load.ts' },
    'a folder below': { path: 'packages/a/__tests__/load.ts' },
    'end to end': { path: 'e2e/login.ts' },
    'a name': { path: 'src/load.test.ts' },
    'another name': { path: 'src/load.spec.tsx' },
    'helpers, by their name': { path: 'src/shell.test-kit.ts' },
    'other helpers': { path: 'packages/core/test-utils.ts' },
    'a runner that is imported': { code: "import { it } from 'vitest';" },
    'a runner before a framework': { code: "import express from 'express'; import { test } from 'node:test';" },
  },
  build: { 'a configuration file': { path: 'vite.config.ts' }, 'a dotfile': { path: '.eslintrc.cjs' }, 'a build file': { path: 'gulpfile.js' }, 'a tool that is imported': { code: "import { defineConfig } from 'tsdown';" }, 'a bundler whose types are imported': { code: "import type { Plugin } from 'vite';" } },
  script: { 'a folder': { path: 'scripts/seed.ts' }, migrations: { path: 'src/migrations/1-users.ts' }, 'a folder of tools': { path: 'tools/release.ts' } },
  cli: {
    'a folder': { path: 'bin/run.js' },
    'a name': { path: 'src/cli.ts' },
    'a hashbang': { code: '#!/usr/bin/env node\nrun();' },
    'a library for commands': { code: "import { Command } from 'commander';" },
    'a package that is only a command': { manifest: { bin: 'dist/main.js' } },
    'the file of a command': { path: 'dist/main.js', manifest: { bin: { app: './dist/main.js' }, main: 'dist/index.js' } },
  },
  thread: { 'an entry of a worker thread': { code: "import { parentPort } from 'node:worker_threads'; parentPort.on('message', run);" } },
  extension: {
    'an import': { code: "import * as vscode from 'vscode';" },
    'a manifest': { manifest: { engines: { vscode: '^1.90.0' } } },
  },
  server: {
    'types of AWS Lambda': { path: 'src/file.ts', code: "import { Handler } from 'aws-lambda'; export const handler = async () => {};" },
    'a package with types of AWS Lambda': { manifest: { main: 'dist/index.js', devDependencies: { '@types/aws-lambda': '8.10.0' } } },
    'a framework that is imported': { code: "import Fastify from 'fastify';" },
    'a framework that is required': { code: "const express = require('express');" },
    'a server of Node.js': { code: "import http from 'node:http'; http.createServer(handle).listen(80);" },
    'a package that depends on a framework': { manifest: { dependencies: { koa: '3' } } },
    'a framework in a folder of commands': { path: 'cmd/api/main.ts', code: "import Fastify from 'fastify';" },
  },
  browser: {
    'Electron that is imported': { code: "import { app } from 'electron';" },
    'a package with Electron': { manifest: { main: 'main.js', devDependencies: { electron: '39.0.0' } } },
    elements: { path: 'src/view.tsx', code: 'export const view = <p>text</p>;' },
    'the document': { code: 'document.title = "x";' },
    'a package of an application': { manifest: { dependencies: { react: '19' } } },
  },
  library: {
    'nothing known': {},
    'an entry': { manifest: { main: 'dist/index.js' } },
    exports: { manifest: { exports: { '.': './dist/index.js' } } },
    'an entry, whatever it renders with': { manifest: { main: 'dist/index.js', peerDependencies: { react: '19' } } },
    'a client of a server': { code: "import http from 'node:http'; http.get(url);" },
    'a type of a framework': { code: "import type { Request } from 'express';" },
    'a local called document': { code: 'export function read(document) { return document.title; }' },
    'a name that only contains a telling one': { path: 'src/latest/attest.ts' },
    'another such name': { path: 'src/latest-utils.ts' },
  },
};

for (const [role, scenes] of Object.entries(groups)) {
  describe(`the role ${role}`, () => {
    for (const [name, scene] of Object.entries(scenes)) {
      it(name, () => {
        // `import type` needs TypeScript.
        const decision = scene.code?.includes('import type') === true ? decideType(scene.code) : decide(scene);
        assert.equal(decision.role, role, decision.reason);
        assert.notEqual(decision.reason, '');
      });
    }
  });
}

function decideType(code: string): RoleDecision {
  const { facts } = modelOf(code, '/src/file.ts');
  return decideRole({ relativePath: 'src/file.ts', repositoryPath: 'src/file.ts', manifest: undefined, facts });
}

describe('roles across packages', () => {
  const decideUsed = (commands: readonly string[], servers: readonly string[]): string => {
    const { facts } = modelOf('');
    return decideRole({ relativePath: 'src/a.ts', repositoryPath: 'packages/core/src/a.ts', manifest: { name: 'core', main: 'dist/a.js' }, facts, users: { commands, servers } }).role;
  };

  it('a package that only commands use is a part of them', () => {
    assert.equal(decideUsed(['cli'], []), 'cli');
    assert.equal(decideUsed(['cli'], ['api']), 'library');
    assert.equal(decideUsed([], []), 'library');
  });

  it('the path in the repository tells, too', () => {
    const { facts } = modelOf('');
    assert.equal(decideRole({ relativePath: 'src/a.ts', repositoryPath: 'test/fixtures-app/src/a.ts', manifest: { main: 'a.js' }, facts }).role, 'test');
  });
});
