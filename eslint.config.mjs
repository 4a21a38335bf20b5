import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ownPlugin = join(import.meta.dirname, 'rules/dist/plugin.js');

/** Our own rules, once the plugin is built. */
async function ownRules() {
  if (!existsSync(ownPlugin)) return [];
  const { default: asynclint } = await import(ownPlugin);
  return asynclint.configs.recommended;
}

export default defineConfig(
  {
    // Examples are there to be reported; fixtures and the programs of guides are data.
    ignores: ['**/dist/', '**/node_modules/', 'rules/languages/python/vendor/', '**/fixture/', '**/fixtures/', 'examples/', 'out/'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    // One program for everything is quicker than a project service that opens one per tsconfig.
    languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { boolean: true, string: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['scripts/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  await ownRules(),
);
