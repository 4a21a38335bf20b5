/** What the thread that has the types runs in tests: the sources, which a thread has to be told how to load. */
export const typedThread = new URL('./typed-thread-entry.mjs', import.meta.url);
