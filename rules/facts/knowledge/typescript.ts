import { libraryBlocking } from './library-blocking.ts';
import { nodeBlocking } from './node-blocking.ts';
import type { Knowledge } from './schema.ts';
import { tasks } from './tasks.ts';

export const typescriptKnowledge: Knowledge = {
  blocking: [...nodeBlocking, ...libraryBlocking],
  tasks,
  signals: [],
  limiters: [],
  bounded: [],
  callbacks: [{ symbol: 'express:default()#get', argument: 'all', context: 'request handler', source: 'https://expressjs.com' }, { symbol: ':setInterval', argument: 0, context: 'timer callback', source: 'https://nodejs.org/api/timers.html' }],
  memberCallbacks: [],
};
