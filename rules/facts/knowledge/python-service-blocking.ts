import { calls, inThread, members } from './python-blocking-entries.ts';
import type { BlockingEntry, SymbolPath } from './schema.ts';

/** Packages that talk to servers, read data or compute, and keep the thread until they are done. */

const http = { advice: 'use an asynchronous client such as `httpx.AsyncClient` or `aiohttp`, or run it in a thread: `await asyncio.to_thread(...)`' };
const httpxAsync = { advice: 'use `httpx.AsyncClient`, and await it' };
const verbs = 'delete get head options patch post put request';

const httpClients = [
  ...members('https://requests.readthedocs.io/en/latest/api/#main-interface', ['requests:', 'requests:api.'], verbs, 'sends a request', http),
  ...members(
    'https://requests.readthedocs.io/en/latest/api/#requests.Session',
    ['requests:Session#', 'requests:session()#', 'requests:sessions.Session#', 'requests_oauthlib:OAuth1Session#', 'requests_oauthlib:OAuth2Session#', 'cloudscraper:create_scraper()#'],
    `${verbs} send`,
    'sends a request',
    http,
  ),
  ...members('https://www.python-httpx.org/api/#helper-functions', ['httpx:'], `${verbs} stream`, 'sends a request', httpxAsync),
  ...members('https://www.python-httpx.org/api/#client', ['httpx:Client#'], `${verbs} send stream`, 'sends a request', httpxAsync),
  ...calls('https://urllib3.readthedocs.io/en/stable/reference/urllib3.html', ['urllib3:request'], 'sends a request', http),
  ...members('https://urllib3.readthedocs.io/en/stable/reference/urllib3.poolmanager.html', ['urllib3:PoolManager#', 'urllib3:ProxyManager#', 'urllib3:HTTPConnectionPool#', 'urllib3:HTTPSConnectionPool#'], 'request urlopen', 'sends a request', http),
  ...members('https://github.com/httplib2/httplib2#readme', ['httplib2:Http#'], 'request', 'sends a request', http),
  ...members('https://curl-cffi.readthedocs.io/', ['curl_cffi:requests.', 'curl_cffi:', 'curl_cffi:Session#', 'curl_cffi:requests.Session#'], 'delete get head options patch post put request', 'sends a request', {
    advice: 'use `AsyncSession` of `curl_cffi`, and await it',
  }),
  ...members('https://pypi.org/project/pycurl/', ['pycurl:Curl#'], 'perform perform_rb perform_rs', 'sends a request', http),
  ...calls('https://websocket-client.readthedocs.io/en/latest/core.html', ['websocket:create_connection'], 'connects to a server', { advice: 'use `websockets.connect`' }),
  ...members('https://websocket-client.readthedocs.io/en/latest/core.html', ['websocket:WebSocket#', 'websocket:create_connection()#'], 'connect recv recv_data', 'talks to a server', { advice: 'use `websockets.connect`' }),
  ...members('https://pypi.org/project/feedparser/', ['feedparser:'], 'parse', 'fetches or parses a feed'),
];

const aws = { advice: 'use `aioboto3` or `aiobotocore`, or run it in a thread: `await asyncio.to_thread(...)`' };
const awsDocumentation = 'https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html';
const awsClients = ['boto3:client()#', 'boto3:Session#client()#', 'boto3:session.Session#client()#', 'botocore:session.get_session()#create_client()#'];
const awsResources = ['boto3:resource()#', 'boto3:Session#resource()#'];
/** What only puts together. */
const awsLocal = ['can_paginate', 'close', 'generate_presigned_post', 'generate_presigned_url', 'get_paginator', 'get_waiter'];

const cloud = [
  ...awsClients.flatMap((client): readonly BlockingEntry[] => [
    { symbol: `${client}*`, source: awsDocumentation, does: 'sends a request', ...aws, except: awsLocal },
    { symbol: `${client}get_waiter()#wait`, source: awsDocumentation, does: 'waits for a service', ...aws },
  ]),
  ...awsResources.flatMap((resource): readonly BlockingEntry[] =>
    calls(
      'https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html',
      [
        ...'delete_item get_item put_item query scan update_item'.split(' ').map((name) => `${resource}Table#${name}`),
        ...'download_file download_fileobj put_object upload_file upload_fileobj'.split(' ').map((name) => `${resource}Bucket#${name}`),
        ...'delete get put'.split(' ').map((name) => `${resource}Object#${name}`),
        ...'receive_messages send_message'.split(' ').map((name) => `${resource}Queue#${name}`),
      ],
      'sends a request',
      aws,
    ),
  ),
  ...members(
    'https://cloud.google.com/python/docs/reference/storage/latest/google.cloud.storage.blob.Blob',
    ['google:cloud.storage.Blob#', 'google:cloud.storage.Client#bucket()#blob()#', 'google:cloud.storage.Client#get_bucket()#blob()#', 'google:cloud.storage.Client#get_bucket()#get_blob()#'],
    'delete download_as_bytes download_as_string download_as_text download_to_file download_to_filename exists reload upload_from_file upload_from_filename upload_from_string',
    'sends a request',
  ),
  ...members('https://cloud.google.com/python/docs/reference/storage/latest/google.cloud.storage.client.Client', ['google:cloud.storage.Client#'], 'create_bucket get_bucket list_blobs lookup_bucket', 'sends a request'),
  ...members('https://cloud.google.com/python/docs/reference/bigquery/latest/google.cloud.bigquery.client.Client', ['google:cloud.bigquery.Client#'], 'get_table insert_rows_json load_table_from_dataframe query_and_wait', 'sends a request'),
  ...calls('https://cloud.google.com/python/docs/reference/bigquery/latest/google.cloud.bigquery.job.QueryJob', ['google:cloud.bigquery.Client#query()#result', 'google:cloud.bigquery.Client#query()#to_dataframe'], 'waits for a query'),
  ...members(
    'https://learn.microsoft.com/en-us/python/api/azure-storage-blob/azure.storage.blob.blobclient',
    ['azure:storage.blob.BlobClient#', 'azure:storage.blob.BlobServiceClient#get_blob_client()#', 'azure:storage.blob.ContainerClient#get_blob_client()#'],
    'delete_blob download_blob exists upload_blob',
    'sends a request',
    { advice: 'use `azure.storage.blob.aio`' },
  ),
];

function models(client: SymbolPath, advice: string): readonly BlockingEntry[] {
  return calls(
    client.startsWith('openai') ? 'https://github.com/openai/openai-python#async-usage' : 'https://github.com/anthropics/anthropic-sdk-python#async-usage',
    (client.startsWith('openai')
      ? 'audio.speech.create audio.transcriptions.create beta.chat.completions.parse chat.completions.create chat.completions.parse completions.create embeddings.create files.create images.edit images.generate models.list moderations.create responses.create responses.parse'
      : 'completions.create messages.batches.create messages.count_tokens messages.create models.list beta.messages.create'
    )
      .split(' ')
      .map((path) => `${client}${path}`),
    'waits for a model',
    { advice },
  );
}

const languageModels = [
  ...models('openai:OpenAI#', 'use `openai.AsyncOpenAI`, and await it'),
  ...models('openai:AzureOpenAI#', 'use `openai.AsyncAzureOpenAI`, and await it'),
  ...models('openai:', 'use `openai.AsyncOpenAI`, and await it'),
  ...models('anthropic:Anthropic#', 'use `anthropic.AsyncAnthropic`, and await it'),
  ...calls('https://docs.litellm.ai/docs/completion/stream#async-completion', ['litellm:completion', 'litellm:embedding'], 'waits for a model', { advice: 'use `litellm.acompletion` or `litellm.aembedding`, and await it' }),
  ...members('https://github.com/ollama/ollama-python#async-client', ['ollama:', 'ollama:Client#'], 'chat embed generate pull', 'waits for a model', { advice: 'use `ollama.AsyncClient`, and await it' }),
];

const messaging = [
  ...members('https://kafka-python.readthedocs.io/en/master/apidoc/KafkaConsumer.html', ['kafka:'], 'KafkaAdminClient KafkaConsumer KafkaProducer', 'connects to Kafka', { advice: 'use `aiokafka`' }),
  ...members('https://kafka-python.readthedocs.io/en/master/apidoc/KafkaConsumer.html', ['kafka:KafkaConsumer#'], 'commit poll', 'waits for Kafka', { advice: 'use `aiokafka`' }),
  ...members('https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html', ['kafka:KafkaProducer#'], 'flush', 'waits for Kafka', { advice: 'use `aiokafka`' }),
  ...calls('https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html', ['kafka:KafkaProducer#send()#get'], 'waits for Kafka', { advice: 'use `aiokafka`' }),
  ...members('https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html', ['confluent_kafka:Consumer#'], 'commit consume', 'waits for Kafka', { advice: 'use `aiokafka`' }),
  ...members('https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html', ['confluent_kafka:Consumer#', 'confluent_kafka:Producer#'], 'flush poll', 'waits for Kafka', {
    advice: 'use `aiokafka`',
    unless: [{ argument: 0, keyword: 'timeout', equals: 0 }],
  }),
  ...calls('https://pika.readthedocs.io/en/stable/modules/adapters/blocking.html', ['pika:BlockingConnection'], 'connects to RabbitMQ', { advice: 'use `aio_pika`' }),
  ...members(
    'https://pika.readthedocs.io/en/stable/modules/adapters/blocking.html',
    ['pika:BlockingConnection#channel()#'],
    'basic_get basic_publish exchange_declare queue_bind queue_declare start_consuming',
    'talks to RabbitMQ',
    { advice: 'use `aio_pika`' },
  ),
  ...members('https://docs.celeryq.dev/en/stable/reference/celery.result.html', ['celery:result.AsyncResult#'], 'get wait', 'waits for a task of Celery'),
  ...members('https://elasticsearch-py.readthedocs.io/en/latest/api/elasticsearch.html', ['elasticsearch:Elasticsearch#', 'opensearchpy:OpenSearch#'], 'bulk count create delete delete_by_query exists get index mget msearch ping search update', 'sends a request', {
    advice: 'use `AsyncElasticsearch` or `AsyncOpenSearch`, and await it',
  }),
  ...members('https://elasticsearch-py.readthedocs.io/en/latest/helpers.html', ['elasticsearch:helpers.', 'opensearchpy:helpers.'], 'bulk reindex', 'sends requests', { advice: 'use `async_bulk` of the same module, and await it' }),
  ...members('https://docs.paramiko.org/en/stable/api/client.html', ['paramiko:SSHClient#'], 'connect exec_command open_sftp', 'talks to a server', { advice: 'use `asyncssh`' }),
  ...members('https://docs.paramiko.org/en/stable/api/sftp.html', ['paramiko:SFTPClient#', 'paramiko:SSHClient#open_sftp()#'], 'get listdir put remove stat', 'talks to a server', { advice: 'use `asyncssh`' }),
];

const data = [
  ...members('https://pandas.pydata.org/docs/reference/io.html', ['pandas:'], 'read_csv read_excel read_feather read_hdf read_html read_json read_orc read_parquet read_pickle read_sql read_sql_query read_sql_table read_table read_xml', 'reads a table'),
  ...members('https://pandas.pydata.org/docs/reference/io.html', ['pandas:DataFrame#'], 'to_excel to_feather to_hdf to_parquet to_pickle to_sql', 'writes a table'),
  ...members('https://docs.pola.rs/api/python/stable/reference/io.html', ['polars:'], 'read_csv read_database read_excel read_ipc read_json read_ndjson read_parquet', 'reads a table'),
  ...members('https://numpy.org/doc/stable/reference/routines.io.html', ['numpy:'], 'fromfile genfromtxt load loadtxt save savetxt savez savez_compressed', 'reads or writes a file'),
  ...members('https://joblib.readthedocs.io/en/stable/persistence.html', ['joblib:'], 'dump load', 'reads or writes a file'),
  ...members('https://openpyxl.readthedocs.io/en/stable/usage.html', ['openpyxl:'], 'load_workbook', 'reads a table'),
];

const computing = [
  ...members('https://github.com/pyca/bcrypt#password-hashing', ['bcrypt:'], 'checkpw hashpw kdf', 'hashes a password'),
  ...members('https://argon2-cffi.readthedocs.io/en/stable/api.html', ['argon2:PasswordHasher#'], 'hash verify', 'hashes a password'),
  ...members('https://passlib.readthedocs.io/en/stable/lib/passlib.context.html', ['passlib:context.CryptContext#'], 'hash verify verify_and_update', 'hashes a password'),
  ...members('https://werkzeug.palletsprojects.com/en/stable/utils/#module-werkzeug.security', ['werkzeug:security.'], 'check_password_hash generate_password_hash', 'hashes a password'),
  ...members('https://tenacity.readthedocs.io/en/latest/api.html', ['tenacity:nap.'], 'sleep', 'waits', { advice: inThread }),
  ...members('https://starlette.dev/requests/#request-files', ['fastapi:UploadFile#file.', 'starlette:datastructures.UploadFile#file.'], 'read readline readlines write', 'reads or writes a file', {
    advice: 'await `read` or `write` of the `UploadFile` itself',
  }),
  ...members('https://gitpython.readthedocs.io/en/stable/reference.html', ['git:Repo.'], 'clone_from', 'runs git'),
  ...members('https://docker-py.readthedocs.io/en/stable/containers.html', ['docker:from_env()#containers.', 'docker:DockerClient#containers.'], 'create get list run', 'talks to Docker', { advice: 'use `aiodocker`, or run it in a thread: `await asyncio.to_thread(...)`' }),
  ...members('https://docs.stripe.com/api?lang=python', ['stripe:*.'], 'create delete list modify retrieve search', 'sends a request', { advice: 'use the method of the same name with `_async` at its end, and await it' }),
];

export const pythonServiceBlocking: readonly BlockingEntry[] = [...httpClients, ...cloud, ...languageModels, ...messaging, ...data, ...computing];
