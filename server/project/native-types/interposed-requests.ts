import { batchClient, type BatchResponse } from './batch-client.ts';
import type { API } from './native-api.ts';

/** So many requests travel together that make the compiler check what stands at places of a file. */
const mostChecks = 4;

/** Has something done before each round trip, which may make round trips of its own. What takes long is cut into several round trips. */
export function interposeRequests(api: API, before: () => void): void {
  const client = batchClient(api);
  if (client === undefined) return;
  const send = client.batchRequests.bind(client);
  let isInterposed = false;
  client.batchRequests = (requests) => {
    if (isInterposed) return send(requests);
    const responses: BatchResponse[] = [];
    for (const piece of piecesOf(requests)) {
      isInterposed = true;
      try {
        before();
      } finally {
        isInterposed = false;
      }
      responses.push(...send(piece).responses);
    }
    return { responses };
  };
}

function* piecesOf(requests: readonly unknown[]): Generator<readonly unknown[]> {
  let start = 0;
  let checks = 0;
  for (const [index, request] of requests.entries()) {
    if (!isCheck(request)) continue;
    if (checks === mostChecks) {
      yield requests.slice(start, index);
      start = index;
      checks = 0;
    }
    checks++;
  }
  yield requests.slice(start);
}

function isCheck(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'method' in request && (request.method === 'getTypesAtPositions' || request.method === 'getTypeAtLocations');
}
