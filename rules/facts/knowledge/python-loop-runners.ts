import { eventLoops } from './python-tasks.ts';
import type { SymbolPath } from './schema.ts';

/** A call that runs an event loop of its own until something is done. Where a loop is running already, it raises an error. */
export interface LoopRunner {
  readonly symbol: SymbolPath;
  /** What it runs: a coroutine in this argument, a function that makes one, or what it was made for (`Server#run`). */
  readonly runs: 'coroutine' | 'function' | 'itself';
  readonly argument: number;
  readonly keyword?: string;
  /** A coroutine function that does the same on the loop that is running: `serve` of the same receiver. */
  readonly replacement?: string;
  readonly source: string;
}

const library = 'https://docs.python.org/3/library';
const loopPage = `${library}/asyncio-eventloop.html#running-and-stopping-the-loop`;

function itself(source: string, symbols: readonly SymbolPath[], replacement?: string): readonly LoopRunner[] {
  return symbols.map((symbol) => ({ symbol, runs: 'itself', argument: 0, source, ...(replacement === undefined ? {} : { replacement }) }));
}

export const loopRunners: readonly LoopRunner[] = [
  ...['asyncio:run', 'asyncio:runners.run'].map((symbol): LoopRunner => ({ symbol, runs: 'coroutine', argument: 0, keyword: 'main', source: `${library}/asyncio-runner.html#asyncio.run` })),
  { symbol: 'asyncio:Runner#run', runs: 'coroutine', argument: 0, keyword: 'coro', source: `${library}/asyncio-runner.html#asyncio.Runner.run` },
  ...eventLoops.map((loop): LoopRunner => ({ symbol: `${loop}run_until_complete`, runs: 'coroutine', argument: 0, keyword: 'future', source: loopPage })),
  ...itself(loopPage, eventLoops.map((loop) => `${loop}run_forever`)),
  { symbol: 'uvloop:run', runs: 'coroutine', argument: 0, keyword: 'main', source: 'https://github.com/MagicStack/uvloop#using-uvloop' },
  { symbol: 'anyio:run', runs: 'function', argument: 0, keyword: 'func', source: 'https://anyio.readthedocs.io/en/stable/basics.html' },
  { symbol: 'asgiref:sync.async_to_sync()', runs: 'itself', argument: 0, source: 'https://docs.djangoproject.com/en/stable/topics/async/#async-to-sync' },
  ...itself('https://www.uvicorn.org/#running-programmatically', ['uvicorn:Server#run'], 'serve'),
  ...itself('https://www.uvicorn.org/#running-programmatically', ['uvicorn:run']),
  ...itself('https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.run_app', ['aiohttp:web.run_app']),
  ...itself('https://discordpy.readthedocs.io/en/stable/api.html#discord.Client.run', ['discord:Client#run', 'discord:ext.commands.Bot#run'], 'start'),
  ...itself('https://docs.python-telegram-bot.org/en/stable/telegram.ext.application.html', ['telegram:ext.Application#run_polling', 'telegram:ext.Application.builder()#build()#run_polling']),
  ...itself('https://quart.palletsprojects.com/en/latest/reference/source/quart.html', ['quart:Quart#run'], 'run_task'),
  ...itself('https://docs.python.org/3/library/asyncio-runner.html', ['hypercorn:run.run']),
];

/** Calls that make a loop. */
export const loopMakers: ReadonlySet<SymbolPath> = new Set(['asyncio:new_event_loop', 'asyncio:SelectorEventLoop', 'asyncio:ProactorEventLoop', 'uvloop:new_event_loop']);

/** Calls that, on a loop, give that loop. */
export const ownLoops: ReadonlySet<SymbolPath> = new Set(['asyncio:get_running_loop', 'asyncio:get_event_loop']);
