import type { SymbolPath } from './schema.ts';

/**
 * By what names Python's code deals with tasks: starts them, cancels them, asks for their cancellation.
 * Sources: https://docs.python.org/3/library/asyncio-task.html#task-object,
 * https://anyio.readthedocs.io/en/stable/cancellation.html
 */

/** The method that a block is left by; where it returns something true, the error that ends the block is gone. */
export const blockExit = '__aexit__';

/** Methods that cancel what they are called on, or what belongs to it. */
export const cancelNames = /^_*(?:cancel|abort)(?:_\w+)?$/;

/** Members that tell a task's own cancellation from that of what it waits for, or take it back. */
export const cancellationQuestions: ReadonlySet<string> = new Set(['cancelling', 'uncancel', 'cancelled', 'cancel_called', 'cancelled_caught', 'expired', 'exc_info']);

/** Methods that only ask how a task is. */
export const stateQuestions: ReadonlySet<string> = new Set(['done', 'is_set', 'is_closing', 'closed']);

/** Calls that wait for what they are given first, or for all of it, and whose cancellation may come from there. */
export const waits: ReadonlyMap<SymbolPath, 'first' | 'all'> = new Map([
  ['asyncio:gather', 'all'],
  ['asyncio:wait', 'first'],
  ['asyncio:wait_for', 'first'],
  ['asyncio:shield', 'first'],
  ['asyncio:wrap_future', 'first'],
]);

/** Functions and methods that run what they are given as a task of its own, whoever wrote them. */
export const starterNames = /^_*(?:create_task|create_\w*_task|ensure_future|start_soon|spawn\w*|add_task|start_task|run_until_complete|run_coroutine_threadsafe)$/;

/** Methods and functions that wait until somebody cancels them. */
export const endlessWaits = /^(?:serve|run|sleep)_forever$/;

/** Methods that hand work to a thread or process of a pool. */
export const executorNames = /^run_in_executor$/;

/** What variables that hold an event loop are called. */
export const loopNames = /^_*(?:event_?)?(?:io_?)?loop$/;

/** Calls that run a whole program's coroutine. */
export const programRunners: ReadonlySet<SymbolPath> = new Set(['asyncio:run', 'anyio:run', 'trio:run', 'uvloop:run', 'asyncio:Runner#run']);

/** Errors that end the program, as a cancellation at its top does. */
export const endingErrors: ReadonlySet<SymbolPath> = new Set(['builtins:SystemExit', 'builtins:KeyboardInterrupt', 'builtins:GeneratorExit']);
