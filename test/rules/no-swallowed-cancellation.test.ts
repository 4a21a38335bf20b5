import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-swallowed-cancellation']!;
const repaired = repairedBy('rethrow');

ruleTester({ typescript: true }).run('no-swallowed-cancellation', rule, {
  valid: [
    // The story: an abort is a decision of the caller's, and a handler lets it through.
    {
      name: 'a handler that rethrows when the signal is aborted',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            if (signal.aborted) throw error;
            return null;
          }
        }`,
    },
    {
      name: 'a handler that always rethrows',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            console.error(error);
            throw new Error('no connection', { cause: error });
          }
        }`,
    },
    {
      name: 'a loop that ends with the signal',
      code: `
        async function poll(url: string, signal: AbortSignal) {
          while (!signal.aborted) {
            try {
              await fetch(url, { signal });
            } catch (error) {
              console.error(error);
            }
          }
        }`,
    },
    ...[
      "if (error.name === 'AbortError') return undefined;",
      "if (error instanceof Error && error.name == 'AbortError') return undefined;",
      "if (error.code === 'ABORT_ERR') return undefined;",
      'if (error.code === 20) return undefined;',
      'if (isAbortError(error)) return undefined;',
      'if (axios.isCancel(error)) return undefined;',
      'if (error instanceof DOMException) return undefined;',
      'if (error instanceof CanceledError) return undefined;',
      'if (error === signal.reason) return undefined;',
      'signal.throwIfAborted();',
      "switch (error.name) { case 'AbortError': return undefined; }",
      "if (['AbortError', 'TimeoutError'].includes(error.name)) return undefined;",
      'if (/abort/i.test(error.message)) return undefined;',
      "if (error.message.includes('aborted')) return undefined;",
      'if (error.code === errorCodes.cancelled) return undefined;',
      'if (this.isCancelled) return undefined;',
    ].map((check) => ({
      name: `asks by ${check.slice(0, 50)}`,
      code: `
        async function load(url, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            ${check}
            console.error(error);
          }
        }`,
    })),
    {
      name: 'asks after the try statement',
      code: `
        async function load(url: string, signal: AbortSignal) {
          let response;
          try {
            response = await fetch(url, { signal });
          } catch (error) {
            console.warn(error);
          }
          if (signal.aborted) return;
          await show(response);
        }`,
    },
    {
      name: 'asks in the next turn of the loop',
      code: `
        async function loadAll(urls: string[], signal: AbortSignal) {
          for (const url of urls) {
            if (signal.aborted) break;
            try {
              await fetch(url, { signal });
            } catch (error) {
              console.warn(error);
            }
          }
        }`,
    },
    {
      name: 'asks inside the guarded code, in the next turn',
      code: `
        async function poll(url: string, signal: AbortSignal) {
          for (;;) {
            try {
              if (signal.aborted) return;
              await fetch(url, { signal });
            } catch (error) {
              console.warn(error);
            }
          }
        }`,
    },
    {
      name: 'asks in finally',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            await fetch(url, { signal });
          } catch (error) {
            console.warn(error);
          } finally {
            signal.throwIfAborted();
          }
        }`,
    },
    {
      name: 'asks where the callbacks are waited for',
      code: `
        async function loadAll(urls: string[], signal: AbortSignal) {
          const all = await Promise.all(
            urls.map(async (url) => {
              try {
                return await fetch(url, { signal });
              } catch {
                return null;
              }
            }),
          );
          signal.throwIfAborted();
          return all;
        }`,
    },
    {
      name: 'a helper of this file asks',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            if (isStopped(error)) return undefined;
            console.error(error);
          }
        }
        function isStopped(error: any) {
          return error?.name === 'AbortError';
        }`,
    },
    {
      name: 'a helper of this file rethrows',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            fail(error);
          }
        }
        function fail(error: unknown): never {
          throw new Error('failed', { cause: error });
        }`,
    },
    {
      name: 'the pause before the next attempt is given the signal, and rejects',
      code: `
        async function load(url: string, signal: AbortSignal) {
          for (;;) {
            try {
              return await fetch(url, { signal });
            } catch {
              await setTimeout(1000, undefined, { signal });
            }
          }
        }`,
    },
    {
      name: 'the next call is given the signal, and rejects',
      code: `
        async function load(url: string, { signal }: { signal?: AbortSignal }) {
          const cached = await fetch(url, { signal, cache: 'only-if-cached' }).catch(() => undefined);
          return cached ?? (await fetch(url, { signal }));
        }`,
    },

    // Options.
    {
      name: 'abortChecks',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch {
            if (gone()) return undefined;
            return null;
          }
        }`,
      options: [{ abortChecks: ['gone'] }],
    },
  ],
  invalid: [
    // The story: the caller gives up, and the work goes on.
    repaired('retries with a signal that is aborted', 'swallowedInLoop', `
        async function load(url: string, signal: AbortSignal) {
          for (let attempt = 0; attempt < 5; attempt++) {
            try {
              return await fetch(url, { signal });
            } catch (error) {«
              if (signal.aborted) throw error;»
              await sleep(1000 * 2 ** attempt);
            }
          }
          throw new Error('gave up');
        }`),
    repaired('takes the next element after an abort', 'swallowedInLoop', `
        async function sync(items: Item[], signal: AbortSignal) {
          for (const item of items) {
            try {
              await upload(item, signal);
            } catch (error) {«
              if (signal.aborted) throw error;»
              logger.warn('not uploaded', item.id, error);
            }
          }
        }`),
    repaired('goes on behind the handler', 'swallowedBeforeCode', `
        async function show(id: string, signal: AbortSignal) {
          let user = guest;
          try {
            user = await loadUser(id, { signal });
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            // Guests may look, too.
          }
          await render(user);
        }`),
    repaired('tells the caller that there is nothing', 'swallowedAtEnd', `
        async function find(url: string, options: { signal?: AbortSignal }) {
          try {
            return await fetch(url, { signal: options.signal });
          } catch (err) {«
            if (options.signal?.aborted) throw err;»
            console.error(err);
            return null;
          }
        }`),
    repaired('.catch with a value to fall back on', 'swallowedAtEnd', `
async function find(url: string, { signal }: { signal: AbortSignal }) {
  const response = await fetch(url, { signal }).catch(‹()›«(error)» =>‹ null›« {
    if (signal.aborted) throw error;
    return null;
  }»);
  return response;
}`),
    repaired('.catch at the end of a chain that is returned', 'swallowedAtEnd', `
function list(url: string, signal: AbortSignal) {
  return fetch(url, { signal })
    .then((response) => response.json())
    .catch((error) => {«
      if (signal.aborted) throw error;»
      console.error(error);
      return [];
    });
}`),
    repaired('the second function given to .then', 'swallowedBeforeCode', `
async function warm(url: string, signal: AbortSignal) {
  await fetch(url, { signal }).then(store, function ‹()›«(error)» {« if (signal.aborted) throw error; »});
  await notify();
}`),
  ],
});

ruleTester({ typescript: false }).run('no-swallowed-cancellation in JavaScript', rule, {
  valid: [
    {
      name: 'asks whether the signal is aborted',
      code: `
        export async function load(url, { signal } = {}) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            if (signal?.aborted) throw error;
            return null;
          }
        }`,
    },
    {
      name: 'a signal that ended a process',
      code: `
        async function run(command) {
          const { code, signal } = await spawnAndWait(command);
          try {
            await tell(code, signal);
          } catch {
            return false;
          }
        }`,
    },
  ],
  invalid: [
    repaired('a signal among the options', 'swallowedAtEnd', `
        export async function load(url, { signal } = {}) {
          try {
            return await fetch(url, { signal });
          } catch (error) {«
            if (signal?.aborted) throw error;»
            return null;
          }
        }`),
    repaired('a parameter that is used as a signal', 'swallowedInLoop', `
        export async function loadAll(urls, signal) {
          const found = [];
          for (const url of urls) {
            const response = await fetch(url, { signal }).catch(‹()›«(error)» =>‹ null›« {
              if (signal?.aborted) throw error;
              return null;
            }»);
            found.push(response);
          }
          return found;
        }`),
    repaired('documented types', 'swallowedAtEnd', `
        /**
         * @param {string} url
         * @param {AbortSignal} signal
         */
        export async function load(url, signal) {
          try {
            return await search(url, signal);
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          }
        }`),
  ],
});
