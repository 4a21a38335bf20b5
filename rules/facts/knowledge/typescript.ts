import { bounded } from './bounded.ts';
import { callbacks, memberCallbacks } from './callbacks.ts';
import { libraryBlocking } from './library-blocking.ts';
import { limiters } from './limiters.ts';
import { nodeBlocking } from './node-blocking.ts';
import { resources } from './resources.ts';
import type { Knowledge } from './schema.ts';
import { signals } from './signals.ts';
import { tasks } from './tasks.ts';

/** What is known about the platforms and libraries of TypeScript and JavaScript. */
export const typescriptKnowledge: Knowledge = {
  blocking: [...nodeBlocking, ...libraryBlocking],
  tasks,
  signals,
  limiters,
  bounded,
  callbacks,
  memberCallbacks,
  resources,
};
