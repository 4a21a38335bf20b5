import type { SymbolPath } from './schema.ts';

/** Emitters of a platform that live as long as the program, or as what they are read of, where that does. Sources: https://nodejs.org/api/worker_threads.html, https://nodejs.org/api/cluster.html */
export const lastingEmitters: ReadonlySet<SymbolPath> = new Set(['worker_threads:parentPort', 'cluster:default', 'cluster:worker', ':AbortController#signal']);
