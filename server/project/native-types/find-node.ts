import type { Span } from 'eslint-plugin-asynclint/engine';
import type { Node, SourceFile } from './native-api.ts';

/**
 * The innermost node that covers just this half-open range of UTF-16 offsets, comments and white space before it aside;
 * of declarations, `isDeclaration`, the modifiers and the name may stand before the range.
 */
export function findNode(file: SourceFile, { start, end }: Span, isDeclaration = false): Node | undefined {
  const around = (node: Node): Node | undefined => node.forEachChild((child) => (child.pos <= start && end <= child.end ? child : undefined));
  let found: Node | undefined;
  for (let node = around(file); node !== undefined; node = around(node)) {
    if (node.end === end && (isDeclaration || node.getStart(file) === start)) found = node;
  }
  return found;
}
