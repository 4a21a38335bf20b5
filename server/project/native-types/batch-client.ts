import type { API } from './native-api.ts';

/** What sends requests that travel together; each call is one round trip. */
export interface BatchClient {
  batchRequests(requests: readonly unknown[]): { readonly responses: readonly BatchResponse[] };
}

export interface BatchResponse {
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The part of the compiler's library that sends requests; undefined where the library works otherwise than it did. */
export function batchClient(api: API): BatchClient | undefined {
  const client: unknown = Reflect.get(api, 'client');
  return isBatchClient(client) ? client : undefined;
}

function isBatchClient(client: unknown): client is BatchClient {
  return typeof client === 'object' && client !== null && 'batchRequests' in client && typeof client.batchRequests === 'function';
}
