import type { Knowledge } from './schema.ts';

export const typescriptKnowledge: Knowledge = { blocking: [], tasks: [{ symbol: ':fetch', io: true, source: 'https://developer.mozilla.org/en-US/docs/Web/API/Window/fetch' }], signals: [], limiters: [], bounded: [], callbacks: [] };
