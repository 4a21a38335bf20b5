import { bindingsOf, functionValue } from './call-graph.ts';
import { type FileModel, derive, functionAt } from './file-model.ts';
import { exportedHandlers, handlerTypes } from './knowledge/exported-handlers.ts';
import type { FunctionId } from './model.ts';
import { typeOrigin } from './type-origins.ts';

const exportsKey = Symbol('exported names of bindings and values');

/** Is a function one that a platform calls for each request, by the name it is exported under, or by the type it is declared to have? */
export function isExportedHandler(file: FileModel, fn: FunctionId): boolean {
  if (hasHandlerType(file, fn)) return true;
  const names = exportedNames(file, fn);
  const first = functionAt(file, fn).params[0]?.target;
  const parameters = first?.kind === 'binding' ? [first.name] : first?.kind === 'object' ? first.properties.flatMap(({ key }) => key ?? []) : [];
  return exportedHandlers.some((handler) => {
    const { parameter } = handler;
    return handler.names.some((name) => names.has(name)) && (parameter === undefined || parameters.some((name) => parameter.test(name)));
  });
}

/** `const resize: S3Handler = async (event) => ...`. */
function hasHandlerType(file: FileModel, fn: FunctionId): boolean {
  return bindingsOf(file, fn).some(({ annotation }) => {
    const type = annotation === undefined ? undefined : typeOrigin(file, annotation);
    return type?.kind === 'symbol' && handlerTypes.test(type.symbol);
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
