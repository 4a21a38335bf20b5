import type { SymbolPath } from './schema.ts';

/**
 * Objects that one task has to itself as a rule, by the last words of their classes' names: what stands for one request, and what
 * goes through something from its start to its end.
 */
export const singleUserNames = /(?:Request|Response|Reader|Parser|Cursor|Iterator|Generator|Pipeline|Transaction|UnitOfWork)$/;

/** Classes of libraries of which each request, or each connection, gets an instance of its own, whose methods run one after another. */
export const requestBases: ReadonlySet<SymbolPath> = new Set([
  // https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler
  'tornado:web.RequestHandler',
  'tornado:websocket.WebSocketHandler',
  // https://docs.djangoproject.com/en/stable/topics/class-based-views/
  'django:views.View',
  'django:views.generic.View',
  'rest_framework:views.APIView',
  // https://channels.readthedocs.io/en/stable/topics/consumers.html
  'channels:generic.websocket.AsyncWebsocketConsumer',
  'channels:generic.websocket.AsyncJsonWebsocketConsumer',
  // https://docs.aiohttp.org/en/stable/web_reference.html#view
  'aiohttp:web.View',
  // https://starlette.dev/endpoints/
  'starlette:endpoints.HTTPEndpoint',
  'starlette:endpoints.WebSocketEndpoint',
]);
