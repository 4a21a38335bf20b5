import assert from 'node:assert/strict';
import { basename } from 'node:path';
import ts from 'typescript';
import { version } from '../../rules/version.ts';
import { listFiles, listSources, nodesOf, placeOf, readSyntax, readText } from './source-files.ts';

/** Long files that have had their second look, and why they stay in one piece. */
const longFiles: ReadonlyMap<string, string> = new Map([
  ['rules/facts/model.ts', 'one vocabulary of types, no code'],
  ['rules/languages/python/ast.ts', 'one vocabulary of types, no code'],
]);

const files = listFiles();
const sources = listSources();

describe('the repository', () => {
  it('names files in kebab case', () => {
    const customary = /(?:^|\/)(?:README|CHANGELOG|LICENSE|RESULTS)(?:\.md)?$|(?:^|\/)__init__\.py$/;
    const kebabCase = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
    assert.deepEqual(files.filter((path) => !customary.test(path) && !kebabCase.test(basename(path))), []);
  });

  it('names files after what they hold', () => {
    const grabBag = /^(?:utils?|helpers?|common|misc|shared|index)\.[cm]?[jt]sx?$/;
    const generated = 'rules/hazards/index.ts';
    const ours = files.filter((path) => path !== generated && !path.startsWith('examples/'));
    assert.deepEqual(ours.filter((path) => grabBag.test(basename(path))), []);
  });

  it('keeps files short enough to read', () => {
    const exempt = /^rules\/(?:facts\/knowledge\/|hazards\/index\.ts$)/;
    const limit = 400;
    const long = sources.filter((path) => !exempt.test(path) && readText(path).trimEnd().split('\n').length > limit);
    assert.deepEqual(long, [...longFiles.keys()], `These files are past ${String(limit)} lines`);
  });

  it('prints through the output module of the command line alone', () => {
    const product = sources.filter((path) => /^(?:rules|server|client)\//.test(path) && path !== 'server/cli/output.ts');
    const uses = product
      .flatMap((path) => nodesOf(readSyntax(path)))
      .filter((node) => ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'console');
    assert.deepEqual(uses.map(placeOf), []);
  });

  it('has one version', () => {
    const versions = ['package.json', 'rules/package.json', 'server/package.json'].map((path) => versionOf(readText(path)));
    assert.deepEqual([...new Set([...versions, version])], [version]);
  });

  it('locks versions, not download addresses', () => {
    const locks = ['package-lock.json', ...files.filter((path) => basename(path) === 'package-lock.json')];
    const addresses = locks.filter((path) => /"resolved": "https?:/.test(readText(path)));
    assert.deepEqual(addresses, [], 'Remove the lines with "resolved": "http...');
  });
});

function versionOf(manifest: string): string {
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
