import type { TaskEntry } from './schema.ts';
import { calls, inside, insideOrCallback, members, outside, outsideOrCallback } from './task-entries.ts';

/** Calls of packages for files, processes, keys and promises, and of the globals of Deno and Bun, that return a promise. */

// --- Processes and files -------------------------------------------------------------------------------------

const execa = 'https://github.com/sindresorhus/execa/blob/main/docs/api.md';
const fsExtra = 'https://github.com/jprichardson/node-fs-extra#methods';
const fsExtraOwn =
  'copy createFile createLink createSymlink emptyDir emptydir ensureDir ensureFile ensureLink ensureSymlink mkdirp mkdirs move outputFile outputJSON outputJson pathExists readJSON readJson remove writeJSON writeJson';
const fsExtraCopied =
  'access appendFile chmod chown close copyFile cp exists fchmod fchown fdatasync fstat fsync ftruncate futimes glob lchmod lchown link lstat lutimes mkdir mkdtemp open opendir read readFile readdir readlink readv realpath realpath.native rename rm rmdir stat statfs symlink truncate unlink utimes write writeFile writev';
const deno = 'https://docs.deno.com/api/deno/~/Deno';
const bun = 'https://bun.com/reference/bun';
const sharp = 'https://sharp.pixelplumbing.com/api-output';
const simpleGit = 'https://github.com/steveukx/git-js#readme';
const docker = 'https://github.com/apocas/dockerode#readme';

const files = [
  ...members(execa, ['execa:'], '$ command default execa execaCommand execaNode node', outside),
  ...calls('https://github.com/tinylibs/tinyexec#readme', ['tinyexec:exec', 'tinyexec:x'], outside),
  ...calls('https://github.com/sindresorhus/nano-spawn#readme', ['nano-spawn:default'], outside),
  ...calls('https://google.github.io/zx/api', ['zx:$', 'zx:fetch', 'zx:glob', 'zx:question', 'zx:spinner'], outside),
  ...calls('https://google.github.io/zx/api#sleep', ['zx:sleep'], { io: false, neverRejects: true }),
  ...members(fsExtra, ['fs-extra:', 'fs-extra/esm:'], fsExtraOwn, outsideOrCallback),
  ...members(fsExtra, ['fs-extra:'], fsExtraCopied, outsideOrCallback),
  ...calls(fsExtra, ['fs-extra:openAsBlob'], outside),
  ...members(
    'https://github.com/szwacz/fs-jetpack#readme',
    ['fs-jetpack:', 'fs-jetpack:cwd()#'],
    'appendAsync copyAsync dirAsync existsAsync fileAsync findAsync inspectAsync inspectTreeAsync listAsync moveAsync readAsync removeAsync renameAsync symlinkAsync tmpDirAsync writeAsync',
    outside,
  ),
  ...calls('https://github.com/isaacs/node-glob#readme', ['glob:default', 'glob:glob'], outsideOrCallback),
  ...calls('https://github.com/mrmlnc/fast-glob#api', ['fast-glob:async', 'fast-glob:default', 'fast-glob:glob'], outside),
  ...calls('https://github.com/SuperchupuDev/tinyglobby#readme', ['tinyglobby:glob'], outside),
  ...calls('https://github.com/sindresorhus/globby#api', ['globby:default', 'globby:globby', 'globby:isGitIgnored'], outside),
  ...calls('https://github.com/isaacs/rimraf#api', ['rimraf:default', 'rimraf:rimraf'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/del#api', ['del:default', 'del:deleteAsync'], outside),
  ...calls('https://github.com/isaacs/node-mkdirp#api', ['mkdirp:default', 'mkdirp:mkdirp'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/make-dir#api', ['make-dir:default', 'make-dir:makeDirectory'], outside),
  ...calls('https://github.com/sindresorhus/load-json-file#api', ['load-json-file:default', 'load-json-file:loadJsonFile'], outside),
  ...calls('https://github.com/sindresorhus/write-json-file#api', ['write-json-file:default', 'write-json-file:writeJsonFile'], outside),
  ...calls('https://github.com/npm/write-file-atomic#readme', ['write-file-atomic:default'], outsideOrCallback),
  ...calls('https://github.com/jprichardson/node-jsonfile#api', ['jsonfile:readFile', 'jsonfile:writeFile'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/read-pkg#api', ['read-pkg:default', 'read-pkg:readPackage'], outside),
  ...calls('https://github.com/sindresorhus/read-package-up#api', ['read-package-up:readPackageUp'], outside),
  ...calls('https://github.com/sindresorhus/find-up#api', ['find-up:default', 'find-up:findUp', 'find-up:findUpMultiple'], outside),
  ...calls('https://github.com/sindresorhus/package-directory#api', ['package-directory:packageDirectory', 'pkg-dir:default', 'pkg-dir:packageDirectory'], outside),
  ...calls('https://github.com/sindresorhus/locate-path#api', ['locate-path:default', 'locate-path:locatePath'], outside),
  ...calls('https://github.com/sindresorhus/path-exists#api', ['path-exists:default', 'path-exists:pathExists'], outside),
  ...calls('https://github.com/npm/node-which#usage', ['which:default'], outsideOrCallback),
  ...calls('https://github.com/moxystudio/node-proper-lockfile#readme', ['proper-lockfile:check', 'proper-lockfile:lock', 'proper-lockfile:unlock'], outside),
  ...calls('https://github.com/sindresorhus/tempy#api', ['tempy:temporaryDirectoryTask', 'tempy:temporaryFileTask', 'tempy:temporaryWrite', 'tempy:temporaryWriteTask'], outside),
  ...calls('https://github.com/sindresorhus/hasha#api', ['hasha:hash', 'hasha:hashFile'], outside),
  ...members('https://github.com/npm/cacache#readme', ['cacache:'], 'get get.byDigest get.info ls put rm rm.all rm.content rm.entry verify', outside),
  ...calls('https://github.com/cthackers/adm-zip/wiki/ADM-ZIP', ['adm-zip:default#addLocalFolderPromise', 'adm-zip:default#toBufferPromise', 'adm-zip:default#writeZipPromise'], outside),
  ...members(sharp, ['sharp:default()#', 'sharp:default()#*()#', 'sharp:Sharp#'], 'toBuffer toFile', outsideOrCallback),
  ...members(sharp, ['sharp:default()#', 'sharp:Sharp#'], 'metadata stats', outsideOrCallback),
  ...calls(simpleGit, ['simple-git:default()#*', 'simple-git:simpleGit()#*', 'simple-git:SimpleGit#*'], { ...outsideOrCallback, except: ['clearQueue', 'customBinary', 'env', 'outputHandler', 'silent'] }),
  ...members(docker, ['dockerode:default#'], 'createContainer createNetwork info listContainers listImages listNetworks ping pruneContainers pull run version', outsideOrCallback),
  ...members(docker, ['dockerode:default#getContainer()#', 'dockerode:default#createContainer()#'], 'exec inspect kill logs remove restart start stop wait', outsideOrCallback),
  ...members('https://github.com/theophilusx/ssh2-sftp-client#readme', ['ssh2-sftp-client:default#'], 'append connect delete end exists fastGet fastPut get list mkdir put rename rmdir stat uploadDir', outside),
  ...members('https://github.com/paulmillr/chokidar#api', ['chokidar:watch()#', 'chokidar:FSWatcher#'], 'close', outside),
  ...calls('https://esbuild.github.io/api/', ['esbuild:build', 'esbuild:context', 'esbuild:transform'], outside),
  ...members('https://swc.rs/docs/usage/core', ['@swc/core:'], 'bundle minify parse parseFile print transform transformFile', outside),
  ...members('https://babeljs.io/docs/babel-core', ['@babel/core:'], 'parseAsync transformAsync transformFileAsync transformFromAstAsync', outside),

  ...members(
    deno,
    [':Deno.'],
    'chmod chown connect connectTls copyFile create link lstat makeTempDir makeTempFile mkdir open readFile readLink readTextFile realPath remove rename resolveDns stat symlink truncate utime writeFile writeTextFile',
    outside,
  ),
  ...calls(`${deno}.Command`, [':Deno.Command#output', ':Deno.Command#spawn()#output'], outside),
  ...calls(`${deno}.openKv`, [':Deno.openKv'], outside),
  ...members(`${deno}.Kv`, [':Deno.Kv#', ':Deno.openKv()#'], 'delete enqueue get getMany set', outside),
  ...members(`${deno}.FsFile`, [':Deno.FsFile#', ':Deno.open()#'], 'read seek stat sync truncate write', outside),
  ...calls(`${bun}/$`, [':Bun.$', 'bun:$'], { io: true, lazy: true }),
  ...calls(`${bun}/write`, [':Bun.write', 'bun:write'], outside),
  ...calls(`${bun}/sleep`, [':Bun.sleep', 'bun:sleep'], { io: false, neverRejects: true }),
  ...members(`${bun}/BunFile`, [':Bun.file()#', 'bun:file()#'], 'arrayBuffer bytes delete exists json stat text write', outside),
  ...members(`${bun}/password`, [':Bun.password.', 'bun:password.'], 'hash verify', inside),
];

// --- Passwords and keys --------------------------------------------------------------------------------------

const jose =
  'calculateJwkThumbprint compactDecrypt compactVerify exportJWK exportPKCS8 exportSPKI generateKeyPair generateSecret importJWK importPKCS8 importSPKI importX509 jwtDecrypt jwtVerify';

const passwords = [
  ...members('https://github.com/kelektiv/node.bcrypt.js#api', ['bcrypt:'], 'compare genSalt hash', insideOrCallback),
  ...members('https://github.com/dcodeIO/bcrypt.js#api', ['bcryptjs:'], 'compare genSalt hash', insideOrCallback),
  ...members('https://github.com/napi-rs/node-rs/tree/main/packages/bcrypt#readme', ['@node-rs/bcrypt:'], 'compare genSalt hash verify', inside),
  ...members('https://github.com/napi-rs/node-rs/tree/main/packages/argon2#readme', ['@node-rs/argon2:'], 'hash hashRaw verify', inside),
  ...members('https://github.com/ranisalt/node-argon2#readme', ['argon2:'], 'hash verify', inside),
  ...['', '.js'].flatMap((suffix) => [
    ...calls('https://github.com/paulmillr/noble-hashes#readme', [`@noble/hashes/scrypt${suffix}:scryptAsync`, `@noble/hashes/pbkdf2${suffix}:pbkdf2Async`], inside),
    ...members('https://github.com/paulmillr/noble-hashes#readme', [`@noble/hashes/argon2${suffix}:`], 'argon2dAsync argon2iAsync argon2idAsync', inside),
  ]),
  ...members('https://github.com/panva/jose#readme', ['jose:'], jose, inside),
  ...calls('https://github.com/panva/jose#readme', ['jose:SignJWT#sign', 'jose:SignJWT#*()#sign', 'jose:EncryptJWT#encrypt', 'jose:EncryptJWT#*()#encrypt'], inside),
];

// --- Promise helpers -----------------------------------------------------------------------------------------

const sindre = 'https://github.com/sindresorhus';
const asyncLibrary = 'https://caolan.github.io/async/v3/docs.html';
const asyncFunctions =
  'concat concatLimit concatSeries detect detectLimit detectSeries each eachLimit eachOf eachOfLimit eachOfSeries eachSeries every everyLimit everySeries filter filterLimit filterSeries forEach forEachLimit forEachOf forEachOfLimit forEachOfSeries forEachSeries groupBy groupByLimit map mapLimit mapSeries mapValues mapValuesLimit mapValuesSeries parallel parallelLimit race reduce reduceRight reject rejectLimit rejectSeries retry series some someLimit someSeries sortBy times timesLimit timesSeries until waterfall whilst';
const bluebird = 'https://github.com/petkaantonov/bluebird#readme';

const helpers = [
  ...['p-all', 'p-each-series', 'p-filter', 'p-locate', 'p-map', 'p-map-series', 'p-props', 'p-reduce', 'p-retry', 'p-series', 'p-settle', 'p-timeout', 'p-times', 'p-wait-for'].flatMap((name) =>
    calls(`${sindre}/${name}#readme`, [`${name}:default`], inside),
  ),
  ...calls(`${sindre}/p-event#readme`, ['p-event:default', 'p-event:pEvent', 'p-event:pEventMultiple'], inside),
  ...calls(`${sindre}/p-limit#readme`, ['p-limit:default()', 'p-limit:default()#map', 'p-limit:limitFunction()'], inside),
  ...members(`${sindre}/p-queue#readme`, ['p-queue:default#'], 'add addAll onEmpty onIdle onSizeLessThan', inside),
  ...calls(`${sindre}/delay#readme`, ['delay:default', 'delay:rangeDelay'], { io: false, neverRejects: true }),
  ...members('https://github.com/SGrondin/bottleneck#readme', ['bottleneck:default#'], 'disconnect schedule stop', inside),
  ...calls('https://github.com/SGrondin/bottleneck#readme', ['bottleneck:default#wrap()'], inside),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Mutex#', 'async-mutex:Semaphore#'], 'acquire runExclusive waitForUnlock', inside),
  ...calls('https://github.com/vercel/async-sema#readme', ['async-sema:RateLimit()', 'async-sema:Sema#acquire', 'async-sema:Sema#drain'], inside),
  ...members(asyncLibrary, ['async:'], asyncFunctions, insideOrCallback),
  ...members(bluebird, ['bluebird:'], 'all any delay each filter map mapSeries props race reduce reject resolve some try', inside),
  ...members('https://es-toolkit.dev/reference/promise/delay', ['es-toolkit:', 'es-toolkit/promise:'], 'delay', { io: false, neverRejects: true }),
  ...members('https://es-toolkit.dev/reference/promise/timeout', ['es-toolkit:', 'es-toolkit/promise:'], 'timeout withTimeout', inside),
  ...members('https://es-toolkit.dev/reference/array/mapAsync', ['es-toolkit:', 'es-toolkit/array:'], 'filterAsync flatMapAsync forEachAsync mapAsync reduceAsync', inside),
  ...members('https://github.com/graphql/dataloader#api', ['dataloader:default#'], 'load loadMany', { io: true, pooled: true }),
  ...members('https://github.com/piscinajs/piscina#readme', ['piscina:default#', 'piscina:Piscina#'], 'close destroy run', { io: false, pooled: true }),
  ...members('https://github.com/tinylibs/tinypool#readme', ['tinypool:default#', 'tinypool:Tinypool#'], 'destroy run', { io: false, pooled: true }),
  ...members('https://github.com/josdejong/workerpool#readme', ['workerpool:pool()#'], 'exec proxy terminate', { io: false, pooled: true }),
  ...members('https://rxjs.dev/api/index/function/firstValueFrom', ['rxjs:'], 'firstValueFrom lastValueFrom', inside),
];

export const libraryTasks: readonly TaskEntry[] = [...files, ...passwords, ...helpers];
