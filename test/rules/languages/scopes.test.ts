import assert from 'node:assert/strict';
import type * as ESTree from '@oxc-project/types';
import * as typescriptParser from '@typescript-eslint/parser';
import { type Reference, analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import type { BindingId, FileFacts, Target } from '../../../rules/facts/model.ts';
import { lowerProgram } from '../../../rules/languages/typescript/lower.ts';
import { type SourceFile, realSources } from '../real-sources.ts';

type VisitorKeys = ReturnType<typeof typescriptParser.parseForESLint>['visitorKeys'];

describe('names stand for what scope-manager says', () => {
  for (const file of realSources) {
    it(file.name, () => {
      const { ast, visitorKeys } = parse(file);
      const { facts } = lowerProgram(ast as unknown as ESTree.Program, file.text, []);
      const inTypes = identifiersInTypes(ast, visitorKeys);
      const ours = declarationsByUse(facts, file.text);
      const wrong: string[] = [];
      const seen = new Set<number>();
      for (const reference of analyze(ast, { lib: [], sourceType: 'module', childVisitorKeys: visitorKeys }).scopes.flatMap((scope) => scope.references)) {
        const [start] = reference.identifier.range;
        seen.add(start);
        if (!isAccepted(reference, file.text, inTypes) && !agrees(reference, ours.get(start))) wrong.push(`${lineOf(file.text, start)}: ${nameAt(file.text, start)}`);
      }
      // The other way round: what we take for a use of a declaration is one.
      for (const [start, declarations] of ours) {
        if (!seen.has(start) && declarations.some((found) => found !== undefined && found !== start)) wrong.push(`${lineOf(file.text, start)}: ${nameAt(file.text, start)} is no use`);
      }
      assert.deepEqual(wrong, []);
    });
  }
});

/** References that facts do not have, for a reason. */
function isAccepted(reference: Reference, text: string, inTypes: ReadonlySet<TSESTree.Node>): boolean {
  // Types are written types in facts, not values: `typeof x`, `x is T`, `asserts x`, `implements X`.
  if (!reference.isValueReference || inTypes.has(reference.identifier)) return true;
  const [start, end] = reference.identifier.range;
  // scope-manager takes the parts of `<a:b c:d />` for names; they are strings.
  if (reference.identifier.type.startsWith("JSX") && (text.charAt(end) === ':' || text.charAt(start - 1) === ':')) return true;
  // `export as namespace X` names a global for scripts.
  return /export as namespace\s+$/.test(text.slice(0, start));
}

function identifiersInTypes(root: TSESTree.Node, visitorKeys: VisitorKeys, found = new Set<TSESTree.Node>(), inType = false): Set<TSESTree.Node> {
  const inside = inType || /^TS(?:TypeQuery|TypePredicate|TypeReference|InterfaceHeritage|ClassImplements)$/.test(root.type);
  if (inside && /^Identifier$/.test(root.type)) found.add(root);
  for (const key of visitorKeys[root.type] ?? []) {
    const child = root[key as keyof TSESTree.Node] as unknown as TSESTree.Node | readonly (TSESTree.Node | null)[] | null | undefined;
    for (const node of Array.isArray(child) ? child : [child]) if (node) identifiersInTypes(node as TSESTree.Node, visitorKeys, found, inside);
  }
  return found;
}

/** Does one of our uses at the place stand for one of the declarations? Both may know of none: a global. */
function agrees(reference: Reference, ours: readonly (number | undefined)[] | undefined): boolean {
  const declarations = (reference.resolved?.defs ?? []).map((definition) => definition.name.range[0]);
  if (ours === undefined) return false;
  return ours.some((found) => (found === undefined ? declarations.length === 0 : declarations.includes(found)));
}

/** Where each use of a name stands, and where what it stands for is declared; undefined for globals. */
function declarationsByUse(facts: FileFacts, text: string): ReadonlyMap<number, readonly (number | undefined)[]> {
  const uses = new Map<number, (number | undefined)[]>();
  const add = (start: number, binding: BindingId | undefined): void => {
    const declaration = binding === undefined ? undefined : facts.bindings[binding]?.span.start;
    uses.set(start, [...(uses.get(start) ?? []), declaration]);
  };
  const addTarget = (target: Target | undefined): void => {
    if (target?.kind === 'binding') add(target.span.start, target.binding);
    else if (target?.kind === 'list') for (const element of target.elements) addTarget(element?.target);
    else if (target?.kind === 'object') for (const inner of [...target.properties.map((property) => property.target), target.rest]) addTarget(inner);
  };
  for (const value of facts.values) {
    if (value.kind === 'name') add(value.span.start, value.binding);
    else if (value.kind === 'assign') addTarget(value.target);
  }
  for (const structure of facts.structures) {
    if (structure.kind === 'loop') addTarget(structure.target);
    else if (structure.kind === 'try') for (const handler of structure.handlers) addTarget(handler.parameter);
  }
  for (const fn of facts.functions) for (const param of fn.params) addTarget(param.target);
  // `export { name }` mentions the name where the specifier starts; `export const name` mentions none.
  for (const entry of facts.exports) {
    const binding = entry.binding === undefined ? undefined : facts.bindings[entry.binding];
    const declares = binding !== undefined && binding.span.start > entry.span.start && binding.span.end <= entry.span.end;
    const keyword = /^type\s+(?=[\w$])/.exec(text.slice(entry.span.start, entry.span.end))?.[0].length ?? 0;
    if (entry.from === undefined && entry.value === undefined && !declares) add(entry.span.start + keyword, entry.binding);
  }
  return uses;
}

function parse({ path, text }: SourceFile): ReturnType<typeof typescriptParser.parseForESLint> {
  const jsx = /\.(?:tsx|[cm]?js|jsx)$/.test(path);
  return typescriptParser.parseForESLint(text, { filePath: path, range: true, loc: true, sourceType: 'module', ecmaFeatures: { jsx } });
}

function lineOf(text: string, offset: number): string {
  return `line ${String(text.slice(0, offset).split('\n').length)}`;
}

function nameAt(text: string, offset: number): string {
  return /^[\w$#]*/.exec(text.slice(offset))?.[0] ?? '';
}
