/** A peer of the benchmark: the ASYNC rules of ruff, in WebAssembly. Argument: file with the paths to check as JSON. */
import { readFileSync } from 'node:fs';
import { createRuff } from './ruff.ts';

const [list = ''] = process.argv.slice(2);
const ruff = createRuff();
let findings = 0;
let failures = 0;
for (const path of JSON.parse(readFileSync(list, 'utf8')) as string[]) {
  try {
    findings += ruff(readFileSync(path, 'utf8')).length;
  } catch {
    failures++;
  }
}
console.log(JSON.stringify({ findings, failures }));
