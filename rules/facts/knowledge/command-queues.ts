import type { SymbolPath } from './schema.ts';

/** Globals whose methods queue commands: their results have a `then`, but are no promises and need no `await`. */
export const commandQueues: readonly { readonly symbol: SymbolPath; readonly source: string }[] = [
  { symbol: ':cy', source: 'https://docs.cypress.io/app/core-concepts/introduction-to-cypress#Commands-Are-Not-Promises' },
];
