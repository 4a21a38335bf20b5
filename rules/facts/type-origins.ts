import { type FileModel, derive } from './file-model.ts';
import type { BindingId, FunctionFact, TypeRef } from './model.ts';
import { isNothingType } from './nothing.ts';
import { memberOrigin } from './member-origins.ts';
import { type Origin, bindingOrigin, symbol } from './origins.ts';
import { globalSymbol, importedSymbol, instanceSymbol, memberSymbol, typedSymbol } from './symbol-paths.ts';

/** Aliases of types that lead to each other end somewhere. */
const longestAlias = 16;

/** What values of a written type are: instances of the class or interface it names. */
export function typeOrigin(file: FileModel, type: TypeRef, depth = 0): Origin | undefined {
  switch (type.kind) {
    case 'named':
      return depth > longestAlias ? undefined : namedTypeOrigin(file, type, depth + 1);
    case 'union': {
      const parts = type.of.filter((part) => !isNothingType(part));
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? typeOrigin(file, only, depth) : undefined;
    }
    case 'query':
      return queryOrigin(file, type);
    default:
      return undefined;
  }
}

/** What is declared as `typeof fetch` is used as `fetch` is. */
function queryOrigin(file: FileModel, { path: [root, ...rest], binding }: Extract<TypeRef, { kind: 'query' }>): Origin | undefined {
  if (root === undefined) return undefined;
  const start = binding === undefined ? symbol(globalSymbol(root)) : bindingOrigin(file, binding);
  return rest.reduce<Origin | undefined>((origin, name) => memberOrigin(file, origin, name), start);
}

function namedTypeOrigin(file: FileModel, type: Extract<TypeRef, { kind: 'named' }>, depth: number): Origin | undefined {
  const [root, ...rest] = type.path;
  if (root === undefined) return undefined;
  if (type.binding === undefined) return file.facts.language === 'python' ? undefined : symbol(instanceSymbol(rest.reduce(memberSymbol, globalSymbol(root))));
  const binding = file.facts.bindings[type.binding];
  if (binding?.class !== undefined) return { kind: 'instance', class: binding.class };
  if (binding?.import !== undefined) {
    const imported = importedSymbol(binding.import.module, binding.import.name, file.facts.language);
    return symbol(typedSymbol(rest.reduce(memberSymbol, imported), file.facts.language));
  }
  return declaredTypeOrigin(file, type.binding, depth);
}

const typesKey = Symbol('types by binding');

export function declaredTypeOrigin(file: FileModel, binding: BindingId, depth: number): Origin | undefined {
  const declaration = derive(file, typesKey, () => new Map(file.facts.types.map((type) => [type.binding, type]))).get(binding);
  if (declaration?.type.kind === 'named' || declaration?.type.kind === 'union') return typeOrigin(file, declaration.type, depth);
  return declaration?.type.kind === 'object' ? { kind: 'type', type: declaration.id } : undefined;
}

/** What a function is declared to give, awaited or not; of a method, `Self` is an instance of its class. */
export function declaredResult(file: FileModel, { returns, class: owner }: FunctionFact): Origin | undefined {
  const type = returns === undefined ? undefined : unwrapTask(returns);
  const isSelf = file.facts.language === 'python' && type?.kind === 'named' && type.path.at(-1) === 'Self';
  if (isSelf && owner !== undefined) return { kind: 'instance', class: owner };
  return type === undefined ? undefined : typeOrigin(file, type);
}

/** `Promise<Client>` awaited is a `Client`; origins do not tell a task from its result. */
export function unwrapTask(type: TypeRef): TypeRef {
  if (type.kind !== 'named') return type;
  const [argument] = type.args;
  return argument !== undefined && /^(?:Promise|PromiseLike|Awaitable|Coroutine|Task|Future)$/.test(type.path.at(-1) ?? '') ? argument : type;
}

