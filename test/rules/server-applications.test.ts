import { testMarkedCases } from './marked-cases.ts';

/** Back ends as teams write them: what frameworks call, what libraries hand over, what only looks like a hazard. */
describe('servers', () => {
  describe('start-up and shutdown', () => {
    testMarkedCases([
      {
        name: 'functions that put an application together block nobody',
        code: `import Fastify from 'fastify';
import { readFileSync, rmSync } from 'node:fs';
export async function buildApp() {
  const secret = readFileSync('secret', 'utf8');
  const app = Fastify();
  await app.register(async (instance) => {
    instance.decorate('key', readFileSync('key'));
    instance.get('/key', async () => readFileSync('key')); //! no-blocking-call
  });
  app.addHook('onReady', async () => { rmSync('work', { force: true }); });
  app.addHook('onRequest', async () => { rmSync('work', { force: true }); }); //! no-blocking-call
  return { app, secret };
}
export default async function routes(app: any) {
  const page = readFileSync('page.html', 'utf8');
  app.get('/page', async () => page);
}
export async function load(name: string) {
  return readFileSync(name, 'utf8'); //! no-blocking-call
}
`,
      },
      {
        name: 'lifecycle methods of Nest run once',
        code: `import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
@Injectable()
export class Templates {
  private text = '';
  async onModuleInit() { this.text = readFileSync('a', 'utf8'); }
  async render() { return readFileSync('b', 'utf8') + this.text; } //! no-blocking-call
}
`,
      },
      {
        name: 'what follows allSettled can not fail',
        code: `import { Redis } from 'ioredis';
const redis = new Redis();
process.on('SIGTERM', () => {
  Promise.allSettled([redis.quit()]).then(() => process.exit(0));
  redis.quit().then(() => process.exit(0)); //! no-floating-task
});
`,
      },
      {
        name: 'a callback for the end of a server that frameworks start',
        code: `import { serve } from '@hono/node-server';
import { app, close } from './app.ts';
const server = serve({ fetch: app.fetch });
process.on('SIGTERM', () => {
  server.close(async () => { //! no-unhandled-async-callback
    await close();
  });
});
`,
        files: { 'src/app.ts': "export const app: any = {};\nexport async function close(): Promise<void> { await fetch('http://x'); }\n" },
      },
    ]);
  });

  describe('what libraries hand over', () => {
    testMarkedCases([
      {
        name: 'the next middleware gives a promise',
        code: `import Koa from 'koa';
import { Hono } from 'hono';
const koa = new Koa();
const hono = new Hono();
koa.use(async (ctx, next) => { next(); }); //! no-floating-task
koa.use(async (ctx, next) => { await next(); });
koa.use((ctx, next) => next());
hono.use('*', async (c, next) => { next(); }); //! no-floating-task
hono.use('*', async (c, next) => { await next(); });
`,
      },
      {
        name: 'the client of a transaction, also of one that another file makes',
        code: `import { DataSource } from 'typeorm';
import { prisma } from './prisma.ts';
export async function remove(source: DataSource, id: string) {
  await source.transaction(async (manager) => {
    manager.delete('User', { id }); //! no-floating-task
  });
  await prisma.$transaction(async (tx) => {
    tx.user.delete({ where: { id } }); //! no-floating-task
    return tx.user.count();
  });
}
`,
        files: { 'src/prisma.ts': "import { PrismaClient } from '@prisma/client';\nconst kept = globalThis as unknown as { prisma?: PrismaClient };\nexport const prisma = kept.prisma ?? new PrismaClient();\n" },
      },
      {
        name: 'a parameter that is called like a callback takes the place of the promise',
        code: `import nodemailer from 'nodemailer';
const transport = nodemailer.createTransport({});
export function send(to: string, callback: (error: Error | null) => void) {
  transport.sendMail({ to }, callback);
  transport.sendMail({ to }); //! no-floating-task
}
`,
      },
      {
        name: 'handlers of functions, by their type',
        code: `import type { S3Handler } from 'aws-lambda';
import mysql from 'mysql2/promise';
export const resize: S3Handler = async (event) => {
  const pool = mysql.createPool({ uri: 'x' }); //! no-client-per-request
  await pool.query('select 1');
};
`,
      },
      {
        name: 'a cron job that is told who handles its errors',
        code: `import { Cron } from 'croner';
new Cron('* * * * *', { catch: (error) => console.error(error) }, async () => { await fetch('http://x'); });
new Cron('* * * * *', { name: 'a' }, async () => { await fetch('http://x'); }); //! no-unhandled-async-callback
`,
      },
      {
        name: 'an error handler in the callback itself',
        code: `import express from 'express';
const app = express();
app.get('/', async (req, res, next) => {
  const found = await load().find({}).toArray().catch(next);
  if (found) res.json(found);
});
app.get('/other', async (req, res) => { //! no-unhandled-async-callback
  res.json(await load().find({}).toArray());
});
declare function load(): any;
`,
        files: { 'package.json': '{"dependencies":{"express":"^4.0.0"}}' },
      },
    ]);
  });

  describe('resources, listeners, timers', () => {
    testMarkedCases([
      {
        name: 'query runners: got ready before the try, and made by the program',
        code: `import { DataSource } from 'typeorm';
export async function save(source: DataSource) {
  const runner = source.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    await runner.query('a');
    await runner.commitTransaction();
  } finally {
    await runner.release();
  }
}
export class Driver {
  version?: string;
  createQueryRunner(): any { return {}; }
  obtainConnection(): any { return []; }
  async connect() {
    const runner = this.createQueryRunner(); //! require-release
    this.version = await runner.getVersion();
    await runner.release();
  }
  async prepare() {
    const [connection, release] = await this.obtainConnection(); //! require-release
    await connection.query('a');
    release();
  }
}
`,
      },
      {
        name: 'fields that are set where they are declared',
        code: `declare function load(): Promise<string>;
export class Presence {
  readonly #sweep = setInterval(() => console.log('sweep'), 1000);
  private readonly beat = setInterval(() => console.log('beat'), 1000);
  private readonly lost = setInterval(() => console.log('lost'), 1000); //! no-leaked-timer
  readonly ready = load().catch((error) => { console.error(error); });
  close() {
    clearInterval(this.#sweep);
    clearInterval(this.beat);
  }
}
`,
      },
      {
        name: 'what has no name is not taken back by another one’s',
        code: `import { EventEmitter } from 'node:events';
import express from 'express';
const bus = new EventEmitter();
const app = express();
app.get('/a', (req, res) => {
  const send = (text: string) => res.write(text);
  bus.on('event', send);
  req.once('close', () => bus.off('event', send));
});
app.get('/b', (req, res) => {
  bus.on('event', (text) => res.write(text)); //! require-listener-cleanup
});
`,
      },
      {
        name: 'two servers of one module',
        code: `import net from 'node:net';
export const first = () => net.createServer((socket) => {
  socket.on('error', console.error);
  socket.pipe(process.stdout);
});
export const second = () => net.createServer((socket) => { socket.pipe(process.stdout); }); //! require-stream-error-handling
`,
      },
    ]);
  });

  describe('errors and cancellation', () => {
    testMarkedCases([
      {
        name: 'only the emitter that is told to catches rejections',
        code: `import { EventEmitter } from 'node:events';
const careful = new EventEmitter({ captureRejections: true });
const plain = new EventEmitter();
careful.on('error', console.error);
careful.on('job', async () => { await fetch('http://x'); });
plain.on('job', async () => { await fetch('http://x'); }); //! no-unhandled-async-callback
`,
      },
      {
        name: 'a promise that its maker looks after',
        code: `declare function save(id: string): Promise<string>;
function start(id: string): Promise<string> {
  const promise = save(id);
  promise.catch((error) => console.warn(error));
  return promise;
}
export async function both() {
  const first = start('a');
  await save('b');
  return first;
}
export async function neither() {
  const first = save('a'); //! no-delayed-await
  await save('b');
  return first;
}
export async function drop(id: string) {
  start(id);
  save(id); //! no-floating-task
}
`,
      },
      {
        name: 'a client that goes away aborts what is done for it',
        code: `import express from 'express';
const app = express();
app.post('/answer', async (req, res) => {
  const controller = new AbortController();
  res.on('close', () => controller.abort());
  for (const model of ['large', 'small']) {
    try {
      return res.json(await fetch(\`http://\${model}\`, { signal: controller.signal }));
    } catch (error) { //! no-swallowed-cancellation
      console.warn(model, error);
    }
  }
  res.end();
});
`,
        files: { 'package.json': '{"dependencies":{"express":"^5.0.0"}}' },
      },
      {
        name: 'errors as results, of work beside which something expendable is done',
        code: `declare function save(id: string): Promise<void>;
declare const logger: { debug(text: string): void };
export async function all(batch: string[]) {
  await Promise.allSettled(batch.map(async (id) => { logger.debug(id); await save(id); })); //! no-lost-rejection
  await Promise.allSettled(batch.map(async (id) => { logger.debug(id); await save(id).catch((error) => report(error)); }));
}
declare function report(error: unknown): void;
`,
      },
      {
        name: 'server actions are no code of a page, whatever they navigate with',
        code: `import { redirect } from 'next/navigation';
import { cookies } from 'next/headers';
async function sendReceipt(id: string) {
  const response = await fetch('http://mail', { method: 'POST', body: id });
  if (!response.ok) throw new Error('mail');
}
export async function checkout(id: string) {
  await cookies();
  void sendReceipt(id); //! no-lost-rejection
  redirect('/done');
}
`,
      },
    ]);
  });
});
