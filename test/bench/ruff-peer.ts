/** A peer of the benchmark: the ASYNC rules of ruff, in WebAssembly. Argument: file with the paths to check as JSON. */
import { readFileSync } from 'node:fs';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

const [list = ''] = process.argv.slice(2);
const workspace = new Workspace({ lint: { select: ['ASYNC'] } }, PositionEncoding.Utf16);
let findings = 0;
let failures = 0;
for (const path of JSON.parse(readFileSync(list, 'utf8')) as string[]) {
  try {
    findings += (workspace.check(readFileSync(path, 'utf8')) as readonly unknown[]).length;
  } catch {
    failures++;
  }
}
console.log(JSON.stringify({ findings, failures }));
