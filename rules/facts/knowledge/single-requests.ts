import type { SymbolPath } from './schema.ts';

/**
 * File operations that ask libuv's thread pool for one thing at a time and keep nothing open: however many are started,
 * the pool's threads (four by default) carry them out, and the rest waits in this process.
 * Source: https://docs.libuv.org/en/v1.x/threadpool.html
 */
export const singleRequests: ReadonlySet<SymbolPath> = new Set([
  ...[
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
    'rm',
    'rmdir',
    'stat',
    'statfs',
    'symlink',
    'unlink',
    'utimes',
  ].map((name) => `fs/promises:${name}`),
  'path-exists:pathExists',
  'path-exists:default',
  'make-dir:makeDirectory',
  'rimraf:rimraf',
  'rimraf:default',
]);

/**
 * Modules that put off what would open too many files until others are closed.
 * Source: https://github.com/isaacs/node-graceful-fs#improvements-over-fs-module
 */
export const patientModules: ReadonlySet<string> = new Set(['graceful-fs', 'fs-extra']);
