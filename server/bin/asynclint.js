#!/usr/bin/env node
import module from 'node:module';

// Where Node.js can (from 22 on), it keeps the compiled program for the next start.
module.enableCompileCache?.();
await import('../dist/main.js');
