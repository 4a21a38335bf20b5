import type { ArgumentTest, BlockingEntry, SymbolPath } from './schema.ts';

/** Synchronous APIs of Node.js and of the globals it shares with browsers. */

type Extra = Omit<BlockingEntry, 'symbol' | 'source' | 'does'>;

const descriptorFirst: ArgumentTest = { argument: 0, is: 'number' };
const missingAllowed: ArgumentTest = { argument: 1, property: 'throwIfNoEntry', equals: false };

/** A function of `node:fs`; `signature` is the end of its anchor in the documentation. */
function fs(name: string, signature: string, does: string, extra: Extra): BlockingEntry {
  return { symbol: `fs:${name}`, source: `https://nodejs.org/api/fs.html#fs${name.toLowerCase()}${signature}`, does, ...extra };
}

/** A function of `node:fs` that `fs/promises` has under the same name without `Sync`. */
function fsTwin(name: string, signature: string, does: string, extra: Extra = {}): BlockingEntry {
  return fs(name, signature, does, { replacement: `fs/promises:${name.slice(0, -'Sync'.length)}`, ...extra });
}

const fileHandle = 'use a `FileHandle`, as `open` of `fs/promises` gives it';

/** The synchronous functions of `node:fs`; drop-in copies of the module have them too. */
export const fsBlocking: readonly BlockingEntry[] = [
  fsTwin('accessSync', 'path-mode', 'checks access to a file', { cheap: true }),
  fsTwin('appendFileSync', 'path-data-options', 'appends to a file', { replacementUnless: descriptorFirst }),
  fsTwin('chmodSync', 'path-mode', 'changes the mode of a file', { cheap: true }),
  fsTwin('chownSync', 'path-uid-gid', 'changes the owner of a file', { cheap: true }),
  fs('closeSync', 'fd', 'closes a file', { cheap: true, advice: fileHandle }),
  fsTwin('copyFileSync', 'src-dest-mode', 'copies a file'),
  fsTwin('cpSync', 'src-dest-options', 'copies a directory'),
  fs('existsSync', 'path', 'looks for a file', {
    cheap: true,
    advice: 'use the file and handle the error `ENOENT`, or await `access` of `fs/promises`',
  }),
  fs('fchmodSync', 'fd-mode', 'changes the mode of a file', { cheap: true, advice: fileHandle }),
  fs('fchownSync', 'fd-uid-gid', 'changes the owner of a file', { cheap: true, advice: fileHandle }),
  fs('fdatasyncSync', 'fd', 'flushes a file to the disk', { advice: fileHandle }),
  fs('fstatSync', 'fd-options', 'looks at a file', { cheap: true, advice: fileHandle }),
  fs('fsyncSync', 'fd', 'flushes a file to the disk', { advice: fileHandle }),
  fs('ftruncateSync', 'fd-len', 'truncates a file', { advice: fileHandle }),
  fs('futimesSync', 'fd-atime-mtime', 'sets the times of a file', { cheap: true, advice: fileHandle }),
  fs('globSync', 'pattern-options', 'searches directories', {
    since: '22.0',
    advice: 'iterate `glob` of `fs/promises` with `for await`',
  }),
  fsTwin('lchmodSync', 'path-mode', 'changes the mode of a file', { cheap: true }),
  fsTwin('lchownSync', 'path-uid-gid', 'changes the owner of a file', { cheap: true }),
  fsTwin('linkSync', 'existingpath-newpath', 'links a file'),
  fsTwin('lstatSync', 'path-options', 'looks at a file', { cheap: true, replacementUnless: missingAllowed }),
  fsTwin('lutimesSync', 'path-atime-mtime', 'sets the times of a file', { cheap: true }),
  fsTwin('mkdirSync', 'path-options', 'creates a directory'),
  fsTwin('mkdtempSync', 'prefix-options', 'creates a directory'),
  fs('mkdtempDisposableSync', 'prefix-options', 'creates a directory', {
    since: '24.4',
    advice: 'use `mkdtempDisposable` of `fs/promises` with `await using`',
  }),
  fs('openAsBlobSync', 'path-options', 'opens a file', { cheap: true, since: '26.10', replacement: 'fs:openAsBlob' }),
  fs('openSync', 'path-flags-mode', 'opens a file', { advice: 'use `open` of `fs/promises`, which gives a `FileHandle`' }),
  fsTwin('opendirSync', 'path-options', 'opens a directory'),
  fsTwin('readFileSync', 'path-options', 'reads a file', { replacementUnless: descriptorFirst }),
  fs('readSync', 'fd-buffer-offset-length-position', 'reads from a file', { advice: fileHandle }),
  fsTwin('readdirSync', 'path-options', 'reads a directory'),
  fsTwin('readlinkSync', 'path-options', 'reads a link', { cheap: true }),
  fs('readvSync', 'fd-buffers-position', 'reads from a file', { advice: fileHandle }),
  fsTwin('realpathSync', 'path-options', 'resolves a path', { cheap: true }),
  {
    symbol: 'fs:realpathSync.native',
    source: 'https://nodejs.org/api/fs.html#fsrealpathsyncnativepath-options',
    does: 'resolves a path',
    cheap: true,
    replacement: 'fs/promises:realpath',
  },
  fsTwin('renameSync', 'oldpath-newpath', 'renames a file'),
  fsTwin('rmSync', 'path-options', 'removes files'),
  fsTwin('rmdirSync', 'path-options', 'removes a directory'),
  fsTwin('statSync', 'path-options', 'looks at a file', { cheap: true, replacementUnless: missingAllowed }),
  fsTwin('statfsSync', 'path-options', 'looks at a file system', { cheap: true }),
  fsTwin('symlinkSync', 'target-path-type', 'links a file'),
  fsTwin('truncateSync', 'path-len', 'truncates a file', { replacementUnless: descriptorFirst }),
  fsTwin('unlinkSync', 'path', 'removes a file'),
  fsTwin('utimesSync', 'path-atime-mtime', 'sets the times of a file', { cheap: true }),
  fsTwin('writeFileSync', 'file-data-options', 'writes a file', { replacementUnless: descriptorFirst }),
  fs('writeSync', 'fd-buffer-offset-length-position', 'writes to a file', { advice: fileHandle }),
  fs('writevSync', 'fd-buffers-position', 'writes to a file', { advice: fileHandle }),
];

/** `readSync` and `closeSync` of an open directory, under each of its names. */
function directory(receiver: SymbolPath): readonly BlockingEntry[] {
  return [
    {
      symbol: `${receiver}#readSync`,
      source: 'https://nodejs.org/api/fs.html#dirreadsync',
      does: 'reads a directory',
      replacement: `${receiver}#read`,
    },
    {
      symbol: `${receiver}#closeSync`,
      source: 'https://nodejs.org/api/fs.html#dirclosesync',
      does: 'closes a directory',
      cheap: true,
      replacement: `${receiver}#close`,
    },
  ];
}

/** A method of `node:sqlite`. */
function sqlite(symbol: string, anchor: string, does: string, since = '22.5'): BlockingEntry {
  return {
    symbol: `sqlite:${symbol}`,
    source: `https://nodejs.org/api/sqlite.html#${anchor}`,
    does,
    since,
    advice: 'run the queries in a worker thread',
  };
}

/** The methods of a statement of `node:sqlite`, under each of its names. */
function statement(receiver: SymbolPath): readonly BlockingEntry[] {
  return [
    sqlite(`${receiver}#all`, 'statementallnamedparameters-anonymousparameters', 'queries a database'),
    sqlite(`${receiver}#get`, 'statementgetnamedparameters-anonymousparameters', 'queries a database'),
    sqlite(`${receiver}#iterate`, 'statementiteratenamedparameters-anonymousparameters', 'queries a database', '22.13'),
    sqlite(`${receiver}#run`, 'statementrunnamedparameters-anonymousparameters', 'changes a database'),
  ];
}

/** A function of `node:crypto` with a callback form of the same name. */
function crypto(name: string, signature: string, does: string, extra: Extra = {}): BlockingEntry {
  const callbackForm = name.slice(0, -'Sync'.length);
  return {
    symbol: `crypto:${name}`,
    source: `https://nodejs.org/api/crypto.html#crypto${name.toLowerCase()}${signature}`,
    does,
    advice: `use \`${callbackForm}\` through \`util.promisify\``,
    ...extra,
  };
}

/** A function of `node:zlib` with a callback form of the same name. */
function zlib(name: string, does: string, since?: string): BlockingEntry {
  const callbackForm = name.slice(0, -'Sync'.length);
  return {
    symbol: `zlib:${name}`,
    source: `https://nodejs.org/api/zlib.html#zlib${name.toLowerCase()}buffer-options`,
    does,
    advice: `use \`${callbackForm}\` through \`util.promisify\`, or a stream`,
    ...(since === undefined ? {} : { since }),
  };
}

/** The ZIP classes of `node:zlib`: a promise and a synchronous form of each method. */
function zip(name: string, does: string): BlockingEntry {
  return {
    symbol: `zlib:${name}`,
    source: 'https://nodejs.org/api/zlib.html',
    does,
    since: '26.8',
    replacement: `zlib:${name.slice(0, -'Sync'.length)}`,
  };
}

export const nodeBlocking: readonly BlockingEntry[] = [
  ...fsBlocking,
  ...directory('fs:Dir'),
  ...directory('fs:opendirSync()'),
  ...directory('fs/promises:opendir()'),
  {
    symbol: 'fs:Utf8Stream#flushSync',
    source: 'https://nodejs.org/api/fs.html#utf8streamflushsync',
    does: 'writes to a file',
    since: '24.6',
    advice: 'use `flush`',
  },

  {
    symbol: 'child_process:execSync',
    source: 'https://nodejs.org/api/child_process.html#child_processexecsynccommand-options',
    does: 'runs a process',
    advice: 'use `exec` through `util.promisify`',
  },
  {
    symbol: 'child_process:execFileSync',
    source: 'https://nodejs.org/api/child_process.html#child_processexecfilesyncfile-args-options',
    does: 'runs a process',
    advice: 'use `execFile` through `util.promisify`',
  },
  {
    symbol: 'child_process:spawnSync',
    source: 'https://nodejs.org/api/child_process.html#child_processspawnsynccommand-args-options',
    does: 'runs a process',
    advice: "use `spawn` and await its 'close' event with `once` of `events`",
  },

  crypto('argon2Sync', 'algorithm-parameters', 'derives a key', { since: '24.7' }),
  crypto('checkPrimeSync', 'candidate-options', 'tests a prime'),
  crypto('generateKeyPairSync', 'type-options', 'generates a key pair'),
  crypto('generatePrimeSync', 'size-options', 'generates a prime'),
  crypto('hkdfSync', 'digest-ikm-salt-info-keylen', 'derives a key', { cheap: true }),
  crypto('pbkdf2Sync', 'password-salt-iterations-keylen-digest', 'derives a key'),
  crypto('scryptSync', 'password-salt-keylen-options', 'derives a key'),
  {
    symbol: 'crypto:createDiffieHellman',
    source: 'https://nodejs.org/api/crypto.html#cryptocreatediffiehellmanprimelength-generator',
    does: 'generates a prime',
    onlyIf: { argument: 0, is: 'number' },
    advice: 'use a well-known group with `getDiffieHellman`',
  },

  zlib('brotliCompressSync', 'compresses data'),
  zlib('brotliDecompressSync', 'decompresses data'),
  zlib('deflateRawSync', 'compresses data'),
  zlib('deflateSync', 'compresses data'),
  zlib('gunzipSync', 'decompresses data'),
  zlib('gzipSync', 'compresses data'),
  zlib('inflateRawSync', 'decompresses data'),
  zlib('inflateSync', 'decompresses data'),
  zlib('unzipSync', 'decompresses data'),
  zlib('zstdCompressSync', 'compresses data', '22.15'),
  zlib('zstdDecompressSync', 'decompresses data', '22.15'),
  {
    symbol: 'zlib:createZipArchiveSync',
    source: 'https://nodejs.org/api/zlib.html',
    does: 'compresses data',
    since: '26.8',
    advice: 'use the stream of `createZipArchive`',
  },
  zip('ZipBuffer#addSync', 'compresses data'),
  zip('ZipBuffer#toBufferSync', 'compresses data'),
  zip('ZipEntry#contentSync', 'decompresses data'),
  zip('ZipEntry.createSync', 'compresses data'),
  zip('ZipFile.openSync', 'reads a file'),

  sqlite('DatabaseSync#exec', 'databaseexecsql', 'changes a database'),
  sqlite('DatabaseSync#applyChangeset', 'databaseapplychangesetchangeset-options', 'changes a database', '22.12'),
  sqlite('DatabaseSync#serialize', 'databaseserializedbname', 'reads a database', '26.1'),
  ...statement('DatabaseSync#prepare()'),
  ...statement('StatementSync'),
  ...['all', 'get', 'iterate', 'run'].map((method) =>
    sqlite(`DatabaseSync#createTagStore()#${method}`, 'class-sqltagstore', 'queries a database', '24.9'),
  ),

  ...[':process.loadEnvFile', 'process:loadEnvFile'].map((symbol) => ({
    symbol,
    source: 'https://nodejs.org/api/process.html#processloadenvfilepath',
    does: 'reads a file',
  })),
  {
    symbol: 'v8:getHeapSnapshot',
    source: 'https://nodejs.org/api/v8.html#v8getheapsnapshotoptions',
    does: 'takes a heap snapshot',
    advice: 'take it in a worker thread, or outside of traffic',
  },
  {
    symbol: 'v8:writeHeapSnapshot',
    source: 'https://nodejs.org/api/v8.html#v8writeheapsnapshotfilenameoptions',
    does: 'writes a heap snapshot',
    advice: 'take it in a worker thread, or outside of traffic',
  },

  {
    symbol: ':Atomics.wait',
    source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Atomics/wait',
    does: 'waits for another thread',
    advice: 'use `Atomics.waitAsync`',
  },
  {
    symbol: ':WebAssembly.Module',
    source: 'https://developer.mozilla.org/en-US/docs/WebAssembly/Reference/JavaScript_interface/Module/Module',
    does: 'compiles WebAssembly',
    advice: 'use `WebAssembly.compile`',
  },
  {
    symbol: ':XMLHttpRequest#open',
    source: 'https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequest/open',
    does: 'waits for a response',
    onlyIf: { argument: 2, equals: false },
    advice: 'use `fetch`',
  },
];
