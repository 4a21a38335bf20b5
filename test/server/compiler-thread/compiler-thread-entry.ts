/** What the thread that has the compiler runs in tests: the sources, which a thread has to be told how to load. */
export const compilerThread = new URL('./compiler-thread-entry.mjs', import.meta.url);
