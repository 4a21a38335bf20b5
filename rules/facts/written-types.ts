import { type FileModel, derive } from './file-model.ts';
import type { BindingId, TypeDeclaration } from './model.ts';

const declarationsKey = Symbol('type declarations by binding');

/** The declaration of a type by its name in the file; the first, if it has several. */
export function writtenType(file: FileModel, binding: BindingId): TypeDeclaration | undefined {
  const all = derive(file, declarationsKey, () => {
    const byBinding = new Map<BindingId | undefined, TypeDeclaration>();
    for (const type of file.facts.types) if (!byBinding.has(type.binding)) byBinding.set(type.binding, type);
    return byBinding;
  });
  return all.get(binding);
}

const namesKey = Symbol('type declarations by name');

/** The declaration of a type by its name; the first, if there are several. */
export function typeNamed(file: FileModel, name: string): TypeDeclaration | undefined {
  const all = derive(file, namesKey, () => {
    const byName = new Map<string, TypeDeclaration>();
    for (const type of file.facts.types) if (!byName.has(type.name)) byName.set(type.name, type);
    return byName;
  });
  return all.get(name);
}
