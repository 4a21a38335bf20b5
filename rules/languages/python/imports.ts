import type { BindingId } from '../../facts/model.ts';
import { describeBinding } from '../lowering/fact-tables.ts';
import type { Import, ImportFrom } from './ast.ts';
import { type Lowering, spanOf } from './lowering.ts';
import { writtenBinding } from './scopes.ts';

/** `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`. */
export function lowerImport(lowering: Lowering, node: Import): void {
  for (const alias of node.names) {
    const { name, asname } = alias;
    addImport(lowering, name, node, 0);
    const module = asname === undefined ? (name.split('.')[0] ?? name) : name;
    setImport(lowering, writtenBinding(lowering, asname ?? module), module, '*');
  }
}

export function lowerImportFrom(lowering: Lowering, node: ImportFrom): void {
  const module = '.'.repeat(node.level) + (node.module ?? '');
  addImport(lowering, module, node, node.level);
  for (const { name, asname, ...span } of node.names) {
    if (name !== '*') setImport(lowering, writtenBinding(lowering, asname ?? name), module, name);
    else lowering.exports.push({ name: '*', binding: undefined, value: undefined, from: { module, name: '*' }, span: spanOf(span) });
  }
}

function addImport(lowering: Lowering, module: string, node: Import | ImportFrom, level: number): void {
  lowering.imports.push({ module, span: spanOf(node), typeOnly: lowering.typeOnly, form: 'static', level });
}

/** Of alternatives (`try: import a as x`, `except ImportError: import b as x`), the first is what the file prefers. */
function setImport(lowering: Lowering, id: BindingId | undefined, module: string, name: string): void {
  const binding = id === undefined ? undefined : lowering.bindings[id];
  if (binding?.kind !== 'import' || (binding.import !== undefined && !binding.import.typeOnly)) return;
  describeBinding(lowering, id, { import: { module, name, typeOnly: lowering.typeOnly } });
}
