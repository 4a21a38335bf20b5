import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-delayed-await']!;
const repaired = repairedBy('joinAwaits');

/** Code in an async function, between functions that may fail. */
function inAsync(code: string): string {
  return `async function load(x) { return (await fetch(x)).json(); }\nasync function handle(xs) {\n${code}\n}`;
}

ruleTester({ typescript: false }).run('no-delayed-await: the story everyone knows', rule, {
  valid: [
    { name: 'awaited at once', code: inAsync('const a = await load(1); const b = await load(2);') },
    { name: 'started and awaited with nothing in between', code: inAsync('const a = load(1); log(); await a;') },
    { name: 'handed to Promise.all', code: inAsync('const a = load(1); const b = load(2); await Promise.all([a, b]);') },
    { name: 'a handler before the gap', code: inAsync('const a = load(1); a.catch(() => {}); await load(2); await a;') },
    { name: 'handed to Promise.all beside what another function starts', code: `const first = (x) => load(x); ${inAsync('const a = load(1); await Promise.all([first(2), a]);')}` },
    { name: 'a list for Promise.all', code: inAsync('const tasks = xs.map((x) => load(x)); await Promise.all(tasks);') },
    { name: 'lists that are gathered when they are full', code: inAsync('const tasks = []; for (const x of xs) { tasks.push(load(x)); if (tasks.length > 3) { await Promise.all(tasks); tasks.length = 0; } } await Promise.all(tasks);') },
    { name: 'a list of tasks that handle their failures', code: inAsync('const tasks = xs.map((x) => load(x).catch(report)); await load(1); await Promise.all(tasks);') },
    { name: 'a list of what is yet to be brought about', code: inAsync('const opened = xs.map((x) => once(x, "open")); const ended = xs.map(waitForEnd); await load(1); await Promise.all(opened); await Promise.all(ended);') },
    { name: 'a list that is looked through before the gap', code: inAsync('const tasks = xs.map((x) => load(x)); for (const task of tasks) task.catch(report); await load(1); await Promise.all(tasks);') },
    { name: 'the first one is awaited first', code: inAsync('const a = load(1); await a; const b = load(2); await b;') },
  ],
  invalid: [
    {
      name: 'the second of two, with the places',
      code: inAsync('  const a = load(1);\n  const b = load(2);\n  await a;\n  await b;'),
      errors: [
        {
          message:
            '`b` is started here but awaited only after `await a` (line 5): if it rejects meanwhile, or that throws, nobody handles its rejection, which ends a Node.js process.',
          line: 4,
          column: 3,
          endColumn: 21,
          suggestions: [{ desc: 'Wait for all of them with `Promise.all`', output: inAsync('  const a = load(1);\n  const b = load(2);\n  await Promise.all([a, b]);') }],
        },
      ],
    },
    repaired('results are kept', 'delayed', inAsync(`  const a = load(1);
  const b = load(2);
  const «[»x«, y]» = await «Promise.all([»a‹;
  const y = await b›«, b])»;
  return x + y;`)),
    repaired('what comes in between is started where it is awaited', 'delayed', inAsync(`  const a = load(1);
  const «[»y«, { name }]» = await «Promise.all([»load(2)‹;
  const { name } = await a›«, a])»;
  return [y, name];`)),
    { name: 'what is awaited in between is needed later', code: inAsync('  const a = load(1);\n  const b = await load(2);\n  const c = await load(b);\n  return [await a, c];'), errors: [{ messageId: 'delayed', line: 3 }] },
    { name: 'one after the other', code: inAsync('  const tasks = xs.map((x) => load(x));\n  for (const task of tasks) await task;'), errors: [{ messageId: 'oneByOne', line: 3 }] },
    { name: 'a list that is gathered only then', code: inAsync('  const tasks = xs.map((x) => load(x));\n  await load(1);\n  await Promise.all(tasks);'), errors: [{ messageId: 'delayedList', line: 3, suggestions: [] }] },
    { name: 'a list that waits for what comes next', code: inAsync('  const tasks = [];\n  for (const x of xs) {\n    await load(x);\n    tasks.push(load(x));\n  }\n  await Promise.all(tasks);'), errors: [{ messageId: 'delayedList', line: 6 }] },
    repaired('for await', 'oneByOne', inAsync(`  const tasks = xs.map((x) => load(x));
  for ‹await ›(const x of «await Promise.all(»tasks«)») log(x);`)),
  ],
});

ruleTester({ typescript: true }).run('no-delayed-await: on all paths', rule, {
  valid: [
    { name: 'the branch with the gap never awaits it', code: inAsync('const a = load(1); if (xs) { return await a; } await load(2);') },
    { name: 'the gap comes before the start', code: inAsync('for (const x of xs) { await load(x); const a = load(x); await a; }') },
    { name: 'the next turn has a task of its own', code: inAsync('for (const x of xs) { await load(x); const a = load(x); if (x) continue; await a; }') },
    { name: 'awaited in a condition', code: inAsync('const a = load(1); if (await a) await load(2);') },
    { name: 'a throw where it has been awaited', code: inAsync("const a = load(1); await a; if (xs) throw new Error('no');") },
    { name: 'a list that Promise.all gets first', code: inAsync('const tasks = []; for (const x of xs) tasks.push(load(x)); await Promise.all(tasks); for (const task of tasks) log(await task);') },
    { name: 'a function on the way that does not throw', code: `function check(x) { return Boolean(x); }\n${inAsync('const a = load(1); check(xs); await a;')}` },
    { name: 'a list without anything to wait for in between', code: inAsync('await Promise.all([load(1), load(2)]);') },
  ],
  invalid: [
    { name: 'a throw on the way', code: inAsync("const a = load(1);\nif (!xs) throw new Error('no');\nreturn await a;"), errors: [{ messageId: 'abandoned' }] },
    { name: 'a branch on the way waits', code: inAsync('const a = load(1); if (xs) await load(2); await a;'), errors: [{ messageId: 'delayed' }] },
    { name: 'try around it does not help', code: inAsync('const a = load(1); try { await load(2); await a; } catch { }'), errors: [{ messageId: 'delayed' }] },
    { name: 'a task that is started for the next turn', code: inAsync('let next = load(0); while (xs) { const page = await next; next = load(page); await load(page.more); }'), errors: [{ messageId: 'delayed' }] },
    { name: 'in the list of Promise.all', code: inAsync('await Promise.all([load(1), await load(2)]);'), errors: [{ messageId: 'delayedInList' }] },
    { name: 'a promise that another one can reject', code: inAsync("const ready = new Promise((resolve, reject) => { xs.on('error', reject); xs.on('ready', resolve); }); await load(1); await ready;"), errors: [{ messageId: 'delayed' }] },
    { name: 'returned by an async function', code: inAsync('const a = load(1); await load(2); return a;'), errors: [{ messageId: 'delayed' }] },
    { name: 'a handler that comes too late', code: inAsync('const a = load(1); await load(2); a.catch(report);'), errors: [{ messageId: 'delayed' }] },
    { name: 'Promise.all that comes too late', code: inAsync('const a = load(1); const b = await load(2); return Promise.all([a, load(b)]);'), errors: [{ messageId: 'delayed' }] },
    { name: 'a loop that waits for each element', code: inAsync('const a = load(1); for await (const x of xs) log(x); await a;'), errors: [{ messageId: 'delayed' }] },
    { name: 'a list that is written out', code: inAsync('const tasks = [load(1), load(2)]; for (const task of tasks) await task;'), errors: [{ messageId: 'oneByOne' }] },
    { name: 'a list that is filled', code: inAsync('const tasks = []; for (const x of xs) tasks.push(load(x)); for (const task of tasks) await task;'), errors: [{ messageId: 'oneByOne' }] },
    { name: 'a list that is counted through', code: inAsync('const tasks = xs.map((x) => load(x)); for (let i = 0; i < tasks.length; i++) await tasks[i];'), errors: [{ messageId: 'oneByOne' }] },
    { name: 'a function on the way that throws', code: `function check(x) { if (!x) throw new Error('no'); }\n${inAsync('const a = load(1); check(xs); await a;')}`, errors: [{ messageId: 'abandonedByCall' }] },
  ],
});

ruleTester({ typescript: true }).run('no-delayed-await: what is not reported', rule, {
  valid: [
    { name: 'a task that never rejects', code: `async function safe() { try { await fetch('a'); } catch { return null; } }\n${inAsync('const a = safe(); await load(2); await a;')}` },
    { name: 'time that passes', code: `import { setTimeout as sleep } from 'node:timers/promises';\n${inAsync('const pause = sleep(100); await load(1); await pause;')}` },
    { name: 'an event that what comes next brings about', code: `import { once } from 'node:events';\n${inAsync("const closed = once(xs, 'close'); await load(1); await closed;")}` },
    { name: 'waiting for something', code: inAsync("const popup = xs.waitForEvent('popup'); await xs.click(); await popup;") },
    { name: 'passed on', code: inAsync('const a = load(1); track(a); await load(2); await a;') },
    { name: 'a function of another time reads it', code: inAsync('const a = load(1); xs.use(() => a); await load(2); await a;') },
    { name: 'a value whose type nobody knows', code: 'import { start } from "./start.ts"; async function f() { const a = start(); await fetch("a"); await a; }' },
    { name: 'allowed by name', code: inAsync('const a = load(1); const b = load(2); await a; await b;'), options: [{ allow: ['load'] }] },
    { name: 'a test', filename: 'src/load.test.ts', code: inAsync('const a = load(1); const b = load(2); await a; await b;') },
    { name: 'a query builder that starts where it is awaited', code: `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n${inAsync('const users = prisma.user.findMany(); await load(1); await users;')}` },
  ],
  invalid: [],
});

ruleTester({ typescript: true, typed: true }).run('no-delayed-await: with types', rule, {
  valid: [{ name: 'no promise', options: [{ ignoreTests: false }], code: 'declare function count(): number; declare function load(): Promise<void>; async function f() { const a = count(); await load(); return await a; }' }],
  invalid: [
    {
      // The folder of the typed cases is one of tests.
      name: 'what only types tell',
      options: [{ ignoreTests: false }],
      code: 'declare const api: { load(x: number): Promise<string> };\nasync function f() {\n  const [first, second] = [api.load(1), 2];\n  const a = api.load(1);\n  const b = api.load(2);\n  await a;\n  return [first, second, await b];\n}',
      errors: [{ messageId: 'delayed', line: 5 }],
    },
  ],
});

describe('no-delayed-await: Python', () => {
  testPythonRule('no-delayed-await', [
    {
      name: 'tasks that are awaited one after the other',
      code: `import asyncio

async def load(x):
    raise ValueError(x)

async def both():
    first = asyncio.create_task(load(1))
    second = asyncio.create_task(load(2))  #! delayedTask
    await first
    await second

async def many(xs):
    tasks = [asyncio.create_task(load(x)) for x in xs]  #! oneByOneTasks
    for task in tasks:
        await task

async def filled(xs):
    tasks = []
    for x in xs:
        tasks.append(asyncio.create_task(load(x)))  #! oneByOneTasks
    for task in tasks:
        await task

async def gathered_late():
    both = asyncio.gather(load(1), load(2))  #! delayedTask
    await load(3)
    return await both

async def cancelled_meanwhile(session):
    task = asyncio.create_task(pause())  #! delayedTask
    async with session.get('/') as response:
        text = await response.text()
    return text, await task

async def cancelled_too_late(source):
    task = asyncio.create_task(pause())  #! delayedTask
    await source.receive()
    task.cancel()
    await task

async def gathered_later():
    first = asyncio.create_task(load(1))  #! delayedTask
    second = asyncio.create_task(load(await pause()))
    return await asyncio.gather(first, second)

async def pause():
    await asyncio.sleep(1)

async def leave(ready):
    task = asyncio.create_task(load(1))  #! abandoned
    if not ready:
        raise RuntimeError('not ready')
    return await task
`,
    },
    {
      name: 'coroutines, groups and what waits for all',
      code: `import asyncio

async def load(x):
    raise ValueError(x)

async def coroutines():
    first = load(1)
    second = load(2)
    await first
    await second

async def group():
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(load(1))
        second = tasks.create_task(load(2))
        await first
        await second

async def gathered(xs):
    tasks = [asyncio.create_task(load(x)) for x in xs]
    return await asyncio.gather(*tasks)

async def at_once():
    task = asyncio.create_task(load(1))
    prepare()
    await task

async def paused():
    task = asyncio.create_task(load(1))
    await asyncio.sleep(0)
    await task

async def cancelled():
    task = asyncio.create_task(load(1))
    try:
        await other()
    finally:
        task.cancel()
    await task

async def ended():
    task = asyncio.create_task(load(1))
    try:
        await other()
    except BaseException:
        task.cancel()
        raise
    return await task

async def watched():
    task = asyncio.create_task(load(1))
    task.add_done_callback(report)
    await other()
    await task
`,
    },
    {
      name: 'a table of tasks that are awaited one by one',
      code: `import asyncio

async def zero(session, ids):
    tasks = {id: asyncio.create_task(session.fetch(id)) for id in ids}  #! oneByOneTasks
    out = {}
    for id, task in tasks.items():
        out[id] = await task
    return out

async def careful(session):
    try:
        await session.load()
    except Exception:
        report()

async def guarded(session):
    task = asyncio.create_task(careful(session))
    await session.ping()
    await task

async def one(sources):
    tasks = {}
    for name in ("a", "b"):
        tasks[name] = asyncio.create_task(sources[name].pull())  #! oneByOneTasks
    return {name: await task for name, task in tasks.items()}

async def two(sources):
    tasks = {}
    for name in ("a", "b"):
        tasks[name] = asyncio.create_task(sources[name].pull())  #! oneByOneTasks
    for task in tasks.values():
        await task

async def three(sources):
    tasks = {}
    for name in ("a", "b"):
        tasks[name] = asyncio.create_task(sources[name].pull())
    await asyncio.gather(*tasks.values())
`,
    },
    {
      name: 'two names at once',
      code: `import asyncio

async def both(load, save):
    one, two = asyncio.create_task(load()), asyncio.create_task(save())  #! delayedTask
    first = await one
    return first, await two
`,
    },
  ]);
});
