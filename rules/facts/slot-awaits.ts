import { type CallbackContext, type CallbackSlot, slotContext } from './contexts.ts';
import type { FileModel } from './file-model.ts';
import type { Program } from './program.ts';

/** The major version of a package that the file's own package asks for, as `RuleContext.dependencyMajor` tells it. */
export type DependencyMajor = (packageName: string) => number | undefined;

/**
 * What a slot does with the promise that its callback returns: true where it waits for it or handles its rejection, false
 * where it drops it, undefined where that is unknown. `slotOf` of call-graph.ts finds the slot a value is put in.
 */
export function slotAwaits(program: Program, file: FileModel, slot: CallbackSlot, dependencyMajor: DependencyMajor): boolean | undefined {
  return contextAwaits(slotContext(program, file, slot), dependencyMajor);
}

/** The same for the slot that `callbackContext` found for a function, by itself, by its name or by a decorator. */
export function contextAwaits(context: CallbackContext | undefined, dependencyMajor: DependencyMajor): boolean | undefined {
  if (context?.awaitsSince === undefined) return context?.awaits;
  const { packageName, major } = context.awaitsSince;
  const found = dependencyMajor(packageName);
  return found === undefined ? undefined : found >= major;
}
