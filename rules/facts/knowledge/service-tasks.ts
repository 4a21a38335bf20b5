import type { TaskEntry } from './schema.ts';
import { calls, emitterMembers, inside, members, outside, outsideOrCallback, pooled, pooledOrCallback } from './task-entries.ts';

/** Calls of clients for HTTP, cloud services and message queues that return a promise. */

// --- HTTP ----------------------------------------------------------------------------------------------------

const bodyReaders = 'arrayBuffer blob bytes formData json text';
const axiosVerbs = 'delete get head options patch patchForm post postForm put putForm request';
const ky = 'https://github.com/sindresorhus/ky#api';
const got = 'https://github.com/sindresorhus/got/blob/main/documentation/1-promise.md';
const undici = 'https://undici.nodejs.org/#/docs/api/Dispatcher';
const superagent = 'https://ladjs.github.io/superagent/';
const superagentVerbs = 'del delete get head options patch post put';
const lazyRequest = { ...outsideOrCallback, lazy: true } as const;

const middleware = [
  ...calls('https://github.com/koajs/koa/blob/master/docs/guide.md#writing-middleware', ['koa:next'], inside),
  ...calls('https://hono.dev/docs/guides/middleware', ['hono:next'], inside),
];

const http = [
  ...calls('https://axios-http.com/docs/api_intro', ['axios:default', 'axios:create()', 'axios:AxiosInstance#'], outside),
  ...members('https://axios-http.com/docs/api_intro', ['axios:', 'axios:create()#', 'axios:Axios#', 'axios:AxiosInstance#'], axiosVerbs, outside),
  ...calls('https://axios-http.com/docs/api_intro', ['axios:all'], inside),
  ...calls(got, ['got:default', 'got:got', 'got:extend()', 'got:got.extend()'], outside),
  ...members(got, ['got:', 'got:got.', 'got:extend()#', 'got:got.extend()#'], 'delete get head patch post put', outside),
  ...members(got, ['got:*()#', 'got:extend()#*()#', 'got:extend()()#'], 'buffer json text', outside),
  ...calls(ky, ['ky:default', 'ky:create()', 'ky:extend()'], outside),
  ...members(ky, ['ky:', 'ky:create()#', 'ky:extend()#'], 'delete get head patch post put', outside),
  ...members(ky, ['ky:*()#', 'ky:create()#*()#', 'ky:extend()#*()#', 'ky:create()()#', 'ky:extend()()#'], bodyReaders, outside),
  ...calls('https://github.com/node-fetch/node-fetch#api', ['node-fetch:default'], outside),
  ...members('https://github.com/node-fetch/node-fetch#api', ['node-fetch:default()#', 'node-fetch:Response#'], 'arrayBuffer blob buffer formData json text', outside),
  ...calls('https://github.com/lquixada/cross-fetch#usage', ['cross-fetch:default', 'cross-fetch:fetch'], outside),
  ...members('https://github.com/lquixada/cross-fetch#usage', ['cross-fetch:default()#', 'cross-fetch:fetch()#'], 'arrayBuffer blob formData json text', outside),
  ...calls('https://github.com/unjs/ofetch#readme', ['ofetch:$fetch', 'ofetch:ofetch', 'ofetch:$fetch.raw', 'ofetch:ofetch.raw', 'ofetch:ofetch.create()', 'ofetch:$fetch.create()'], outside),
  ...calls('https://nuxt.com/docs/api/utils/dollarfetch', [':$fetch'], outside),
  ...members(undici, ['undici:'], 'connect fetch request stream upgrade', outsideOrCallback),
  ...members(undici, ['undici:request()#body.'], `dump ${bodyReaders}`, outside),
  ...members(undici, ['undici:fetch()#'], bodyReaders, outside),
  ...members(undici, ['undici:Agent#', 'undici:Client#', 'undici:Dispatcher#', 'undici:Pool#'], 'close connect destroy request stream upgrade', outsideOrCallback),
  ...members(superagent, ['superagent:', 'superagent:agent()#'], superagentVerbs, lazyRequest),
  ...members('https://github.com/forwardemail/supertest#readme', ['supertest:default()#', 'supertest:agent()#'], superagentVerbs, lazyRequest),
  ...calls('https://github.com/graffle-js/graffle/tree/graphql-request', ['graphql-request:request', 'graphql-request:rawRequest', 'graphql-request:batchRequests'], outside),
  ...members('https://github.com/graffle-js/graffle/tree/graphql-request', ['graphql-request:GraphQLClient#'], 'batchRequests rawRequest request', outside),
  ...calls('https://github.com/tomas/needle#readme', ['needle:default'], outsideOrCallback),
];

// --- Cloud services and queues -------------------------------------------------------------------------------

const aws = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/';
const bullmq = 'https://docs.bullmq.io/guide/queues';
const bull = 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md';
const kafka = 'https://kafka.js.org/docs/producing';
const rabbit = 'https://amqp-node.github.io/amqplib/channel_api.html';
const rabbitChannels = ['amqplib:connect()#createChannel()#', 'amqplib:connect()#createConfirmChannel()#', 'amqplib:Channel#', 'amqplib:ConfirmChannel#'];
const openai = 'https://github.com/openai/openai-node#readme';
const openaiClients = ['openai:default#', 'openai:OpenAI#', 'openai:AzureOpenAI#'];
const anthropic = 'https://github.com/anthropics/anthropic-sdk-typescript#readme';
const octokit = 'https://github.com/octokit/core.js#readme';
const storage = 'https://cloud.google.com/nodejs/docs/reference/storage/latest';
const buckets = ['@google-cloud/storage:Storage#bucket()#', '@google-cloud/storage:Bucket#', 'firebase-admin/storage:getStorage()#bucket()#'];

const services = [
  // A client of version 3 keeps at most fifty sockets and queues the rest.
  ...calls(`${aws}introduction/`, ['@aws-sdk/client-*:*#*'], { ...pooledOrCallback, except: [...emitterMembers, 'destroy', 'resolveMiddleware'] }),
  ...calls(`${aws}introduction/`, ['@aws-sdk/client-*:waitUntil*'], outside),
  ...calls(`${aws}Package/-aws-sdk-lib-dynamodb/`, ['@aws-sdk/lib-dynamodb:DynamoDBDocumentClient#send', '@aws-sdk/lib-dynamodb:DynamoDBDocumentClient.from()#send'], pooledOrCallback),
  ...calls(`${aws}Package/-aws-sdk-lib-dynamodb/`, ['@aws-sdk/lib-dynamodb:DynamoDBDocument#*', '@aws-sdk/lib-dynamodb:DynamoDBDocument.from()#*'], {
    ...pooledOrCallback,
    except: ['destroy'],
  }),
  ...calls(`${aws}Package/-aws-sdk-lib-storage/`, ['@aws-sdk/lib-storage:Upload#abort', '@aws-sdk/lib-storage:Upload#done'], outside),
  ...calls(`${aws}Package/-aws-sdk-s3-request-presigner/`, ['@aws-sdk/s3-request-presigner:getSignedUrl'], inside),
  ...calls('https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/using-promises.html', ['aws-sdk:*#*()#promise', 'aws-sdk:*.*#*()#promise'], pooled),
  ...members(storage, buckets, 'create delete deleteFiles exists getFiles getMetadata setMetadata upload', outsideOrCallback),
  ...members(storage, buckets.map((bucket) => `${bucket}file()#`), 'copy delete download exists get getMetadata getSignedUrl makePublic move save setMetadata', outsideOrCallback),
  ...members('https://cloud.google.com/nodejs/docs/reference/pubsub/latest', ['@google-cloud/pubsub:PubSub#topic()#', '@google-cloud/pubsub:Topic#'], 'publishMessage', outsideOrCallback),
  ...calls(openai, openaiClients.flatMap((client) => [`${client}*.*`, `${client}*.*.*`, `${client}*.*.*.*`]), { io: true, except: ['runTools', 'stream'] }),
  ...members(anthropic, ['@anthropic-ai/sdk:default#', '@anthropic-ai/sdk:Anthropic#'], 'messages.countTokens messages.create models.list models.retrieve', outside),
  ...calls('https://ai-sdk.dev/docs/reference/ai-sdk-core', ['ai:embed', 'ai:embedMany', 'ai:generateObject', 'ai:generateText'], outside),
  ...calls('https://docs.stripe.com/api', ['stripe:default#*.*', 'stripe:default#*.*.*', 'stripe:Stripe#*.*', 'stripe:Stripe#*.*.*'], {
    io: true,
    except: [...emitterMembers, 'constructEvent', 'generateTestHeaderString'],
  }),
  ...members(octokit, ['@octokit/core:Octokit#', '@octokit/rest:Octokit#', 'octokit:Octokit#', '@actions/github:getOctokit()#'], 'graphql request', outside),
  ...members(octokit, ['@octokit/rest:Octokit#', 'octokit:Octokit#', '@actions/github:getOctokit()#'], 'paginate rest.*.*', outside),
  ...members('https://github.com/actions/toolkit#packages', ['@actions/'], 'exec:exec exec:getExecOutput cache:restoreCache cache:saveCache io:cp io:mkdirP io:mv io:rmRF io:which tool-cache:cacheDir tool-cache:downloadTool tool-cache:extractTar tool-cache:extractZip core:getIDToken core:group', outside),
  ...calls('https://tools.slack.dev/node-slack-sdk/web-api', ['@slack/web-api:WebClient#*.*', '@slack/web-api:WebClient#*.*.*'], { io: true, except: emitterMembers }),
  ...calls('https://nodemailer.com/usage/', ['nodemailer:createTransport()#sendMail', 'nodemailer:createTransport()#verify', 'nodemailer:Transporter#sendMail', 'nodemailer:Transporter#verify'], outsideOrCallback),
  ...members('https://github.com/sendgrid/sendgrid-nodejs/tree/main/packages/mail', ['@sendgrid/mail:'], 'send sendMultiple', outsideOrCallback),
  ...members('https://resend.com/docs/send-with-nodejs', ['resend:Resend#'], 'batch.send emails.send', outside),
  ...calls('https://www.twilio.com/docs/messaging/api/message-resource', ['twilio:default()#messages.create', 'twilio:Twilio#messages.create'], outsideOrCallback),

  ...members(
    bullmq,
    ['bullmq:Queue#'],
    'add addBulk clean close count drain getJob getJobCounts getJobs obliterate pause remove removeJobScheduler resume upsertJobScheduler waitUntilReady',
    pooled,
  ),
  ...members(bullmq, ['bullmq:Worker#'], 'close pause run waitUntilReady', pooled),
  ...members(bullmq, ['bullmq:Job#'], 'getState log moveToDelayed moveToFailed remove retry updateData updateProgress waitUntilFinished', pooled),
  ...members(bullmq, ['bullmq:FlowProducer#'], 'add addBulk close', pooled),
  ...members(bull, ['bull:default#'], 'add addBulk clean close count empty getJob getJobCounts getJobs isReady obliterate pause removeJobs resume', pooled),
  ...members(kafka, ['kafkajs:Kafka#producer()#', 'kafkajs:Producer#'], 'connect disconnect send sendBatch transaction', pooled),
  ...members(kafka, ['kafkajs:Kafka#consumer()#', 'kafkajs:Consumer#'], 'commitOffsets connect disconnect run stop subscribe', outside),
  ...members(kafka, ['kafkajs:Kafka#admin()#', 'kafkajs:Admin#'], 'connect createTopics deleteTopics disconnect fetchOffsets fetchTopicMetadata fetchTopicOffsets listTopics', pooled),
  ...calls(rabbit, ['amqplib:connect'], outside),
  ...members(rabbit, ['amqplib:connect()#', 'amqplib:ChannelModel#'], 'close createChannel createConfirmChannel', outside),
  ...members(
    rabbit,
    rabbitChannels,
    'assertExchange assertQueue bindExchange bindQueue cancel checkExchange checkQueue close consume deleteExchange deleteQueue get prefetch purgeQueue recover unbindQueue',
    outside,
  ),
  ...members('https://github.com/mqttjs/MQTT.js#readme', ['mqtt:connect()#', 'mqtt:MqttClient#', 'mqtt:connectAsync()#'], 'endAsync publishAsync subscribeAsync unsubscribeAsync', outside),
  ...calls('https://github.com/mqttjs/MQTT.js#readme', ['mqtt:connectAsync'], outside),
  ...calls('https://github.com/nats-io/nats.js#readme', ['nats:connect'], outside),
  ...members('https://github.com/nats-io/nats.js#readme', ['nats:connect()#', 'nats:NatsConnection#'], 'close drain flush request', outside),
];

export const serviceTasks: readonly TaskEntry[] = [...http, ...middleware, ...services];
