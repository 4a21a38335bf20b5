import type { FileModel } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import type { TypeName } from '../../facts/types.ts';
import { inferCalleeNames } from '../inference/callee-names.ts';

/** The names of a called function as far as the text tells: its own, and the one it is called by. */
export function inferredCalleeNames(file: FileModel, id: ValueId): readonly TypeName[] {
  return inferCalleeNames(file, id, (from, module, name, written) =>
    module === '' ? { name, from: 'lib', source: undefined } : importedName(from, module, name, written),
  );
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
