import type { HotContext, SymbolPath } from './schema.ts';

/** Methods that a framework calls on the event loop: of classes that extend one of these. */
export interface HotMethodsEntry {
  /** The classes of the library. */
  readonly bases: readonly SymbolPath[];
  /** A name that ends in `*` stands for all that start so. */
  readonly methods: readonly string[];
  readonly context: HotContext;
  /** A method may be asynchronous, and is awaited then; otherwise what it returns is dropped. */
  readonly awaits: boolean;
  /** Those that are not asynchronous run in threads. */
  readonly onlyAsync?: true;
  readonly source: string;
}

const protocols = 'https://docs.python.org/3/library/asyncio-protocol.html#protocols';
const verbs = ['delete', 'get', 'head', 'options', 'patch', 'post', 'put'];

export const hotMethods: readonly HotMethodsEntry[] = [
  {
    bases: ['BaseProtocol', 'BufferedProtocol', 'DatagramProtocol', 'Protocol', 'StreamReaderProtocol', 'SubprocessProtocol'].map((name) => `asyncio:${name}`),
    methods: ['buffer_updated', 'connection_lost', 'connection_made', 'data_received', 'datagram_received', 'eof_received', 'error_received', 'get_buffer', 'pause_writing', 'pipe_*', 'process_exited', 'resume_writing'],
    context: 'socket callback',
    awaits: false,
    source: protocols,
  },
  {
    bases: ['tornado:web.RequestHandler'],
    methods: [...verbs, 'data_received', 'on_finish', 'prepare'],
    context: 'request handler',
    awaits: true,
    source: 'https://www.tornadoweb.org/en/stable/web.html#tornado.web.RequestHandler',
  },
  {
    bases: ['tornado:websocket.WebSocketHandler'],
    methods: ['on_close', 'on_message', 'open'],
    context: 'socket callback',
    awaits: true,
    source: 'https://www.tornadoweb.org/en/stable/websocket.html',
  },
  {
    bases: ['textual:app.App', 'textual:screen.ModalScreen', 'textual:screen.Screen', 'textual:widget.Widget'],
    methods: ['action_*', 'on_*', 'watch_*'],
    context: 'user interface handler',
    awaits: true,
    source: 'https://textual.textualize.io/guide/events/',
  },
  { bases: ['aiohttp:web.View'], methods: verbs, context: 'request handler', awaits: true, source: 'https://docs.aiohttp.org/en/stable/web_reference.html#view' },
  {
    bases: ['starlette:endpoints.HTTPEndpoint'],
    methods: verbs,
    context: 'request handler',
    awaits: true,
    onlyAsync: true,
    source: 'https://starlette.dev/endpoints/',
  },
  { bases: ['django:views.View', 'django:views.generic.View', 'quart:views.MethodView'], methods: verbs, context: 'request handler', awaits: true, onlyAsync: true, source: 'https://docs.djangoproject.com/en/stable/topics/async/#async-views' },
  {
    bases: ['AsyncConsumer', 'AsyncWebsocketConsumer', 'AsyncJsonWebsocketConsumer'].map((name) => `channels:generic.websocket.${name}`),
    methods: ['connect', 'disconnect', 'receive', 'receive_json'],
    context: 'socket callback',
    awaits: true,
    source: 'https://channels.readthedocs.io/en/stable/topics/consumers.html',
  },
  { bases: ['starlette:endpoints.WebSocketEndpoint'], methods: ['on_connect', 'on_disconnect', 'on_receive'], context: 'socket callback', awaits: true, source: 'https://starlette.dev/endpoints/' },
  { bases: ['sanic:views.HTTPMethodView'], methods: verbs, context: 'request handler', awaits: true, source: 'https://sanic.dev/en/guide/advanced/class-based-views.html' },
  {
    bases: ['discord:Client', 'discord:ext.commands.Bot', 'discord:ext.commands.Cog'],
    methods: ['on_*', 'setup_hook'],
    context: 'event listener',
    awaits: true,
    source: 'https://discordpy.readthedocs.io/en/stable/api.html#event-reference',
  },
];
