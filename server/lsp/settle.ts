import { setImmediate } from 'node:timers/promises';
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver-protocol/node';

/**
 * Lets messages that have arrived already go first, so that work starts from the newest text.
 * @throws ResponseError if one of them was the request's cancellation.
 */
export async function settle(token: CancellationToken): Promise<void> {
  await setImmediate();
  await setImmediate();
  throwIfCancelled(token);
}

/** @throws ResponseError if the client has no use for the answer any more. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The client cancelled the request.');
}
