import type { PythonNode } from '../../../../rules/languages/python/ast.ts';
import { visitorKeys } from '../../../../rules/languages/python/visitor-keys.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The nodes that CPython gives no position. */
const withoutPosition = new Set(['Module', 'arguments', 'withitem', 'comprehension', 'match_case']);

/** Lists a tree's nodes as `list-nodes.py` lists CPython's: "field Type start-end label". */
export function listNodes(root: PythonNode, formatStringsAreExact: boolean): readonly string[] {
  const lines: string[] = [];
  const rest: { field: string; node: PythonNode; exact: boolean }[] = [{ field: '', node: root, exact: true }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { field, node, exact } = next;
    const place = exact && !withoutPosition.has(node.type) ? `${String(node.start)}-${String(node.end)}` : '';
    lines.push(`${field} ${node.type} ${place} ${labelOf(node)}`);
    const inside = exact && (formatStringsAreExact || node.type !== 'JoinedStr');
    rest.push(...childrenOf(node).map((child) => ({ ...child, exact: inside })).reverse());
  }
  return lines;
}

/** The nodes in a node, with the fields that hold them. */
export function childrenOf(node: PythonNode): { field: string; node: PythonNode }[] {
  return visitorKeys[node.type].flatMap((field) => {
    const value = (node as unknown as Fields)[field] as PythonNode | readonly (PythonNode | undefined)[] | undefined;
    const children = Array.isArray(value) ? (value as readonly (PythonNode | undefined)[]) : [value as PythonNode | undefined];
    return children.flatMap((child) => (child === undefined ? [] : [{ field, node: child }]));
  });
}

function labelOf(node: PythonNode): string {
  switch (node.type) {
    case 'Constant':
      return node.kind === 'str' ? `str ${escapeText(String(node.value))}` : node.kind;
    case 'Compare':
      return node.ops.join(',');
    case 'alias':
      return node.asname === undefined ? node.name : `${node.name} as ${node.asname}`;
    case 'Global':
    case 'Nonlocal':
      return node.names.join(',');
    case 'ImportFrom':
      return '.'.repeat(node.level) + (node.module ?? '');
    case 'comprehension':
      return node.is_async ? 'async' : '';
    case 'MatchClass':
      return node.kwd_attrs.join(',');
    case 'MatchMapping':
      return node.rest ?? '';
    case 'TypeAlias':
      return '';
    default:
      return nameOf(node as unknown as Fields);
  }
}

function nameOf(fields: Fields): string {
  for (const field of ['op', 'id', 'attr', 'name', 'arg']) if (typeof fields[field] === 'string') return fields[field];
  return '';
}

/** As Python's "backslashreplace" writes what is not ASCII. */
function escapeText(text: string): string {
  return Array.from(text).slice(0, 20).map(escapeCharacter).join('');
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = (digits: number): string => code.toString(16).padStart(digits, '0');
  if (code < 0x80) return character;
  if (code < 0x100) return `\\x${hex(2)}`;
  return code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}
