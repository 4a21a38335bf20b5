import type { SymbolPath } from './schema.ts';

/** What names and options tell of how many elements a collection can have. */

/** Options that limit how many elements a call returns or hands to its callback at a time. */
export const limitOptions =
  /^(?:limit|take|first|last|top|pageSize|page_size|perPage|per_page|batchSize|batch_size|batchLimit|chunkSize|maxResults|max_results|maxItems|maxRecords|maxKeys|MaxKeys|Limit|MaxItems|MaxResults|MaxNumberOfMessages|PageSize|count|hitsPerPage|rows)$/;

/** Names of arguments that say the same where they stand. */
export const limitNames = /^(?:limit|take|batchSize|pageSize|perPage|chunkSize|max(?:Results|Items|Records|Keys|Messages|Jobs|Rows))$|(?:^|_)(?:LIMIT|BATCH_SIZE|PAGE_SIZE|CHUNK_SIZE|BATCH)$/;

/** Functions that take so many of what is waiting, where they are told a number. */
export const takerNames = /^(?:fetch|receive|claim|dequeue|poll|pull|pop|lpop|rpop|spop|zpopmin|zpopmax|reserve|drain|lease|pick|next|(?:fetch|receive|claim|dequeue|poll|pull|pop|get|take|reserve|lease|find|load)(?:Next|Batch|Pending|Due|Ready|Messages|Jobs|Tasks|Events|Some|Up)\w*)$/;

/** Commands whose service gives ten at most. Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const smallCommands = /^ReceiveMessageCommand$/;

/** Methods of query builders, iterators and lists that keep at most as many elements as they are told. */
export const limitMethods = /^(?:limit|take|first|top|sample|sampleSize|takeRight|fetchFirst|fetchmany|paginate|to_list)$/;

/** Functions that cut a collection into pieces of a given size. */
export const chunkNames = /chunk|batch|splitEvery|inGroupsOf|windowed|partitionBySize/i;

/** Functions that give one page after the other. */
export const pagingNames = /^(?:async)?_*(?:[pP]aginate|[pP]ages|(?:iterate|list|fetch|get|each|read|walk)\w*Pages?$)/;

/** Names of pieces: what is in them is as many as one takes at a time. */
export const pieceNames = /(?:^|[a-z])(?:batch|chunk|page|window|slice|Batch|Chunk|Page|Window|Slice)$/;

/** What a language model asks for in one answer: no more than fits into the answer. */
export const answerNames = /(?:^|_)(?:tool|function)_(?:calls|uses)$|(?:^t|T|^f|F)(?:ool|unction)(?:Calls|Uses)$/;

/** Where clients of language models give such answers. */
export const answerParts = /^(?:anthropic|openai|@anthropic-ai\/sdk):.*#(?:content|output)$/;

/** What holds pieces, and the names they have there: `batch.messages`, `page.items`, and the records of a serverless event. */
export const piecesOf: readonly { readonly holder: RegExp; readonly list: RegExp }[] = [
  { holder: /(?:^|[a-z])(?:batch|chunk|Batch|Chunk)$/, list: /^\w+$/ },
  { holder: /(?:^|[a-z])(?:page|Page)$/, list: /^(?:data|items|results|entries|records|nodes|edges|values|rows|content)$/ },
  { holder: /^(?:event|evt)$/, list: /^Records$/ },
  { holder: /(?:^|[a-z])(?:release|Release)$|^data$/, list: /^assets$/ },
];

/** First words of functions that people call once for each thing they want to be there. */
export const registeringNames = /^_*(?:register|use|define|provide|install|plug|mount|decorate|declare)(?![a-z])/;

/** Names of things of which somebody has set up, or written, each one. */
export const fewNames = /(?:^|[a-z_])(?:[rR]egistries|[pP]lugins|[pP]roviders|[hH]ooks|[mM]iddlewares?|[aA]dapters|[tT]ransports|[sS]trategies|[lL]ocales|[lL]anguages|[rR]elations|[cC]onstraints|[pP]atches|[iI]ntegrations|[dD]rivers|[bB]ackends)$/;

/** Names of what somebody picks by hand on a page. */
export const pickedNames = /^(?:pending|selected|checked|chosen|picked|freq(?:uent)?|recent|favou?rite)[A-Z]\w*s$/;

/** Names of things that a person wrote down: settings and tables. */
export const configuredNames = /^config(?:ured)?[A-Z]\w*s$|(?:^|[a-z_])(?:config|configuration|conf|settings|env|constants|[cC]onfig|Configuration|Settings|Env|Constants)$/;

/** Names of the machines of a cluster, and of connections that are open already: as many as somebody has set up. */
export const machineNames = /^_*(?:\w*_)?(?:brokers?(?:_\w+)?|shards|replicas|primaries|masters|connections|conns|(?:target|cluster|by)_nodes?)$|(?:Brokers|Shards|Replicas|Connections|(?:cluster|target|Cluster|Target)Nodes)$/;

/** Methods of schemas that check data and give it back, and those that say how many elements a list may have. */
export const parsingNames = /^(?:safe)?(?:[pP]arse|validate|validateSync|cast|check|attempt)(?:Async|OrThrow)?$/;
export const sizeChecks = /^(?:max|length|maxLength|lte)$/;

/** Names of collections that are small by nature. */
export const boundedNames: readonly RegExp[] = [pieceNames, answerNames, machineNames, fewNames];

/** Functions of collections that give back no more elements than they are given, first argument first. */
export const passingCalls =
  /^(?:uniq|uniqBy|uniqWith|unique|dedupe|compact|sortBy|orderBy|sort|filter|reject|map|flatten|flattenDeep|values|keys|entries|toPairs|shuffle|reverse|without|difference|differenceBy|intersection|intersectionBy|pick|pickBy|omit|omitBy|keyBy|groupBy|mapValues|toArray|castArray|ensureArray|toList|unwrap|toRaw|list|tuple|set|frozenset|sorted|reversed|enumerate)$/;

/** The same as methods of the collection. */
export const passingMethods =
  /^(?:filter|map|sort|toSorted|reverse|toReversed|entries|keys|values|toArray|flat|fill|with|then|catch|finally|items|copy|all|lean|exec)$/;

/** Calls whose result is small by nature. */
export const smallResults: ReadonlyMap<SymbolPath, string> = new Map([
  ['os:cpus', 'https://nodejs.org/api/os.html#oscpus'],
  ['os:networkInterfaces', 'https://nodejs.org/api/os.html#osnetworkinterfaces'],
  ['os:availableParallelism', 'https://nodejs.org/api/os.html#osavailableparallelism'],
]);

/** Names of numbers that count data rather than say how much may run at once. */
export const dataCounts = /^(?:total\w*|\w*(?:[pP]ages|Total)|(?:page|item|row|record|user|element|result|document)(?:s|Count))$/;
