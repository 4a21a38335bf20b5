import type * as ESTree from '@oxc-project/types';
import type { StructureId } from '../../facts/model.ts';
import { type NewStructure, addStructure } from '../lowering/fact-tables.ts';
import { type Lowering, spanOf } from './lowering.ts';

/** Adds a structure; jumps inside it may leave it. */
export function withStructure(lowering: Lowering, node: ESTree.Node, inside: (id: StructureId) => NewStructure): void {
  const { jumps, labels } = lowering;
  addStructure(lowering, spanOf(node), (id) => {
    lowering.jumps = [...jumps, { structure: id, labels, isLoop: isLoop(node), isSwitch: node.type === 'SwitchStatement' }];
    lowering.labels = [];
    const structure = inside(id);
    lowering.jumps = jumps;
    return structure;
  });
}

export function isLoop(node: ESTree.Node): boolean {
  return /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(node.type);
}
