import { type FileModel, functionAt, regionAt } from './file-model.ts';
import type { ClassFact, ClassId, FunctionId } from './model.ts';
import { type Origin, baseClass } from './origins.ts';

/** The one method that classes derived from a class give under a name that the class itself only declares, or uses. */
export function onlyImplementation(file: FileModel, id: ClassId, property: string, isStatic: boolean): Origin | undefined {
  const found = file.facts.classes.flatMap((candidate) => {
    const member = candidate.members.find(({ name, isStatic: own, kind }) => name === property && own === isStatic && kind === 'method');
    return member?.function !== undefined && hasBody(file, member.function) && isDerived(file, candidate, id) ? [member.function] : [];
  });
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? undefined : { kind: 'function', fn: only };
}

function isDerived(file: FileModel, from: ClassFact, id: ClassId): boolean {
  const seen = new Set<ClassId>();
  for (let current = baseClass(file, from); current !== undefined && !seen.has(current.id); current = baseClass(file, current)) {
    if (current.id === id) return true;
    seen.add(current.id);
  }
  return false;
}

/** Is a function written out, rather than only declared: not an abstract method? */
export function hasBody(file: FileModel, id: FunctionId): boolean {
  const fn = functionAt(file, id);
  const { span } = regionAt(file, fn.body);
  return fn.form === 'module' || span.end > span.start;
}
