import type { BindingId } from '../../facts/model.ts';
import { builtinNames } from '../../facts/knowledge/python-builtins.ts';
import { wellKnownModules } from '../../facts/knowledge/python-modules.ts';
import { addBinding } from '../lowering/fact-tables.ts';
import { type Lowering, type Scope, declare } from './lowering.ts';

/** The binding a name stands for at the place the lowering has reached, by Python's rules; undefined where nothing is known of it. */
export function findBinding(lowering: Lowering, name: string): BindingId | undefined {
  let crossed = false;
  for (let scope: Scope | undefined = lowering.scope; scope !== undefined; scope = scope.parent) {
    if (scope.globals?.has(name) === true) return moduleBinding(lowering, name);
    // The names of a class are seen by the code of its body, and not by functions in it.
    const found = scope.kind === 'class' && crossed ? undefined : scope.names.get(name);
    if (found !== undefined) return found;
    if (scope.kind !== 'block') crossed = true;
  }
  return ambientBinding(lowering, name);
}

/** The binding that an assignment to a name writes. */
export function writtenBinding(lowering: Lowering, name: string): BindingId | undefined {
  const owner = owningScope(lowering.scope, name);
  if (owner.globals?.has(name) === true) return rewritten(lowering, moduleBinding(lowering, name));
  if (owner.nonlocals?.has(name) === true) return rewritten(lowering, findBinding(lowering, name));
  return owner.names.get(name) ?? declare(lowering, owner, { name, kind: 'var', span: { start: 0, end: 0 } });
}

/** The scope that a name bound here belongs to: assignment expressions pass comprehensions by. */
export function owningScope(from: Scope, name: string): Scope {
  let scope = from;
  while (scope.parent !== undefined && !scope.names.has(name) && (scope.kind === 'block' || scope.kind === 'comprehension')) scope = scope.parent;
  return scope;
}

function moduleBinding(lowering: Lowering, name: string): BindingId {
  return lowering.module.names.get(name) ?? declare(lowering, lowering.module, { name, kind: 'var', span: { start: 0, end: 0 } });
}

/** A name that functions write is not constant, however often its own scope binds it. */
function rewritten(lowering: Lowering, id: BindingId | undefined): BindingId | undefined {
  const binding = id === undefined ? undefined : lowering.bindings[id];
  if (binding?.kind === 'const') binding.kind = 'var';
  return id;
}

/** A name that the file does not bind is a built-in one, or a module that a snippet or notebook has imported elsewhere. */
function ambientBinding(lowering: Lowering, name: string): BindingId | undefined {
  if (lowering.starImport) return undefined;
  const known = lowering.ambient.get(name);
  if (known !== undefined) return known;
  const isBuiltin = builtinNames.has(name);
  if (!isBuiltin && !wellKnownModules.has(name)) return undefined;
  const id = addBinding(lowering, 0, { name, kind: 'import', span: { start: 0, end: 0 } });
  const binding = lowering.bindings[id];
  if (binding !== undefined) binding.import = isBuiltin ? { module: 'builtins', name, typeOnly: false } : { module: name, name: '*', typeOnly: false };
  lowering.ambient.set(name, id);
  return id;
}
