import assert from 'node:assert/strict';
import type * as ESTree from '@oxc-project/types';
import * as typescriptParser from '@typescript-eslint/parser';
import * as espree from 'espree';
import type { FileFacts } from '../../../rules/facts/model.ts';
import { lowerProgram } from '../../../rules/languages/typescript/lower.ts';
import { parseFile } from '../../../rules/languages/typescript/parse.ts';
import { type SourceFile, realSources } from '../real-sources.ts';

interface Tree {
  readonly ast: unknown;
  readonly comments: readonly { readonly type: string; readonly value: string; readonly range?: [number, number] | undefined }[];
}

describe('facts are the same from every parser', () => {
  for (const file of realSources) {
    it(file.name, () => {
      const { lowered, errors } = parseFile(file.path, file.text);
      assert.deepEqual(errors, []);
      const fast = shorten(lowered?.facts);
      assert.deepEqual(shorten(lower(file, parseTypescript(file))), fast, 'typescript-eslint');
      if (/\.[cm]?js$/.test(file.path)) assert.deepEqual(shorten(lower(file, parseEspree(file))), fast, 'espree');
    });
  }
});

function lower({ text }: SourceFile, { ast, comments }: Tree): FileFacts {
  const found = comments
    .filter(({ type }) => type === 'Block' || type === 'Line')
    .map(({ type, value, range = [0, 0] }) => ({ block: type === 'Block', text: value, span: { start: range[0], end: range[1] } }));
  return lowerProgram(ast as ESTree.Program, text, found).facts;
}

function parseTypescript({ path, text }: SourceFile): Tree {
  const jsx = /\.(?:tsx|[cm]?js|jsx)$/.test(path);
  const { ast } = typescriptParser.parseForESLint(text, { filePath: path, range: true, comment: true, sourceType: 'module', ecmaFeatures: { jsx } });
  return { ast, comments: ast.comments };
}

function parseEspree({ path, text }: SourceFile): Tree {
  const sourceType = path.endsWith('.cjs') || !/^\s*(?:import|export)\b/m.test(text) ? 'commonjs' : 'module';
  const ast = espree.parse(text, { range: true, comment: true, ecmaVersion: 'latest', sourceType }) as unknown as Tree;
  return { ast, comments: ast.comments };
}

/** One line per fact, so that a difference can be read; nothing is left out. */
function shorten(facts: FileFacts | undefined): string[] {
  return Object.entries(facts ?? {}).flatMap(([table, rows]) =>
    Array.isArray(rows) ? rows.map((row, index) => `${table} ${String(index)} ${JSON.stringify(row)}`) : [`${table} ${JSON.stringify(rows)}`],
  );
}
