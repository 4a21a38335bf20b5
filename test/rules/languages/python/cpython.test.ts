import assert from 'node:assert/strict';
import { type Comparison, compareWithCPython } from './compare-with-cpython.ts';
import { findInterpreter, listPythonFiles } from './source-files.ts';

/** `npm run test:python` compares all files. */
const every = process.env['ASYNCLINT_ALL_PYTHON'] === undefined ? 50 : 1;

describe("our trees and those of CPython's parser", () => {
  it('are the same over the standard library: every node, its place and its name', async function () {
    this.timeout(600_000);
    const interpreter = findInterpreter();
    if (interpreter === undefined) this.skip();
    const paths = listPythonFiles(interpreter.library, every);
    assert.ok(paths.length > 10, interpreter.library);
    const { files, differences }: Comparison = await compareWithCPython(interpreter, paths);
    assert.ok(files > paths.length / 2, `${String(files)} of ${String(paths.length)} files are Python`);
    assert.deepEqual(differences, []);
  });
});
