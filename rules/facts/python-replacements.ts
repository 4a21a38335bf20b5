import { type Edit, replace } from './edits.ts';
import { type FileModel, valueAt } from './file-model.ts';
import type { CallValue } from './model.ts';
import { importedModule } from './module-imports.ts';
import { moduleOf, pathOf } from './symbol-paths.ts';

/** Edits that call another function of Python in place of one, by the module's name, which is imported where it is not yet: `asyncio.sleep`. */
export function pythonReplacement(file: FileModel, call: CallValue, symbol: string, replacement: string): Edit[] | undefined {
  const callee = valueAt(file, call.callee);
  const withoutLast = (of: string): string => of.replace(/[^:.#()]*$/, '');
  if (callee.kind === 'member' && withoutLast(symbol) === withoutLast(replacement)) return [replace(callee.propertySpan, replacement.slice(withoutLast(replacement).length))];
  if (!/^[\w.]+$/.test(pathOf(replacement))) return undefined;
  const module = importedModule(file, moduleOf(replacement));
  return module === undefined ? undefined : [...module.edits, replace(callee.span, `${module.name}.${pathOf(replacement)}`)];
}
