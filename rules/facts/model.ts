/**
 * The fact vocabulary: what both front ends lower their syntax to, and all that rules ever see of a file.
 *
 * Everything here is plain, immutable, JSON-serialisable data. Cross references are indices into the tables
 * of {@link FileFacts}, never object references, so facts can be cached, sent between threads and compared.
 * Anything derived (parents, fates, origins, effects) is computed on demand by `FileModel`.
 */

/** A half-open range of UTF-16 offsets into the file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Language = 'typescript' | 'python';

export type ValueId = number;
export type RegionId = number;
export type StructureId = number;
export type FunctionId = number;
export type BindingId = number;
export type ClassId = number;
export type TypeId = number;

/** The facts of one file. Function 0 is the module itself: the code that runs when the file is loaded. */
export interface FileFacts {
  readonly language: Language;
  readonly values: readonly Value[];
  readonly regions: readonly Region[];
  readonly structures: readonly Structure[];
  readonly functions: readonly FunctionFact[];
  readonly bindings: readonly BindingFact[];
  readonly classes: readonly ClassFact[];
  readonly types: readonly TypeDeclaration[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly directives: readonly DirectiveComment[];
  /** True for a file that starts with `#!`. */
  readonly shebang: string | undefined;
}

// --- Control structure -------------------------------------------------------------------------------------

/** A run of code with one way in: the body of a function, a branch, a loop, a handler. */
export interface Region {
  readonly id: RegionId;
  readonly fn: FunctionId;
  /** The structure this region is a part of; undefined for the body of a function. */
  readonly structure: StructureId | undefined;
  readonly role: RegionRole;
  readonly span: Span;
  readonly steps: readonly Step[];
}

export type RegionRole =
  | 'body'
  | 'block'
  | 'then'
  | 'else'
  | 'loop-init'
  | 'loop-body'
  | 'loop-update'
  | 'try'
  | 'handler'
  | 'no-error'
  | 'finally'
  | 'case'
  | 'with';

/** What a region does, in order of evaluation. */
export type Step =
  | { readonly kind: 'evaluate'; readonly value: ValueId; readonly span: Span }
  | { readonly kind: 'return'; readonly value: ValueId | undefined; readonly span: Span; readonly implicit: boolean }
  | { readonly kind: 'throw'; readonly value: ValueId | undefined; readonly cause: ValueId | undefined; readonly span: Span }
  | { readonly kind: 'break' | 'continue'; readonly target: StructureId | undefined; readonly span: Span }
  | { readonly kind: 'enter'; readonly structure: StructureId; readonly span: Span };

interface StructureBase {
  readonly id: StructureId;
  /** The region this structure stands in. */
  readonly region: RegionId;
  readonly span: Span;
}

export type Structure = BlockStructure | IfStructure | LoopStructure | TryStructure | SwitchStructure | WithStructure;

export interface BlockStructure extends StructureBase {
  readonly kind: 'block';
  readonly body: RegionId;
}

export interface IfStructure extends StructureBase {
  readonly kind: 'if';
  readonly test: ValueId;
  readonly then: RegionId;
  readonly otherwise: RegionId | undefined;
}

export interface LoopStructure extends StructureBase {
  readonly kind: 'loop';
  /** `each` iterates a collection's elements, `keys` its keys, `while` tests before, `until` after, `count` is the three-part for. */
  readonly form: 'each' | 'keys' | 'while' | 'until' | 'count';
  /** `for await`, `async for`. */
  readonly awaits: boolean;
  readonly iterable: ValueId | undefined;
  readonly target: Target | undefined;
  readonly test: ValueId | undefined;
  readonly init: RegionId | undefined;
  readonly update: RegionId | undefined;
  readonly body: RegionId;
  /** Python's `else` of a loop. */
  readonly otherwise: RegionId | undefined;
}

export interface TryStructure extends StructureBase {
  readonly kind: 'try';
  readonly body: RegionId;
  readonly handlers: readonly Handler[];
  readonly otherwise: RegionId | undefined;
  readonly finalizer: RegionId | undefined;
}

export interface Handler {
  readonly region: RegionId;
  /** From the `catch`/`except` keyword to the end of the handler. */
  readonly span: Span;
  /** The `catch`/`except` clause without its body. */
  readonly headSpan: Span;
  readonly parameter: Target | undefined;
  /** The exception classes an `except` names; empty where everything is caught. */
  readonly catches: readonly ValueId[];
  /** Python's `except*`. */
  readonly group: boolean;
}

export interface SwitchStructure extends StructureBase {
  readonly kind: 'switch';
  readonly subject: ValueId;
  readonly cases: readonly { readonly tests: readonly ValueId[]; readonly region: RegionId; readonly fallsThrough: boolean }[];
}

export interface WithStructure extends StructureBase {
  readonly kind: 'with';
  readonly awaits: boolean;
  readonly items: readonly { readonly value: ValueId; readonly target: Target | undefined }[];
  readonly body: RegionId;
}

// --- Values ------------------------------------------------------------------------------------------------

interface ValueBase {
  readonly id: ValueId;
  readonly span: Span;
  readonly region: RegionId;
}

export type Value =
  | CallValue
  | AwaitValue
  | NameValue
  | MemberValue
  | ThisValue
  | FunctionValue
  | ClassValue
  | LiteralValue
  | TemplateValue
  | ObjectValue
  | ListValue
  | ComprehensionValue
  | ConditionalValue
  | LogicalValue
  | BinaryValue
  | UnaryValue
  | SequenceValue
  | AssignValue
  | YieldValue
  | ImportValue
  | ElementValue
  | CastValue
  | OtherValue;

export type ValueKind = Value['kind'];

export interface CallValue extends ValueBase {
  readonly kind: 'call';
  /** `new` and Python's class calls look alike to rules only after resolution; `construct` is the syntax `new`. */
  readonly form: 'call' | 'construct' | 'tag';
  readonly callee: ValueId;
  readonly args: readonly Argument[];
  readonly optional: boolean;
  readonly typeArguments: readonly TypeRef[];
  /** The argument list with its parentheses; for `new C` without one, the empty range at the end. */
  readonly argumentsSpan: Span;
}

export interface Argument {
  readonly value: ValueId;
  /** `...xs`, `*xs`, `**xs`. */
  readonly spread: boolean;
  /** The keyword of a Python keyword argument. */
  readonly keyword: string | undefined;
}

export interface AwaitValue extends ValueBase {
  readonly kind: 'await';
  readonly operand: ValueId;
}

export interface NameValue extends ValueBase {
  readonly kind: 'name';
  readonly name: string;
  /** Undefined for a name that nothing in the file binds: a global. */
  readonly binding: BindingId | undefined;
}

export interface MemberValue extends ValueBase {
  readonly kind: 'member';
  readonly object: ValueId;
  /** The property's name where it is known (`a.b`, `a['b']`, `a.#b` as `#b`). */
  readonly property: string | undefined;
  readonly key: ValueId | undefined;
  /** A part of a list, as Python writes it: `xs[from:to]`. */
  readonly range?: { readonly from: ValueId | undefined; readonly to: ValueId | undefined };
  readonly optional: boolean;
  readonly propertySpan: Span;
}

/** `this`, `super`, and Python's first parameter of a method. */
export interface ThisValue extends ValueBase {
  readonly kind: 'this';
  readonly form: 'this' | 'super' | 'class';
}

export interface FunctionValue extends ValueBase {
  readonly kind: 'function';
  readonly fn: FunctionId;
}

export interface ClassValue extends ValueBase {
  readonly kind: 'class';
  readonly class: ClassId;
}

export interface LiteralValue extends ValueBase {
  readonly kind: 'literal';
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'regex' | 'bigint' | 'bytes' | 'ellipsis';
  readonly value: string | number | boolean | null;
}

export interface TemplateValue extends ValueBase {
  readonly kind: 'template';
  readonly parts: readonly ValueId[];
  /** The literal text, in order, around the parts. */
  readonly texts: readonly string[];
}

export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry {
  /** Undefined for a spread and for a computed key that is not a literal. */
  readonly key: string | undefined;
  readonly computedKey: ValueId | undefined;
  readonly value: ValueId;
  readonly spread: boolean;
  readonly span: Span;
}

export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly form: 'list' | 'tuple' | 'set';
  readonly elements: readonly { readonly value: ValueId; readonly spread: boolean }[];
}

/** Python's comprehensions and generator expressions: a value made by a loop. */
export interface ComprehensionValue extends ValueBase {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** The outermost loop; the others are nested in its body. */
  readonly loop: StructureId;
  readonly key: ValueId | undefined;
  readonly element: ValueId;
}

export interface ConditionalValue extends ValueBase {
  readonly kind: 'conditional';
  readonly test: ValueId;
  readonly then: ValueId;
  readonly otherwise: ValueId;
}

export interface LogicalValue extends ValueBase {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or' | 'nullish';
  readonly left: ValueId;
  readonly right: ValueId;
}

export interface BinaryValue extends ValueBase {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: ValueId;
  readonly right: ValueId;
}

export interface UnaryValue extends ValueBase {
  readonly kind: 'unary';
  readonly operator: 'not' | 'void' | 'typeof' | 'delete' | '-' | '+' | '~';
  readonly operand: ValueId;
}

export interface SequenceValue extends ValueBase {
  readonly kind: 'sequence';
  readonly values: readonly ValueId[];
}

/** Assignment, declaration with an initialiser, `x += 1`, `x++`, Python's walrus. */
export interface AssignValue extends ValueBase {
  readonly kind: 'assign';
  /** `=`, or the operator before it: `+`, `??`, `||`... */
  readonly operator: string;
  readonly target: Target;
  readonly value: ValueId;
  readonly declares: DeclarationKind | undefined;
  readonly annotation: TypeRef | undefined;
}

export type DeclarationKind = 'const' | 'let' | 'var' | 'using' | 'await using';

export interface YieldValue extends ValueBase {
  readonly kind: 'yield';
  readonly operand: ValueId | undefined;
  readonly delegates: boolean;
}

/** `import('x')`; `module` where it is a literal. `require('x')` is an ordinary call that resolves to a module. */
export interface ImportValue extends ValueBase {
  readonly kind: 'import';
  readonly module: string | undefined;
  readonly source: ValueId;
}

/** A JSX element. */
export interface ElementValue extends ValueBase {
  readonly kind: 'element';
  readonly tag: ValueId | undefined;
  readonly attributes: readonly { readonly name: string | undefined; readonly value: ValueId; readonly span: Span }[];
  readonly children: readonly ValueId[];
}

/** `x as T`, `x satisfies T`, `x!`, `<T>x`: transparent to everything but types. */
export interface CastValue extends ValueBase {
  readonly kind: 'cast';
  readonly operand: ValueId;
  readonly type: TypeRef | undefined;
  /** `as const`. */
  readonly constant: boolean;
}

/** Whatever has no meaning of its own for any rule; its parts still count. */
export interface OtherValue extends ValueBase {
  readonly kind: 'other';
  readonly parts: readonly ValueId[];
}

/** Where a value is put. */
export type Target =
  | { readonly kind: 'binding'; readonly name: string; readonly binding: BindingId | undefined; readonly span: Span }
  | { readonly kind: 'member'; readonly value: ValueId; readonly span: Span }
  | {
      readonly kind: 'object';
      readonly properties: readonly { readonly key: string | undefined; readonly target: Target; readonly fallback: ValueId | undefined }[];
      readonly rest: Target | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'list';
      readonly elements: readonly ({ readonly target: Target; readonly fallback: ValueId | undefined; readonly rest: boolean } | undefined)[];
      readonly span: Span;
    };

// --- Declarations ------------------------------------------------------------------------------------------

export interface FunctionFact {
  readonly id: FunctionId;
  /** The function this one is written in; undefined for the module. */
  readonly parent: FunctionId | undefined;
  /** The region this one is written in; undefined for the module. */
  readonly region: RegionId | undefined;
  readonly form: FunctionForm;
  /** Its own name, else the name of the variable, property or class member it is put in. */
  readonly name: string | undefined;
  readonly span: Span;
  /** What to point at when the function itself is meant: its name, else its head. */
  readonly nameSpan: Span;
  /** From the start (`async`, modifiers and decorators excluded) to the start of the body. */
  readonly headSpan: Span;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly isStatic: boolean;
  /** The body is an expression: `x => f(x)`, `lambda`. */
  readonly expressionBody: boolean;
  readonly params: readonly Param[];
  readonly returns: TypeRef | undefined;
  readonly class: ClassId | undefined;
  readonly decorators: readonly ValueId[];
  readonly body: RegionId;
  /** The binding a function declaration creates. */
  readonly binding: BindingId | undefined;
}

export type FunctionForm =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'field'
  | 'static-block';

export interface Param {
  readonly target: Target;
  readonly fallback: ValueId | undefined;
  readonly rest: boolean;
  readonly annotation: TypeRef | undefined;
  readonly optional: boolean;
}

export interface BindingFact {
  readonly id: BindingId;
  readonly name: string;
  readonly kind: BindingKind;
  /** The function whose call creates it; 0 for module level. */
  readonly fn: FunctionId;
  readonly span: Span;
  /** The value it is initialised with, or that `path` is taken out of. */
  readonly init: ValueId | undefined;
  /** For destructuring: the way from `init` (or the parameter) to this binding: `{ a: { b } }` gives `['a', 'b']`; undefined parts are unknown. */
  readonly path: readonly (string | undefined)[];
  readonly rest: boolean;
  readonly annotation: TypeRef | undefined;
  readonly import: { readonly module: string; readonly name: string; readonly typeOnly: boolean } | undefined;
  readonly function: FunctionId | undefined;
  readonly class: ClassId | undefined;
  /** For a parameter, its position. */
  readonly parameter: number | undefined;
}

export type BindingKind =
  | 'import'
  | 'const'
  | 'let'
  | 'var'
  | 'using'
  | 'param'
  | 'function'
  | 'class'
  | 'catch'
  | 'loop'
  | 'enum'
  | 'namespace'
  | 'type';

export interface ClassFact {
  readonly id: ClassId;
  readonly name: string | undefined;
  readonly span: Span;
  readonly fn: FunctionId;
  readonly superclass: ValueId | undefined;
  /** Further base classes, in order; Python has them. */
  readonly mixins: readonly ValueId[];
  /** The types that the class is written to implement; TypeScript has them. */
  readonly implements: readonly TypeRef[];
  readonly decorators: readonly ValueId[];
  readonly members: readonly ClassMember[];
}

export interface ClassMember {
  /** `#name` for private names; undefined where computed. */
  readonly name: string | undefined;
  readonly isStatic: boolean;
  /** Only the class itself can name it: TypeScript's `private`. */
  readonly isPrivate?: true;
  readonly kind: 'method' | 'getter' | 'setter' | 'field' | 'constructor';
  readonly function: FunctionId | undefined;
  /** The initial value of a field. */
  readonly value: ValueId | undefined;
  readonly annotation: TypeRef | undefined;
  readonly span: Span;
}

/** `interface X {}` and `type X = ...`, as far as rules look into them. */
export interface TypeDeclaration {
  readonly id: TypeId;
  readonly name: string;
  readonly binding: BindingId;
  readonly type: TypeRef;
  readonly extends: readonly TypeRef[];
}

/** A type as it is written: no inference, no resolution beyond the file's own bindings. */
export type TypeRef =
  | { readonly kind: 'named'; readonly path: readonly string[]; readonly binding: BindingId | undefined; readonly args: readonly TypeRef[] }
  | { readonly kind: 'union'; readonly of: readonly TypeRef[] }
  | { readonly kind: 'intersection'; readonly of: readonly TypeRef[] }
  | { readonly kind: 'array'; readonly of: TypeRef }
  | { readonly kind: 'tuple'; readonly of: readonly TypeRef[] }
  | { readonly kind: 'function'; readonly params: readonly TypeRef[]; readonly returns: TypeRef | undefined }
  | { readonly kind: 'object'; readonly members: readonly TypeMember[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** The type of what a name stands for: `typeof fetch`. */
  | { readonly kind: 'query'; readonly path: readonly string[]; readonly binding: BindingId | undefined }
  | { readonly kind: 'other' };

export interface TypeMember {
  readonly name: string;
  readonly type: TypeRef;
  readonly optional: boolean;
}

export interface ImportFact {
  readonly module: string;
  readonly span: Span;
  readonly typeOnly: boolean;
  readonly form: 'static' | 'dynamic' | 'require' | 're-export';
  /** For Python's relative imports, how many packages up; 0 is absolute. */
  readonly level: number;
}

export interface ExportFact {
  /** `default`, `*` for a star re-export, else the exported name. */
  readonly name: string;
  readonly binding: BindingId | undefined;
  readonly value: ValueId | undefined;
  readonly from: { readonly module: string; readonly name: string } | undefined;
  readonly span: Span;
}

/** A comment that starts like one of ESLint's directives; the engine reads its body. */
export interface DirectiveComment {
  readonly text: string;
  readonly span: Span;
  readonly block: boolean;
}
