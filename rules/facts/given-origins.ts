import { bindingsOf, callbackSlot } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, functionAt, valueAt } from './file-model.ts';
import { type GivenInstance, givenInstances, parametersByName } from './knowledge/given-instances.ts';
import type { BindingFact } from './model.ts';
import { type Origin, originOf, symbol } from './origins.ts';

/** What a library hands to a callback by one of its parameters: `(tx) => ...` of `prisma.$transaction`. */
export function givenOrigin(file: FileModel, binding: BindingFact): Origin | undefined {
  if (file.facts.language === 'python') return registeredOrigin(file, binding);
  const { fn, parameter, name } = binding;
  const slot = callbackSlot(file, fn);
  const callee = slot === undefined || slot.property !== undefined ? undefined : valueAt(file, slot.call.callee);
  const of = callee?.kind === 'member' || callee?.kind === 'name' ? originOf(file, callee.id) : undefined;
  if (callee === undefined || of?.kind !== 'symbol') return undefined;
  const given = givenInstances.find((entry) => entry.parameter === parameter && (entry.of.test(of.symbol) || (/^[.@~]/.test(of.symbol) && entry.elsewhere?.test(`${of.symbol} ${name}`) === true)));
  if (given?.gives !== undefined) return symbol(given.gives);
  return given !== undefined && callee.kind === 'member' ? originOf(file, callee.object) : undefined;
}

/** By a decorator, `@bot.command()`, or by a call that is given the function's name: `CommandHandler('start', start)`. */
function registeredOrigin(file: FileModel, { fn, parameter, annotation }: BindingFact): Origin | undefined {
  if (annotation !== undefined) return undefined;
  const { decorators, name } = functionAt(file, fn);
  const registers = [...decorators, ...registeringCallees(file, fn)];
  for (const id of registers) {
    const of = originOf(file, id);
    const given = of?.kind === 'symbol' ? givenInstances.find((entry) => entry.parameter === parameter && isFor(entry, name) && entry.of.test(of.symbol)) : undefined;
    if (given?.gives !== undefined) return symbol(given.gives);
  }
  return namedOrigin(file, fn, parameter);
}

/** `async def handle(reader, writer)`: what nobody says of them, their names do. */
function namedOrigin(file: FileModel, fn: number, parameter: number | undefined): Origin | undefined {
  const { isAsync, params } = functionAt(file, fn);
  if (!isAsync || parameter === undefined) return undefined;
  const sign = parametersByName.find(({ names }) => names.length === params.length && params.every(({ target, annotation }, index) => target.kind === 'binding' && target.name === names[index] && annotation === undefined));
  const given = sign?.gives[parameter];
  return sign === undefined || given === undefined || !importsOf(file).some((name) => sign.imports.test(name)) ? undefined : symbol(given);
}

const importsKey = Symbol('imported names with their modules');

function importsOf(file: FileModel): readonly string[] {
  return derive(file, importsKey, () => file.facts.bindings.flatMap(({ import: source }) => (source === undefined ? [] : [`${source.module} ${source.name}`])));
}

function isFor({ named }: GivenInstance, name: string | undefined): boolean {
  return named === undefined || named === name;
}

function registeringCallees(file: FileModel, fn: number): readonly number[] {
  return bindingsOf(file, fn).flatMap(({ id }) =>
    (file.uses.get(id) ?? []).flatMap(({ value, kind }) => {
      const fate = kind === 'read' ? fateOf(file, value) : undefined;
      return fate?.kind === 'argument' ? [fate.call.callee] : [];
    }),
  );
}
