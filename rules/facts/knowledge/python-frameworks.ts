import type { Role } from '../roles.ts';

/** What Python modules tell of the process that imports them. */
export interface TellingModule {
  /** The module itself, or what is imported from it: `aiohttp.web`. Modules below it count too. */
  readonly module: string;
  readonly role: Role;
  /** Its name as people know it. */
  readonly name: string;
  /** The distribution that holds it, where a dependency on it tells the same of the whole project. */
  readonly distribution?: string;
}

function modules(role: Role, entries: Readonly<Record<string, readonly [name: string, distribution?: string]>>): readonly TellingModule[] {
  return Object.entries(entries).map(([module, [name, distribution]]) => ({ module, role, name, ...(distribution === undefined ? {} : { distribution }) }));
}

export const testModules = modules('test', {
  pytest: ['the test runner pytest'],
  pytest_asyncio: ['the test runner pytest'],
  unittest: ['the test runner unittest'],
  hypothesis: ['hypothesis'],
  nose: ['the test runner nose'],
});

export const serverModules = [
  ...modules('server', {
    fastapi: ['FastAPI', 'fastapi'],
    starlette: ['Starlette', 'starlette'],
    'aiohttp.web': ['aiohttp.web'],
    quart: ['Quart', 'quart'],
    sanic: ['Sanic', 'sanic'],
    litestar: ['Litestar', 'litestar'],
    starlite: ['Starlite', 'starlite'],
    blacksheep: ['BlackSheep', 'blacksheep'],
    'falcon.asgi': ['Falcon'],
    'tornado.web': ['Tornado', 'tornado'],
    'tornado.websocket': ['Tornado'],
    'tornado.ioloop': ['Tornado'],
    'django.http': ['Django', 'django'],
    'django.views': ['Django'],
    'django.shortcuts': ['Django'],
    channels: ['Django Channels', 'channels'],
    ninja: ['Django Ninja', 'django-ninja'],
    rest_framework: ['Django REST framework', 'djangorestframework'],
    flask: ['Flask', 'flask'],
    bottle: ['Bottle', 'bottle'],
    uvicorn: ['uvicorn', 'uvicorn'],
    hypercorn: ['Hypercorn', 'hypercorn'],
    'grpc.aio': ['gRPC'],
    socketio: ['Socket.IO', 'python-socketio'],
    'websockets.server': ['websockets'],
    'websockets.asyncio.server': ['websockets'],
    strawberry: ['Strawberry', 'strawberry-graphql'],
    'mcp.server': ['an MCP server'],
    discord: ['discord.py', 'discord.py'],
    nextcord: ['Nextcord', 'nextcord'],
    aiogram: ['aiogram', 'aiogram'],
    'telegram.ext': ['python-telegram-bot', 'python-telegram-bot'],
    telethon: ['Telethon', 'telethon'],
    slack_bolt: ['Bolt', 'slack-bolt'],
    homeassistant: ['Home Assistant', 'homeassistant'],
  }),
  ...modules('worker', {
    celery: ['Celery', 'celery'],
    arq: ['arq', 'arq'],
    dramatiq: ['Dramatiq', 'dramatiq'],
    taskiq: ['Taskiq', 'taskiq'],
    faust: ['Faust', 'faust-streaming'],
    faststream: ['FastStream', 'faststream'],
    temporalio: ['Temporal', 'temporalio'],
    aiokafka: ['aiokafka', 'aiokafka'],
    aio_pika: ['aio-pika', 'aio-pika'],
    apscheduler: ['APScheduler', 'apscheduler'],
  }),
];

/** Names that stand for the request that is being answered, in any function that answers one. Source: https://quart.palletsprojects.com/en/latest/reference/source/quart.html */
export const contextualRequests: ReadonlySet<string> = new Set(['quart:request', 'quart:websocket', 'flask:request']);

/** What servers give those who answer a request. Sources: the references of each */
export const requestTypes: ReadonlySet<string> = new Set([
  ...['aiohttp:web.Request#', 'django:http.HttpRequest#', 'fastapi:Request#', 'litestar:Request#', 'sanic:Request#', 'sanic:request.Request#', 'starlette:requests.Request#'],
  ...['fastapi:WebSocket#', 'starlette:websockets.WebSocket#'],
]);

/** Modules of frameworks whose functions take a `request` as a rule, without saying what it is. */
export const requestModules = /^(?:django\.(?:http|shortcuts|views|contrib\.auth)|ninja|rest_framework|adrf)(?:\.|$)/;

export const commandModules = modules('cli', {
  argparse: ['argparse'],
  click: ['Click', 'click'],
  typer: ['Typer', 'typer'],
  docopt: ['docopt', 'docopt'],
  fire: ['Fire', 'fire'],
  cyclopts: ['Cyclopts', 'cyclopts'],
  rich_click: ['Click', 'rich-click'],
  questionary: ['questionary', 'questionary'],
  IPython: ['IPython'],
  'django.core.management': ['Django management commands'],
});

export const buildModules = modules('build', {
  setuptools: ['setuptools'],
  'distutils.core': ['distutils'],
  nox: ['nox'],
  invoke: ['invoke'],
  fabric: ['fabric'],
});

/** Modules of migrations: they run once, while a person waits. */
export const scriptModules = modules('script', {
  alembic: ['Alembic'],
  'django.db.migrations': ['Django migrations'],
});
