import { join } from 'node:path';
import type { Guide, Guides } from '../../server/project/guides.ts';
import { makeFolder } from './make-folder.ts';

const text = `# Floating promises

<!-- header:start -->
<!-- Generated; do not edit. -->
<!-- header:end -->

Nobody waits.

## What goes wrong

It is lost.

### In detail

Quite lost.

## Await it

\`\`\`ts
# no heading
\`\`\`
`;

const folder = makeFolder({ 'no-floating-task.md': text, 'tasks.md': '# Tasks\n\n## When to reach for it\n' });

const guides: readonly Guide[] = [
  {
    id: 'no-floating-task',
    kind: 'rule',
    title: 'Floating promises',
    path: join(folder, 'no-floating-task.md'),
    sections: ['what-goes-wrong', 'in-detail', 'await-it'],
  },
  { id: 'tasks', kind: 'pattern', title: 'Tasks', path: join(folder, 'tasks.md'), sections: ['when-to-reach-for-it'] },
];

/** Guides with known content, of a rule and of a pattern. */
export const sampleGuides: Guides = new Map(guides.map((guide) => [guide.id, guide]));
