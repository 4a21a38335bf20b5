import { declaredType, elementType } from './declared-types.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';
import { originOf, symbolOf } from './origins.ts';

const listFunctions = /^:(?:Array\.(?:from|of)|Array|Object\.(?:keys|values|entries|getOwnPropertyNames)|list|sorted)$/;
/** Methods that give a list whatever they are called on. */
const listMethods = /^(?:map|flatMap|filter|slice|split|toSorted|toReversed|flat|matchAll)$/;
const deepest = 6;

/** Is a value certainly a list: written as one, declared to be one, or made by something that gives lists? */
export function isListValue(file: FileModel, id: ValueId, depth = 0): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'list' || value.kind === 'comprehension') return true;
  const origin = originOf(file, id);
  if (origin?.kind === 'literal') return withoutCasts(file, origin.value).kind === 'list';
  if (elementType(file, declaredType(file, id)) !== undefined) return true;
  if (depth > deepest) return false;
  if (value.kind === 'name' && value.binding !== undefined) {
    const binding = file.facts.bindings[value.binding];
    return binding?.init !== undefined && binding.kind === 'const' && binding.path.length === 0 && isListValue(file, binding.init, depth + 1);
  }
  if (value.kind !== 'call') return false;
  if (listFunctions.test(symbolOf(file, value.callee) ?? '')) return true;
  const callee = withoutCasts(file, value.callee);
  return callee.kind === 'member' && listMethods.test(callee.property ?? '');
}
