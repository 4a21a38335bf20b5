import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the VS Code extension. VS Code loads CommonJS and gives it the module `vscode`. */
export async function buildClient() {
  await build({
    entryPoints: [fileURLToPath(new URL('../client/extension.ts', import.meta.url))],
    outfile: fileURLToPath(new URL('../client/dist/extension.cjs', import.meta.url)),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    // Names stay as they are, so that stack traces in bug reports can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}
