import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { dirname, posix } from 'node:path';
import ts from 'typescript';
import { listSources, nodesOf, placeOf, readSyntax } from './source-files.ts';

/** One thing that a file takes from elsewhere. */
interface Import {
  readonly place: string;
  /** A file's path from the repository's root, or a package with its entry. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** What files may import besides the files of their own row. First the values, then what only types may be taken from. */
interface Row {
  readonly from: RegExp;
  readonly values: readonly RegExp[];
  readonly types?: readonly RegExp[];
}

const node = /^node:/;

/** Who may import whom. The first row that fits a file holds. */
const table: readonly Row[] = [
  { from: /^rules\/facts\//, values: [] },
  {
    from: /^rules\/languages\/typescript\//,
    values: [/^rules\/facts\//, /^node:module$/, /^oxc-parser$/],
    // The oracle that asks ESLint's parser services gets the compiler's objects from them.
    types: [/^@oxc-project\/types$/, /^typescript$/, /^@typescript-eslint\//, /^estree$/],
  },
  { from: /^rules\/languages\/python\//, values: [/^rules\/facts\//, /^@zzzen\/pyright-internal/], types: [/^eslint$/, /^@eslint\//] },
  { from: /^rules\/languages\//, values: [/^rules\/facts\//] },
  {
    from: /^rules\/engine\//,
    values: [/^rules\/facts\//, /^rules\/languages\//, /^rules\/hazards\/index\.ts$/],
    types: [/^eslint$/, /^@eslint\//, /^estree$/, /^typescript$/, /^@typescript-eslint\//],
  },
  { from: /^rules\/hazards\/index\.ts$/, values: [/^rules\/hazards\/[^/]+\/rule\.ts$/], types: [/^rules\/engine\/rule\.ts$/] },
  { from: /^rules\/hazards\/[^/]+\/rule\.ts$/, values: [/^rules\/engine\/rule\.ts$/, /^rules\/facts\//], types: [/^rules\/engine\//] },
  { from: /^rules\/hazards\/[^/]+\/(?:typescript|python)\.ts$/, values: [/^rules\/(?:facts|languages)\//, /^rules\/engine\/rule\.ts$/], types: [/^rules\/engine\//] },
  {
    from: /^rules\/plugin\.ts$/,
    values: [/^rules\/(?:hazards|engine|languages)\//, /^rules\/package\.json$/],
    types: [/^eslint$/, /^@eslint\//],
  },
  { from: /^server\/lsp\/protocol\.ts$/, values: [], types: [/^eslint-plugin-asynclint\/engine$/] },
  {
    from: /^server\//,
    values: [
      node,
      /^eslint-plugin-asynclint\/engine$/,
      /^vscode-languageserver(?:-protocol|-textdocument|-types)?(?:\/|$)/,
      /^vscode-jsonrpc(?:\/|$)/,
      /^typescript(?:\/|$)/,
      /^(?:ignore|picomatch|oxc-parser)$/,
    ],
  },
  { from: /^client\//, values: [node, /^vscode$/, /^vscode-languageclient(?:\/|$)/, /^server\/lsp\/protocol\.ts$/] },
];

const sources = listSources();

describe('who may import whom', () => {
  for (const [index, row] of table.entries()) {
    it(String(row.from), () => {
      const isOwn = (path: string): boolean => table.findIndex(({ from }) => from.test(path)) === index;
      const mayTake = ({ target, typeOnly }: Import): boolean =>
        row.values.some((pattern) => pattern.test(target)) || (typeOnly && row.types?.some((pattern) => pattern.test(target)) === true);
      // Rules in the same row are strangers to each other.
      const isNeighbour = ({ target, place }: Import): boolean =>
        isOwn(target) && (!place.startsWith('rules/hazards/') || dirname(target) === dirname(place));
      const forbidden = sources.filter(isOwn).flatMap(importsOf).filter((found) => !isNeighbour(found) && !mayTake(found));
      assert.deepEqual(forbidden.map(({ place, target, typeOnly }) => `${place} imports ${typeOnly ? 'types of ' : ''}${target}`), []);
    });
  }

  it('has a row for every file of the product', () => {
    const product = sources.filter((path) => /^(?:rules|server|client)\//.test(path) && !path.endsWith('.d.ts'));
    assert.deepEqual(product.filter((path) => !table.some(({ from }) => from.test(path))), []);
  });

  it('lets only the adapter talk to ESLint', () => {
    const reports = sources
      .filter((path) => path.startsWith('rules/') && path !== 'rules/engine/eslint.ts')
      .flatMap((path) => [...nodesOf(readSyntax(path))])
      .filter((found) => ts.isCallExpression(found) && ts.isPropertyAccessExpression(found.expression) && found.expression.name.text === 'report');
    assert.deepEqual(reports.map(placeOf), []);
  });
});

function importsOf(path: string): Import[] {
  return [...nodesOf(readSyntax(path))].flatMap((found) => {
    const taken = readImport(found);
    return taken === undefined ? [] : [{ place: placeOf(found), target: resolveTarget(path, taken.module), typeOnly: taken.typeOnly }];
  });
}

function readImport(found: ts.Node): { readonly module: string; readonly typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(found)) return readModule(found.moduleSpecifier, found.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  if (ts.isExportDeclaration(found)) return readModule(found.moduleSpecifier, found.isTypeOnly);
  if (ts.isImportTypeNode(found) && ts.isLiteralTypeNode(found.argument)) return readModule(found.argument.literal, true);
  if (ts.isCallExpression(found) && isModuleLoader(found.expression)) return readModule(found.arguments[0], false);
  return undefined;
}

/** `import(...)`, `require(...)`, `createRequire(...)(...)`. */
function isModuleLoader(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  const name = ts.isCallExpression(callee) ? callee.expression : callee;
  return ts.isIdentifier(name) && name.text === (name === callee ? 'require' : 'createRequire');
}

function readModule(specifier: ts.Node | undefined, typeOnly: boolean): { readonly module: string; readonly typeOnly: boolean } | undefined {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? { module: specifier.text, typeOnly } : undefined;
}

function resolveTarget(path: string, module: string): string {
  if (module.startsWith('.')) return posix.join(posix.dirname(path), module);
  return isBuiltin(module) && !module.startsWith('node:') ? `node:${module}` : module;
}
