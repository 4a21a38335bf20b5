import { callsIn } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { applicationMakers, pluginMethods, routeMethods } from './knowledge/start-up-slots.ts';
import type { CallValue, FunctionFact } from './model.ts';
import { calleeSymbol } from './origins.ts';

/**
 * Does a function put an application together, before it takes requests: makes one, or is a plugin that adds hooks and routes
 * to the one that it is given?
 */
export function setsUpApplication(file: FileModel, fn: FunctionFact): boolean {
  if (fn.form === 'module') return false;
  const calls = callsIn(file, fn.id);
  if (calls.some((call) => applicationMakers.has(calleeSymbol(file, call) ?? ''))) return true;
  const target = fn.params[0]?.target;
  const binding = target?.kind === 'binding' ? target.binding : undefined;
  return binding !== undefined && calls.some((call) => isOnParameter(file, call, binding));
}

/** `app.decorate('db', db)`, `app.get('/health', handler)`, where nobody wants what that gives. */
function isOnParameter(file: FileModel, call: CallValue, binding: number): boolean {
  const callee = valueAt(file, call.callee);
  const object = callee.kind === 'member' ? withoutCasts(file, callee.object) : undefined;
  if (callee.kind !== 'member' || object?.kind !== 'name' || object.binding !== binding) return false;
  const name = callee.property ?? '';
  if (pluginMethods.has(name)) return call.args.length > 0;
  const [first, second] = call.args;
  const path = first === undefined ? undefined : withoutCasts(file, first.value);
  const isPath = path?.kind === 'literal' && typeof path.value === 'string' && path.value.startsWith('/');
  return routeMethods.has(name) && isPath && second !== undefined && fateOf(file, call.id).kind === 'dropped';
}
