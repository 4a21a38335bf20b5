import type { SymbolPath } from './schema.ts';

/** An argument by which a client is given the most connections it may have, so that whatever is asked of it waits for one. */
export interface ConnectionLimitEntry {
  /** The client's maker. */
  readonly symbol: SymbolPath;
  readonly keyword: string;
  /** What the argument is made by, and the keywords there that say how many. */
  readonly maker: SymbolPath;
  readonly limits: readonly string[];
  readonly source: string;
}

export const connectionLimits: readonly ConnectionLimitEntry[] = [
  { symbol: 'aiohttp:ClientSession', keyword: 'connector', maker: 'aiohttp:TCPConnector', limits: ['limit', 'limit_per_host'], source: 'https://docs.aiohttp.org/en/stable/client_advanced.html#limiting-connection-pool-size' },
  { symbol: 'httpx:AsyncClient', keyword: 'limits', maker: 'httpx:Limits', limits: ['max_connections'], source: 'https://www.python-httpx.org/advanced/resource-limits/' },
];
