/** A server in a process where everything goes wrong that can: stray output, late throws, rejections nobody handles. */
import { startServer } from '../../../server/lsp/start-server.ts';

setImmediate(() => {
  console.log('a stray line');
  process.stdout.write('stray bytes\n');
  setImmediate(() => { throw new Error('a late throw'); });
  void Promise.reject(new Error('a lost rejection'));
});

await startServer({
  transport: { kind: 'stdio' },
  clientProcessId: undefined,
  guides: new Map(),
  version: '1.2.3',
  signal: new AbortController().signal,
});
