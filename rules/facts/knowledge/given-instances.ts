import type { SymbolPath } from './schema.ts';

/** What functions of libraries hand to the callbacks they are given, so that what is known of it is known there too. */
export interface GivenInstance {
  /** The function, by the symbol paths it goes by. */
  readonly of: RegExp;
  /** The same where another file makes what it is called on, by the end of its path and the parameter's name. */
  readonly elsewhere?: RegExp;
  /** The name of the function it is given, where that says what the parameter is: `async def on_message(message)`. */
  readonly named?: string;
  /** The position of the callback's parameter. */
  readonly parameter: number;
  /** What it is; the same as what the function is called on, where this is missing. */
  readonly gives?: SymbolPath;
  readonly source: string;
}

const routes = 'all|delete|get|head|options|patch|post|put|use';

const discord = 'https://discordpy.readthedocs.io/en/stable';
const discordBots = String.raw`discord:(?:Client|Bot|AutoShardedBot|ext\.commands\.(?:Bot|AutoShardedBot))#`;

/** What `@client.event` gives to functions of these names. */
const discordEvents: readonly (readonly [name: string, given: SymbolPath])[] = [
  ['on_message', 'discord:Message#'],
  ['on_message_edit', 'discord:Message#'],
  ['on_message_delete', 'discord:Message#'],
  ['on_member_join', 'discord:Member#'],
  ['on_member_remove', 'discord:Member#'],
  ['on_guild_join', 'discord:Guild#'],
  ['on_interaction', 'discord:Interaction#'],
];

/** Python: by decorators, which are written here as they stand, and by calls that register a function by its name. */
const bots: readonly GivenInstance[] = [
  { of: new RegExp(String.raw`^(?:${discordBots}|discord:ext\.commands\.)(?:command|hybrid_command|group|hybrid_group)\(\)$`), parameter: 0, gives: 'discord:ext.commands.Context#', source: `${discord}/ext/commands/commands.html` },
  { of: new RegExp(String.raw`^(?:${discordBots}tree\.|discord:app_commands\.(?:CommandTree#)?)command\(\)$`), parameter: 0, gives: 'discord:Interaction#', source: `${discord}/interactions/api.html` },
  ...discordEvents.map(([named, gives]): GivenInstance => ({ of: new RegExp(`^${discordBots}event$`), named, parameter: 0, gives, source: `${discord}/api.html#event-reference` })),
  ...(['telegram:Update#', 'telegram:ext.ContextTypes.DEFAULT_TYPE#'] as const).map(
    (gives, parameter): GivenInstance => ({ of: /^telegram:ext\.(?:Command|Message|CallbackQuery|InlineQuery|ChatMember)Handler$/, parameter, gives, source: 'https://docs.python-telegram-bot.org/en/stable/telegram.ext.handlers-tree.html' }),
  ),
  { of: /^aiogram:(?:Router|Dispatcher)#(?:edited_)?message\(\)$/, parameter: 0, gives: 'aiogram:types.Message#', source: 'https://docs.aiogram.dev/en/latest/dispatcher/router.html' },
  { of: /^aiogram:(?:Router|Dispatcher)#callback_query\(\)$/, parameter: 0, gives: 'aiogram:types.CallbackQuery#', source: 'https://docs.aiogram.dev/en/latest/dispatcher/router.html' },
];

const pythonServers: readonly GivenInstance[] = [
  { of: /^aiohttp:web\.RouteTableDef#(?:delete|get|head|options|patch|post|put|route|view)\(\)$/, parameter: 0, gives: 'aiohttp:web.Request#', source: 'https://docs.aiohttp.org/en/stable/web_quickstart.html' },
  { of: /^aiohttp:web\.(?:Application#router\.add_|UrlDispatcher#add_)?(?:delete|get|head|options|patch|post|put|route)$/, parameter: 0, gives: 'aiohttp:web.Request#', source: 'https://docs.aiohttp.org/en/stable/web_quickstart.html' },
  { of: /^starlette:routing\.Route$/, parameter: 0, gives: 'starlette:requests.Request#', source: 'https://starlette.dev/routing/' },
  { of: /^starlette:routing\.WebSocketRoute$/, parameter: 0, gives: 'starlette:websockets.WebSocket#', source: 'https://starlette.dev/routing/' },
  { of: /^websockets:(?:server\.|asyncio\.server\.)?serve$/, parameter: 0, gives: 'websockets:ServerConnection#', source: 'https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html' },
  { of: /^asyncio:start_(?:unix_)?server$/, parameter: 0, gives: 'asyncio:StreamReader#', source: 'https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server' },
  { of: /^asyncio:start_(?:unix_)?server$/, parameter: 1, gives: 'asyncio:StreamWriter#', source: 'https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server' },
];

/** What the parameters of an asynchronous function are, by all of their names, where something is imported: `module name`. */
export const parametersByName: readonly { readonly names: readonly string[]; readonly imports: RegExp; readonly gives: readonly SymbolPath[]; readonly source: string }[] = [
  { names: ['reader', 'writer'], imports: /^asyncio /, gives: ['asyncio:StreamReader#', 'asyncio:StreamWriter#'], source: 'https://docs.python.org/3/library/asyncio-stream.html#asyncio.start_server' },
  { names: ['request'], imports: /^aiohttp web$|^aiohttp\.web /, gives: ['aiohttp:web.Request#'], source: 'https://docs.aiohttp.org/en/stable/web_quickstart.html' },
];

export const givenInstances: readonly GivenInstance[] = [
  ...bots,
  ...pythonServers,
  { of: /^@prisma\/client(?:\/[\w-]+)?:PrismaClient#(?:\$extends\(\)#)?\$transaction$/, elsewhere: /[.#]\$transaction \w+$/, parameter: 0, source: 'https://www.prisma.io/docs/orm/prisma-client/queries/transactions#interactive-transactions' },
  { of: /^typeorm:(?:DataSource|Connection|EntityManager)#(?:manager\.)?transaction$/, parameter: 0, gives: 'typeorm:EntityManager#', source: 'https://typeorm.io/docs/advanced-topics/transactions' },
  { of: /^drizzle-orm\/[\w/-]+:drizzle\(\)#transaction$/, elsewhere: /[.#]transaction (?:tx|trx)$/, parameter: 0, source: 'https://orm.drizzle.team/docs/transactions' },
  { of: /^knex:(?:(?:default|knex)\(\)|Knex)#transaction$/, parameter: 0, source: 'https://knexjs.org/guide/transactions.html' },
  { of: /^kysely:Kysely#transaction\(\)#execute$/, parameter: 0, gives: 'kysely:Kysely#', source: 'https://kysely.dev/docs/examples/transactions/simple-transaction' },
  { of: /^koa:default#use$/, parameter: 1, gives: 'koa:next', source: 'https://github.com/koajs/koa/blob/master/docs/guide.md#writing-middleware' },
  { of: new RegExp(`^(?:@koa/router|koa-router):(?:default|Router)#(?:${routes})$`), parameter: 1, gives: 'koa:next', source: 'https://github.com/koajs/router/blob/master/API.md' },
  { of: new RegExp(`^hono:Hono#(?:${routes})$`), parameter: 1, gives: 'hono:next', source: 'https://hono.dev/docs/guides/middleware' },
  { of: /^hono\/factory:createMiddleware$/, parameter: 1, gives: 'hono:next', source: 'https://hono.dev/docs/helpers/factory' },
  { of: /^@playwright\/test:(?:test|it)(?:\.(?:only|skip|fixme|fail|slow|beforeEach|afterEach))?$/, parameter: 0, gives: '@playwright/test:fixtures', source: 'https://playwright.dev/docs/test-fixtures#built-in-fixtures' },
];
