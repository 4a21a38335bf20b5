import { testMarkedCases } from './marked-cases.ts';

/** How much back ends start at once, and what they share meanwhile. */
describe('servers under load', () => {
  describe('collections that are small by nature', () => {
    testMarkedCases([
      {
        name: 'lists that a schema has checked',
        code: `import { z } from 'zod';
import { t } from './trpc.ts';
const Body = z.object({ ids: z.array(z.string()).min(1).max(10), names: z.array(z.string()) });
const load = (id: string) => fetch(\`http://x/\${id}\`);
export const one = (body: unknown) => { const { ids } = Body.parse(body); return Promise.all(ids.map(load)); };
export const two = async (body: unknown) => { const checked = await Body.safeParseAsync(body); return Promise.all(checked.data.ids.map(load)); };
export const three = (body: unknown) => { const { names } = Body.parse(body); return Promise.all(names.map(load)); }; //! no-unbounded-fan-out
export const four = t.procedure.input(Body).mutation(({ input }) => Promise.all(input.ids.map(load)));
export const five = t.procedure.input(Body).mutation(({ input }) => Promise.all(input.names.map(load))); //! no-unbounded-fan-out
export const six = t.procedure.input(z.array(z.string()).max(5000)).mutation(({ input }) => Promise.all(input.map(load))); //! no-unbounded-fan-out
`,
        files: { 'src/trpc.ts': 'export const t: any = {};\n' },
      },
      {
        name: 'what is registered, taken in batches, or set up',
        code: `const hosts: string[] = [];
const ping = (url: string) => fetch(url);
export function registerHost(host: string) { hosts.push(host); }
export const pingHosts = () => Promise.all(hosts.map(ping));
export class Hub {
  private readonly urls: string[] = [];
  private readonly seen: string[] = [];
  use(url: string) { this.urls.push(url); }
  add(url: string) { this.seen.push(url); }
  pingUrls() { return Promise.all(this.urls.map(ping)); }
  pingSeen() { return Promise.all(this.seen.map(ping)); } //! no-unbounded-fan-out
}
export async function work(queue: any, batchSize: number) {
  await Promise.all((await queue.fetch('a', 10)).map(ping));
  await Promise.all((await queue.waiting(batchSize)).map(ping));
  await Promise.all((await queue.waiting('all')).map(ping)); //! no-unbounded-fan-out
}
export const pingRegistries = (registries: string[]) => Promise.all(registries.map(ping));
export const pingAll = (urls: string[]) => Promise.all(urls.map(ping)); //! no-unbounded-fan-out
`,
      },
      {
        name: 'a thread for each processor',
        code: `import { Worker } from 'node:worker_threads';
import os from 'node:os';
const start = (name: string) => new Promise((resolve, reject) => { const worker = new Worker(name); worker.once('exit', resolve); worker.once('error', reject); });
export function each() {
  return Promise.all(os.cpus().map(() => new Promise((resolve, reject) => { const worker = new Worker('a'); worker.once('exit', resolve); worker.once('error', reject); })));
}
export const all = (names: string[]) => Promise.all(names.map((name) => start(name))); //! no-unbounded-fan-out
`,
      },
    ]);
  });

  describe('limiters, locks and state', () => {
    testMarkedCases([
      {
        name: 'a limiter that is made of another one, and one that is given what runs already',
        code: `import { Semaphore, withTimeout } from 'async-mutex';
import pLimit from 'p-limit';
const slots = new Semaphore(4);
const limit = pLimit(4);
export async function bounded(work: () => Promise<void>) {
  const [, release] = await withTimeout(slots, 1000).acquire();
  return work().finally(release);
}
export const all = (urls: string[]) => Promise.all(urls.map((url) => limit(fetch(url)))); //! no-ineffective-limiter
`,
      },
      {
        name: 'several at once are no lock',
        code: `import pLimit from 'p-limit';
import pMap from 'p-map';
import { Semaphore, Mutex } from 'async-mutex';
const slots = new Semaphore(4);
const mutex = new Mutex();
const one = pLimit(1);
declare function count(id: string): Promise<number>;
export async function total(ids: string[]) {
  const limit = pLimit(4);
  let sum = 0;
  await Promise.all(ids.map((id) => limit(async () => { sum += await count(id); }))); //! no-stale-write
  await Promise.all(ids.map((id) => slots.runExclusive(async () => { sum += await count(id); }))); //! no-stale-write
  await pMap(ids, async (id) => { sum += await count(id); }, { concurrency: 2 }); //! no-stale-write
  await Promise.all(ids.map((id) => mutex.runExclusive(async () => { sum += await count(id); })));
  await Promise.all(ids.map((id) => one(async () => { sum += await count(id); })));
  return sum;
}
`,
      },
      {
        name: 'all who wait for one task write the same',
        code: `declare function compute(): Promise<number>;
export class Summary {
  private value?: { at: number; n: number };
  private computing?: Promise<number>;
  private readonly loading = new Map<string, Promise<number>>();
  private readonly known = new Map<string, number>();
  async get() {
    if (this.value && Date.now() - this.value.at < 1000) return this.value.n;
    this.computing ??= compute().finally(() => { this.computing = undefined; });
    const n = await this.computing;
    this.value = { at: Date.now(), n };
    return n;
  }
  async again() {
    if (this.value && Date.now() - this.value.at < 1000) return this.value.n;
    const n = await compute();
    this.value = { at: Date.now(), n }; //! no-stale-write
    return n;
  }
  async of(key: string) {
    const hit = this.known.get(key);
    if (hit !== undefined) return hit;
    let loading = this.loading.get(key);
    if (loading === undefined) this.loading.set(key, (loading = compute()));
    const n = await loading;
    this.known.set(key, n);
    return n;
  }
}
`,
      },
    ]);
  });
});
