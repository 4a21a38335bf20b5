import { methodCallOn } from './fates.ts';
import type { FileModel } from './file-model.ts';
import type { CallValue } from './model.ts';

/** `a.pipe(b).pipe(c)`: this call of `pipe` and those chained to it, in order. */
export function pipeChain(file: FileModel, first: CallValue): readonly CallValue[] {
  const chain: CallValue[] = [];
  for (let next: CallValue | undefined = first; next !== undefined; ) {
    chain.push(next);
    const method = methodCallOn(file, next.id);
    next = method?.member.property === 'pipe' ? method.call : undefined;
  }
  return chain;
}
