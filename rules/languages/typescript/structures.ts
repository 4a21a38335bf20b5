import type * as ESTree from '@oxc-project/types';
import type { StructureId } from '../../facts/model.ts';
import { type Lowering, type NewStructure, completeStructure, reserveStructure, spanOf } from './lowering.ts';

/** Adds a structure; jumps inside it may leave it. */
export function withStructure(lowering: Lowering, node: ESTree.Node, inside: (id: StructureId) => NewStructure): void {
  const id = reserveStructure(lowering, spanOf(node));
  const outer = lowering.jumps;
  lowering.jumps = [...outer, { structure: id, labels: lowering.labels, isLoop: isLoop(node), isSwitch: node.type === 'SwitchStatement' }];
  lowering.labels = [];
  const structure = inside(id);
  lowering.jumps = outer;
  completeStructure(lowering, id, structure);
}

export function isLoop(node: ESTree.Node): boolean {
  return /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(node.type);
}
