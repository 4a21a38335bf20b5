import type { HotMethodsEntry } from './python-hot-methods.ts';

/** Methods that platforms of JavaScript call on the event loop, of classes that extend or implement something of theirs. */

const streams = 'https://nodejs.org/api/stream.html#api-for-stream-implementers';
const vscode = 'https://code.visualstudio.com/api/references/vscode-api';

export const typescriptHotMethods: readonly HotMethodsEntry[] = [
  {
    bases: ['stream:Duplex', 'stream:PassThrough', 'stream:Readable', 'stream:Transform', 'stream:Writable', 'stream:default'],
    methods: ['_construct', '_destroy', '_final', '_flush', '_read', '_transform', '_write', '_writev'],
    context: 'stream callback',
    awaits: false,
    source: streams,
  },
  { bases: ['vscode:*Provider'], methods: ['get*', 'prepare*', 'provide*', 'resolve*'], context: 'editor command', awaits: true, source: vscode },
  { bases: ['vscode:FileSystemProvider'], methods: ['copy', 'createDirectory', 'delete', 'readDirectory', 'readFile', 'rename', 'stat', 'writeFile'], context: 'editor command', awaits: true, source: vscode },
];
