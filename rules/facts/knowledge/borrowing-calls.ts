import type { SymbolPath } from './schema.ts';

const loops = ['asyncio:get_running_loop()', 'asyncio:get_event_loop()', 'asyncio:new_event_loop()', 'asyncio:AbstractEventLoop'];

/** Calls of libraries that use what they are given and leave it to the caller: no reader of JSON closes the file. Sources: the manuals of each. */
export const borrowingCalls: readonly SymbolPath[] = [
  ...loops.map((loop) => `${loop}#run_in_executor`),
  ...['json:load', 'json:dump', 'pickle:load', 'pickle:dump', 'yaml:safe_load', 'yaml:load', 'yaml:dump', 'toml:load', 'tomllib:load', 'tomli:load', 'csv:reader', 'csv:writer', 'csv:DictReader', 'csv:DictWriter'],
  ...['shutil:copyfileobj', 'builtins:print', 'builtins:len', 'builtins:isinstance', 'builtins:id', 'builtins:repr', 'builtins:str', 'builtins:list'],
  ...[':console.log', ':console.debug', ':console.info', ':console.error', ':String', ':JSON.stringify'],
];
