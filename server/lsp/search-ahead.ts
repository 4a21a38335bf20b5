import { setTimeout } from 'node:timers/promises';
import { isPython } from 'eslint-plugin-asynclint/engine';
import { nextTurn } from '../project/next-turn.ts';
import type { CheckedProject } from './analysis.ts';

/** What is asked about a document that was just opened comes first, in milliseconds. */
const patience = 1000;

/** So long nothing else is done at most, in milliseconds. */
const slice = 5;

/** Has the files around an opened one searched while nobody waits, so that the first question that needs it is answered as quickly as others. */
export async function searchAhead(project: Pick<CheckedProject, 'searchAhead'>, path: string): Promise<void> {
  if (isPython(path)) return;
  await setTimeout(patience, undefined, { ref: false });
  const steps = project.searchAhead(path);
  let began = performance.now();
  while (steps.next().done !== true) {
    if (performance.now() - began < slice) continue;
    await nextTurn();
    began = performance.now();
  }
}
