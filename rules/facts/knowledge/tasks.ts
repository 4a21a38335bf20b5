import { applicationTasks } from './application-tasks.ts';
import { databaseTasks } from './database-tasks.ts';
import { libraryTasks } from './library-tasks.ts';
import type { TaskEntry } from './schema.ts';
import { serviceTasks } from './service-tasks.ts';
import { calls, inside, members, outside, outsideOrCallback } from './task-entries.ts';

/** Calls of the language, of Node.js and of browsers that return a promise. */

const discarded = { io: false, discardable: true } as const;

const mdn = 'https://developer.mozilla.org/en-US/docs/Web';
const node = 'https://nodejs.org/api';
const bodyReaders = 'arrayBuffer blob bytes formData json text';

const language = [
  ...calls(`${mdn}/JavaScript/Reference/Global_Objects/Promise`, [':Promise.all', ':Promise.any', ':Promise.race', ':Promise.reject', ':Promise.resolve', ':Promise.try'], inside),
  ...calls(`${mdn}/JavaScript/Reference/Global_Objects/Promise/allSettled`, [':Promise.allSettled'], { io: false, neverRejects: true }),
  ...calls(`${mdn}/JavaScript/Reference/Global_Objects/Array/fromAsync`, [':Array.fromAsync'], inside),
  ...calls(
    'https://developer.mozilla.org/en-US/docs/WebAssembly/Reference/JavaScript_interface',
    [':WebAssembly.compile', ':WebAssembly.compileStreaming', ':WebAssembly.instantiate', ':WebAssembly.instantiateStreaming'],
    inside,
  ),
];

const web = [
  ...calls(`${mdn}/API/Window/fetch`, [':fetch'], outside),
  ...members(`${mdn}/API/Response`, [':Response#', ':fetch()#'], bodyReaders, outside),
  ...members(`${mdn}/API/Request`, [':Request#'], bodyReaders, outside),
  ...members(`${mdn}/API/Blob`, [':Blob#', ':File#'], 'arrayBuffer bytes text', inside),
  ...calls(`${mdn}/API/ReadableStream`, [':ReadableStream#cancel', ':ReadableStream#pipeTo'], outside),
  ...members(
    `${mdn}/API/ReadableStreamDefaultReader`,
    [':ReadableStream#getReader()#', ':ReadableStreamDefaultReader#', ':ReadableStreamBYOBReader#', ':Response#body.getReader()#', ':fetch()#body.getReader()#'],
    'cancel read',
    outside,
  ),
  ...calls(`${mdn}/API/WritableStream`, [':WritableStream#abort', ':WritableStream#close'], outside),
  ...members(
    `${mdn}/API/WritableStreamDefaultWriter`,
    [':WritableStream#getWriter()#', ':WritableStreamDefaultWriter#'],
    'abort close write',
    outside,
  ),
  ...calls(`${mdn}/API/SubtleCrypto`, [':crypto.subtle.*', 'crypto:subtle.*', 'crypto:webcrypto.subtle.*'], { io: false, except: ['supports'] }),
  ...calls(`${mdn}/API/CacheStorage`, [':caches.*'], outside),
  ...calls(`${mdn}/API/Cache`, [':Cache#*', ':caches.open()#*'], outside),
  ...calls(`${mdn}/API/Clipboard`, [':navigator.clipboard.read', ':navigator.clipboard.readText', ':navigator.clipboard.write', ':navigator.clipboard.writeText'], outside),
  ...calls(`${mdn}/API/CredentialsContainer`, [':navigator.credentials.create', ':navigator.credentials.get', ':navigator.credentials.store'], outside),
  ...calls(`${mdn}/API/LockManager`, [':navigator.locks.query', ':navigator.locks.request'], inside),
  ...calls(
    `${mdn}/API/MediaDevices`,
    [':navigator.mediaDevices.enumerateDevices', ':navigator.mediaDevices.getDisplayMedia', ':navigator.mediaDevices.getUserMedia'],
    outside,
  ),
  ...calls(`${mdn}/API/Permissions/query`, [':navigator.permissions.query'], outside),
  ...calls(`${mdn}/API/Navigator/share`, [':navigator.share'], outside),
  ...calls(`${mdn}/API/StorageManager`, [':navigator.storage.estimate', ':navigator.storage.getDirectory', ':navigator.storage.persist', ':navigator.storage.persisted'], outside),
  ...calls(`${mdn}/API/WakeLock/request`, [':navigator.wakeLock.request'], outside),
  ...calls(
    `${mdn}/API/ServiceWorkerContainer`,
    [':navigator.serviceWorker.getRegistration', ':navigator.serviceWorker.getRegistrations', ':navigator.serviceWorker.register'],
    outside,
  ),
  ...calls(
    `${mdn}/API/ServiceWorkerRegistration`,
    [':ServiceWorkerRegistration#showNotification', ':ServiceWorkerRegistration#unregister', ':ServiceWorkerRegistration#update'],
    outside,
  ),
  ...calls(`${mdn}/API/ServiceWorkerGlobalScope/skipWaiting`, [':skipWaiting'], discarded),
  ...calls(`${mdn}/API/Clients`, [':clients.claim', ':clients.get', ':clients.matchAll', ':clients.openWindow'], outside),
  ...calls(`${mdn}/API/Notification/requestPermission_static`, [':Notification.requestPermission'], outside),
  ...calls(`${mdn}/API/HTMLMediaElement/play`, [':Audio#play', ':HTMLAudioElement#play', ':HTMLMediaElement#play', ':HTMLVideoElement#play'], outside),
  ...calls(`${mdn}/API/AudioContext`, [':AudioContext#close', ':AudioContext#decodeAudioData', ':AudioContext#resume', ':AudioContext#suspend'], inside),
  ...calls(`${mdn}/API/Element/requestFullscreen`, [':Element#requestFullscreen', ':HTMLElement#requestFullscreen'], outside),
  ...calls(`${mdn}/API/Window/createImageBitmap`, [':createImageBitmap'], inside),
  ...calls(`${mdn}/API/CustomElementRegistry/whenDefined`, [':customElements.whenDefined'], inside),
  ...calls(`${mdn}/API/Scheduler`, [':scheduler.postTask', ':scheduler.yield'], inside),
];

const directories = ['fs:Dir#', 'fs:opendirSync()#', 'fs/promises:opendir()#'];
const fileHandles = ['fs/promises:FileHandle#', 'fs/promises:open()#'];

const nodeTasks = [
  // `watch` and `glob` give async iterators.
  ...calls(`${node}/fs.html#promises-api`, ['fs/promises:*'], { io: true, except: ['glob', 'watch'] }),
  ...members(
    `${node}/fs.html#class-filehandle`,
    fileHandles,
    'appendFile chmod chown close datasync read readFile readv stat sync truncate utimes write writeFile writev',
    outside,
  ),
  ...members(`${node}/fs.html#class-fsdir`, directories, 'close read', outsideOrCallback),
  ...calls(`${node}/fs.html#fsopenasblobpath-options`, ['fs:openAsBlob'], outside),

  ...calls(`${node}/timers.html#timers-promises-api`, ['timers/promises:setImmediate', 'timers/promises:setTimeout'], { io: false, neverRejects: true }),
  ...calls(`${node}/timers.html#timers-promises-api`, ['timers/promises:scheduler.wait', 'timers/promises:scheduler.yield'], { io: false, neverRejects: true }),
  ...calls(`${node}/events.html#eventsonceemitter-name-options`, ['events:once'], inside),
  ...calls(`${node}/stream.html#streams-promises-api`, ['stream/promises:finished', 'stream/promises:pipeline'], outside),
  ...calls(`${node}/webstreams.html#utility-consumers`, ['stream/consumers:*'], outside),
  ...members(`${node}/stream.html#readabletoarrayoptions`, ['stream:Readable#', 'stream:Readable.from()#'], 'every find forEach reduce some toArray', inside),
  ...calls(`${node}/dns.html#dns-promises-api`, ['dns/promises:*'], {
    io: true,
    except: ['Resolver', 'getDefaultResultOrder', 'getServers', 'setDefaultResultOrder', 'setServers'],
  }),
  ...calls(`${node}/dns.html#class-dnspromisesresolver`, ['dns/promises:Resolver#*'], {
    io: true,
    except: ['cancel', 'getServers', 'setLocalAddress', 'setServers'],
  }),
  ...calls(`${node}/readline.html#rlquestionquery-options`, ['readline/promises:Interface#question', 'readline/promises:createInterface()#question'], outside),
  ...calls(`${node}/readline.html#rlcommit`, ['readline/promises:Readline#commit'], outside),
  // What a promisified function waits for is not known.
  ...calls(`${node}/util.html#utilpromisifyoriginal`, ['util:promisify()'], inside),
  ...calls(`${node}/worker_threads.html#workerterminate`, ['worker_threads:Worker#terminate'], inside),
  ...calls(`${node}/inspector.html#promises-api`, ['inspector/promises:Session#post'], inside),
  ...calls(`${node}/sqlite.html#sqlitebackupsourcedb-path-options`, ['sqlite:backup'], { io: true, since: '22.16' }),
  ...calls(
    `${node}/zlib.html`,
    ['zlib:ZipBuffer#add', 'zlib:ZipBuffer#toBuffer', 'zlib:ZipEntry#content', 'zlib:ZipEntry.create', 'zlib:ZipFile#add', 'zlib:ZipFile#addEntry', 'zlib:ZipFile.open'],
    { io: true, since: '26.8' },
  ),
  ...members(`${node}/test.html#testname-options-fn`, ['test:'], 'default describe it only skip suite test todo', discarded),
  ...members(`${node}/test.html#testname-options-fn`, ['test:describe.', 'test:it.', 'test:suite.', 'test:test.'], 'only skip todo', discarded),
];

export const tasks: readonly TaskEntry[] = [...language, ...web, ...nodeTasks, ...databaseTasks, ...serviceTasks, ...applicationTasks, ...libraryTasks];
