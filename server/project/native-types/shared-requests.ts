import type { API } from './native-api.ts';

interface Response {
  readonly result?: unknown;
  readonly error?: unknown;
}

interface BatchClient {
  batchRequests(requests: readonly unknown[]): { readonly responses: readonly Response[] };
}

/**
 * Makes requests that travel together, and are the same, one request. Questions about values share much that nobody has asked yet:
 * the members of one class, the names of one library. Nothing changes where the library works otherwise than it did.
 */
export function shareRequests(api: API): void {
  const client: unknown = Reflect.get(api, 'client');
  if (!isBatchClient(client)) return;
  const send = client.batchRequests.bind(client);
  client.batchRequests = (requests) => {
    const places = new Map<string, number>();
    const distinct: unknown[] = [];
    const indices = requests.map((request) => {
      const key = JSON.stringify(request);
      const place = places.get(key) ?? distinct.push(request) - 1;
      places.set(key, place);
      return place;
    });
    const { responses } = send(distinct);
    return { responses: indices.map((index) => responses[index] ?? {}) };
  };
}

function isBatchClient(client: unknown): client is BatchClient {
  return typeof client === 'object' && client !== null && 'batchRequests' in client && typeof client.batchRequests === 'function';
}
