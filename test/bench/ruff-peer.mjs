/** A peer of the benchmark: the ASYNC rules of ruff, in WebAssembly. Plain JavaScript, so that no time goes into compiling it. Argument: file with the paths to check as JSON. */
import { readFileSync } from 'node:fs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

const workspace = new Workspace({ lint: { select: ['ASYNC'] } }, PositionEncoding.Utf16);
let findings = 0;
let failures = 0;
for (const path of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    findings += workspace.check(readFileSync(path, 'utf8')).length;
  } catch {
    failures++;
  }
}
console.log(JSON.stringify({ findings, failures }));
