import type { CallbackEntry, SymbolPath } from './schema.ts';

/** Slots of frameworks for servers, bots, queues and schedules that call a function from the event loop. */

type Slot = Omit<CallbackEntry, 'symbol' | 'source'>;

function calls(source: string, symbols: readonly SymbolPath[], slot: Slot): readonly CallbackEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...slot }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, slot: Slot): readonly CallbackEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), slot));
}

const handlers: Slot = { argument: 'all', context: 'request handler', awaits: true };
const lastHandler: Slot = { argument: 'last', context: 'request handler', awaits: true };
const consumer: Slot = { argument: 'last', context: 'queue consumer', awaits: true };
const listener: Slot = { argument: 1, context: 'event listener' };
const verbs = 'all delete get head options patch post put';
const emitterMembers = 'addListener on once';

// --- HTTP frameworks -----------------------------------------------------------------------------------------

const express = 'https://expressjs.com/en/guide/error-handling.html';
const expressRouters = ['express:default()#', 'express:Application#', 'express:Express#', 'express:IRouter#', 'express:Router#', 'express:Router()#'];
const expressRoutes = ['express:default()#route()#', 'express:Router()#route()#', 'express:Router#route()#', 'express:default()#route()#*()#', 'express:Router()#route()#*()#', 'express:Router#route()#*()#'];
const fastify = 'https://fastify.dev/docs/latest/Reference/Routes/#async-await';
const fastifyServers = ['fastify:default()#', 'fastify:fastify()#', 'fastify:FastifyInstance#'];
const koaRouters = ['@koa/router', 'koa-router'].flatMap((name) => [`${name}:default#`, `${name}:default()#`, `${name}:Router#`]);
const hono = 'https://hono.dev/docs/api/hono';
const honoApps = ['hono', 'hono/quick', 'hono/tiny'].flatMap((name) => [`${name}:Hono#`, `${name}:Hono#*()#`]);
const hapi = 'https://hapi.dev/api/#server.route()';
const mcp = 'https://github.com/modelcontextprotocol/typescript-sdk#readme';
const mcpServers = ['@modelcontextprotocol/sdk/server/mcp.js:McpServer#', '@modelcontextprotocol/sdk/server/mcp:McpServer#'];

const http = [
  ...members(express, expressRouters, `${verbs} use`, { argument: 'all', context: 'request handler', awaitsSince: 5 }),
  ...members(express, expressRoutes, verbs, { argument: 'all', context: 'request handler', awaitsSince: 5 }),
  ...members(express, expressRouters, 'param', { argument: 1, context: 'request handler', awaitsSince: 5 }),
  ...members('https://github.com/senchalabs/connect#readme', ['connect:default()#'], 'use', { argument: 'last', context: 'request handler' }),
  ...members('https://github.com/lukeed/polka#readme', ['polka:default()#'], `${verbs} use`, { argument: 'all', context: 'request handler', awaits: 'unknown' }),
  ...members('https://github.com/restify/node-restify#readme', ['restify:createServer()#', 'restify:Server#'], 'del get head opts patch post pre put use', {
    argument: 'all',
    context: 'request handler',
    awaitsSince: 9,
  }),
  ...members(fastify, fastifyServers, `${verbs} addContentTypeParser addHook setErrorHandler setNotFoundHandler`, lastHandler),
  ...members(fastify, fastifyServers, 'route', {
    argument: 0,
    properties: ['errorHandler', 'handler', 'onError', 'onRequest', 'onResponse', 'onSend', 'preHandler', 'preParsing', 'preSerialization', 'preValidation'],
    context: 'request handler',
    awaits: true,
  }),
  ...members('https://koajs.com/#application', ['koa:default#', 'koa:default()#'], 'use', lastHandler),
  ...members('https://github.com/koajs/router#readme', koaRouters, `${verbs} del param register use`, handlers),
  ...members(hono, honoApps, 'all delete get notFound on onError options patch post put use', handlers),
  ...members(hapi, ['@hapi/hapi:server()#', '@hapi/hapi:Server#'], 'route', { argument: 0, properties: ['handler'], context: 'request handler', awaits: true }),
  ...members(hapi, ['@hapi/hapi:server()#', '@hapi/hapi:Server#'], 'ext', { argument: 1, context: 'request handler', awaits: true }),
  ...members('https://elysiajs.com/essential/handler', ['elysia:Elysia#', 'elysia:Elysia#*()#', 'elysia:default#'], verbs, handlers),
  ...members('https://h3.dev/guide/basics/handler', ['h3:', ':'], 'defineEventHandler eventHandler', { argument: 0, context: 'request handler', awaits: true }),
  ...members('https://h3.dev/guide/basics/routing', ['h3:H3#'], `${verbs} use`, handlers),
  ...members('https://itty.dev/itty-router/', ['itty-router:AutoRouter()#', 'itty-router:IttyRouter()#', 'itty-router:Router()#'], verbs, handlers),
  ...calls('https://docs.deno.com/api/deno/~/Deno.serve', [':Deno.serve'], lastHandler),
  ...calls('https://bun.com/docs/runtime/http/server', [':Bun.serve'], { argument: 0, properties: ['error', 'fetch'], context: 'request handler', awaits: true }),

  ...members(mcp, mcpServers, 'prompt registerPrompt registerResource registerTool resource tool', lastHandler),
  ...members(mcp, ['@modelcontextprotocol/sdk/server/index.js:Server#', '@modelcontextprotocol/sdk/client/index.js:Client#'], 'setNotificationHandler setRequestHandler', {
    argument: 1,
    context: 'request handler',
    awaits: true,
  }),

  ...members(
    'https://firebase.google.com/docs/functions/http-events',
    ['firebase-functions:https.', 'firebase-functions/https:', 'firebase-functions/v1:https.', 'firebase-functions/v2/https:'],
    'onCall onRequest',
    lastHandler,
  ),
  ...members('https://firebase.google.com/docs/functions/firestore-events', ['firebase-functions/firestore:', 'firebase-functions/v2/firestore:'], 'onDocument*', consumer),
  ...members('https://firebase.google.com/docs/functions/pubsub-events', ['firebase-functions/pubsub:', 'firebase-functions/v2/pubsub:'], 'onMessagePublished', consumer),
  ...members('https://firebase.google.com/docs/functions/schedule-functions', ['firebase-functions/scheduler:', 'firebase-functions/v2/scheduler:'], 'onSchedule', {
    argument: 'last',
    context: 'timer callback',
    awaits: true,
  }),
  ...members('https://github.com/GoogleCloudPlatform/functions-framework-nodejs#readme', ['@google-cloud/functions-framework:'], 'cloudEvent http', lastHandler),
  ...calls('https://learn.microsoft.com/azure/azure-functions/functions-reference-node', ['@azure/functions:app.*'], {
    argument: 1,
    properties: ['handler'],
    context: 'request handler',
    awaits: true,
  }),
];

// --- Decorators ----------------------------------------------------------------------------------------------

const decorated: Slot = { argument: 'decorated', context: 'request handler', awaits: true };

const decorators = [
  ...members('https://docs.nestjs.com/controllers', ['@nestjs/common:'], 'All() Delete() Get() Head() Options() Patch() Post() Put() Search() Sse()', decorated),
  ...members('https://docs.nestjs.com/graphql/resolvers', ['@nestjs/graphql:'], 'Mutation() Query() ResolveField() ResolveReference() Subscription()', decorated),
  ...members('https://typegraphql.com/docs/resolvers.html', ['type-graphql:'], 'FieldResolver() Mutation() Query() Subscription()', decorated),
  ...members('https://github.com/typestack/routing-controllers#readme', ['routing-controllers:'], 'All() Delete() Get() Head() Patch() Post() Put()', decorated),
  ...members('https://docs.nestjs.com/microservices/basics', ['@nestjs/microservices:'], 'EventPattern() GrpcMethod() GrpcStreamMethod() MessagePattern()', { ...decorated, context: 'queue consumer' }),
  ...members('https://docs.nestjs.com/techniques/queues', ['@nestjs/bull:'], 'Process()', { ...decorated, context: 'queue consumer' }),
  ...members('https://docs.nestjs.com/websockets/gateways', ['@nestjs/websockets:'], 'SubscribeMessage()', { ...decorated, context: 'socket callback' }),
  ...members('https://docs.nestjs.com/techniques/task-scheduling', ['@nestjs/schedule:'], 'Cron() Interval() Timeout()', { ...decorated, context: 'timer callback' }),
  ...members('https://docs.nestjs.com/techniques/events', ['@nestjs/event-emitter:'], 'OnEvent()', { ...decorated, context: 'event listener' }),
];

// --- Sockets and bots ----------------------------------------------------------------------------------------

const socketIo = 'https://socket.io/docs/v4/server-api/';
const socketIoServers = ['socket.io:Namespace#', 'socket.io:Server#', 'socket.io:Server#of()#', 'socket.io:default()#', 'socket.io:default()#of()#', 'socket.io:Server#sockets.'];
const socketIoSockets = ['socket.io:Socket#', 'socket.io-client:Socket#', 'socket.io-client:default()#', 'socket.io-client:io()#', 'socket.io-client:connect()#'];
const ws = 'https://github.com/websockets/ws/blob/master/doc/ws.md';
const bolt = 'https://docs.slack.dev/tools/bolt-js';

const sockets = [
  ...members(socketIo, [...socketIoServers, ...socketIoSockets], 'on once', { argument: 1, context: 'socket callback' }),
  ...members(socketIo, [...socketIoServers, 'socket.io:Socket#'], 'use', { argument: 0, context: 'socket callback' }),
  ...members(socketIo, socketIoSockets, 'onAny onAnyOutgoing', { argument: 0, context: 'socket callback' }),
  ...members(ws, ['ws:Server#', 'ws:WebSocketServer#'], emitterMembers, { argument: 1, context: 'socket callback' }),
  ...members(ws, ['ws:WebSocket#', 'ws:default#'], `addEventListener ${emitterMembers}`, { argument: 1, context: 'socket callback' }),
  // Its client captures rejections and emits them as 'error'.
  ...members('https://discord.js.org/docs/packages/discord.js/main/Client:Class', ['discord.js:Client#'], emitterMembers, { ...listener, awaits: true }),
  ...members(bolt, ['@slack/bolt:App#', '@slack/bolt:default#'], 'action command error event message options shortcut use view', { argument: 'all', context: 'event listener', awaits: true }),
  ...members('https://telegraf.js.org/classes/Telegraf-1.html', ['telegraf:Composer#', 'telegraf:Telegraf#'], 'action command hears help on start use', {
    argument: 'all',
    context: 'event listener',
    awaits: true,
  }),
  ...members('https://grammy.dev/guide/basics', ['grammy:Bot#', 'grammy:Composer#'], 'callbackQuery command hears on use', { argument: 'all', context: 'event listener', awaits: true }),
  ...members('https://probot.github.io/docs/webhooks/', ['probot:Probot#', '@octokit/webhooks:Webhooks#'], 'on onAny', { argument: 'last', context: 'event listener', awaits: true }),
  ...members('https://github.com/yagop/node-telegram-bot-api#readme', ['node-telegram-bot-api:default#'], 'on onText once', { argument: 1, context: 'event listener' }),
];

// --- Queues, schedules, emitters -----------------------------------------------------------------------------

const bull = 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueprocess';
const channels = ['amqplib:Channel#', 'amqplib:ConfirmChannel#', 'amqplib:connect()#createChannel()#', 'amqplib:connect()#createConfirmChannel()#'];
const redisClients = ['redis:createClient()#', '@redis/client:createClient()#'];
const ioredisClients = ['ioredis:Cluster#', 'ioredis:Redis#', 'ioredis:default#'];

const queues = [
  ...calls('https://docs.bullmq.io/guide/workers', ['bullmq:Worker'], { argument: 1, context: 'queue consumer', awaits: true }),
  ...members('https://docs.bullmq.io/guide/events', ['bullmq:Queue#', 'bullmq:QueueEvents#', 'bullmq:Worker#'], emitterMembers, listener),
  ...members(bull, ['bull:default#', 'bull:default()#'], 'process', consumer),
  ...members(bull, ['bull:default#', 'bull:default()#'], emitterMembers, listener),
  ...calls('https://github.com/bee-queue/bee-queue#queueprocessconcurrency-handlerjob-done', ['bee-queue:default#process'], consumer),
  ...calls('https://kafka.js.org/docs/consuming', ['kafkajs:Consumer#run', 'kafkajs:Kafka#consumer()#run'], {
    argument: 0,
    properties: ['eachBatch', 'eachMessage'],
    context: 'queue consumer',
    awaits: true,
  }),
  ...members('https://amqp-node.github.io/amqplib/channel_api.html#channel_consume', channels, 'consume', { argument: 1, context: 'queue consumer' }),
  ...members('https://amqp-node.github.io/amqplib/channel_api.html', [...channels, 'amqplib:connect()#'], emitterMembers, listener),
  ...calls('https://github.com/bbc/sqs-consumer#readme', ['sqs-consumer:Consumer.create'], {
    argument: 0,
    properties: ['handleMessage', 'handleMessageBatch'],
    context: 'queue consumer',
    awaits: true,
  }),
  ...members('https://cloud.google.com/pubsub/docs/pull', ['@google-cloud/pubsub:PubSub#subscription()#', '@google-cloud/pubsub:Subscription#'], emitterMembers, {
    argument: 1,
    context: 'queue consumer',
  }),
  ...members('https://github.com/mqttjs/MQTT.js#readme', ['mqtt:MqttClient#', 'mqtt:connect()#', 'mqtt:connectAsync()#'], emitterMembers, { argument: 1, context: 'queue consumer' }),
  ...members('https://github.com/redis/node-redis/blob/master/docs/pub-sub.md', redisClients, 'pSubscribe sSubscribe subscribe', { argument: 1, context: 'queue consumer' }),
  ...members('https://github.com/redis/node-redis#events', redisClients, emitterMembers, listener),
  ...members('https://redis.github.io/ioredis/classes/Redis.html', ioredisClients, emitterMembers, listener),
  ...members('https://node-postgres.com/apis/pool#events', ['pg:Client#', 'pg:Pool#', 'pg:Pool#connect()#'], emitterMembers, listener),
  ...members('https://mongodb.github.io/node-mongodb-native/6.0/classes/ChangeStream.html', ['mongodb:ChangeStream#', 'mongodb:Collection#watch()#', 'mongodb:Db#collection()#watch()#'], emitterMembers, listener),
  ...calls('https://github.com/agenda/agenda#defining-job-processors', ['agenda:Agenda#define', 'agenda:default#define'], consumer),
  ...calls('https://github.com/timgit/pg-boss#readme', ['pg-boss:PgBoss#work', 'pg-boss:default#work'], consumer),

  ...calls('https://nodecron.com/api-reference.html', ['node-cron:schedule', 'node-cron:createTask'], { argument: 1, context: 'timer callback', awaits: true }),
  ...calls('https://github.com/kelektiv/node-cron#api', ['cron:CronJob'], { argument: 1, context: 'timer callback', awaitsSince: 4 }),
  ...calls('https://github.com/kelektiv/node-cron#api', ['cron:CronJob.from'], { argument: 0, properties: ['onTick'], context: 'timer callback', awaitsSince: 4 }),
  ...calls('https://github.com/node-schedule/node-schedule#readme', ['node-schedule:scheduleJob'], { argument: 'last', context: 'timer callback', awaits: true }),
  ...calls('https://croner.56k.guru/usage/basics/', ['croner:Cron', 'croner:default'], { argument: 'last', context: 'timer callback', awaitsIf: { argument: 1, property: 'catch', is: 'given' } }),

  ...members('https://github.com/paulmillr/chokidar#api', ['chokidar:FSWatcher#', 'chokidar:watch()#'], emitterMembers, listener),
  ...calls('https://github.com/parcel-bundler/watcher#api', ['@parcel/watcher:subscribe'], listener),
  ...members('https://github.com/primus/eventemitter3#readme', ['eventemitter3:EventEmitter#', 'eventemitter3:default#'], emitterMembers, listener),
  // Its `emitAsync` waits for listeners.
  ...members('https://github.com/EventEmitter2/EventEmitter2#readme', ['eventemitter2:EventEmitter2#', 'eventemitter2:default#'], emitterMembers, { ...listener, awaits: 'unknown' }),
  ...members('https://github.com/developit/mitt#api', ['mitt:default()#'], 'on', listener),
  ...members('https://github.com/sindresorhus/emittery#api', ['emittery:default#'], 'on', { ...listener, awaits: true }),
];

export const serverCallbacks: readonly CallbackEntry[] = [...http, ...decorators, ...sockets, ...queues];
