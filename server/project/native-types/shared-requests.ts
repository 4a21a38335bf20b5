import { batchClient } from './batch-client.ts';
import type { API } from './native-api.ts';

/**
 * Makes requests that travel together, and are the same, one request. Questions about values share much that nobody has asked yet:
 * the members of one class, the names of one library. Nothing changes where the library works otherwise than it did.
 */
export function shareRequests(api: API): void {
  const client = batchClient(api);
  if (client === undefined) return;
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
