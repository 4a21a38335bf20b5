import { type FileModel, functionAt, valueAt } from './file-model.ts';
import { contextManagers, fixtureMakers, registeringMethods, transparentDecorators } from './knowledge/decorators.ts';
import type { FunctionFact, FunctionId, ValueId } from './model.ts';
import { originOf, returnedValues } from './origins.ts';
import { passedParameter } from './passed-parameters.ts';

/** Is the name of a decorated function still that function, as far as those who call it can tell? Others replace it by something unknown. */
export function keepsFunction(file: FileModel, fn: FunctionId): boolean {
  if (file.facts.language === 'typescript') return true;
  const fact = functionAt(file, fn);
  return fact.decorators.every((decorator) => isTransparent(file, decorator, fact));
}

/** Does calling a function give something to be entered by `with`, which gives what the function yields? */
export function isContextManager(file: FileModel, fn: FunctionFact): boolean {
  return fn.decorators.some((decorator) => contextManagers.has(symbolOfDecorator(file, decorator) ?? ''));
}

/** Does a function give tests what it yields or returns, by its name? */
export function isFixture(file: FileModel, fn: FunctionFact): boolean {
  return fn.decorators.some((decorator) => fixtureMakers.has((symbolOfDecorator(file, decorator) ?? '').replace(/\(\)$/, '')));
}

function symbolOfDecorator(file: FileModel, decorator: ValueId): string | undefined {
  const origin = originOf(file, decorator);
  return origin?.kind === 'symbol' ? origin.symbol : undefined;
}

function isTransparent(file: FileModel, decorator: ValueId, fn: FunctionFact): boolean {
  const origin = originOf(file, decorator);
  if (origin?.kind === 'function') return isOwnTransparent(file, origin.fn, fn);
  const symbol = origin?.kind === 'symbol' ? origin.symbol : undefined;
  if (symbol !== undefined && transparentDecorators.has(symbol.replace(/\(\)$/, ''))) return true;
  return isRegistration(file, decorator);
}

/** `@app.get('/')`, `@x.setter`: a method of an object takes note of the function, and gives it back. */
function isRegistration(file: FileModel, decorator: ValueId): boolean {
  const value = valueAt(file, decorator);
  const callee = value.kind === 'call' ? valueAt(file, value.callee) : value;
  return callee.kind === 'member' && registeringMethods.test(callee.property ?? '');
}

/** A decorator of the file's own: it gives back what it is given, or a function around it that is called alike. */
function isOwnTransparent(file: FileModel, decorator: FunctionId, fn: FunctionFact): boolean {
  if (passedParameter(file, decorator) === 0) return true;
  const [returned, ...others] = returnedValues(file, decorator);
  const made = returned === undefined || others.length > 0 ? undefined : originOf(file, returned);
  if (made?.kind !== 'function') return false;
  const wrapper = functionAt(file, made.fn);
  const wraps = wrapper.decorators.some((inner) => symbolOfDecorator(file, inner) === 'functools:wraps()');
  return wraps && wrapper.isAsync === fn.isAsync && wrapper.isGenerator === fn.isGenerator;
}
