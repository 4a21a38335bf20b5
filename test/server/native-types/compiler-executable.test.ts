import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compilerExecutable } from '../../../server/project/native-types/compiler-executable.ts';
import { makeFolder } from '../make-folder.ts';

const library = {
  'node_modules/@typescript/native/package.json': '{ "name": "typescript", "exports": { ".": "./lib/version.cjs" } }',
  'node_modules/@typescript/native/lib/version.cjs': '',
};
const platform = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;
const program = `${platform}/lib/${process.platform === 'win32' ? 'tsc.exe' : 'tsc'}`;

function findIn(files: Readonly<Record<string, string>>): { readonly folder: string; readonly found: string | undefined } {
  const folder = makeFolder({ 'main.js': '', ...files });
  return { folder, found: compilerExecutable(pathToFileURL(join(folder, 'main.js'))) };
}

describe('the program of the native compiler', () => {
  it('is where the package for the platform has it', () => {
    const { folder, found } = findIn({ ...library, [`${platform}/package.json`]: '{}', [program]: '' });
    assert.equal(found, join(folder, program));
  });

  it('is missing with its library, its package, or the file itself', () => {
    assert.equal(findIn({}).found, undefined);
    assert.equal(findIn(library).found, undefined);
    assert.equal(findIn({ ...library, [`${platform}/package.json`]: '{}' }).found, undefined);
  });

  it('is the one that is installed here', () => {
    assert.ok(compilerExecutable(import.meta.url));
  });
});
