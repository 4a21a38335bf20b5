import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-unbounded-fan-out']!;

/** One finding, and what its only repair makes of the code; undefined stands for none. */
interface Repair {
  readonly name: string;
  readonly code: string;
  readonly output: string | undefined;
  readonly by?: 'useLimiter' | 'useBatches';
}

/** A text of several lines, without the indentation it has here. */
function lines(text: string): string {
  const indentation = /^\n( *)/.exec(text)?.[1] ?? '';
  return text.replace(/^\n/, '').replace(/\n *$/, '\n').replaceAll(new RegExp(`^${indentation}`, 'gm'), '');
}

const repairs: readonly Repair[] = [
  {
    name: 'results nobody wants',
    code: lines(`
      export async function warm(urls: string[]) {
        await Promise.all(urls.map((url) => fetch(url)));
      }
    `),
    output: lines(`
      export async function warm(urls: string[]) {
        for (let start = 0; start < urls.length; start += 10) {
          await Promise.all(urls.slice(start, start + 10).map((url) => fetch(url)));
        }
      }
    `),
  },
  {
    name: 'results that are kept, over several lines, with tabs',
    code: lines(`
      export async function load(urls: string[]) {
      \tconst pages = await Promise.all(
      \t\turls.map(async (url) => {
      \t\t\tconst response = await fetch(url);
      \t\t\treturn response.text();
      \t\t}),
      \t);
      \treturn pages.join('');
      }
    `).replaceAll('\\t', '\t'),
    output: lines(`
      export async function load(urls: string[]) {
      \tconst pages = [];
      \tfor (let start = 0; start < urls.length; start += 10) {
      \t\tpages.push(...(await Promise.all(
      \t\t\turls.slice(start, start + 10).map(async (url) => {
      \t\t\t\tconst response = await fetch(url);
      \t\t\t\treturn response.text();
      \t\t\t}),
      \t\t)));
      \t}
      \treturn pages.join('');
      }
    `).replaceAll('\\t', '\t'),
  },
  {
    name: 'results with a type',
    code: lines(`
      export async function load(urls: string[]) {
        const pages: Response[] = await Promise.all(urls.map((url) => fetch(url)));
        return () => pages;
      }
    `),
    output: lines(`
      export async function load(urls: string[]) {
        const pages: Response[] = [];
        for (let start = 0; start < urls.length; start += 10) {
          pages.push(...(await Promise.all(urls.slice(start, start + 10).map((url) => fetch(url)))));
        }
        return () => pages;
      }
    `),
  },
  {
    name: 'results that are returned, of a list without a name, without semicolons',
    code: lines(`
      export async function load(sites: Record<string, string>) {
        return Promise.all(Object.keys(sites).map((url) => fetch(url)))
      }
    `),
    output: lines(`
      export async function load(sites: Record<string, string>) {
        const elements = Object.keys(sites)
        const results = []
        for (let start = 0; start < elements.length; start += 10) {
          results.push(...(await Promise.all(elements.slice(start, start + 10).map((url) => fetch(url)))))
        }
        return results
      }
    `),
  },
  {
    name: 'the same with allSettled',
    code: lines(`
      export async function load(urls: string[]) {
        const settled = await Promise.allSettled(urls.map((url) => fetch(url)));
        return settled.length;
      }
    `),
    output: lines(`
      export async function load(urls: string[]) {
        const settled = [];
        for (let start = 0; start < urls.length; start += 10) {
          settled.push(...(await Promise.allSettled(urls.slice(start, start + 10).map((url) => fetch(url)))));
        }
        return settled.length;
      }
    `),
  },
  {
    name: 'Windows line endings, a name that is taken, a template over several lines',
    code: lines(`
      export async function send(urls: string[], start: string) {
        await Promise.all(urls.map((url) => fetch(url, { method: start, body: \`
      text
        \` })));
      }
    `).replaceAll('\n', '\r\n'),
    output: lines(`
      export async function send(urls: string[], start: string) {
        for (let offset = 0; offset < urls.length; offset += 10) {
          await Promise.all(urls.slice(offset, offset + 10).map((url) => fetch(url, { method: start, body: \`
      text
        \` })));
        }
      }
    `).replaceAll('\n', '\r\n'),
  },
  {
    name: 'p-map, where it is imported',
    by: 'useLimiter',
    code: lines(`
      import pMap from 'p-map';
      export async function load(urls: string[]) {
        return Promise.all(
          urls
            .filter(Boolean)
            .map(async (url, index) => {
              const response = await fetch(url);
              return { index, response };
            }),
        );
      }
    `),
    output: lines(`
      import pMap from 'p-map';
      export async function load(urls: string[]) {
        return pMap(
          urls
            .filter(Boolean), async (url, index) => {
              const response = await fetch(url);
              return { index, response };
            }, { concurrency: 10 },
        );
      }
    `),
  },
  {
    name: 'p-map, around what is awaited',
    by: 'useLimiter',
    code: lines(`
      import pMap from 'p-map';
      export async function load(list: () => Promise<string[]>) {
        return Promise.all((await list()).map((url) => fetch(url)));
      }
    `),
    output: lines(`
      import pMap from 'p-map';
      export async function load(list: () => Promise<string[]>) {
        return pMap(await list(), (url) => fetch(url), { concurrency: 10 });
      }
    `),
  },
  {
    name: 'p-limit, where it is imported',
    by: 'useLimiter',
    code: lines(`
      import pLimit from 'p-limit';
      export async function load(urls: string[]) {
        const tasks = urls.map(async (url, index) => {
          const response = await fetch(url);
          return { index, response };
        });
        return Promise.any(tasks);
      }
    `),
    output: lines(`
      import pLimit from 'p-limit';
      export async function load(urls: string[]) {
        const limit = pLimit(10);
        const tasks = urls.map((url, index) => limit(async () => {
          const response = await fetch(url);
          return { index, response };
        }));
        return Promise.any(tasks);
      }
    `),
  },
  {
    name: 'p-limit around an object',
    by: 'useLimiter',
    code: lines(`
      import pLimit from 'p-limit';
      export async function load(urls: string[], limit: string) {
        return Promise.all(urls.map(async (url) => ({ limit, page: await fetch(url) })));
      }
    `),
    output: lines(`
      import pLimit from 'p-limit';
      export async function load(urls: string[], limit: string) {
        const limiter = pLimit(10);
        return Promise.all(urls.map((url) => limiter(async () => ({ limit, page: await fetch(url) }))));
      }
    `),
  },
  {
    name: 'p-map that is told no bound',
    by: 'useLimiter',
    code: lines(`
      import pMap from 'p-map';
      export const load = (urls: string[]) => pMap(urls, (url) => fetch(url));
    `),
    output: lines(`
      import pMap from 'p-map';
      export const load = (urls: string[]) => pMap(urls, (url) => fetch(url), { concurrency: 10 });
    `),
  },
  { name: 'none where the function looks at indices', code: 'export async function load(urls: string[]) {\n  await Promise.all(urls.map((url, index) => fetch(url + index)));\n}\n', output: undefined },
  { name: 'none where the function may look at indices', code: 'export async function load(urls: string[]) {\n  await Promise.all(urls.map(fetch));\n}\n', output: undefined },
  { name: 'none where nothing can be awaited', code: 'export function load(urls: string[]) {\n  return Promise.all(urls.map((url) => fetch(url)));\n}\n', output: undefined },
  { name: 'none where there is no room for a loop', code: 'export async function load(urls: string[]) {\n  if (urls[0])\n    await Promise.all(urls.map((url) => fetch(url)));\n}\n', output: undefined },
  { name: 'none where the list that is gone through holds tasks that run already', code: 'export async function load(urls: string[]) {\n  const pages = urls.map((url) => fetch(url));\n  await Promise.all(pages.map((page) => page.then(read)));\n}\n', output: undefined },
  { name: 'none where the first result wins', code: 'export async function load(urls: string[]) {\n  await Promise.race(urls.map((url) => fetch(url)));\n}\n', output: undefined },
  { name: 'none where the results go elsewhere', code: 'export async function load(urls: string[]) {\n  return new Set(await Promise.all(urls.map((url) => fetch(url))));\n}\n', output: undefined },
  { name: 'none where a function inside would hide the type', code: 'export async function load(urls: string[]) {\n  const pages = await Promise.all(urls.map((url) => fetch(url)));\n  return () => pages;\n}\n', output: undefined },
  { name: 'none where the work changes the list', code: 'export async function load(urls: string[]) {\n  await Promise.all(urls.map(async (url) => { await fetch(url); urls.push(url); }));\n}\n', output: undefined },
];

ruleTester({ typescript: true }).run('no-unbounded-fan-out: repairs', rule, {
  invalid: repairs.map(({ name, code, output, by = 'useBatches' }) => ({
    name,
    code,
    errors: [{ messageId: 'gathered', ...(output === undefined ? {} : { suggestions: [{ messageId: by, output }] }) }],
  })),
  valid: repairs.flatMap(({ name, output }) => (output === undefined ? [] : [{ name: `${name}: no longer reported`, code: output }])),
});
