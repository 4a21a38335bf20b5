import { type FileModel, textOf, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';

/** The text of a value as it compares with others: `this.client` of `this.client!` and of `this?.client`. */
export function plainText(file: FileModel, id: ValueId): string {
  return textOf(file, withoutCasts(file, id).span).replaceAll(/\?(?=\.)|!(?=\.)/g, '').replaceAll(/\s+/g, ' ');
}
