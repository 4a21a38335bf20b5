import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-swallowed-cancellation']!;

ruleTester({ typescript: true }).run('no-swallowed-cancellation: what is not reported', rule, {
  valid: [
    // Who aborts knows.
    {
      name: 'a controller of its own, for a timeout',
      code: `
        async function load(url: string) {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), 1000);
          try {
            return await fetch(url, { signal: controller.signal });
          } catch {
            return null;
          } finally {
            clearTimeout(timer);
          }
        }`,
    },
    {
      name: 'a controller of its own, with callbacks',
      code: `
        async function first(urls: string[]) {
          const controller = new AbortController();
          const tries = urls.map(async (url) => {
            try {
              return await fetch(url, { signal: controller.signal });
            } catch {
              return null;
            }
          });
          const found = await Promise.race(tries);
          controller.abort();
          return found;
        }`,
    },
    {
      name: 'a clock alone',
      code: `
        async function load(url: string) {
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch {
            return null;
          }
        }`,
    },
    {
      name: 'the effect that made the controller aborts it, at the end of its task',
      code: `
        useEffect(() => {
          const controller = new AbortController();
          const load = async () => {
            try {
              show(await fetch(url, { signal: controller.signal }));
            } catch {
              showNothing();
            }
          };
          load();
          return () => controller.abort();
        }, [url]);`,
    },
    {
      name: 'a background task that nobody waits for ends',
      code: `
        class Heart {
          start(signal: AbortSignal) {
            void this.beat(signal);
          }
          private async beat(signal: AbortSignal) {
            try {
              for await (const _ of setInterval(1000, undefined, { signal })) await this.send();
            } catch (error) {
              this.logger.debug('stopped', error);
            }
          }
        }`,
    },
    {
      name: 'a job of a queue that owns the signal',
      code: `
        queue.process(async (job, { signal }) => {
          try {
            await fetch(job.url, { signal });
          } catch (error) {
            logger.error(error);
          }
        });`,
    },
    {
      name: 'the runner of the callback is given the signal too',
      code: `
        function enqueue(queue, url: string, options: { signal: AbortSignal }) {
          return queue.add(async () => {
            try {
              return await fetch(url, { signal: options.signal });
            } catch (error) {
              return null;
            }
          }, { signal: options.signal });
        }`,
    },
    {
      name: 'the client of a request has gone, and nobody is left to tell',
      code: `
        export async function GET(request: Request) {
          try {
            return Response.json(await search({ signal: request.signal }));
          } catch (error) {
            console.error(error);
            return new Response(null, { status: 500 });
          }
        }`,
    },
    {
      name: 'sleeping until somebody wakes it',
      code: `
        async function pause(signal: AbortSignal) {
          try {
            await delay(60_000, { signal });
          } catch {
            // Woken up.
          }
          await refresh();
        }`,
    },

    {
      name: 'a loop that another function stops',
      code: `
        class Poller {
          async run(signal: AbortSignal) {
            this.on = true;
            while (this.on) {
              try {
                await poll({ signal });
              } catch (error) {
                this.logger.error(error);
              }
            }
          }
          halt() {
            this.on = false;
          }
        }`,
    },
    {
      name: 'a loop over work that the abort ends as well',
      code: `
        async function visit(walk, signal: AbortSignal) {
          for await (const peer of walk({ signal })) {
            try {
              await connect(peer, { signal });
            } catch {
              // The next one, then.
            }
            await note(peer);
          }
        }`,
    },

    // The error goes on to somebody.
    {
      name: 'collects errors and raises them together',
      code: `
        async function loadAll(urls: string[], signal: AbortSignal) {
          const errors: unknown[] = [];
          for (const url of urls) {
            try {
              await fetch(url, { signal });
            } catch (error) {
              errors.push(error);
            }
          }
          if (errors.length > 0) throw new AggregateError(errors);
        }`,
    },
    {
      name: 'keeps the error, cleans up, and raises it',
      code: `
        async function save(url: string, signal: AbortSignal) {
          let failure: unknown;
          try {
            await fetch(url, { signal });
          } catch (error) {
            failure = error;
          }
          await unlock();
          if (failure) throw failure;
        }`,
    },
    {
      name: 'returns the error as a typed failure',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return { ok: true, value: await fetch(url, { signal }) };
          } catch (error) {
            return { ok: false, error };
          }
        }`,
    },
    {
      name: 'returns the message of the error',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return { value: await fetch(url, { signal }) };
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            return { problem: \`not loaded: \${message}\` };
          }
        }`,
    },
    {
      name: 'keeps the error in a field',
      code: `
        class Store {
          async load(url: string, signal: AbortSignal) {
            try {
              await fetch(url, { signal });
            } catch (error) {
              this.error = error;
            }
          }
        }`,
    },
    ...['onError(error)', 'reject(error)', 'next(error)', 'this.options.onError?.(error)', 'setError(error.message)', "this.emit('error', error)"].map((call) => ({
      name: `passes the error on: ${call}`,
      code: `
        async function load(url: string, { signal, onError, reject, next, setError }: Options & { signal: AbortSignal }) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            ${call};
          }
        }`,
    })),
    {
      name: '.catch that turns the failure into a value',
      code: `
        async function load(url: string, signal: AbortSignal) {
          return fetch(url, { signal }).catch((error) => ({ error }));
        }`,
    },
    {
      name: 'chooses which errors to swallow',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await get(url, { signal });
          } catch (error) {
            if (error.status === 404) return null;
            throw error;
          }
        }`,
    },
    {
      name: 'fails later, for want of a result',
      code: `
        async function load(url: string, signal: AbortSignal) {
          let response;
          try {
            response = await fetch(url, { signal });
          } catch {
            // Told below.
          }
          if (!response) throw new Error('not loaded');
          return response;
        }`,
    },
    {
      name: 'ends the process',
      code: `
        async function main(signal: AbortSignal) {
          try {
            await run({ signal });
          } catch (error) {
            console.error(error);
            process.exit(1);
          }
        }`,
    },
    {
      name: 'gives up after some attempts without a pause between them',
      code: `
        async function load(url: string, signal: AbortSignal) {
          let last;
          for (let attempt = 0; attempt < 3; attempt++) {
            try {
              return await fetch(url, { signal });
            } catch (error) {
              last = error;
            }
          }
          throw last;
        }`,
    },

    // Cleaning up.
    {
      name: 'in finally',
      code: `
        async function work(signal: AbortSignal) {
          try {
            await run(signal);
          } finally {
            try {
              await flush({ signal });
            } catch {
              // Best effort.
            }
          }
        }`,
    },
    {
      name: 'closing',
      code: `
        async function work(socket, signal: AbortSignal) {
          await socket.close({ signal }).catch(() => undefined);
          await done();
        }`,
    },

    // Nothing can be aborted.
    {
      name: 'a retry loop without a signal',
      code: `
        async function load(url: string) {
          for (let attempt = 0; attempt < 3; attempt++) {
            try {
              return await fetch(url);
            } catch {
              await sleep(1000);
            }
          }
        }`,
    },
    {
      name: 'a signal that is not forwarded',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url);
          } catch {
            return null;
          }
        }`,
    },
    {
      name: 'a promise that nobody waits for',
      code: `
        function warm(url: string, signal: AbortSignal) {
          fetch(url, { signal }).catch(() => {});
        }`,
    },
    {
      name: 'a signal of another kind',
      code: `
        process.on('SIGTERM', async (signal) => {
          try {
            await shutDownServer(signal);
          } catch (error) {
            console.error(error);
          }
          await report();
        });`,
    },
    {
      name: 'a signal with another type',
      code: `
        async function stop(child: Child, signal: NodeJS.Signals) {
          try {
            await child.end({ signal });
          } catch {
            await child.destroyAll();
          }
        }`,
    },
    {
      name: 'an inner handler has dealt with the abort',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            const response = await fetch(url, { signal }).catch((error) => error);
            return await response.json();
          } catch {
            return null;
          }
        }`,
    },
  ],
  invalid: [],
});
