import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-swallowed-cancellation']!;
const repaired = repairedBy('rethrow');

ruleTester({ typescript: true }).run('no-swallowed-cancellation: signals and repairs', rule, {
  valid: [],
  invalid: [
    // Ways for a signal to arrive.
    repaired('combined with a timeout of its own: only the caller counts', 'swallowedAtEnd', `
        async function find(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]) });
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          }
        }`),
    repaired('combined by a function of the project', 'swallowedAtEnd', `
        async function find(url: string, options?: { signal?: AbortSignal }) {
          const combined = anySignal([options?.signal, AbortSignal.timeout(1000)]);
          try {
            return await fetch(url, { signal: combined });
          } catch« (error)» {«
            if (options?.signal?.aborted) throw error;»
            return null;
          }
        }`),
    repaired('a controller of its own that follows the signal of the caller', 'swallowedAtEnd', `
        async function find(url: string, signal: AbortSignal) {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), 1000);
          signal.addEventListener('abort', () => controller.abort(), { once: true });
          try {
            return await fetch(url, { signal: controller.signal });
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          } finally {
            clearTimeout(timer);
          }
        }`),
    repaired('an options object that is passed on whole', 'swallowedAtEnd', `
        interface FindOptions {
          readonly depth: number;
          readonly signal?: AbortSignal;
        }
        async function find(url: string, options: FindOptions) {
          try {
            return await search(url, { ...options, depth: 1 });
          } catch« (error)» {«
            if (options.signal?.aborted) throw error;»
            return [];
          }
        }`),
    repaired('an object made beforehand', 'swallowedAtEnd', `
        async function find(url: string, signal: AbortSignal) {
          const init = { method: 'POST', signal };
          try {
            return await fetch(url, init);
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          }
        }`),
    repaired('a signal taken out inside the guarded code', 'swallowedAtEnd', `
        async function find(url: string, options: { signal: AbortSignal }) {
          try {
            const { signal } = options;
            return await fetch(url, { signal });
          } catch« (error)» {«
            if (options.signal.aborted) throw error;»
            return null;
          }
        }`),
    repaired('a field', 'swallowedInLoop', `
        class Poller {
          readonly #controller = new AbortController();
          async run() {
            for (;;) {
              try {
                await poll({ signal: this.#controller.signal });
              } catch (error) {«
                if (this.#controller.signal.aborted) throw error;»
                this.logger.error(error);
              }
            }
          }
          stop() {
            this.#controller.abort();
          }
        }`),
    repaired('a signal of the function around it', 'swallowedInLoop', `
        export function worker({ signal }: { signal: AbortSignal }) {
          async function run() {
            while (true) {
              try {
                await take({ signal });
              } catch« (error)» {«
                if (signal.aborted) throw error;»
                await sleep(100);
              }
            }
          }
          return { run };
        }`),
    repaired('an asynchronous iteration', 'swallowedBeforeCode', `
        async function copy(source, target, signal: AbortSignal) {
          try {
            for await (const chunk of source.read({ signal })) target.write(chunk);
          } catch (error) {«
            if (signal.aborted) throw error;»
            console.error(error);
          }
          await target.commit();
        }`),
    repaired('a promise made before the try statement', 'swallowedAtEnd', `
        async function find(url: string, signal: AbortSignal) {
          const pending = fetch(url, { signal });
          prepare();
          try {
            return await pending;
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          }
        }`),
    repaired('work in callbacks that the handler waits for', 'swallowedAtEnd', `
        async function findAll(urls: string[], signal: AbortSignal) {
          try {
            return await Promise.all(urls.map((url) => fetch(url, { signal })));
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return [];
          }
        }`),
    {
      name: 'handlers inside callbacks that are waited for',
      code: `
async function findAll(urls: string[], signal: AbortSignal) {
  return Promise.all(urls.map((url) => fetch(url, { signal }).catch(console.error)));
}`,
      errors: [{ messageId: 'swallowedAtEnd', line: 3, column: 63, endColumn: 68 }],
    },
    repaired('a signal known by its name alone', 'swallowedAtEnd', `
        async function find(url, { abortSignal }) {
          try {
            return await search(url, abortSignal);
          } catch« (error)» {«
            if (abortSignal?.aborted) throw error;»
            return null;
          }
        }`),

    repaired('a controller of its own that a function of the project ties to the signal of the caller', 'swallowedAtEnd', `
        async function find(url: string, signal: AbortSignal) {
          const controller = new AbortController();
          follow(signal, controller);
          try {
            return await fetch(url, { signal: controller.signal });
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            return null;
          }
        }`),
    repaired('a generator that delegates', 'swallowedAtEnd', `
        async function* list(url: string, signal: AbortSignal) {
          try {
            yield* pages(url, { signal });
          } catch (error) {«
            if (signal.aborted) throw error;»
            console.error(error);
          }
        }`),

    // Handlers that look as if they did something about it.
    repaired('keeps the last error for later, and waits before it tries again', 'swallowedInLoop', `
        async function load(url: string, signal: AbortSignal) {
          let last: unknown;
          for (let attempt = 0; attempt < 5; attempt++) {
            try {
              return await fetch(url, { signal });
            } catch (error) {«
              if (signal.aborted) throw error;»
              last = error;
            }
            await sleep(1000);
          }
          throw last;
        }`),
    repaired('rethrows after the last attempt, and waits before that', 'swallowedInLoop', `
        async function load(url: string, signal: AbortSignal) {
          for (let attempt = 1; ; attempt++) {
            try {
              return await fetch(url, { signal });
            } catch (error) {«
              if (signal.aborted) throw error;»
              if (attempt === 5) throw error;
              await sleep(attempt * 1000);
            }
          }
        }`),
    repaired('calls itself again', 'swallowedInLoop', `
        async function load(url: string, signal: AbortSignal, attempt = 0): Promise<Response> {
          try {
            return await fetch(url, { signal });
          } catch« (error)» {«
            if (signal.aborted) throw error;»
            await sleep(1000);
            return load(url, signal, attempt + 1);
          }
        }`),
    repaired('throwIfAborted inside the guarded code is caught like the rest', 'swallowedInLoop', `
        async function poll(url: string, signal: AbortSignal) {
          for (;;) {
            try {
              signal.throwIfAborted();
              await fetch(url, { signal });
            } catch (error) {«
              if (signal.aborted) throw error;»
              console.warn(error);
            }
          }
        }`),
    repaired('tells errors apart, but not the abort', 'swallowedAtEnd', `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await get(url, { signal });
          } catch (error) {«
            if (signal.aborted) throw error;»
            if (error.status === 404) return null;
            logger.error(error instanceof Error ? error.message : String(error));
            return undefined;
          }
        }`),
    repaired('asks what kind of error it is, to log more of it', 'swallowedAtEnd', `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await axios.get(url, { signal });
          } catch (error) {«
            if (signal.aborted) throw error;»
            if (axios.isAxiosError(error)) logger.error(error.response);
            else logger.error(error);
            return null;
          }
        }`),
    repaired('logs errors of two kinds, and asks the next one', 'swallowedInLoop', `
        class Fallback {
          async recognize(frame: Frame, abortSignal?: AbortSignal) {
            for (const [index, engine] of this.engines.entries()) {
              const status = this.status[index];
              if (!status.available) continue;
              try {
                return await engine.recognize(frame, abortSignal);
              } catch (e) {«
                if (abortSignal?.aborted) throw e;»
                if (e instanceof ApiError) this._logger.warn({ engine, err: e }, 'failed');
                else this._logger.warn({ engine, err: e }, 'unexpected error');
                status.available = false;
              }
            }
            throw new Error('all engines failed');
          }
        }`),
    repaired('a helper of this file that only logs', 'swallowedAtEnd', `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {«
            if (signal.aborted) throw error;»
            report(error);
            return null;
          }
        }
        function report(error: unknown) {
          console.error('failed', error);
        }`),
    {
      name: 'the next call swallows the abort as well',
      code: `
        async function load(signal: AbortSignal) {
          const a = await first(signal).catch(noop);
          const b = await second(signal).catch(noop);
          return [a, b];
        }`,
      errors: [{ messageId: 'swallowedBeforeCode' }, { messageId: 'swallowedAtEnd' }],
    },
    {
      name: 'a check in another branch',
      code: `
        async function load(url: string, signal: AbortSignal, once: boolean) {
          if (once) {
            await fetch(url, { signal }).catch(noop);
          } else {
            signal.throwIfAborted();
          }
        }`,
      errors: [{ messageId: 'swallowedAtEnd' }],
    },

    // What the repair must get right.
    repaired('does not hide a name', 'swallowedAtEnd', `
        async function load(url: string, signal: AbortSignal, error: string) {
          try {
            return await fetch(url, { signal });
          } catch« (err)» {«
            if (signal.aborted) throw err;»
            return error;
          }
        }`),
    repaired('has no name for an error that is taken to pieces', 'swallowedAtEnd', `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch ({ message }) {«
            signal.throwIfAborted();»
            console.error(message);
            return null;
          }
        }`),
    repaired('an empty handler on one line', 'swallowedAtEnd', 'async function load(url: string, signal: AbortSignal) { try { await fetch(url, { signal }); } catch« (error)» {« if (signal.aborted) throw error; »} return true; }'),
    repaired('tabs and carriage returns', 'swallowedAtEnd', 'async function load(url: string, signal: AbortSignal) {\r\n\ttry {\r\n\t\treturn await fetch(url, { signal });\r\n\t} catch« (error)» { // nothing there«\r\n\t\tif (signal.aborted) throw error;»\r\n\t\treturn null;\r\n\t}\r\n}\r\n'),
    repaired('an object to fall back on', 'swallowedAtEnd', `
async function load(url: string, signal?: AbortSignal) {
	return fetch(url, { signal }).catch(‹()›«(error)» =>‹ ({ ok: false })›« {
		if (signal?.aborted) throw error;
		return ({ ok: false });
	}»);
}`),
    {
      name: 'a handler of elsewhere, and one that hides the signal: no repair',
      code: `
        async function load(url: string, signal: AbortSignal) {
          await fetch(url, { signal }).catch(noop);
          return fetch(url, new Request(url, { signal })).catch((signal) => { console.log(signal); });
        }`,
      errors: [{ messageId: 'swallowedBeforeCode' }, { messageId: 'swallowedAtEnd' }],
    },
    {
      name: 'points at the head of the clause and names the work',
      code: `
async function load(url: string, signal: AbortSignal) {
  try {
    return await client.get(url, { signal });
  } catch (error: unknown) {
    return null;
  }
}`,
      errors: [
        {
          message:
            'An abort of `signal` makes `client.get()` fail, and this handler swallows it: the caller takes the cancelled work for finished.',
          line: 5,
          column: 5,
          endLine: 5,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'loggers of the project',
      code: `
        async function load(url: string, signal: AbortSignal) {
          try {
            return await fetch(url, { signal });
          } catch (error) {
            this.app.journal.note(error);
            return null;
          }
        }`,
      options: [{ loggers: ['journal'] }],
      errors: [{ messageId: 'swallowedAtEnd', suggestions: 1 }],
    },
  ],
});
