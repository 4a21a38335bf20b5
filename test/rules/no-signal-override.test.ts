import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-signal-override']!;
const repaired = repairedBy('combine');

ruleTester({ typescript: true }).run('no-signal-override', rule, {
  valid: [
    { name: 'combined', code: `function load(url: string, init: RequestInit) { return fetch(url, { ...init, signal: AbortSignal.any([init.signal, AbortSignal.timeout(9)]) }); }` },
    { name: 'only where there is none', code: `function load(url: string, init: RequestInit) { return fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(9) }); }` },
    { name: 'taken out before', code: `function load(url: string, { signal, ...rest }: RequestInit) { return fetch(url, { ...rest, signal: follow(signal) }); }` },
    { name: 'taken out in the body', code: `function load(url: string, init: RequestInit) { const { signal, ...rest } = init; const own = new AbortController(); return fetch(url, { ...rest, signal: own.signal }); }` },
    { name: 'options come last', code: `function load(url: string, init: RequestInit) { return fetch(url, { signal: AbortSignal.timeout(9), ...init }); }` },
    { name: 'a controller that follows the caller', code: `function load(url: string, init: RequestInit) { const own = new AbortController(); init.signal?.addEventListener('abort', () => own.abort(), { once: true }); return fetch(url, { ...init, signal: own.signal }); }` },
    { name: 'options that cannot have one', code: `function load(url: string, init: { headers: string[] }) { return fetch(url, { ...init, signal: AbortSignal.timeout(9) }); }` },
    { name: 'options of its own', code: `function load(url: string) { const init = { method: 'PUT' }; return fetch(url, { ...init, signal: AbortSignal.timeout(9) }); }` },
    { name: 'both given by the caller', code: `function load(url: string, init: RequestInit, signal: AbortSignal) { return fetch(url, { ...init, signal }); }` },
    { name: 'taken away on purpose', code: `function load(url: string, init: RequestInit) { return fetch(url, { ...init, signal: undefined }); }` },
    { name: 'the rest of a type without a signal', code: `function load(url: string, { retries, ...options }: { retries: number; method: string }) { count(retries); return fetch(url, { ...options, signal: AbortSignal.timeout(9) }); }` },
    { name: 'untyped options of something that takes none', code: `function load(url, options) { return save({ ...options, signal: AbortSignal.timeout(9) }); }` },
    { name: 'set only where there is none', code: `function load(url: string, init: RequestInit) { const own = { ...init }; if (!own.signal) own.signal = AbortSignal.timeout(9); return fetch(url, own); }` },
    { name: 'set on options of its own', code: `function load(url: string) { const own: RequestInit = { method: 'PUT' }; own.signal = AbortSignal.timeout(9); return fetch(url, own); }` },
    { name: 'left out of the type', code: `interface Options { signal?: AbortSignal; depth: number } function load(url: string, options: Omit<Options, 'signal'>) { return search(url, { ...options, signal: AbortSignal.timeout(9) }); }` },
    { name: 'a request whose signal is looked at', code: `function load(request: Request) { return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(9)]) }); }` },
    { name: 'the end of a process', code: `function log(result: Result) { return { ...result, signal: 'SIGTERM' }; }` },
  ],
  invalid: [
    {
      name: 'another function looks at its own, and all callers wait',
      code: `async function call(url: string, init: RequestInit = {}) { return await fetch(url, { ...init, signal: AbortSignal.timeout(9) }); } async function safe(url: string, init: RequestInit = {}) { return await fetch(url, { ...init, signal: AbortSignal.any([init.signal, AbortSignal.timeout(9)]) }); } export async function remove(url: string) { await call(url); }`,
      errors: [{ messageId: 'overridden', suggestions: 1 }],
    },
    repaired('a timeout over the options of fetch', 'overridden', `function load(url: string, init: RequestInit) { return fetch(url, { ...init, signal: «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('options that may be missing', 'overridden', `function load(url: string, init?: RequestInit) { return fetch(url, { ...init, signal: «init?.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('options that the type of the function lets be missing', 'overridden', `const hasty = (get: typeof fetch): typeof fetch => (url, init) => get(url, { ...init, signal: «init?.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» });`),
    repaired('options in options that may be missing', 'overridden', `function load(url: string, options: { request?: RequestInit }) { return fetch(url, { ...options.request, signal: «options.request?.signal ? AbortSignal.any([options.request.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('a controller of its own, written short', 'overridden', `
      interface Options { readonly depth: number; readonly signal?: AbortSignal }
      async function load(url: string, options: Options) {
        const { signal } = new AbortController();
        return await search(url, { ...options, signal«: options.signal ? AbortSignal.any([options.signal, signal]) : signal» });
      }`),
    { name: 'the rest of a type with a signal', code: `interface Options { retries: number; signal?: AbortSignal } function load(url: string, { retries, ...options }: Options) { count(retries); return fetch(url, { ...options, signal: AbortSignal.timeout(9) }); }`, errors: [{ messageId: 'overridden', suggestions: 1 }] },
    repaired('untyped options of fetch', 'overridden', `function load(url, options = {}) { const own = new AbortController(); setTimeout(() => own.abort(), 9); return fetch(url, { ...options, signal: «options.signal ? AbortSignal.any([options.signal, »own.signal«]) : own.signal» }); }`),
    repaired('a member of the parameter', 'overridden', `function load(job: { url: string; init: RequestInit }) { return fetch(job.url, { ...job.init, signal: «job.init.signal ? AbortSignal.any([job.init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('Object.assign', 'overridden', `function load(url: string, init: RequestInit) { return fetch(url, Object.assign({}, init, { signal: «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» })); }`),
    repaired('the signal of the object', 'overridden', `class Client { readonly #closing = new AbortController(); get(url: string, init: RequestInit) { return fetch(url, { ...init, signal: «init.signal ? AbortSignal.any([init.signal, »this.#closing.signal«]) : this.#closing.signal» }); } }`),
    repaired('set on the options', 'overridden', `function load(url: string, init: RequestInit) { init.signal = «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)»; return fetch(url, init); }`),
    repaired('set on a copy', 'overridden', `function load(url: string, init: RequestInit) { const own = { ...init }; own.signal = «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)»; return fetch(url, own); }`),
    repaired('in the place of the signal of a request', 'overridden', `function load(request: Request) { return fetch(request, { signal: «request.signal ? AbortSignal.any([request.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('asked before whether it is aborted', 'overridden', `function load(url: string, init: RequestInit) { init.signal?.throwIfAborted(); const own = new AbortController(); return fetch(url, { ...init, signal: «init.signal ? AbortSignal.any([init.signal, »own.signal«]) : own.signal» }); }`),
    repaired('a type made of options of a platform', 'overridden', `type Init = Omit<RequestInit, 'body'> & { body?: object }; function load(url: string, init: Init) { return fetch(url, { ...init, body: '', signal: «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('an interface that extends them', 'overridden', `interface Init extends RequestInit { tag: string } function load(url: string, init: Init) { return fetch(url, { ...init, signal: «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('options of a library', 'overridden', `import axios, { type AxiosRequestConfig } from 'axios'; function load(url: string, config: AxiosRequestConfig) { return axios.get(url, { ...config, signal: «config.signal ? AbortSignal.any([config.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
  ],
});

ruleTester({ typescript: true, typed: true }).run('no-signal-override with types', rule, {
  valid: [
    { name: 'a type without a signal', code: `type Base = Omit<RequestInit, 'signal'>; export function load(url: string, init: Base) { return fetch(url, { ...init, signal: AbortSignal.timeout(9) }); }` },
  ],
  invalid: [
    repaired('a type that an empty default gives, which says nothing', 'overridden', `export function load(url: string, options = {}) { return fetch(url, { ...options, signal: «options.signal ? AbortSignal.any([options.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
    repaired('a type that is made of others', 'overridden', `type Given = Pick<RequestInit, 'signal' | 'method'>; export function load(url: string, init: Given) { return fetch(url, { ...init, signal: «init.signal ? AbortSignal.any([init.signal, »AbortSignal.timeout(9)«]) : AbortSignal.timeout(9)» }); }`),
  ],
});
