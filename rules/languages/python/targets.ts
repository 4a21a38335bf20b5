import type { BindingFact, BindingId, Target } from '../../facts/model.ts';
import { describeBinding } from '../lowering/fact-tables.ts';
import type { Expression, Name } from './ast.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, isHandedOn, spanOf } from './lowering.ts';
import { owningScope, writtenBinding } from './scopes.ts';

/** What a target takes its values from, told to every binding it gives its only value; undefined for plain writes. */
export type TargetSource = Pick<BindingFact, 'init' | 'parameter'> & { readonly path: readonly (string | undefined)[] };

/** Lowers what is assigned to. The names in it must have been declared before. */
export function lowerTarget(lowering: Lowering, node: Expression, source?: TargetSource): Target {
  switch (node.type) {
    case 'Name':
      return lowerName(lowering, node, source);
    case 'Tuple':
    case 'List': {
      const elements = node.elts.map((element, index) => {
        const rest = element.type === 'Starred';
        const slot = rest ? element.value : element;
        const target = lowerTarget(lowering, slot, source === undefined || rest ? source : { ...source, path: [...source.path, String(index)] });
        if (rest && target.kind === 'binding') describeBinding(lowering, target.binding, { rest: true });
        return { target, fallback: undefined, rest };
      });
      return { kind: 'list', elements, span: spanOf(node) };
    }
    case 'Starred':
      return lowerTarget(lowering, node.value);
    default:
      return { kind: 'member', value: lowerExpression(lowering, node), span: spanOf(node) };
  }
}

function lowerName(lowering: Lowering, node: Name, source: TargetSource | undefined): Target {
  const binding = writtenBinding(lowering, node.id);
  if (source !== undefined && isOnlyValue(lowering, node.id, binding)) describeBinding(lowering, binding, source);
  return { kind: 'binding', name: node.id, binding, span: spanOf(node) };
}

/** Is this the one place where its scope gives the name a value? */
function isOnlyValue(lowering: Lowering, name: string, id: BindingId | undefined): boolean {
  const binding = id === undefined ? undefined : lowering.bindings[id];
  if (binding === undefined || !/^(?:const|loop|using)$/.test(binding.kind)) return false;
  const scope = owningScope(lowering.scope, name);
  return !isHandedOn(scope, name);
}
