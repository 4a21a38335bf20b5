import { eventLoops } from './python-tasks.ts';
import type { CallbackEntry, HotContext, MemberCallbackEntry, SymbolPath } from './schema.ts';

/** Slots of Python that call a function on the thread of the event loop. What runs elsewhere is in `python-executors.ts`. */

type Slot = Omit<CallbackEntry, 'symbol' | 'source'>;

function calls(source: string, symbols: readonly SymbolPath[], slot: Slot): readonly CallbackEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...slot }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, slot: Slot): readonly CallbackEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), slot));
}

/** Decorators with arguments: `@app.get('/')` stands on the handler. */
function decorators(source: string, receivers: readonly string[], names: string, context: HotContext): readonly CallbackEntry[] {
  return members(source, receivers, names.split(' ').map((name) => `${name}()`).join(' '), { argument: 'decorated', context, awaits: true });
}

/** Decorators without arguments: `@client.event`. */
function plainDecorators(source: string, receivers: readonly string[], names: string, context: HotContext): readonly CallbackEntry[] {
  return members(source, receivers, names, { argument: 'decorated', context, awaits: true });
}

/** Routes of frameworks that run plain functions in threads. */
function routes(source: string, receivers: readonly string[], names: string): readonly CallbackEntry[] {
  return members(source, receivers, names.split(' ').map((name) => `${name}()`).join(' '), { argument: 'decorated', context: 'request handler', awaits: true, onlyAsync: true });
}

const library = 'https://docs.python.org/3/library';
const loopPage = `${library}/asyncio-eventloop.html`;
const tasks = ['asyncio:create_task()#', 'asyncio:ensure_future()#', 'asyncio:Task#', 'asyncio:Future#', 'asyncio:TaskGroup#create_task()#', ...eventLoops.flatMap((loop) => [`${loop}create_task()#`, `${loop}create_future()#`])];

/** They call what they are given and drop what it returns, so a coroutine function never runs there. */
const loopSlots = [
  ...members(`${loopPage}#scheduling-callbacks`, eventLoops, 'call_soon call_soon_threadsafe', { argument: 0, keyword: 'callback', context: 'timer callback' }),
  ...members(`${loopPage}#scheduling-delayed-callbacks`, eventLoops, 'call_at call_later', { argument: 1, keyword: 'callback', context: 'timer callback' }),
  ...members(`${loopPage}#watching-file-descriptors`, eventLoops, 'add_reader add_writer', { argument: 1, keyword: 'callback', context: 'socket callback' }),
  ...members(`${loopPage}#unix-signals`, eventLoops, 'add_signal_handler', { argument: 1, keyword: 'callback', context: 'event listener' }),
  ...members(`${loopPage}#error-handling-api`, eventLoops, 'set_exception_handler', { argument: 0, keyword: 'handler', context: 'event listener' }),
  ...members(`${library}/asyncio-task.html#asyncio.Task.add_done_callback`, tasks, 'add_done_callback', { argument: 0, keyword: 'fn', context: 'completion callback' }),
];

/** Functions that are given the streams of a connection; a coroutine function becomes a task. */
const servers = [
  ...calls(`${library}/asyncio-stream.html#asyncio.start_server`, ['asyncio:start_server', 'asyncio:start_unix_server'], { argument: 0, keyword: 'client_connected_cb', context: 'socket callback', awaits: true }),
  ...members(`${loopPage}#creating-network-servers`, eventLoops, 'create_server create_unix_server', { argument: 0, keyword: 'protocol_factory', context: 'socket callback' }),
  ...members('https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html', ['websockets:', 'websockets:server.', 'websockets:asyncio.server.'], 'serve', {
    argument: 0,
    keyword: 'handler',
    context: 'socket callback',
    awaits: true,
  }),
];

/** Called once, at a signal or at the end of the process; asynchronous functions never run there. */
const processSlots = [
  ...calls(`${library}/signal.html#signal.signal`, ['signal:signal'], { argument: 1, keyword: 'handler', context: 'event listener' }),
  ...calls(`${library}/atexit.html#atexit.register`, ['atexit:register'], { argument: 0, keyword: 'func', context: 'event listener' }),
];

const methods = 'delete get head options patch post put';
const aiohttpRoutes = `add_${methods.split(' ').join(' add_')} add_view`;
const aiohttpPage = 'https://docs.aiohttp.org/en/stable/web_reference.html';
const routers = ['aiohttp:web.Application#router.', 'aiohttp:web.UrlDispatcher#'];

/** aiohttp runs handlers on the loop, also the few that are not asynchronous. */
const aiohttp = [
  ...members(aiohttpPage, routers, aiohttpRoutes, { argument: 1, keyword: 'handler', context: 'request handler', awaits: true }),
  ...members(aiohttpPage, routers, 'add_route', { argument: 2, keyword: 'handler', context: 'request handler', awaits: true }),
  ...members(aiohttpPage, ['aiohttp:web.'], `${methods} view`, { argument: 1, keyword: 'handler', context: 'request handler', awaits: true }),
  ...members(aiohttpPage, ['aiohttp:web.'], 'route', { argument: 2, keyword: 'handler', context: 'request handler', awaits: true }),
  ...decorators(aiohttpPage, ['aiohttp:web.RouteTableDef#'], `${methods} route view`, 'request handler'),
  ...calls(`${aiohttpPage}#middlewares`, ['aiohttp:web.middleware'], { argument: 'decorated', context: 'request handler', awaits: true }),
];

const sanic = ['sanic:Sanic#', 'sanic:Blueprint#'];
const litestarRoutes = ['litestar:', 'litestar:handlers.', 'starlite:'];

/** Frameworks that run also plain functions on the loop. */
const frameworks = [
  ...decorators('https://sanic.dev/en/guide/basics/routing.html', sanic, `${methods} exception listener middleware on_request on_response route websocket`, 'request handler'),
  ...plainDecorators('https://sanic.dev/en/guide/basics/middleware.html', sanic, 'middleware on_request on_response', 'request handler'),
  ...members('https://docs.litestar.dev/latest/topics/sync-vs-async.html', litestarRoutes, `${methods} route websocket`.split(' ').map((name) => `${name}()`).join(' '), {
    argument: 'decorated',
    context: 'request handler',
    awaits: true,
    threadKeyword: 'sync_to_thread',
  }),
  ...decorators('https://blacksheep.dev/routing/', ['blacksheep:Application#', 'blacksheep:Application#router.', 'blacksheep:'], methods, 'request handler'),
  ...decorators('https://fastapi.tiangolo.com/tutorial/middleware/', ['fastapi:FastAPI#'], 'middleware', 'request handler'),
  ...decorators('https://fastapi.tiangolo.com/advanced/websockets/', ['fastapi:FastAPI#', 'fastapi:APIRouter#'], 'websocket', 'socket callback'),
  ...calls('https://fastapi.tiangolo.com/tutorial/dependencies/', ['fastapi:Depends', 'fastapi:Security'], { argument: 0, keyword: 'dependency', context: 'request handler', awaits: true, onlyAsync: true }),
  ...decorators('https://python-socketio.readthedocs.io/en/stable/server.html', ['socketio:AsyncServer#'], 'event on', 'socket callback'),
  ...plainDecorators('https://python-socketio.readthedocs.io/en/stable/server.html', ['socketio:AsyncServer#'], 'event', 'socket callback'),
];

/** Frameworks that give plain functions a thread. */
const threading = [
  ...routes('https://fastapi.tiangolo.com/async/', ['fastapi:FastAPI#', 'fastapi:APIRouter#', 'fastapi:routing.APIRouter#'], `${methods} api_route route trace`),
  ...routes('https://starlette.dev/routing/', ['starlette:applications.Starlette#', 'starlette:routing.Router#'], 'route'),
  ...routes('https://quart.palletsprojects.com/en/latest/how_to_guides/routing.html', ['quart:Quart#', 'quart:Blueprint#'], `${methods} before_request after_request route`),
  ...calls('https://starlette.dev/routing/', ['starlette:routing.Route'], { argument: 1, keyword: 'endpoint', context: 'request handler', awaits: true, onlyAsync: true }),
  ...calls('https://starlette.dev/routing/', ['starlette:routing.WebSocketRoute'], { argument: 1, keyword: 'endpoint', context: 'socket callback', awaits: true, onlyAsync: true }),
  ...calls('https://docs.djangoproject.com/en/stable/topics/async/', ['django:urls.path', 'django:urls.re_path'], { argument: 1, keyword: 'view', context: 'request handler', awaits: true, onlyAsync: true }),
];

const bots = ['discord:Client#', 'discord:ext.commands.Bot#', 'discord:Bot#', 'discord:AutoShardedBot#'];

const listeners = [
  ...plainDecorators('https://discordpy.readthedocs.io/en/stable/api.html#discord.Client.event', bots, 'event', 'event listener'),
  ...decorators('https://discordpy.readthedocs.io/en/stable/ext/commands/commands.html', bots, 'command listen hybrid_command slash_command', 'event listener'),
  ...decorators('https://discordpy.readthedocs.io/en/stable/ext/commands/commands.html', ['discord:ext.commands.', 'discord:ext.commands.Cog.', 'discord:app_commands.'], 'command hybrid_command listener', 'event listener'),
  ...decorators('https://discordpy.readthedocs.io/en/stable/ext/tasks/index.html', ['discord:ext.tasks.'], 'loop', 'timer callback'),
  ...decorators('https://docs.aiogram.dev/en/latest/dispatcher/router.html', ['aiogram:Router#', 'aiogram:Dispatcher#'], 'callback_query chat_member errors inline_query message my_chat_member', 'event listener'),
  ...decorators('https://docs.telethon.dev/en/stable/modules/client.html', ['telethon:TelegramClient#'], 'on', 'event listener'),
  ...members('https://docs.python-telegram-bot.org/en/stable/telegram.ext.handlers-tree.html', ['telegram:ext.'], 'CallbackQueryHandler CommandHandler InlineQueryHandler MessageHandler', {
    argument: 1,
    keyword: 'callback',
    context: 'event listener',
    awaits: true,
  }),
  ...members(
    'https://docs.aio-pika.com/en/latest/apidoc.html',
    ['aio_pika:abc.AbstractQueue#', 'aio_pika:Queue#', 'aio_pika:connect()#channel()#declare_queue()#', 'aio_pika:connect_robust()#channel()#declare_queue()#'],
    'consume',
    { argument: 0, keyword: 'callback', context: 'queue consumer', awaits: true },
  ),
  ...members('https://nats-io.github.io/nats.py/', ['nats:connect()#', 'nats:NATS#'], 'subscribe', { argument: 2, keyword: 'cb', context: 'queue consumer', awaits: true }),
  ...decorators('https://faststream.ag2.ai/latest/', ['faststream:kafka.KafkaBroker#', 'faststream:rabbit.RabbitBroker#', 'faststream:nats.NatsBroker#', 'faststream:redis.RedisBroker#'], 'publisher subscriber', 'queue consumer'),
  ...decorators('https://faust-streaming.github.io/faust/', ['faust:App#'], 'agent crontab timer', 'queue consumer'),
  ...members('https://apscheduler.readthedocs.io/en/3.x/modules/schedulers/asyncio.html', ['apscheduler:schedulers.asyncio.AsyncIOScheduler#'], 'add_job', { argument: 0, keyword: 'func', context: 'timer callback', awaits: true, onlyAsync: true }),
  ...members('https://docs.python-telegram-bot.org/en/stable/telegram.ext.jobqueue.html', ['telegram:ext.JobQueue#', 'telegram:ext.Application#job_queue.', 'telegram:ext.ContextTypes.DEFAULT_TYPE#job_queue.'], 'run_daily run_once run_repeating', {
    argument: 0,
    keyword: 'callback',
    context: 'timer callback',
    awaits: true,
  }),
  ...plainDecorators('https://developers.home-assistant.io/docs/asyncio_working_with_async', ['homeassistant:core.'], 'callback', 'event listener'),
];

export const pythonCallbacks: readonly CallbackEntry[] = [...loopSlots, ...servers, ...processSlots, ...aiohttp, ...frameworks, ...threading, ...listeners];

/** Methods that hardly anything but an event loop, a task or a future has. */
export const pythonMemberCallbacks: readonly MemberCallbackEntry[] = [
  { member: 'call_soon', argument: 0, context: 'timer callback', receivers: ['loop'], awaits: false, source: `${loopPage}#scheduling-callbacks` },
  { member: 'call_soon_threadsafe', argument: 0, context: 'timer callback', awaits: false, source: `${loopPage}#scheduling-callbacks` },
  { member: 'call_later', argument: 1, context: 'timer callback', receivers: ['loop'], awaits: false, source: `${loopPage}#scheduling-delayed-callbacks` },
  { member: 'call_at', argument: 1, context: 'timer callback', receivers: ['loop'], awaits: false, source: `${loopPage}#scheduling-delayed-callbacks` },
  { member: 'add_signal_handler', argument: 1, context: 'event listener', receivers: ['loop'], awaits: false, source: `${loopPage}#unix-signals` },
  { member: 'add_reader', argument: 1, context: 'socket callback', receivers: ['loop'], awaits: false, source: `${loopPage}#watching-file-descriptors` },
  { member: 'add_writer', argument: 1, context: 'socket callback', receivers: ['loop'], awaits: false, source: `${loopPage}#watching-file-descriptors` },
  { member: 'set_exception_handler', argument: 0, context: 'event listener', receivers: ['loop'], awaits: false, source: `${loopPage}#error-handling-api` },
  { member: 'add_done_callback', argument: 0, context: 'completion callback', receivers: ['task', 'fut'], awaits: false, source: `${library}/asyncio-task.html#asyncio.Task.add_done_callback` },
];
