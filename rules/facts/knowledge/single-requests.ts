import type { SymbolPath } from './schema.ts';

/**
 * File operations that are one request to libuv's thread pool and keep nothing open: however many are started, the
 * pool's threads (four by default) carry them out, and the rest waits in this process.
 * Source: https://docs.libuv.org/en/v1.x/threadpool.html
 */
export const singleRequests: ReadonlySet<SymbolPath> = new Set(
  [
    'access',
    'chmod',
    'chown',
    'copyFile',
    'lchmod',
    'lchown',
    'link',
    'lstat',
    'lutimes',
    'mkdir',
    'mkdtemp',
    'readdir',
    'readlink',
    'realpath',
    'rename',
    'rmdir',
    'stat',
    'statfs',
    'symlink',
    'unlink',
    'utimes',
  ].map((name) => `fs/promises:${name}`),
);
