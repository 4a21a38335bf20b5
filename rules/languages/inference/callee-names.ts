import { type FileModel, functionAt, valueAt } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import { calleeSymbol, linkedOrigin } from '../../facts/origins.ts';
import { moduleOf, pathOf } from '../../facts/symbol-paths.ts';
import type { TypeName } from '../../facts/types.ts';

/** The name of a function of a module; `written` is the name it is called by. */
export type ModuleName = (file: FileModel, module: string, name: string, written: string | undefined) => TypeName;

/** The names of a called function as far as the text tells: its own, and the one it is called by. */
export function inferCalleeNames(file: FileModel, id: ValueId, ofModule: ModuleName): readonly TypeName[] {
  const call = valueAt(file, id);
  if (call.kind !== 'call') return [];
  const callee = valueAt(file, call.callee);
  const written = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  const symbol = calleeSymbol(file, call);
  if (symbol !== undefined) return [ofModule(file, moduleOf(symbol), pathOf(symbol).split(/[.#]/).at(-1) ?? '', written)];
  const target = linkedOrigin(file, call.callee);
  const own = target?.origin.kind === 'function' ? functionAt(target.file, target.origin.fn).name : undefined;
  const source = target?.file.path ?? file.path;
  return [...new Set([own, written])].flatMap((name) => (name === undefined ? [] : [{ name, from: 'file' as const, source }]));
}
