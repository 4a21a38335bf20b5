/** `npm run test:python`: holds the parser against CPython's over the whole standard library, where `npm test` takes samples. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const mocha = join(dirname(createRequire(import.meta.url).resolve('mocha/package.json')), 'bin/mocha.js');
const files = ['cpython', 'recovery'].map((name) => `test/rules/languages/python/${name}.test.ts`);
const child = spawn(process.execPath, [mocha, ...files], { cwd: repository, stdio: 'inherit', env: { ...process.env, ASYNCLINT_ALL_PYTHON: '1' } });
child.once('close', (code) => (process.exitCode = code ?? 1));
