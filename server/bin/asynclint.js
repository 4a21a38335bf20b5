#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// A run is over before thorough optimisation pays for the processor time it takes from everything else. A language server lives longer.
if (process.argv[2] !== 'lsp') {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=250');
  // Node.js 20 has no quick optimiser that comes first; later versions decide otherwise, and don't have this flag.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=300000');
}
await import('../dist/main.js');
