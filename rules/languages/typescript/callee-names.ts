import { type FileModel, functionAt, valueAt } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import { calleeSymbol, linkedOrigin } from '../../facts/origins.ts';
import { moduleOf, pathOf } from '../../facts/symbol-paths.ts';
import type { TypeName } from '../../facts/types.ts';

/** The names of a called function as far as the text tells: its own, and the one it is called by. */
export function inferredCalleeNames(file: FileModel, id: ValueId): readonly TypeName[] {
  const call = valueAt(file, id);
  if (call.kind !== 'call') return [];
  const callee = valueAt(file, call.callee);
  const written = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  const symbol = calleeSymbol(file, call);
  if (symbol !== undefined) {
    const module = moduleOf(symbol);
    const last = pathOf(symbol).split(/[.#]/).at(-1) ?? '';
    return module === '' ? [{ name: last, from: 'lib', source: undefined }] : [importedName(file, module, last, written)];
  }
  const target = linkedOrigin(file, call.callee);
  const own = target?.origin.kind === 'function' ? functionAt(target.file, target.origin.fn).name : undefined;
  const source = target?.file.path ?? file.path;
  return [...new Set([own, written])].flatMap((name) => (name === undefined ? [] : [{ name, from: 'file' as const, source }]));
}

/** The name of something imported; a default export goes by the name it is given here. */
export function importedName(file: FileModel, module: string, exported: string, local: string | undefined): TypeName {
  const name = exported === 'default' || exported === '*' ? (local ?? exported) : exported;
  if (!/^\.{1,2}(?:\/|$)/.test(module)) return { name, from: 'package', source: module.replace(/^node:/, '') };
  return { name, from: 'file', source: resolvePath(file.path, module) };
}

/** Where a relative specifier points, without looking whether there is a file. */
function resolvePath(from: string, module: string): string {
  const parts = from.replaceAll('\\', '/').split('/').slice(0, -1);
  for (const part of module.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
