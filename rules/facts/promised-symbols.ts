import { bindingOf } from './bindings.ts';
import { type FileModel, valueAt } from './file-model.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { ValueId } from './model.ts';
import { symbolOf } from './origins.ts';

/** `exec` of `promisify(exec)`, by the name that is given to the result; functions of `fs` are as those of `fs/promises`. */
export function promisedSymbol(file: FileModel, callee: ValueId): SymbolPath | undefined {
  if (symbolOf(file, callee) !== 'util:promisify()') return undefined;
  const value = valueAt(file, callee);
  const binding = bindingOf(file, value);
  const maker = value.kind === 'call' ? value : binding?.init === undefined ? undefined : valueAt(file, binding.init);
  const original = maker?.kind === 'call' ? maker.args[0] : undefined;
  const symbol = original === undefined ? undefined : symbolOf(file, original.value);
  return symbol?.replace(/^fs:/, 'fs/promises:');
}
