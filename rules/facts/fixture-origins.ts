import { isFixture } from './decorated-functions.ts';
import { type FileModel, derive, functionAt, textOf, valueAt } from './file-model.ts';
import { fixtureModules } from './knowledge/decorators.ts';
import type { BindingFact, FunctionFact } from './model.ts';
import { type Origin, resultOrigin, symbol } from './origins.ts';
import { importedSymbol, resultSymbol } from './symbol-paths.ts';

const fixturesKey = Symbol('fixtures');

/** What a test or fixture of pytest's is given by a parameter's name: what the fixture of that name gives, in its file or in the `conftest` nearest to it. */
export function fixtureOrigin(file: FileModel, { fn, parameter, name, path, annotation }: BindingFact): Origin | undefined {
  if (file.facts.language !== 'python' || parameter === undefined || annotation !== undefined || path.length > 0) return undefined;
  const asking = functionAt(file, fn);
  if (!(isFixture(file, asking) || isTest(asking)) || isParametrised(file, asking, name)) return undefined;
  const own = derive(file, fixturesKey, () => file.facts.functions.filter((candidate) => isFixture(file, candidate))).filter((fixture) => fixture.name === name && fixture.id !== fn);
  const [only, ...others] = own;
  if (only !== undefined) return others.length > 0 ? undefined : resultOrigin(file, { kind: 'function', fn: only.id });
  return symbol(resultSymbol(importedSymbol(fixtureModules[0], name, 'python'), 'python'));
}

function isTest({ name }: FunctionFact): boolean {
  return name?.startsWith('test_') === true;
}

/** `@pytest.mark.parametrize('client', [...])` takes the place of a fixture. */
function isParametrised(file: FileModel, { decorators }: FunctionFact, name: string): boolean {
  return decorators.some((decorator) => new RegExp(`\\bparametrize\\([^)\\]]*\\b${name}\\b`).test(textOf(file, valueAt(file, decorator).span)));
}
