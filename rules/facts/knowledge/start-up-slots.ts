import type { SymbolPath } from './schema.ts';

/**
 * Slots for functions that run once, before a server takes its first request or after its last: what blocks there keeps nobody
 * waiting.
 */
export interface StartUpSlot {
  readonly symbol: SymbolPath;
  /** The position of the function; `decorated` where the symbol is a decorator; undefined where only a keyword names it. */
  readonly argument: number | 'decorated' | undefined;
  readonly keyword?: string;
  readonly source: string;
}

function slots(source: string, argument: StartUpSlot['argument'], symbols: readonly SymbolPath[], keyword?: string): readonly StartUpSlot[] {
  return symbols.map((symbol) => ({ symbol, argument, source, ...(keyword === undefined ? {} : { keyword }) }));
}

const aiohttpHooks = ['cleanup_ctx', 'on_cleanup', 'on_shutdown', 'on_startup'].map((name) => `aiohttp:web.Application#${name}.append`);
const starlette = ['fastapi:FastAPI', 'fastapi:APIRouter', 'starlette:applications.Starlette', 'quart:Quart', 'litestar:Litestar'];

export const startUpSlots: readonly StartUpSlot[] = [
  ...slots('https://fastapi.tiangolo.com/advanced/events/', 'decorated', ['fastapi:FastAPI#on_event()', 'fastapi:APIRouter#on_event()', 'starlette:applications.Starlette#on_event()']),
  ...slots('https://fastapi.tiangolo.com/advanced/events/#lifespan', undefined, [...starlette, 'mcp:server.fastmcp.FastMCP'], 'lifespan'),
  ...slots('https://fastapi.tiangolo.com/advanced/events/', 1, ['fastapi:FastAPI#add_event_handler', 'starlette:applications.Starlette#add_event_handler'], 'func'),
  ...slots('https://docs.aiohttp.org/en/stable/web_advanced.html#signals', 0, aiohttpHooks),
  ...slots('https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.run_app', 0, ['aiohttp:web.run_app'], 'app'),
  ...slots('https://quart.palletsprojects.com/en/latest/how_to_guides/startup_shutdown.html', 'decorated', ['before_serving', 'after_serving', 'while_serving'].map((name) => `quart:Quart#${name}`)),
  ...slots('https://sanic.dev/en/guide/basics/listeners.html', 'decorated', [
    ...['main_process_start', 'main_process_stop', 'before_server_start', 'after_server_start', 'before_server_stop', 'after_server_stop'].map((name) => `sanic:Sanic#${name}`),
    'sanic:Sanic#listener()',
  ]),
  ...slots('https://docs.aiogram.dev/en/latest/dispatcher/observer.html', 0, ['aiogram:Dispatcher#startup.register', 'aiogram:Dispatcher#shutdown.register']),
  ...slots('https://docs.litestar.dev/latest/usage/applications.html#startup-and-shutdown', undefined, ['litestar:Litestar'], 'on_startup'),
  ...slots('https://arq-docs.helpmanual.io/', undefined, ['arq:Worker'], 'on_startup'),
  ...slots('https://faststream.ag2.ai/latest/getting-started/lifespan/', 'decorated', ['on_startup', 'on_shutdown', 'after_startup', 'after_shutdown'].map((name) => `faststream:FastStream#${name}`)),
];

/** Names of functions that frameworks and people give to such code, whatever it is passed to. */
export const startUpNames: ReadonlySet<string> = new Set([
  ...['lifespan', 'on_startup', 'on_shutdown', 'startup_event', 'shutdown_event', 'setup_hook'],
  // Lifecycle methods: https://docs.nestjs.com/fundamentals/lifecycle-events, https://www.apollographql.com/docs/apollo-server/integrations/plugins-event-reference
  ...['onModuleInit', 'onApplicationBootstrap', 'onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown', 'serverWillStart', 'drainServer', 'serverWillStop'],
]);

/** Methods that make a server take requests, or a bot take messages. */
export const serveNames = /^(?:listen|serve|serve_forever|start_serving|run_forever|start_server|start_unix_server|run_app|start_polling|run_polling|run_until_disconnected)$/;

/** Functions and classes that make an application, which takes requests later. */
export const applicationMakers: ReadonlySet<SymbolPath> = new Set([
  ...['fastify:default', 'fastify:fastify', 'express:default', 'koa:default', 'hono:Hono', '@hapi/hapi:server', '@hapi/hapi:Server', 'restify:createServer', 'polka:default', 'elysia:Elysia'],
  ...['@nestjs/core:NestFactory.create', '@nestjs/core:NestFactory.createMicroservice', '@nestjs/core:NestFactory.createApplicationContext', '@apollo/server:ApolloServer'],
]);

/** Methods by which a plugin adds to the application that it is given: https://fastify.dev/docs/latest/Reference/Plugins/ */
export const pluginMethods: ReadonlySet<string> = new Set(['addHook', 'decorate', 'decorateRequest', 'decorateReply', 'addContentTypeParser', 'setErrorHandler', 'setNotFoundHandler']);

/** Methods by which it adds routes, with a path and a handler. */
export const routeMethods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use', 'route']);

/** Events and hooks for the moments before the first request, and after the last one. */
export const startUpEvents: ReadonlySet<string> = new Set(['listening', 'onReady', 'onListen', 'onRegister', 'onRoute', 'onClose', 'preClose', 'onPreStart', 'onPostStart', 'onPreStop', 'onPostStop']);
