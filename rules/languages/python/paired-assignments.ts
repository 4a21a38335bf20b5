import type { Assign, Expression, Name } from './ast.ts';

/** A name that is assigned to, and what it is given. */
export interface AssignedPair {
  readonly target: Name;
  readonly value: Expression;
}

/** What each name is given by `a, b = f(), g()`; undefined where values are not given one by one, or one depends on a name that is given another value there. */
export function pairsOf({ targets, value }: Assign): readonly AssignedPair[] | undefined {
  const [target, ...others] = targets;
  if (target?.type !== 'Tuple' || value.type !== 'Tuple' || others.length > 0 || target.elts.length !== value.elts.length) return undefined;
  const pairs = target.elts.flatMap((element, index): AssignedPair[] => {
    const given = value.elts[index];
    return element.type === 'Name' && given !== undefined && given.type !== 'Starred' ? [{ target: element, value: given }] : [];
  });
  const names = new Set(pairs.map((pair) => pair.target.id));
  return pairs.length === value.elts.length && names.size === pairs.length && !mentions(value, names) ? pairs : undefined;
}

function mentions(root: Expression, names: ReadonlySet<string>): boolean {
  const pending: unknown[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, id } = node as { readonly type?: string; readonly id?: string };
    if (type === 'Name' && id !== undefined && names.has(id)) return true;
    for (const child of Object.values(node) as unknown[]) if (typeof child === 'object') pending.push(child);
  }
  return false;
}
