import { typeMembers } from './declared-types.ts';
import type { FileModel } from './file-model.ts';
import type { TypeMember, TypeRef } from './model.ts';
import { exportNamed, starExports } from './exported-names.ts';
import { typeNamed, writtenType } from './written-types.ts';

/** A member of a written type, and the file it is written in. */
export interface LinkedMember {
  readonly file: FileModel;
  readonly member: TypeMember;
}

const maxDepth = 8;

/** The members of a written type, also where its names are imported from other files of the program. */
export function linkedMembers(file: FileModel, type: TypeRef | undefined, depth = 0): readonly LinkedMember[] {
  if (type === undefined || depth > maxDepth) return [];
  const own = typeMembers(file, type).map((member) => ({ file, member }));
  return [...own, ...partsOf(file, type, depth).flatMap((part) => linkedMembers(part.file, part.type, depth + 1))];
}

/** What a type is made of that `typeMembers` does not look into: imported names, there or as what an interface extends. */
function partsOf(file: FileModel, type: TypeRef, depth: number): readonly { readonly file: FileModel; readonly type: TypeRef }[] {
  if (depth > maxDepth) return [];
  if (type.kind === 'union' || type.kind === 'intersection') return type.of.filter((part) => part.kind === 'named').flatMap((part) => partsOf(file, part, depth + 1));
  if (type.kind !== 'named') return [];
  if (type.binding === undefined) return type.args.slice(0, 1).flatMap((part) => partsOf(file, part, depth + 1));
  const declaration = writtenType(file, type.binding);
  if (declaration !== undefined) return [declaration.type, ...declaration.extends].flatMap((part) => partsOf(file, part, depth + 1));
  const imported = file.facts.bindings[type.binding]?.import;
  const name = imported?.name === '*' ? type.path[1] : imported?.name;
  return imported === undefined || name === undefined ? [] : exportedType(file, imported.module, name, 0);
}

function exportedType(from: FileModel, module: string, name: string, depth: number): readonly { readonly file: FileModel; readonly type: TypeRef }[] {
  const file = from.links.importedFile(from, module);
  if (file === undefined || depth > maxDepth) return [];
  const entry = exportNamed(file, name);
  if (entry?.from !== undefined) return exportedType(file, entry.from.module, entry.from.name, depth + 1);
  const declaration = entry?.binding === undefined ? typeNamed(file, name) : writtenType(file, entry.binding);
  if (declaration !== undefined) return [{ file, type: { kind: 'named', path: [declaration.name], binding: declaration.binding, args: [] } }];
  const stars = starExports(file);
  return stars.flatMap((star) => (star.from === undefined ? [] : exportedType(file, star.from.module, name, depth + 1))).slice(0, 1);
}
