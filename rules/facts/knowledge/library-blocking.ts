import { fsBlocking } from './node-blocking.ts';
import type { ArgumentTest, BlockingEntry, SymbolPath } from './schema.ts';

/** Synchronous APIs of npm packages, and of the globals of Deno and Bun. */

type Extra = Omit<BlockingEntry, 'symbol' | 'source' | 'does'>;

function entry(source: string, symbol: SymbolPath, does: string, extra: Extra = {}): BlockingEntry {
  return { symbol, source, does, ...extra };
}

/** A synchronous function with a promise form of the same arguments. */
function twin(source: string, symbol: SymbolPath, replacement: SymbolPath, does: string, extra: Extra = {}): BlockingEntry {
  return { symbol, source, does, replacement, ...extra };
}

/** Functions of a package that it has again without `Sync`, as promises. */
function twins(source: string, prefix: string, does: Readonly<Record<string, string>>): readonly BlockingEntry[] {
  return Object.entries(does).map(([name, what]) => twin(source, `${prefix}${name}`, `${prefix}${name.slice(0, -'Sync'.length)}`, what));
}

/** Members of the same receivers that do the same. */
function members(source: string, receivers: readonly SymbolPath[], names: readonly string[], does: string, extra: Extra = {}): readonly BlockingEntry[] {
  return receivers.flatMap((receiver) => names.map((name) => entry(source, receiver + name, does, extra)));
}

const callbackLast: ArgumentTest = { argument: 'last', is: 'function' };

// --- Copies of fs --------------------------------------------------------------------------------------------

const gracefulFs = 'https://github.com/isaacs/node-graceful-fs#readme';
const fsExtra = 'https://github.com/jprichardson/node-fs-extra#methods';

const gracefulFsBlocking = fsBlocking.map((copied): BlockingEntry => ({ ...copied, symbol: `graceful-${copied.symbol}`, source: gracefulFs }));

/** What `fs-extra` gives no promise of the same result for. */
const fsExtraUnchanged: ReadonlySet<SymbolPath> = new Set([
  'fs:mkdtempDisposableSync',
  'fs:openAsBlobSync',
  'fs:readSync',
  'fs:readvSync',
  'fs:writeSync',
  'fs:writevSync',
]);

const fsExtraCopied = fsBlocking.map((copied): BlockingEntry => {
  const { advice, replacement: _, replacementUnless, ...rest } = copied;
  const symbol = copied.symbol.replace('fs:', 'fs-extra:');
  if (fsExtraUnchanged.has(copied.symbol)) return { ...rest, symbol, source: fsExtra, ...(advice === undefined ? {} : { advice }) };
  // Its functions are made of the callback forms, so file descriptors are as good as paths.
  const unless = replacementUnless !== undefined && 'equals' in replacementUnless ? { replacementUnless } : {};
  const replacement = copied.symbol === 'fs:existsSync' ? 'fs-extra:pathExists' : symbol.replace('Sync', '');
  return { ...rest, symbol, source: fsExtra, replacement, ...unless };
});

const fsExtraOwn = ['fs-extra:', 'fs-extra/esm:'].flatMap((module) => [
  ...twins(fsExtra, module, {
    copySync: 'copies files',
    createFileSync: 'creates a file',
    createLinkSync: 'links a file',
    createSymlinkSync: 'links a file',
    emptyDirSync: 'removes files',
    emptydirSync: 'removes files',
    ensureDirSync: 'creates a directory',
    ensureFileSync: 'creates a file',
    ensureLinkSync: 'links a file',
    ensureSymlinkSync: 'links a file',
    mkdirpSync: 'creates a directory',
    mkdirsSync: 'creates a directory',
    moveSync: 'moves files',
    outputFileSync: 'writes a file',
    outputJSONSync: 'writes a file',
    outputJsonSync: 'writes a file',
    readJSONSync: 'reads a file',
    readJsonSync: 'reads a file',
    removeSync: 'removes files',
    writeJSONSync: 'writes a file',
    writeJsonSync: 'writes a file',
  }),
  twin(fsExtra, `${module}pathExistsSync`, `${module}pathExists`, 'looks for a file', { cheap: true }),
]);

const jetpack = 'https://github.com/szwacz/fs-jetpack#readme';
const jetpackReceivers = ['fs-jetpack:', 'fs-jetpack:cwd()#'];

const jetpackBlocking = jetpackReceivers.flatMap((receiver) =>
  Object.entries({
    append: 'appends to a file',
    copy: 'copies files',
    dir: 'creates a directory',
    file: 'creates a file',
    find: 'searches directories',
    inspectTree: 'reads a directory',
    list: 'reads a directory',
    move: 'moves files',
    read: 'reads a file',
    remove: 'removes files',
    rename: 'renames a file',
    symlink: 'links a file',
    write: 'writes a file',
  }).map(([name, does]) => twin(jetpack, receiver + name, `${receiver}${name}Async`, does)),
);

// --- Databases -----------------------------------------------------------------------------------------------

const inWorker: Extra = { advice: 'run the queries in a worker thread' };

/** A binding to SQLite that has the interface of `better-sqlite3`. */
function sqlite(source: string, databases: readonly SymbolPath[], statements: readonly SymbolPath[]): readonly BlockingEntry[] {
  const prepared = databases.flatMap((database) => [`${database}#prepare()`, `${database}#prepare()#*()`]);
  return [
    ...members(source, [...prepared, ...statements], ['#all', '#get', '#iterate'], 'queries a database', inWorker),
    ...members(source, [...prepared, ...statements], ['#run'], 'changes a database', inWorker),
    ...members(source, databases, ['#exec', '#pragma'], 'changes a database', inWorker),
    ...members(source, databases, ['#serialize'], 'reads a database', inWorker),
    ...members(
      source,
      databases.map((database) => `${database}#transaction()`),
      ['', '#default', '#deferred', '#exclusive', '#immediate'],
      'runs a transaction',
      inWorker,
    ),
  ];
}

const bunSqlite = 'https://bun.com/docs/runtime/sqlite';

const databases = [
  ...sqlite(
    'https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md',
    ['better-sqlite3:default', 'better-sqlite3:default()', 'better-sqlite3:Database'],
    ['better-sqlite3:Statement'],
  ),
  ...sqlite('https://github.com/tursodatabase/libsql-js/blob/main/docs/api.md', ['libsql:default'], []),
  ...members(
    bunSqlite,
    ['bun:sqlite:Database#prepare()', 'bun:sqlite:Database#query()', 'bun:sqlite:Statement'],
    ['#all', '#get', '#iterate', '#values'],
    'queries a database',
    inWorker,
  ),
  ...members(
    bunSqlite,
    ['bun:sqlite:Database', 'bun:sqlite:Database#prepare()', 'bun:sqlite:Database#query()', 'bun:sqlite:Statement'],
    ['#run'],
    'changes a database',
    inWorker,
  ),
  ...members(bunSqlite, ['bun:sqlite:Database#'], ['exec', 'serialize'], 'changes a database', inWorker),
  ...members(bunSqlite, ['bun:sqlite:Database#transaction()'], ['', '#deferred', '#exclusive', '#immediate'], 'runs a transaction', inWorker),
];

// --- Passwords and keys --------------------------------------------------------------------------------------

const noble = 'https://github.com/paulmillr/noble-hashes#readme';
const forge = 'https://github.com/digitalbazaar/forge#readme';
const cryptoJs = 'https://cryptojs.gitbook.io/docs#pbkdf2';

function bcrypt(module: string, source: string): readonly BlockingEntry[] {
  return [
    ...twins(source, `${module}:`, { compareSync: 'hashes a password', hashSync: 'hashes a password' }),
    twin(source, `${module}:genSaltSync`, `${module}:genSalt`, 'generates a salt', { cheap: true }),
  ];
}

const passwords = [
  ...bcrypt('bcrypt', 'https://github.com/kelektiv/node.bcrypt.js#api'),
  ...bcrypt('bcryptjs', 'https://github.com/dcodeIO/bcrypt.js#api'),
  ...bcrypt('@node-rs/bcrypt', 'https://github.com/napi-rs/node-rs/tree/main/packages/bcrypt#readme'),
  ...twins('https://github.com/napi-rs/node-rs/tree/main/packages/bcrypt#readme', '@node-rs/bcrypt:', { verifySync: 'hashes a password' }),
  ...twins('https://github.com/napi-rs/node-rs/tree/main/packages/argon2#readme', '@node-rs/argon2:', {
    hashRawSync: 'hashes a password',
    hashSync: 'hashes a password',
    verifySync: 'hashes a password',
  }),
  ...['', '.js'].flatMap((suffix) => [
    twin(noble, `@noble/hashes/scrypt${suffix}:scrypt`, `@noble/hashes/scrypt${suffix}:scryptAsync`, 'derives a key'),
    twin(noble, `@noble/hashes/pbkdf2${suffix}:pbkdf2`, `@noble/hashes/pbkdf2${suffix}:pbkdf2Async`, 'derives a key'),
    ...['argon2d', 'argon2i', 'argon2id'].map((name) =>
      twin(noble, `@noble/hashes/argon2${suffix}:${name}`, `@noble/hashes/argon2${suffix}:${name}Async`, 'derives a key'),
    ),
  ]),
  entry(cryptoJs, 'crypto-js:PBKDF2', 'derives a key', { advice: 'use `pbkdf2` of `node:crypto` or `crypto.subtle.deriveBits`' }),
  entry(cryptoJs, 'crypto-js:EvpKDF', 'derives a key', { advice: 'use `scrypt` of `node:crypto`' }),
  ...members(forge, ['node-forge:'], ['pki.rsa.generateKeyPair', 'rsa.generateKeyPair'], 'generates a key pair', {
    unless: [callbackLast],
    advice: 'pass a callback, or use `generateKeyPair` of `node:crypto`',
  }),
  ...members(forge, ['node-forge:'], ['pkcs5.pbkdf2', 'pbkdf2'], 'derives a key', {
    unless: [callbackLast],
    advice: 'pass a callback, or use `pbkdf2` of `node:crypto`',
  }),
];

// --- Processes and input -------------------------------------------------------------------------------------

const execa = 'https://github.com/sindresorhus/execa/blob/main/docs/api.md';
const shell = 'https://github.com/shelljs/shelljs#command-reference';
const readlineSync = 'https://github.com/anseki/readline-sync#readme';

const shellCommands: Readonly<Record<string, string>> = {
  cat: 'reads files',
  chmod: 'changes the mode of files',
  cp: 'copies files',
  find: 'searches directories',
  grep: 'reads files',
  head: 'reads files',
  ln: 'links a file',
  ls: 'reads a directory',
  mkdir: 'creates a directory',
  mv: 'moves files',
  rm: 'removes files',
  sed: 'reads files',
  sort: 'reads files',
  tail: 'reads files',
  touch: 'creates a file',
  uniq: 'reads files',
};

const processes = [
  twin(execa, 'execa:execaSync', 'execa:execa', 'runs a process'),
  twin(execa, 'execa:execaCommandSync', 'execa:execaCommand', 'runs a process'),
  twin(execa, 'execa:$.sync', 'execa:$', 'runs a process'),
  twin(execa, 'execa:$.s', 'execa:$', 'runs a process'),
  twin(execa, 'execa:sync', 'execa:default', 'runs a process'),
  twin(execa, 'execa:commandSync', 'execa:command', 'runs a process'),
  twin('https://github.com/tinylibs/tinyexec#readme', 'tinyexec:xSync', 'tinyexec:x', 'runs a process'),
  twin('https://github.com/tinylibs/tinyexec#readme', 'tinyexec:execSync', 'tinyexec:exec', 'runs a process'),
  twin('https://google.github.io/zx/api', 'zx:$.sync', 'zx:$', 'runs a process'),
  entry('https://github.com/moxystudio/node-cross-spawn#usage', 'cross-spawn:sync', 'runs a process', {
    advice: "use `spawn` and await its 'close' event with `once` of `events`",
  }),
  entry('https://github.com/shelljs/shelljs#execcommand--options--callback', 'shelljs:exec', 'runs a process', {
    unless: [{ argument: 1, property: 'async', equals: true }, callbackLast],
    advice: 'use `execFile` of `node:child_process` through `util.promisify`',
  }),
  entry('https://github.com/shelljs/shelljs#cmdarg1-arg2--options', 'shelljs:cmd', 'runs a process', {
    advice: 'use `execFile` of `node:child_process` through `util.promisify`',
  }),
  ...Object.entries(shellCommands).map(([name, does]) => entry(shell, `shelljs:${name}`, does, { advice: 'use `fs/promises`' })),
  ...members(shell, ['shelljs:'], ['test', 'which'], 'looks for a file', { cheap: true, advice: 'use `fs/promises`' }),
  entry(readlineSync, 'readline-sync:*', 'waits for input', {
    except: ['getRawInput', 'setBufferSize', 'setDefaultOptions', 'setEncoding', 'setMask', 'setPrint', 'setPrompt'],
    advice: 'use `readline/promises`',
  }),
  entry('https://github.com/heapwolf/prompt-sync#readme', 'prompt-sync:default()', 'waits for input', { advice: 'use `readline/promises`' }),
  ...members('https://github.com/abbr/deasync#usage', ['deasync:'], ['default()', 'loopWhile', 'runLoopOnce', 'sleep'], 'waits for a callback', {
    advice: 'use `util.promisify` and `await`',
  }),
  ...members('https://github.com/erikdubbelboer/node-sleep#api', ['sleep:'], ['msleep', 'sleep', 'usleep'], 'sleeps', {
    advice: 'await `setTimeout` of `timers/promises`',
  }),
  ...members('https://github.com/ForbesLindesay/sync-request#usage', ['sync-request:'], ['default'], 'waits for a response', { advice: 'use `fetch`' }),
  ...members('https://github.com/larsgw/sync-fetch#usage', ['sync-fetch:'], ['default'], 'waits for a response', { advice: 'use `fetch`' }),
  entry('https://www.electronjs.org/docs/latest/api/ipc-renderer#ipcrenderersendsyncchannel-args', 'electron:ipcRenderer.sendSync', 'waits for another process', {
    advice: 'use `ipcRenderer.invoke`',
  }),
  ...members(
    'https://www.electronjs.org/docs/latest/api/dialog#methods',
    ['electron:dialog.'],
    ['showMessageBoxSync', 'showOpenDialogSync', 'showSaveDialogSync'],
    'waits for input',
    { advice: 'use the form without `Sync`, which gives an object' },
  ),
];

// --- Files ---------------------------------------------------------------------------------------------------

const glob = 'https://github.com/isaacs/node-glob#readme';
const tar = 'https://github.com/isaacs/node-tar#high-level-api';
const admZip = 'https://github.com/cthackers/adm-zip/wiki/ADM-ZIP';
const sheet = 'https://docs.sheetjs.com/docs/api/parse-options';
const inWorkerThread = 'do it in a worker thread';

const files = [
  twin(glob, 'glob:globSync', 'glob:glob', 'searches directories'),
  ...members(glob, ['glob:'], ['sync', 'glob.sync', 'globIterateSync', 'iterateSync'], 'searches directories', {
    advice: 'use `glob`, which returns a promise from version 9 on',
  }),
  twin('https://github.com/mrmlnc/fast-glob#api', 'fast-glob:sync', 'fast-glob:default', 'searches directories'),
  twin('https://github.com/mrmlnc/fast-glob#api', 'fast-glob:globSync', 'fast-glob:glob', 'searches directories'),
  twin('https://github.com/SuperchupuDev/tinyglobby#readme', 'tinyglobby:globSync', 'tinyglobby:glob', 'searches directories'),
  twin('https://github.com/sindresorhus/globby#api', 'globby:globbySync', 'globby:globby', 'searches directories'),
  twin('https://github.com/sindresorhus/globby#api', 'globby:sync', 'globby:default', 'searches directories'),
  ...members('https://github.com/manidlou/node-klaw-sync#readme', ['klaw-sync:'], ['default'], 'reads directories', {
    advice: 'iterate `opendir` of `fs/promises` with `for await`',
  }),

  twin('https://github.com/isaacs/rimraf#api', 'rimraf:rimrafSync', 'rimraf:rimraf', 'removes files'),
  ...members('https://github.com/isaacs/rimraf#api', ['rimraf:'], ['sync', 'rimraf.sync', 'manualSync', 'nativeSync'], 'removes files', {
    advice: 'use `rm` of `fs/promises` with `recursive: true`',
  }),
  twin('https://github.com/sindresorhus/del#api', 'del:deleteSync', 'del:deleteAsync', 'removes files'),
  twin('https://github.com/sindresorhus/del#api', 'del:sync', 'del:default', 'removes files'),
  twin('https://github.com/isaacs/node-mkdirp#api', 'mkdirp:mkdirpSync', 'mkdirp:mkdirp', 'creates a directory'),
  ...members('https://github.com/isaacs/node-mkdirp#api', ['mkdirp:'], ['sync', 'mkdirp.sync', 'manualSync', 'nativeSync'], 'creates a directory', {
    advice: 'use `mkdir` of `fs/promises` with `recursive: true`',
  }),
  twin('https://github.com/sindresorhus/make-dir#api', 'make-dir:makeDirectorySync', 'make-dir:makeDirectory', 'creates a directory'),
  twin('https://github.com/sindresorhus/make-dir#api', 'make-dir:sync', 'make-dir:default', 'creates a directory'),

  twin('https://github.com/sindresorhus/load-json-file#api', 'load-json-file:loadJsonFileSync', 'load-json-file:loadJsonFile', 'reads a file'),
  twin('https://github.com/sindresorhus/load-json-file#api', 'load-json-file:sync', 'load-json-file:default', 'reads a file'),
  twin('https://github.com/sindresorhus/write-json-file#api', 'write-json-file:writeJsonFileSync', 'write-json-file:writeJsonFile', 'writes a file'),
  twin('https://github.com/sindresorhus/write-json-file#api', 'write-json-file:sync', 'write-json-file:default', 'writes a file'),
  twin('https://github.com/npm/write-file-atomic#readme', 'write-file-atomic:sync', 'write-file-atomic:default', 'writes a file'),
  ...twins('https://github.com/jprichardson/node-jsonfile#api', 'jsonfile:', { readFileSync: 'reads a file', writeFileSync: 'writes a file' }),
  ...twins('https://github.com/sindresorhus/read-pkg#api', 'read-pkg:', { readPackageSync: 'reads a file' }),
  ...twins('https://github.com/sindresorhus/read-package-up#api', 'read-package-up:', { readPackageUpSync: 'reads a file' }),
  ...twins('https://github.com/sindresorhus/find-up#api', 'find-up:', { findUpMultipleSync: 'searches directories', findUpSync: 'searches directories' }),
  twin('https://github.com/sindresorhus/find-up#api', 'find-up:sync', 'find-up:default', 'searches directories'),
  ...twins('https://github.com/sindresorhus/package-directory#api', 'package-directory:', { packageDirectorySync: 'searches directories' }),
  ...twins('https://github.com/sindresorhus/package-directory#api', 'pkg-dir:', { packageDirectorySync: 'searches directories' }),
  twin('https://github.com/sindresorhus/package-directory#api', 'pkg-dir:sync', 'pkg-dir:default', 'searches directories'),
  ...twins('https://github.com/sindresorhus/locate-path#api', 'locate-path:', { locatePathSync: 'looks for files' }),
  twin('https://github.com/sindresorhus/path-exists#api', 'path-exists:pathExistsSync', 'path-exists:pathExists', 'looks for a file', { cheap: true }),
  twin('https://github.com/npm/node-which#usage', 'which:sync', 'which:default', 'searches directories'),
  entry('https://github.com/browserify/resolve#resolvesyncid-opts', 'resolve:sync', 'searches directories', {
    advice: 'use `resolve` through `util.promisify`',
  }),
  ...members('https://github.com/cosmiconfig/cosmiconfig#cosmiconfigsync', ['cosmiconfig:cosmiconfigSync()#'], ['load', 'search'], 'reads files', {
    advice: 'use `cosmiconfig`',
  }),
  ...members('https://github.com/antonk52/lilconfig#readme', ['lilconfig:lilconfigSync()#'], ['load', 'search'], 'reads files', { advice: 'use `lilconfig`' }),
  entry('https://github.com/moxystudio/node-proper-lockfile#locksyncfile-options', 'proper-lockfile:lockSync', 'creates a file', {
    advice: 'await `lock`, and the release function it gives',
  }),
  ...twins('https://github.com/moxystudio/node-proper-lockfile#readme', 'proper-lockfile:', { checkSync: 'looks at a file', unlockSync: 'removes a file' }),
  entry('https://github.com/typicode/lowdb#readme', 'lowdb:LowSync#read', 'reads a file', { advice: 'use `Low`' }),
  entry('https://github.com/typicode/lowdb#readme', 'lowdb:LowSync#write', 'writes a file', { advice: 'use `Low`' }),
  entry('https://github.com/raszi/node-tmp#usage', 'tmp:dirSync', 'creates a directory', { advice: 'use `mkdtemp` of `fs/promises`' }),
  entry('https://github.com/raszi/node-tmp#usage', 'tmp:fileSync', 'creates a file', { advice: 'use `file` through `util.promisify`' }),
  twin('https://github.com/sindresorhus/tempy#api', 'tempy:temporaryWriteSync', 'tempy:temporaryWrite', 'writes a file'),
  twin('https://github.com/sindresorhus/hasha#api', 'hasha:hashFileSync', 'hasha:hashFile', 'reads a file'),

  ...members(tar, ['tar:'], ['c', 'create'], 'writes an archive', { onlyIf: { argument: 0, property: 'sync', equals: true }, advice: 'leave out `sync`' }),
  ...members(tar, ['tar:'], ['r', 'replace', 'u', 'update'], 'writes an archive', {
    onlyIf: { argument: 0, property: 'sync', equals: true },
    advice: 'leave out `sync`',
  }),
  ...members(tar, ['tar:'], ['extract', 'list', 't', 'x'], 'reads an archive', {
    onlyIf: { argument: 0, property: 'sync', equals: true },
    advice: 'leave out `sync`',
  }),
  ...members(admZip, ['adm-zip:default#'], ['extractAllTo', 'extractEntryTo', 'readAsText', 'readFile'], 'reads an archive', { advice: inWorkerThread }),
  ...members(admZip, ['adm-zip:default#'], ['addLocalFile', 'addLocalFolder'], 'reads files', { advice: inWorkerThread }),
  entry(admZip, 'adm-zip:default#writeZip', 'writes an archive', { unless: [callbackLast], advice: 'use `writeZipPromise`' }),
  twin(admZip, 'adm-zip:default#toBuffer', 'adm-zip:default#toBufferPromise', 'compresses data', { unless: [callbackLast] }),
  ...members('https://github.com/101arrowz/fflate#readme', ['fflate:'], ['compressSync', 'deflateSync', 'gzipSync', 'zipSync', 'zlibSync'], 'compresses data', {
    advice: 'use the callback form without `Sync`',
  }),
  ...members(
    'https://github.com/101arrowz/fflate#readme',
    ['fflate:'],
    ['decompressSync', 'gunzipSync', 'inflateSync', 'unzipSync', 'unzlibSync'],
    'decompresses data',
    { advice: 'use the callback form without `Sync`' },
  ),
  ...members(sheet, ['xlsx:'], ['readFile', 'readFileSync'], 'reads a file', { advice: inWorkerThread }),
  ...members(sheet, ['xlsx:'], ['writeFile', 'writeFileSync', 'writeFileXLSX'], 'writes a file', { advice: inWorkerThread }),
  entry('https://github.com/pngjs/pngjs#sync-api', 'pngjs:PNG.sync.read', 'decodes an image', { advice: 'use `new PNG().parse`' }),
  entry('https://github.com/pngjs/pngjs#sync-api', 'pngjs:PNG.sync.write', 'encodes an image', { advice: 'use `png.pack`' }),
];

// --- Compilers -----------------------------------------------------------------------------------------------

const compilers = [
  ...twins('https://esbuild.github.io/api/', 'esbuild:', { buildSync: 'compiles code', transformSync: 'compiles code' }),
  ...twins('https://swc.rs/docs/usage/core', '@swc/core:', {
    minifySync: 'compiles code',
    parseFileSync: 'parses code',
    parseSync: 'parses code',
    printSync: 'compiles code',
    transformFileSync: 'compiles code',
    transformSync: 'compiles code',
  }),
  ...['parse', 'transform', 'transformFile', 'transformFromAst'].map((name) =>
    twin(`https://babeljs.io/docs/babel-core#${name.toLowerCase()}sync`, `@babel/core:${name}Sync`, `@babel/core:${name}Async`, 'compiles code'),
  ),
];

// --- Deno and Bun --------------------------------------------------------------------------------------------

const denoFunctions: Readonly<Record<string, string>> = {
  chmodSync: 'changes the mode of a file',
  chownSync: 'changes the owner of a file',
  copyFileSync: 'copies a file',
  createSync: 'creates a file',
  linkSync: 'links a file',
  makeTempDirSync: 'creates a directory',
  makeTempFileSync: 'creates a file',
  mkdirSync: 'creates a directory',
  openSync: 'opens a file',
  readFileSync: 'reads a file',
  readTextFileSync: 'reads a file',
  removeSync: 'removes files',
  renameSync: 'renames a file',
  symlinkSync: 'links a file',
  truncateSync: 'truncates a file',
  utimeSync: 'sets the times of a file',
  writeFileSync: 'writes a file',
  writeTextFileSync: 'writes a file',
};

const deno = 'https://docs.deno.com/api/deno/~/Deno';
const bun = 'https://bun.com/reference/bun';

const runtimes = [
  ...Object.entries(denoFunctions).flatMap(([name, does]) => twins(`${deno}.${name}`, ':Deno.', { [name]: does })),
  ...['lstatSync', 'readLinkSync', 'realPathSync', 'statSync'].map((name) =>
    twin(`${deno}.${name}`, `:Deno.${name}`, `:Deno.${name.slice(0, -'Sync'.length)}`, 'looks at a file', { cheap: true }),
  ),
  entry(`${deno}.readDirSync`, ':Deno.readDirSync', 'reads a directory', { advice: 'iterate `Deno.readDir` with `for await`' }),
  twin(`${deno}.Command`, ':Deno.Command#outputSync', ':Deno.Command#output', 'runs a process'),
  entry(`${bun}/spawnSync`, ':Bun.spawnSync', 'runs a process', { advice: 'use `Bun.spawn` and await `exited`' }),
  entry(`${bun}/sleepSync`, ':Bun.sleepSync', 'sleeps', { advice: 'await `Bun.sleep`' }),
  twin(`${bun}/password`, ':Bun.password.hashSync', ':Bun.password.hash', 'hashes a password'),
  twin(`${bun}/password`, ':Bun.password.verifySync', ':Bun.password.verify', 'hashes a password'),
  ...['deflateSync', 'gzipSync', 'zstdCompressSync'].map((name) => entry(`${bun}/${name}`, `:Bun.${name}`, 'compresses data')),
  ...['gunzipSync', 'inflateSync', 'zstdDecompressSync'].map((name) => entry(`${bun}/${name}`, `:Bun.${name}`, 'decompresses data')),
];

export const libraryBlocking: readonly BlockingEntry[] = [
  ...gracefulFsBlocking,
  ...fsExtraCopied,
  ...fsExtraOwn,
  ...jetpackBlocking,
  ...databases,
  ...passwords,
  ...processes,
  ...files,
  ...compilers,
  ...runtimes,
];
