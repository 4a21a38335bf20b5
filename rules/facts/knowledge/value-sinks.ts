import type { SymbolPath } from './schema.ts';

/** A function that looks at the value of an argument, which it neither waits for nor keeps. */
export interface ValueSinkEntry {
  readonly symbol: SymbolPath;
  /** All arguments, rather than the first. */
  readonly reads?: 'all';
  readonly source: string;
}

const mdn = 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects';
const python = 'https://docs.python.org/3/library';

function globals(names: string, source: string, module = ''): readonly ValueSinkEntry[] {
  return names.split(' ').map((name) => ({ symbol: `${module}:${name}`, source }));
}

export const valueSinks: readonly ValueSinkEntry[] = [
  ...globals('Boolean Number String BigInt parseFloat parseInt isFinite isNaN encodeURI encodeURIComponent', mdn),
  ...globals('JSON.stringify JSON.parse Array.isArray Object.keys Object.values Object.entries Object.fromEntries', mdn),
  ...globals('Number.isInteger Number.isFinite Number.isNaN Number.parseInt Number.parseFloat Math.abs Math.ceil Math.floor Math.round Math.trunc Math.sqrt', mdn),
  ...globals('bool int float str len list tuple set dict sorted sum min max enumerate reversed iter next abs round any all', `${python}/functions.html`, 'builtins'),
  ...'debug info log warn error'.split(' ').map((name): ValueSinkEntry => ({ symbol: `:console.${name}`, reads: 'all', source: 'https://developer.mozilla.org/en-US/docs/Web/API/console' })),
  { symbol: 'builtins:print', reads: 'all', source: `${python}/functions.html#print` },
  ...['logging:', 'logging:getLogger()#', 'logging:Logger#'].flatMap((logger) => 'debug info warning error exception critical log'.split(' ').map((name): ValueSinkEntry => ({ symbol: logger + name, reads: 'all', source: `${python}/logging.html` }))),
  ...['fastapi:responses.JSONResponse', 'fastapi:responses.HTMLResponse', 'fastapi:responses.PlainTextResponse', 'starlette:responses.JSONResponse', 'starlette:responses.HTMLResponse', 'starlette:responses.PlainTextResponse', 'starlette:responses.Response'].map((symbol): ValueSinkEntry => ({ symbol, reads: 'all', source: 'https://starlette.dev/responses/' })),
  ...['aiohttp:web.Response', 'aiohttp:web.json_response'].map((symbol): ValueSinkEntry => ({ symbol, reads: 'all', source: 'https://docs.aiohttp.org/en/stable/web_reference.html#response-classes' })),
  ...['sanic:json', 'sanic:text', 'sanic:html', 'sanic:response.json', 'sanic:response.text', 'sanic:response.html'].map((symbol): ValueSinkEntry => ({ symbol, source: 'https://sanic.dev/en/guide/basics/response.html' })),
  { symbol: 'django:http.JsonResponse', source: 'https://docs.djangoproject.com/en/stable/ref/request-response/#jsonresponse-objects' },
  { symbol: 'django:http.HttpResponse', source: 'https://docs.djangoproject.com/en/stable/ref/request-response/#httpresponse-objects' },
  { symbol: 'json:dumps', source: `${python}/json.html#json.dumps` },
  { symbol: 'json:loads', source: `${python}/json.html#json.loads` },
];
