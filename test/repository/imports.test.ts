import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { listSources, nodesOf, placeOf, readSyntax } from './source-files.ts';

/** One thing that a file takes from elsewhere. */
interface Import {
  readonly place: string;
  /** A file's path from the repository's root, or a package with its entry. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** What the files of a part of the product may import, besides each other. */
interface Row {
  readonly part: string;
  readonly files: RegExp;
  readonly values: readonly RegExp[];
  /** What they may import with `import type` alone. */
  readonly types?: readonly RegExp[];
}

const node = /^node:/;
const facts = /^rules\/facts\//;
const languages = /^rules\/languages\//;
const sharedByLanguages = /^rules\/languages\/(?:[^/]+\.ts$|lowering\/|inference\/)/;
const engine = /^rules\/engine\//;
const version = /^rules\/version\.ts$/;
const ruleDefinition = /^rules\/engine\/rule\.ts$/;
const protocol = /^server\/lsp\/protocol\.ts$/;
const typesOfEslint = [/^eslint$/, /^@eslint\//, /^estree$/];
const typesOfSyntax = [/^@oxc-project\/types$/, /^typescript$/, /^@typescript-eslint\//];

/** Who may import whom. The first row that fits a file holds. */
const table: readonly Row[] = [
  { part: 'the version', files: version, values: [] },
  { part: 'facts', files: facts, values: [] },
  {
    part: 'the TypeScript front end',
    files: /^rules\/languages\/typescript\//,
    values: [facts, sharedByLanguages, /^node:module$/, /^oxc-parser$/],
    types: typesOfSyntax,
  },
  { part: 'the Python front end', files: /^rules\/languages\/python\//, values: [facts, sharedByLanguages, /^node:module$/, /^@eslint\/plugin-kit$/], types: typesOfEslint },
  { part: 'what languages share', files: sharedByLanguages, values: [facts] },
  {
    part: "ESLint's adapter",
    files: /^rules\/engine\/eslint\.ts$/,
    values: [facts, languages, engine, version, /^node:(?:fs|path)$/],
    types: [...typesOfEslint, ...typesOfSyntax],
  },
  {
    part: 'what of the engine looks at the disk',
    files: /^rules\/engine\/(?:file-system-project|implementer-index|resolve-modules|resolve-python-modules|workspaces|config\/project-configs)\.ts$/,
    values: [facts, languages, engine, /^node:(?:fs|module|path)$/, /^(?:oxc-resolver|tinyglobby)$/],
    types: typesOfEslint,
  },
  { part: 'the engine', files: engine, values: [facts, languages, engine, version, /^rules\/hazards\/index\.ts$/, /^node:path$/, /^picomatch$/], types: typesOfEslint },
  { part: 'the index of rules', files: /^rules\/hazards\/index\.ts$/, values: [/^rules\/hazards\/[^/]+\/rule\.ts$/], types: [ruleDefinition] },
  { part: 'rules', files: /^rules\/hazards\/[^/]+\/rule\.ts$/, values: [facts, ruleDefinition], types: [engine] },
  {
    part: 'what facts do not reach',
    files: /^rules\/hazards\/[^/]+\/(?:typescript|python)\.ts$/,
    values: [facts, languages, ruleDefinition],
    types: [engine],
  },
  {
    part: 'the plugin',
    files: /^rules\/plugin\.ts$/,
    values: [facts, languages, engine, version, /^rules\/hazards\//],
    types: typesOfEslint,
  },
  { part: 'the protocol', files: protocol, values: [], types: [/^eslint-plugin-asynclint\/engine$/] },
  {
    part: 'the native types',
    files: /^server\/project\/native-types\//,
    values: [/^node:(?:fs|module|path)$/, /^eslint-plugin-asynclint\/engine$/, /^@typescript\/native(?:\/(?:ast|fs|sync))?$/],
  },
  {
    part: 'the server',
    files: /^server\//,
    values: [
      node,
      protocol,
      /^server\/package\.json$/,
      /^server\/project\/native-types\//,
      /^eslint-plugin-asynclint\/engine$/,
      /^vscode-(?:languageserver|jsonrpc)(?:-protocol|-textdocument|-types)?(?:\/|$)/,
      /^(?:ignore|picomatch)$/,
    ],
    types: [/^sarif$/],
  },
  { part: 'the extension', files: /^client\//, values: [node, protocol, /^vscode$/, /^vscode-languageclient(?:\/|$)/] },
];

const sources = listSources();

describe('who may import whom', () => {
  for (const [index, row] of table.entries()) {
    it(row.part, () => {
      const isOwn = (path: string): boolean => table.findIndex(({ files }) => files.test(path)) === index;
      const mayTake = ({ target, typeOnly }: Import): boolean =>
        row.values.some((pattern) => pattern.test(target)) || (typeOnly && row.types?.some((pattern) => pattern.test(target)) === true);
      // Rules are strangers to each other.
      const isNeighbour = ({ target }: Import): boolean => isOwn(target) && row.part !== 'rules';
      const forbidden = sources.filter(isOwn).flatMap(importsOf).filter((found) => !isNeighbour(found) && !mayTake(found));
      assert.deepEqual(forbidden.map(({ place, target, typeOnly }) => `${place} imports ${typeOnly ? 'types of ' : ''}${target}`), []);
    });
  }

  it('has a row for every file of the product', () => {
    const product = sources.filter((path) => /^(?:rules|server|client)\//.test(path) && !path.endsWith('.d.ts'));
    assert.deepEqual(product.filter((path) => !table.some(({ files }) => files.test(path))), []);
  });

  it('lets only the adapter talk to ESLint', () => {
    const reports = sources
      .filter((path) => path.startsWith('rules/') && path !== 'rules/engine/eslint.ts')
      .flatMap((path) => nodesOf(readSyntax(path)))
      .filter((found) => ts.isCallExpression(found) && ts.isPropertyAccessExpression(found.expression) && found.expression.name.text === 'report');
    assert.deepEqual(reports.map(placeOf), []);
  });
});

function importsOf(path: string): Import[] {
  return nodesOf(readSyntax(path)).flatMap((found) => {
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
