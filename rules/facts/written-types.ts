import { type FileModel, derive } from './file-model.ts';
import { firstBy } from './group-by.ts';
import type { BindingId, TypeDeclaration } from './model.ts';

const declarationsKey = Symbol('type declarations by binding');

/** The declaration of a type by its name in the file; the first, if it has several. */
export function writtenType(file: FileModel, binding: BindingId): TypeDeclaration | undefined {
  const all = derive(file, declarationsKey, () => firstBy(file.facts.types, (type) => type.binding));
  return all.get(binding);
}

const namesKey = Symbol('type declarations by name');

/** The declaration of a type by its name; the first, if there are several. */
export function typeNamed(file: FileModel, name: string): TypeDeclaration | undefined {
  const all = derive(file, namesKey, () => firstBy(file.facts.types, (type) => type.name));
  return all.get(name);
}
