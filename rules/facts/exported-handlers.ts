import { bindingsOf, functionValue } from './call-graph.ts';
import { type FileModel, derive, functionAt } from './file-model.ts';
import { exportedHandlers } from './knowledge/exported-handlers.ts';
import type { FunctionId } from './model.ts';

const exportsKey = Symbol('exported names of bindings and values');

/** Is a function one that a platform calls for each request, by the name it is exported under? */
export function isExportedHandler(file: FileModel, fn: FunctionId): boolean {
  const names = exportedNames(file, fn);
  const first = functionAt(file, fn).params[0]?.target;
  const parameters = first?.kind === 'binding' ? [first.name] : first?.kind === 'object' ? first.properties.flatMap(({ key }) => key ?? []) : [];
  return exportedHandlers.some((handler) => {
    const { parameter } = handler;
    return handler.names.some((name) => names.has(name)) && (parameter === undefined || parameters.some((name) => parameter.test(name)));
  });
}

function exportedNames(file: FileModel, fn: FunctionId): ReadonlySet<string> {
  const { byBinding, byValue } = derive(file, exportsKey, () => ({
    byBinding: new Map(file.facts.exports.flatMap(({ name, binding }) => (binding === undefined ? [] : [[binding, name] as const]))),
    byValue: new Map(file.facts.exports.flatMap(({ name, value }) => (value === undefined ? [] : [[value, name] as const]))),
  }));
  const value = functionValue(file, fn);
  const direct = value === undefined ? undefined : byValue.get(value);
  return new Set([...bindingsOf(file, fn).flatMap(({ id }) => byBinding.get(id) ?? []), ...(direct === undefined ? [] : [direct])]);
}
