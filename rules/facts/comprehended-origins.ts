import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';
import { type Origin, isReassigned, originOf } from './origins.ts';

/** What each element of a list is that a comprehension makes: `futures = [pool.submit(f, x) for x in xs]`, there or by its name. */
export function comprehendedOrigin(file: FileModel, list: ValueId): Origin | undefined {
  const value = withoutCasts(file, list);
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  const isMade = binding?.init !== undefined && binding.path.length === 0 && /^(?:const|let|var)$/.test(binding.kind) && !isReassigned(file, binding);
  const made = isMade ? valueAt(file, binding.init) : value;
  return made.kind === 'comprehension' && made.form !== 'dict' ? originOf(file, made.element) : undefined;
}
