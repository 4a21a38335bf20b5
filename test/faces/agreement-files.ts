import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The files over which all faces must agree: the example application, a project whose promises only types tell, and the repository's own sources. */
export const agreementFiles: readonly string[] = globSync(['examples/**/*.{ts,js}', 'test/server/native-types/fixtures/shop/**/*.ts', 'rules/**/*.ts', 'server/**/*.ts', 'client/**/*.ts', 'scripts/**/*.{ts,mjs}'], {
  cwd: repositoryRoot,
  ignore: ['**/dist/**', '**/node_modules/**', '**/*.d.ts'],
}).sort();
