import { pythonBlocking } from './python-blocking.ts';
import { pythonCallbacks, pythonMemberCallbacks } from './python-callbacks.ts';
import { pythonBounded, pythonLimiters } from './python-limiters.ts';
import { pythonResources } from './python-resources.ts';
import { pythonTasks } from './python-tasks.ts';
import type { Knowledge } from './schema.ts';

/** What is known about Python, its standard library and its packages. */
export const pythonKnowledge: Knowledge = {
  blocking: pythonBlocking,
  tasks: pythonTasks,
  signals: [],
  limiters: pythonLimiters,
  bounded: pythonBounded,
  callbacks: pythonCallbacks,
  memberCallbacks: pythonMemberCallbacks,
  resources: pythonResources,
};
