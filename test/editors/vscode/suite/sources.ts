/** One call whose promise nobody awaits, in a function that could. */
export const floatingSource = `import { appendFile } from 'node:fs/promises';

async function save(line: string): Promise<void> {
  await appendFile('log.txt', line);
}

export async function handle(line: string): Promise<void> {
  save(line);
}
`;

/** A request handler that reads a file synchronously. */
export const blockingSource = `import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(readFileSync('index.html'));
}).listen(8080);
`;

/** A promise that only a compiler follows to its declaration. */
export const typedSource = `const all = { save: async (id: string) => id };
type Save = (typeof all)[keyof typeof all];
export const sell = (save: Save) => { save('x'); };
`;

/** A coroutine function of Python's that sleeps, and with it everybody else. */
export const sleepingPython = `import time


async def poll():
    time.sleep(1)
`;
