/**
 * The syntax tree of Python, with the names that CPython's `ast` module gives to nodes and fields
 * (https://docs.python.org/3/library/ast.html), so that whatever parser stands behind it can be replaced.
 *
 * Differences from CPython: `type` holds the node's class name (ESLint owns that
 * property), so that an except handler's `type` is `exceptionType`; optional fields are `undefined`, never `None`;
 * where the parser had to skip something, an expression is {@link ErrorExpression}. Contexts (`Load`, `Store`) are left out.
 */

/** Half-open range of UTF-16 offsets into the text; enclosing parentheses do not belong to a node, as in CPython. */
export interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export interface Module extends NodeBase {
  readonly type: 'Module';
  readonly body: readonly Statement[];
}

// --- Statements --------------------------------------------------------------------------------------------

export type Statement =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;

interface FunctionFields extends NodeBase {
  readonly name: string;
  readonly nameSpan: NodeBase;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | undefined;
  readonly type_params: readonly TypeParameter[];
  /** Where the colon before the body ends. */
  readonly headEnd: number;
}

/** As in CPython, the span starts at `def` (or `async`), not at the first decorator. */
export interface FunctionDef extends FunctionFields {
  readonly type: 'FunctionDef';
}

export interface AsyncFunctionDef extends FunctionFields {
  readonly type: 'AsyncFunctionDef';
}

export interface ClassDef extends NodeBase {
  readonly type: 'ClassDef';
  readonly name: string;
  readonly nameSpan: NodeBase;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly type_params: readonly TypeParameter[];
}

export interface Return extends NodeBase {
  readonly type: 'Return';
  readonly value: Expression | undefined;
}

export interface Delete extends NodeBase {
  readonly type: 'Delete';
  readonly targets: readonly Expression[];
}

export interface Assign extends NodeBase {
  readonly type: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface TypeAlias extends NodeBase {
  readonly type: 'TypeAlias';
  readonly name: Name;
  readonly type_params: readonly TypeParameter[];
  readonly value: Expression;
}

export interface AugAssign extends NodeBase {
  readonly type: 'AugAssign';
  readonly target: Expression;
  /** As written, without the `=`: `+`, `//`, `@`. */
  readonly op: string;
  readonly value: Expression;
}

export interface AnnAssign extends NodeBase {
  readonly type: 'AnnAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}

interface ForFields extends NodeBase {
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface For extends ForFields {
  readonly type: 'For';
}

export interface AsyncFor extends ForFields {
  readonly type: 'AsyncFor';
}

export interface While extends NodeBase {
  readonly type: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

/** An `elif` is an `If` alone in `orelse`. */
export interface If extends NodeBase {
  readonly type: 'If';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

interface WithFields extends NodeBase {
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

export interface With extends WithFields {
  readonly type: 'With';
}

export interface AsyncWith extends WithFields {
  readonly type: 'AsyncWith';
}

/** CPython gives it no position; here it spans its expression and target. */
export interface WithItem extends NodeBase {
  readonly type: 'withitem';
  readonly context_expr: Expression;
  readonly optional_vars: Expression | undefined;
}

export interface Match extends NodeBase {
  readonly type: 'Match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface MatchCase extends NodeBase {
  readonly type: 'match_case';
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}

export interface Raise extends NodeBase {
  readonly type: 'Raise';
  readonly exc: Expression | undefined;
  readonly cause: Expression | undefined;
}

interface TryFields extends NodeBase {
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface Try extends TryFields {
  readonly type: 'Try';
}

export interface TryStar extends TryFields {
  readonly type: 'TryStar';
}

/** From `except` to the end of its body. */
export interface ExceptHandler extends NodeBase {
  readonly type: 'ExceptHandler';
  /** `except A, B:` without parentheses is a `Tuple`. */
  readonly exceptionType: Expression | undefined;
  readonly name: string | undefined;
  readonly nameSpan: NodeBase | undefined;
  readonly body: readonly Statement[];
}

export interface Assert extends NodeBase {
  readonly type: 'Assert';
  readonly test: Expression;
  readonly msg: Expression | undefined;
}

export interface Import extends NodeBase {
  readonly type: 'Import';
  readonly names: readonly Alias[];
}

export interface ImportFrom extends NodeBase {
  readonly type: 'ImportFrom';
  readonly module: string | undefined;
  readonly names: readonly Alias[];
  /** The number of leading dots. */
  readonly level: number;
}

export interface Alias extends NodeBase {
  readonly type: 'alias';
  /** Dotted for `import a.b`; `*` for a star import. */
  readonly name: string;
  readonly asname: string | undefined;
}

export interface Global extends NodeBase {
  readonly type: 'Global';
  readonly names: readonly string[];
}

export interface Nonlocal extends NodeBase {
  readonly type: 'Nonlocal';
  readonly names: readonly string[];
}

export interface Expr extends NodeBase {
  readonly type: 'Expr';
  readonly value: Expression;
}

export interface Pass extends NodeBase {
  readonly type: 'Pass';
}

export interface Break extends NodeBase {
  readonly type: 'Break';
}

export interface Continue extends NodeBase {
  readonly type: 'Continue';
}

// --- Expressions -------------------------------------------------------------------------------------------

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice
  | ErrorExpression;

export interface BoolOp extends NodeBase {
  readonly type: 'BoolOp';
  readonly op: 'and' | 'or';
  readonly values: readonly Expression[];
}

export interface NamedExpr extends NodeBase {
  readonly type: 'NamedExpr';
  readonly target: Name;
  readonly value: Expression;
}

export interface BinOp extends NodeBase {
  readonly type: 'BinOp';
  readonly left: Expression;
  readonly op: string;
  readonly right: Expression;
}

export interface UnaryOp extends NodeBase {
  readonly type: 'UnaryOp';
  readonly op: 'not' | '-' | '+' | '~';
  readonly operand: Expression;
}

export interface Lambda extends NodeBase {
  readonly type: 'Lambda';
  readonly args: Arguments;
  readonly body: Expression;
}

export interface IfExp extends NodeBase {
  readonly type: 'IfExp';
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

export interface Dict extends NodeBase {
  readonly type: 'Dict';
  /** As long as `values`; undefined for `**mapping`. */
  readonly keys: readonly (Expression | undefined)[];
  readonly values: readonly Expression[];
}

export interface SetDisplay extends NodeBase {
  readonly type: 'Set';
  readonly elts: readonly Expression[];
}

export interface ListComp extends NodeBase {
  readonly type: 'ListComp';
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface SetComp extends NodeBase {
  readonly type: 'SetComp';
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface DictComp extends NodeBase {
  readonly type: 'DictComp';
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly Comprehension[];
}

/** As in CPython, the span of one that is a call's only argument includes the call's parentheses. */
export interface GeneratorExp extends NodeBase {
  readonly type: 'GeneratorExp';
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

/** CPython gives it no position; here it starts at `for` (or `async`) and ends with its last part. */
export interface Comprehension extends NodeBase {
  readonly type: 'comprehension';
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly is_async: boolean;
}

export interface Await extends NodeBase {
  readonly type: 'Await';
  readonly value: Expression;
}

export interface Yield extends NodeBase {
  readonly type: 'Yield';
  readonly value: Expression | undefined;
}

export interface YieldFrom extends NodeBase {
  readonly type: 'YieldFrom';
  readonly value: Expression;
}

export interface Compare extends NodeBase {
  readonly type: 'Compare';
  readonly left: Expression;
  /** As written: `<`, `not in`, `is not`. */
  readonly ops: readonly string[];
  readonly comparators: readonly Expression[];
}

export interface Call extends NodeBase {
  readonly type: 'Call';
  readonly func: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
  /** From the opening parenthesis to the closing one. */
  readonly argumentsSpan: NodeBase;
}

export interface Keyword extends NodeBase {
  readonly type: 'keyword';
  /** Undefined for `**mapping`. */
  readonly arg: string | undefined;
  readonly value: Expression;
}

/** A replacement field of an f-string or t-string. */
export interface FormattedValue extends NodeBase {
  readonly type: 'FormattedValue';
  readonly value: Expression;
  readonly format_spec: JoinedStr | undefined;
}

/** An f-string, or adjacent strings of which one is an f-string. */
export interface JoinedStr extends NodeBase {
  readonly type: 'JoinedStr';
  readonly values: readonly (Constant | FormattedValue)[];
}

export interface TemplateStr extends NodeBase {
  readonly type: 'TemplateStr';
  readonly values: readonly (Constant | FormattedValue)[];
}

export interface Constant extends NodeBase {
  readonly type: 'Constant';
  readonly kind: 'str' | 'bytes' | 'int' | 'float' | 'complex' | 'bool' | 'None' | 'Ellipsis';
  /** The text of a string, the value of a number (0 for complex), null for None and Ellipsis. */
  readonly value: string | number | boolean | null;
}

export interface Attribute extends NodeBase {
  readonly type: 'Attribute';
  readonly value: Expression;
  readonly attr: string;
  readonly attrSpan: NodeBase;
}

export interface Subscript extends NodeBase {
  readonly type: 'Subscript';
  readonly value: Expression;
  readonly slice: Expression;
}

export interface Starred extends NodeBase {
  readonly type: 'Starred';
  readonly value: Expression;
}

export interface Name extends NodeBase {
  readonly type: 'Name';
  readonly id: string;
}

export interface List extends NodeBase {
  readonly type: 'List';
  readonly elts: readonly Expression[];
}

/** With its parentheses where it has them, as in CPython. */
export interface Tuple extends NodeBase {
  readonly type: 'Tuple';
  readonly elts: readonly Expression[];
}

export interface Slice extends NodeBase {
  readonly type: 'Slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

/** What the parser could not read; whatever it understood of it is in `parts`. */
export interface ErrorExpression extends NodeBase {
  readonly type: 'ErrorExpression';
  readonly parts: readonly Expression[];
}

// --- Parameters, patterns, type parameters -----------------------------------------------------------------

export interface Arguments extends NodeBase {
  readonly type: 'arguments';
  readonly posonlyargs: readonly Arg[];
  readonly args: readonly Arg[];
  readonly vararg: Arg | undefined;
  readonly kwonlyargs: readonly Arg[];
  /** As long as `kwonlyargs`; undefined for one that is required. */
  readonly kw_defaults: readonly (Expression | undefined)[];
  readonly kwarg: Arg | undefined;
  /** The defaults of the last positional parameters. */
  readonly defaults: readonly Expression[];
}

export interface Arg extends NodeBase {
  readonly type: 'arg';
  readonly arg: string;
  readonly annotation: Expression | undefined;
}

export type Pattern =
  | { readonly type: 'MatchValue'; readonly value: Expression; readonly start: number; readonly end: number }
  | { readonly type: 'MatchSingleton'; readonly value: boolean | null; readonly start: number; readonly end: number }
  | { readonly type: 'MatchSequence'; readonly patterns: readonly Pattern[]; readonly start: number; readonly end: number }
  | {
      readonly type: 'MatchMapping';
      readonly keys: readonly Expression[];
      readonly patterns: readonly Pattern[];
      readonly rest: string | undefined;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly type: 'MatchClass';
      readonly cls: Expression;
      readonly patterns: readonly Pattern[];
      readonly kwd_attrs: readonly string[];
      readonly kwd_patterns: readonly Pattern[];
      readonly start: number;
      readonly end: number;
    }
  | { readonly type: 'MatchStar'; readonly name: string | undefined; readonly start: number; readonly end: number }
  | {
      readonly type: 'MatchAs';
      readonly pattern: Pattern | undefined;
      readonly name: string | undefined;
      readonly start: number;
      readonly end: number;
    }
  | { readonly type: 'MatchOr'; readonly patterns: readonly Pattern[]; readonly start: number; readonly end: number };

export interface TypeParameter extends NodeBase {
  readonly type: 'TypeVar' | 'ParamSpec' | 'TypeVarTuple';
  readonly name: string;
  readonly bound: Expression | undefined;
  readonly default_value: Expression | undefined;
}

export type PythonNode =
  | Module
  | Statement
  | Expression
  | WithItem
  | MatchCase
  | ExceptHandler
  | Alias
  | Comprehension
  | Keyword
  | Arguments
  | Arg
  | Pattern
  | TypeParameter;

/** What parsing a text gives; it always gives a module. */
export interface ParsedPython {
  readonly module: Module;
  /** Comments in order, `#` included. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /** Where the text does not follow the grammar. Empty for a file without mistakes. */
  readonly errors: readonly { readonly start: number; readonly end: number; readonly message: string }[];
  /** A triple quote is never closed, so what follows it is lost. */
  readonly unclosedString: boolean;
}
