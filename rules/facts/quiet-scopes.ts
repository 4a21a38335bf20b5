import { type FileModel, withoutCasts } from './file-model.ts';
import { deadlines, taskGroups } from './knowledge/python-exceptions.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { WithStructure } from './model.ts';
import { calleeSymbol } from './origins.ts';

const quiet: ReadonlySet<SymbolPath> = new Set([...deadlines.filter(({ form }) => form === 'scope').map(({ symbol }) => symbol), ...taskGroups]);

/** Is a block entered at once, and without fail: `async with asyncio.timeout(5)`, `async with asyncio.TaskGroup()`? */
export function isQuietScope(file: FileModel, { items }: WithStructure): boolean {
  return items.every(({ value }) => {
    const call = withoutCasts(file, value);
    return call.kind === 'call' && quiet.has(calleeSymbol(file, call) ?? '');
  });
}
