import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { testMarkedCases } from './marked-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-blocking-call']!;
const files = "import fs from 'node:fs';";

function reported(name: string, code: string): RuleTester.InvalidTestCase {
  return { name, code: `${files}${code}`, errors: [{ messageId: 'direct', suggestions: 0 }] };
}

function silent(name: string, code: string): RuleTester.ValidTestCase {
  return { name, code: `${files}${code}` };
}

ruleTester({ typescript: true }).run('no-blocking-call: desktop applications, editors, streams', rule, {
  valid: [
    silent('a window that closes', "import type { BrowserWindow } from 'electron'; export function keep(window: BrowserWindow) { window.on('close', () => { fs.writeFileSync('a', 'b'); }); }"),
    silent('an application that quits', "import { app } from 'electron'; app.on('will-quit', () => { fs.writeFileSync('a', 'b'); });"),
    silent('a method of a class of one’s own', "class Symbols implements Provider { provideSymbols() { return fs.readFileSync('a'); } }"),
    silent('a plugin of a bundler', "import type { Plugin } from 'vite'; export const icons = (): Plugin => ({ name: 'icons', async load(id: string) { return fs.readFileSync(id, 'utf8'); } });"),
  ],
  invalid: [
    reported('a window that stays', "import type { BrowserWindow } from 'electron'; export function keep(window: BrowserWindow) { window.on('focus', () => { fs.writeFileSync('a', 'b'); }); }"),
    reported('a channel, by the type of a parameter', "import type { IpcMain } from 'electron'; export function register(ipc: IpcMain) { ipc.handle('read', (_event, path: string) => fs.readFileSync(path, 'utf8')); }"),
    reported('a provider of an editor', "import * as vscode from 'vscode'; export class Symbols implements vscode.DocumentSymbolProvider { provideDocumentSymbols() { return JSON.parse(fs.readFileSync('a', 'utf8')); } }"),
    reported('a stream that is extended', "import { Transform } from 'node:stream'; export class Store extends Transform { _transform(chunk: Buffer, encoding: string, done: () => void) { fs.writeFileSync('a', chunk); done(); } }"),
  ],
});

const library = { 'package.json': '{"name":"driver","main":"index.js"}' };

describe('no-blocking-call: libraries that wrap what blocks', () => {
  testMarkedCases([
  {
    name: 'a driver of a library that only blocks, and anything else of a library',
    path: 'src/sqlite-driver.ts',
    files: library,
    code: `import { DatabaseSync } from 'node:sqlite';
import { readFileSync } from 'node:fs';
const db = new DatabaseSync('a');
export async function run(text: string) { db.exec(text); }
export async function load(path: string) { return readFileSync(path, 'utf8'); } //! no-blocking-call
`,
  },
  {
    name: 'the same where it is called on the way',
    path: 'src/orders.ts',
    files: library,
    code: `import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('a');
export async function run(text: string) { db.exec(text); } //! no-blocking-call
`,
  },
  ]);
});
