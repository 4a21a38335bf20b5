import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The files over which all faces must agree: the example application and the repository's own sources. */
export const agreementFiles: readonly string[] = globSync(['examples/**/*.{ts,js}', 'rules/**/*.ts', 'server/**/*.ts', 'client/**/*.ts', 'scripts/**/*.{ts,mjs}'], {
  cwd: repositoryRoot,
  ignore: ['**/dist/**', '**/node_modules/**', '**/*.d.ts'],
}).sort();
