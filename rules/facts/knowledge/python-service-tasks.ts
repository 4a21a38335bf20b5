import type { SymbolPath, TaskEntry } from './schema.ts';
import { calls, inside, members, outside, pooled } from './task-entries.ts';

/** Calls of Python packages for the web, messages and files that return a coroutine, or what can be awaited like one. */

/** What a socket that is open sends or gets takes its turn there. */
const onOneConnection = pooled;

const verbs = 'delete get head options patch post put request';

const aiohttp = 'https://docs.aiohttp.org/en/stable';
const aiohttpResponses = ['aiohttp:ClientResponse#', 'aiohttp:request()#', ...verbs.split(' ').map((verb) => `aiohttp:ClientSession#${verb}()#`)];
const aiohttpSockets = ['aiohttp:ClientWebSocketResponse#', 'aiohttp:ClientSession#ws_connect()#', 'aiohttp:web.WebSocketResponse#', 'aiohttp:web_ws.WebSocketResponse#'];
const aiohttpRequests = ['aiohttp:web.Request#', 'aiohttp:web.BaseRequest#', 'aiohttp:web_request.Request#'];

const webClients = [
  ...members(`${aiohttp}/client_reference.html#client-session`, ['aiohttp:ClientSession#'], `${verbs} close ws_connect`, outside),
  ...calls(`${aiohttp}/client_reference.html#aiohttp.request`, ['aiohttp:request'], outside),
  ...members(`${aiohttp}/client_reference.html#response-object`, aiohttpResponses, 'json read text wait_for_close', outside),
  ...members(`${aiohttp}/streams.html`, aiohttpResponses.map((response) => `${response}content.`), 'read readany readchunk readexactly readline', outside),
  ...members(`${aiohttp}/client_reference.html#clientwebsocketresponse`, aiohttpSockets, 'close ping pong receive receive_bytes receive_json receive_str send_bytes send_json send_str', onOneConnection),
  ...members('https://www.python-httpx.org/async/', ['httpx:AsyncClient#'], `${verbs} aclose send`, outside),
  ...members('https://www.python-httpx.org/async/', ['httpx:Response#', ...verbs.split(' ').map((verb) => `httpx:AsyncClient#${verb}()#`), 'httpx:AsyncClient#send()#', 'httpx:AsyncClient#stream()#'], 'aclose aread', outside),
  ...members('https://curl-cffi.readthedocs.io/', ['curl_cffi:AsyncSession#', 'curl_cffi:requests.AsyncSession#'], `${verbs} close ws_connect`, outside),
  ...members('https://www.tornadoweb.org/en/stable/httpclient.html', ['tornado:httpclient.AsyncHTTPClient#'], 'fetch', outside),
  ...calls('https://websockets.readthedocs.io/en/stable/reference/asyncio/client.html', ['websockets:connect', 'websockets:serve', 'websockets:unix_connect', 'websockets:client.connect', 'websockets:server.serve', 'websockets:asyncio.client.connect', 'websockets:asyncio.server.serve'], outside),
  ...members(
    'https://websockets.readthedocs.io/en/stable/reference/asyncio/common.html',
    ['websockets:connect()#', 'websockets:asyncio.client.connect()#', 'websockets:ClientConnection#', 'websockets:ServerConnection#', 'websockets:WebSocketClientProtocol#', 'websockets:WebSocketServerProtocol#', 'websockets:asyncio.server.ServerConnection#'],
    'close ping pong recv send wait_closed',
    onOneConnection,
  ),
];

const uploads = ['fastapi:UploadFile#', 'starlette:datastructures.UploadFile#'];
const requests = ['starlette:requests.Request#', 'fastapi:Request#', 'fastapi:requests.Request#'];
const sockets = ['starlette:websockets.WebSocket#', 'fastapi:WebSocket#', 'fastapi:websockets.WebSocket#'];

const webServers = [
  ...members('https://starlette.dev/requests/', requests, 'body form is_disconnected json', outside),
  ...members('https://starlette.dev/requests/#request-files', uploads, 'close read seek write', outside),
  ...members('https://starlette.dev/websockets/', sockets, 'accept close receive receive_bytes receive_json receive_text send send_bytes send_denial_response send_json send_text', onOneConnection),
  ...calls('https://starlette.dev/threadpool/', ['starlette:concurrency.run_in_threadpool', 'fastapi:concurrency.run_in_threadpool'], inside),
  ...members(`${aiohttp}/web_reference.html#request-and-base-request`, aiohttpRequests, 'json multipart post read release text', outside),
  ...members(`${aiohttp}/web_reference.html#streamresponse`, ['aiohttp:web.StreamResponse#', 'aiohttp:web.Response#', 'aiohttp:web.WebSocketResponse#'], 'drain prepare write write_eof', outside),
  ...members(`${aiohttp}/web_reference.html#running-applications`, ['aiohttp:web.AppRunner#', 'aiohttp:web.ServerRunner#'], 'cleanup setup', outside),
  ...members(`${aiohttp}/web_reference.html#running-applications`, ['aiohttp:web.SockSite#', 'aiohttp:web.TCPSite#', 'aiohttp:web.UnixSite#'], 'start stop', outside),
  ...members('https://quart.palletsprojects.com/en/latest/reference/source/quart.html', ['quart:request.'], 'get_data get_json', outside),
  ...members('https://quart.palletsprojects.com/en/latest/reference/source/quart.html', ['quart:'], 'make_response render_template render_template_string', inside),
  ...members('https://quart.palletsprojects.com/en/latest/reference/source/quart.html', ['quart:websocket.'], 'accept close receive receive_json send send_json', onOneConnection),
  ...members('https://docs.litestar.dev/latest/reference/connection.html', ['litestar:Request#'], 'body form json', outside),
  ...members('https://www.uvicorn.org/#running-programmatically', ['uvicorn:Server#'], 'serve shutdown startup', outside),
  ...calls('https://hypercorn.readthedocs.io/en/latest/how_to_guides/api_usage.html', ['hypercorn:asyncio.serve'], outside),
  ...calls('https://grpc.github.io/grpc/python/grpc_asyncio.html', ['grpc:aio.server()#start', 'grpc:aio.server()#stop', 'grpc:aio.server()#wait_for_termination'], outside),
];

const aiofiles = 'https://github.com/Tinche/aiofiles#readme';

const files = [
  ...calls(aiofiles, ['aiofiles:open', 'aiofiles:threadpool.open'], outside),
  ...members(aiofiles, ['aiofiles:open()#'], 'close flush read read1 readall readinto readline readlines seek tell truncate write writelines', outside),
  ...members(
    aiofiles,
    ['aiofiles:os.'],
    'access getcwd link listdir makedirs mkdir readlink remove removedirs rename renames replace rmdir scandir sendfile stat statvfs symlink unlink',
    outside,
  ),
  ...members(aiofiles, ['aiofiles:os.path.', 'aiofiles:ospath.'], 'abspath exists getatime getctime getmtime getsize isdir isfile islink ismount sameopenfile samefile', outside),
  ...members('https://anyio.readthedocs.io/en/stable/fileio.html', ['anyio:open_file()#'], 'aclose flush read read1 readinto readline readlines seek tell truncate write writelines', outside),
  ...members('https://anyio.readthedocs.io/en/stable/fileio.html', ['aiopath:AsyncPath#'], 'exists is_dir is_file mkdir read_bytes read_text rename stat touch unlink write_bytes write_text', outside),
];

const kafka = 'https://aiokafka.readthedocs.io/en/stable/api.html';
const rabbit = 'https://docs.aio-pika.com/en/latest/apidoc.html';
const rabbitConnections = ['aio_pika:connect()#', 'aio_pika:connect_robust()#', 'aio_pika:abc.AbstractConnection#', 'aio_pika:abc.AbstractRobustConnection#', 'aio_pika:Connection#', 'aio_pika:RobustConnection#'];
const rabbitChannels = ['aio_pika:abc.AbstractChannel#', 'aio_pika:Channel#', ...rabbitConnections.map((connection) => `${connection}channel()#`)];
const rabbitQueues = ['aio_pika:abc.AbstractQueue#', 'aio_pika:Queue#', ...rabbitChannels.map((channel) => `${channel}declare_queue()#`)];
const rabbitExchanges = ['aio_pika:abc.AbstractExchange#', 'aio_pika:Exchange#', ...rabbitChannels.flatMap((channel) => [`${channel}declare_exchange()#`, `${channel}default_exchange.`])];

const messages = [
  ...members(kafka, ['aiokafka:AIOKafkaProducer#'], 'abort_transaction begin_transaction commit_transaction flush partitions_for send send_and_wait start stop', outside),
  ...members(kafka, ['aiokafka:AIOKafkaConsumer#'], 'beginning_offsets commit committed end_offsets getmany getone position seek_to_beginning seek_to_committed seek_to_end start stop topics', outside),
  ...calls(rabbit, ['aio_pika:connect', 'aio_pika:connect_robust'], outside),
  ...members(rabbit, rabbitConnections, 'close', outside),
  ...members(rabbit, rabbitChannels, 'close declare_exchange declare_queue get_exchange get_queue set_qos', outside),
  ...members(rabbit, rabbitQueues, 'bind cancel consume delete get purge unbind', outside),
  ...members(rabbit, rabbitExchanges, 'bind delete publish unbind', outside),
  ...members(rabbit, ['aio_pika:IncomingMessage#', 'aio_pika:abc.AbstractIncomingMessage#'], 'ack nack reject', outside),
  ...calls('https://nats-io.github.io/nats.py/', ['nats:connect'], outside),
  ...members('https://nats-io.github.io/nats.py/', ['nats:connect()#', 'nats:NATS#'], 'close connect drain flush publish request subscribe', outside),
  ...members('https://aiosmtplib.readthedocs.io/en/stable/reference.html', ['aiosmtplib:', 'aiosmtplib:SMTP#'], 'send', outside),
  ...members('https://aiosmtplib.readthedocs.io/en/stable/reference.html', ['aiosmtplib:SMTP#'], 'connect login quit send_message sendmail starttls', outside),
  ...calls('https://asyncssh.readthedocs.io/en/latest/api.html', ['asyncssh:connect', 'asyncssh:create_server', 'asyncssh:listen', 'asyncssh:scp', 'asyncssh:connect()#run', 'asyncssh:connect()#create_process', 'asyncssh:connect()#start_sftp_client'], outside),
];

/** Asynchronous clients of language models, with the paths of their calls. */
function models(source: string, clients: readonly SymbolPath[], paths: string): readonly TaskEntry[] {
  return members(source, clients, paths, outside);
}

const aws = ['aiobotocore:session.get_session()#create_client()#', 'aiobotocore:session.AioSession#create_client()#', 'aioboto3:Session#client()#', 'aioboto3:session.Session#client()#'];

const services = [
  ...models(
    'https://github.com/openai/openai-python#async-usage',
    ['openai:AsyncOpenAI#', 'openai:AsyncAzureOpenAI#'],
    'audio.speech.create audio.transcriptions.create beta.chat.completions.parse chat.completions.create chat.completions.parse close completions.create embeddings.create files.create images.edit images.generate moderations.create responses.create responses.parse',
  ),
  ...models('https://github.com/anthropics/anthropic-sdk-python#async-usage', ['anthropic:AsyncAnthropic#'], 'beta.messages.create close completions.create messages.batches.create messages.count_tokens messages.create models.list'),
  ...models('https://docs.litellm.ai/docs/completion/stream#async-completion', ['litellm:'], 'acompletion aembedding aimage_generation'),
  ...models('https://github.com/ollama/ollama-python#async-client', ['ollama:AsyncClient#'], 'chat embed generate pull'),
  ...aws.map((client): TaskEntry => ({ symbol: `${client}*`, source: 'https://aiobotocore.readthedocs.io/en/latest/tutorial.html', io: true, except: ['can_paginate', 'exceptions', 'get_paginator', 'get_waiter', 'meta'] })),
  ...members('https://elasticsearch-py.readthedocs.io/en/latest/async.html', ['elasticsearch:AsyncElasticsearch#', 'opensearchpy:AsyncOpenSearch#'], 'bulk close count create delete delete_by_query exists get index info mget msearch ping search update', pooled),
  ...members('https://elasticsearch-py.readthedocs.io/en/latest/async.html', ['elasticsearch:helpers.', 'opensearchpy:helpers.'], 'async_bulk async_reindex', outside),
];

const discordTargets = ['discord:abc.Messageable#', 'discord:ext.commands.Context#', 'discord:TextChannel#', 'discord:User#', 'discord:Member#', 'discord:Message#channel.', 'discord:DMChannel#', 'discord:Thread#', 'discord:Webhook#', 'discord:Message#author.'];

const chats = [
  ...members('https://discordpy.readthedocs.io/en/stable/api.html#messageable', discordTargets, 'fetch_message send', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/ext/commands/api.html#discord.ext.commands.Context', ['discord:ext.commands.Context#'], 'defer invoke reply', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/api.html#message', ['discord:Message#'], 'add_reaction clear_reactions delete edit pin publish remove_reaction reply unpin', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/interactions/api.html#interactionresponse', ['discord:Interaction#response.'], 'autocomplete defer edit_message pong send_message send_modal', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/interactions/api.html#interaction', ['discord:Interaction#'], 'delete_original_response edit_original_response original_response', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/interactions/api.html#interaction', ['discord:Interaction#followup.'], 'send', outside),
  ...members('https://discordpy.readthedocs.io/en/stable/api.html#member', ['discord:Member#'], 'add_roles ban edit kick move_to remove_roles timeout unban', outside),
  ...calls('https://docs.aiogram.dev/en/latest/api/types/callback_query.html', ['aiogram:types.CallbackQuery#answer'], outside),
];

export const pythonServiceTasks: readonly TaskEntry[] = [...webClients, ...webServers, ...files, ...messages, ...services, ...chats];
