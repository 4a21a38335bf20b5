import type { FileProblem, LanguageOptions, RulesConfig, SourceLocation, SourceRange, TextSourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { Module, NodeBase, ParsedPython, PythonNode } from './ast.ts';
import { type DirectiveText, findDirectiveComments } from './directive-comments.ts';
import { visitorKeys } from './visitor-keys.ts';

/** What has a place in the text: a node, or a comment for ESLint. */
type Located = NodeBase;

interface SourceTypes {
  LangOptions: LanguageOptions;
  RootNode: Module;
  SyntaxElementWithLoc: Located;
  ConfigNode: Located;
}

/** ESLint's types want lists that it could change. */
export const eslintVisitorKeys: Record<string, string[]> = Object.fromEntries(Object.entries(visitorKeys).map(([type, keys]) => [type, [...keys]]));

const commentParser = new ConfigCommentParser();

/** A Python file in ESLint. */
export class PythonSourceCode extends TextSourceCodeBase<SourceTypes> implements TextSourceCode<SourceTypes> {
  readonly parsed: ParsedPython;
  readonly hasBOM: boolean;
  readonly visitorKeys = eslintVisitorKeys;

  // Core rules of ESLint, and of others that do not say which language they are for, look at these where a configuration
  // turns them on for every file. What they find here is a program without anything in it.
  readonly scopeManager = emptyScopeManager;
  readonly parserServices = {};
  readonly comments: readonly never[] = [];

  readonly #directives: readonly DirectiveText[];
  #steps: readonly TraversalStep[] | undefined;
  #parents: Map<PythonNode, PythonNode> | undefined;
  #end: SourceLocation['end'] | undefined;

  constructor(text: string, parsed: ParsedPython, hasBOM: boolean) {
    super({ text, ast: parsed.module, lineEndingPattern: /\r\n|[\r\n]/u });
    this.parsed = parsed;
    this.hasBOM = hasBOM;
    this.#directives = findDirectiveComments(text, parsed.comments);
  }

  override getLoc(element: Located): SourceLocation {
    if (element === this.ast) return { start: { line: 1, column: 0 }, end: this.#endOfText() };
    return { start: this.getLocFromIndex(element.start), end: this.getLocFromIndex(element.end) };
  }

  override getRange({ start, end }: Located): SourceRange {
    return [start, end];
  }

  override getParent(node: Located): PythonNode | undefined {
    if (this.#parents === undefined) this.traverse();
    return this.#parents?.get(node as PythonNode);
  }

  override traverse(): readonly TraversalStep[] {
    if (this.#steps !== undefined) return this.#steps;
    const steps: TraversalStep[] = [];
    const parents = new Map<PythonNode, PythonNode>();
    // A node is met twice: before what is in it and after.
    const rest: { readonly node: PythonNode; readonly entered: boolean }[] = [{ node: this.ast, entered: false }];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const { node, entered } = next;
      steps.push(new VisitNodeStep({ target: node, phase: entered ? 2 : 1, args: [node] }));
      if (entered) continue;
      rest.push({ node, entered: true });
      for (const child of childrenOf(node).reverse()) {
        parents.set(child, node);
        rest.push({ node: child, entered: false });
      }
    }
    this.#parents = parents;
    this.#steps = steps;
    return steps;
  }

  /** The comments that ESLint's option `noInlineConfig` speaks of. */
  getInlineConfigNodes(): Located[] {
    return [...this.#directives];
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    const directives: Directive[] = [];
    for (const node of this.#directives) {
      const parsed = commentParser.parseDirective(node.text);
      const type = disableType(parsed?.label);
      if (parsed !== undefined && type !== undefined) directives.push(new Directive({ type, node, value: parsed.value, justification: parsed.justification }));
    }
    return { directives, problems: [] };
  }

  applyInlineConfig(): { configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]; problems: FileProblem[] } {
    const configs: { config: { rules: RulesConfig }; loc: SourceLocation }[] = [];
    const problems: FileProblem[] = [];
    for (const node of this.#directives) {
      const directive = commentParser.parseDirective(node.text);
      if (directive?.label !== 'eslint') continue;
      const read = commentParser.parseJSONLikeConfig(directive.value);
      const loc = this.getLoc(node);
      if (read.ok) configs.push({ config: { rules: read.config }, loc });
      else problems.push({ ruleId: null, message: read.error.message, loc });
    }
    return { configs, problems };
  }

  /** Comments of Python are none of JavaScript's: rules that judge those find none. */
  getAllComments(): readonly never[] {
    return [];
  }

  /** Scopes of Python are none of JavaScript's either. */
  getScope(): typeof emptyScope {
    return emptyScope;
  }

  getDeclaredVariables(): readonly never[] {
    return [];
  }

  #endOfText(): SourceLocation['end'] {
    const { lines } = this;
    this.#end ??= { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    return this.#end;
  }
}

const emptyScope = { type: 'global', block: null, childScopes: [], upper: null, variables: [], references: [], through: [], set: new Map<string, never>() };

const emptyScopeManager = {
  scopes: [],
  globalScope: emptyScope,
  acquire: () => null,
  getDeclaredVariables: () => [],
};

function childrenOf(node: PythonNode): PythonNode[] {
  const fields = node as unknown as Readonly<Record<string, PythonNode | readonly (PythonNode | undefined)[] | undefined>>;
  return visitorKeys[node.type].flatMap((key) => {
    const value = fields[key];
    const children = Array.isArray(value) ? (value as readonly (PythonNode | undefined)[]) : [value as PythonNode | undefined];
    return children.filter((child) => child !== undefined);
  });
}

const disableTypes = ['disable', 'enable', 'disable-line', 'disable-next-line'] as const;

function disableType(label: string | undefined): (typeof disableTypes)[number] | undefined {
  return disableTypes.find((type) => label === `eslint-${type}`);
}
