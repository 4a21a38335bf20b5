import { type FileModel, valueAt } from './file-model.ts';
import type { Value } from './model.ts';

/** Methods of lists and texts that give a changed copy. */
const copying = /^(?:filter|map|flatMap|slice|concat|toSorted|toSpliced|toReversed|with|replace|replaceAll)$/;

/** `this.items.filter((item) => item.open)`. */
export function isChangedCopy(file: FileModel, value: Value): boolean {
  const callee = value.kind === 'call' ? valueAt(file, value.callee) : undefined;
  return callee?.kind === 'member' && copying.test(callee.property ?? '');
}
