/**
 * What names tell of calls that nothing else is known of. A name is weak evidence, so these are chosen such that hardly
 * anything but work outside the process is called so, and they count only where the result is waited for.
 */

export type IoKind = 'network' | 'file' | 'database' | 'process' | 'thread' | 'other';

/** A method on a receiver that is called like something outside the process. */
export interface IoSign {
  /** The last word of a name in front of the method: `userRepository.find()`, `db.users.find()`. */
  readonly receivers: RegExp;
  readonly methods: RegExp;
  readonly kind: IoKind;
  /** Others are called so too: only with what looks like an address, or where the call opens a block that it ends with, is it this. */
  readonly byAddress?: true;
}

export const ioSigns: readonly IoSign[] = [
  {
    receivers: /^(?:axios|http|https|client|api|fetcher|transport|gateway|sdk|octokit|graphql|ky|got|rpc)$/,
    methods: /^(?:get|post|put|patch|delete|head|request|fetch|query|mutate|invoke|send|call|search|list)(?:[A-Z_]\w*)?$/,
    kind: 'network',
  },
  { receivers: /^session$/, methods: /^(?:get|post|put|patch|delete|head|options|request|ws_connect)$/, kind: 'network', byAddress: true },
  {
    receivers: /^(?:mailer|transporter|smtp|ses|sns|sqs|twilio|producer|publisher|pubsub|webhook|webhooks|notifier)$/,
    methods: /^(?:send|publish|deliver|notify|produce|create)(?:[A-Z_]\w*)?$/,
    kind: 'network',
  },
  {
    receivers: /^(?:s3|bucket|storage|gcs|blobs?)$/,
    methods: /^(?:get|put|upload|download|delete|remove|copy|head|send|list|save|exists|read|write|store)(?!\w*(?:Url|URL|Path|Name|Key|_url|_path|_name|_key)$)(?:[A-Z_]\w*)?$/,
    kind: 'network',
  },
  {
    receivers: /^(?:db|database|knex|prisma|supabase|mongo|repository|repo|dao|model|collection|em|orm)$/,
    methods:
      /^(?:(?:query|execute|exec|raw|find|insert|update|upsert|delete|aggregate|bulk)(?:[A-Z_]\w*)?|fetch(?:_\w+|row|val)?|save|remove|create|createMany|createOne|count|countBy|countDocuments|replace|select|persist|exists)$/,
    kind: 'database',
  },
];

/** Methods and functions whose name says it alone. */
export const ioNames: readonly { readonly name: RegExp; readonly kind: IoKind }[] = [
  { name: /^(?:fetch|download|upload)(?:[A-Z_]\w*)?$/, kind: 'network' },
  { name: /^send_?(?:E?[mM]ail|[mM]essage|[rR]equest|[nN]otification|[sS]ms|SMS|[pP]ush)\w*$/, kind: 'network' },
  { name: /^(?:post|call)_?(?:[aA]pi|API|[wW]ebhook)\w*$/, kind: 'network' },
  { name: /^find(?:One|All|ByPk|ByPrimaryKey|Unique|UniqueOrThrow|Many|FirstOrThrow|OneBy|OneOrFail|OneByOrFail|OrCreate|AndCountAll|AndCount)$/, kind: 'database' },
  { name: /^findOneAnd(?:Update|Delete|Replace|Remove)$/, kind: 'database' },
  { name: /^findById(?:And(?:Update|Delete|Remove))?$/, kind: 'database' },
  { name: /^(?:create|update|delete|insert)(?:Many|ManyAndReturn)$/, kind: 'database' },
  { name: /^(?:insert|update|delete|replace)One$/, kind: 'database' },
  { name: /^save$/, kind: 'other' },
  { name: /^bulk(?:Create|Write|Save|Insert)$/, kind: 'database' },
];

/** What an address looks like: text that begins as one, or something that is called so. */
export const addressText = /^[a-z]{0,2}["'`](?:https?:|wss?:|\/)|(?:url|uri|endpoint|webhook|href)$/i;

/** Names of receivers and properties that say that the work shares one connection or a fixed number of them. */
export const sharedConnections = /^(?:pool|tx|trx|transaction|transacting|queryRunner|session|redis|cluster|pipeline|multi|conn)$|connection$/i;

/** Functions that run their callback once and wait for it, whatever library they are of. */
export const runOnce = /^(?:then|catch|finally|p?[rR]etry|with[A-Z]\w*|\$?transaction|startActiveSpan|startSpan|trace|measure|timed?|act|wrap)$/;

/** What the tasks of a module wait for. */
export const kindsByModule: readonly { readonly module: RegExp; readonly kind: IoKind }[] = [
  { module: /^(?:fs|fs\/promises|fs-extra|graceful-fs|vscode|load-json-file|write-json-file|read-pkg|write-file-atomic|fast-glob|globby|glob|tinyglobby|read-yaml-file|write-yaml-file)$/, kind: 'file' },
  { module: /^(?:|https?|http2|dns|dns\/promises|undici|axios|got|ky|node-fetch|cross-fetch|ofetch|superagent|needle|graphql-request|nodemailer|@aws-sdk\/.*|@octokit\/.*|openai|stripe)$/, kind: 'network' },
  { module: /^(?:pg|postgres|mysql2?(?:\/promise)?|mongodb|mongoose|typeorm|sequelize|knex|@prisma\/client|drizzle-orm.*|sqlite|mssql|mariadb)$/, kind: 'database' },
  { module: /^(?:aiofiles|aiopath)$/, kind: 'file' },
  { module: /^(?:aiohttp|httpx|curl_cffi|websockets|aiobotocore|aioboto3|anthropic|litellm|ollama|aiosmtplib|asyncssh|aio_pika|aiokafka|nats|discord|aiogram|telegram)$/, kind: 'network' },
  { module: /^(?:asyncpg|psycopg|psycopg_pool|aiomysql|asyncmy|aiosqlite|sqlalchemy|sqlmodel|databases|motor|pymongo|neo4j)$/, kind: 'database' },
];

/** Work of modules that do several kinds of it. */
export const kindsBySymbol: readonly { readonly symbol: RegExp; readonly kind: IoKind }[] = [
  { symbol: /^asyncio:(?:subprocess\.)?create_subprocess_(?:exec|shell)$|#subprocess_(?:exec|shell)$|^anyio:(?:run|open)_process$/, kind: 'process' },
  { symbol: /^asyncio:open_(?:unix_)?connection$|#(?:create_(?:unix_)?connection|create_datagram_endpoint|getaddrinfo|sock_connect)$|^anyio:connect_tcp$/, kind: 'network' },
];

/** Members that read on from what a request or connection, which counts already, has opened, or that close it. */
export const continuations = /[#.](?:arrayBuffer|blob|body|buffer|bytes|dump|formData|json|text|close|end|aclose|drain|wait_closed)$/;
