import { batchClient } from './batch-client.ts';
import type { API } from './native-api.ts';
import { SupersededError } from './superseded-error.ts';

/** Looks before each round trip whether somebody still waits for the answers, and throws a `SupersededError` where nobody does. */
export function interruptRequests(api: API, isCancelled: () => boolean): void {
  const client = batchClient(api);
  if (client === undefined) return;
  const send = client.batchRequests.bind(client);
  client.batchRequests = (requests) => {
    if (isCancelled()) throw new SupersededError();
    return send(requests);
  };
}
