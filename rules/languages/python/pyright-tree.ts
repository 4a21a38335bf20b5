/**
 * The part of pyright's syntax tree and tokens that is read here. Node and token kinds are plain numbers there; these are
 * theirs, of the version that is bundled.
 */

export interface Ranged {
  readonly start: number;
  readonly length: number;
}

export interface Comment extends Ranged {
  readonly value: string;
}

export interface Token extends Ranged {
  readonly type: number;
  readonly comments?: readonly Comment[] | undefined;
  /** Of a keyword. */
  readonly keywordType?: number;
}

export const tokens = {
  endOfStream: 1,
  newLine: 2,
  indent: 3,
  dedent: 4,
  string: 5,
  identifier: 7,
  keyword: 8,
  operator: 9,
  colon: 10,
  comma: 12,
  openParenthesis: 13,
  closeParenthesis: 14,
  openBracket: 15,
  closeBracket: 16,
  openBrace: 17,
  closeBrace: 18,
  arrow: 21,
  fStringStart: 24,
  fStringMiddle: 25,
  fStringEnd: 26,
} as const;

export interface TokenList {
  readonly count: number;
  getItemAt(index: number): Token;
}

/** A piece of a string's text, with its escapes. */
export interface TextToken extends Token {
  readonly flags: number;
  readonly escapedValue: string;
}

export const stringFlags = { triplicate: 4, raw: 8, bytes: 32, template: 128, unterminated: 65536 } as const;

interface Node<Kind extends number, Data> extends Ranged {
  readonly nodeType: Kind;
  readonly d: Data;
}

type Empty = Readonly<Record<string, never>>;

export type PyName = Node<38, { readonly value: string }>;
export type PyError = Node<0, { readonly child: PyNode | undefined; readonly decorators?: readonly PyDecorator[] | undefined }>;
export type PyUnary = Node<55, { readonly expr: PyExpression; readonly operator: number }>;
export type PyBinary = Node<
  7,
  { readonly leftExpr: PyExpression; readonly rightExpr: PyExpression; readonly operator: number; readonly hasParens: boolean }
>;
export type PyAssignment = Node<3, { readonly leftExpr: PyExpression; readonly rightExpr: PyExpression }>;
export type PyTypeAnnotation = Node<54, { readonly valueExpr: PyExpression; readonly annotation: PyExpression }>;
export type PyWalrus = Node<4, { readonly name: PyName; readonly rightExpr: PyExpression }>;
export type PyAugmented = Node<5, { readonly leftExpr: PyExpression; readonly operator: number; readonly rightExpr: PyExpression }>;
export type PyAwait = Node<6, { readonly expr: PyExpression }>;
export type PyTernary = Node<51, { readonly ifExpr: PyExpression; readonly testExpr: PyExpression; readonly elseExpr: PyExpression }>;
export type PyUnpack = Node<56, { readonly expr: PyExpression }>;
export type PyTuple = Node<52, { readonly items: readonly PyExpression[]; readonly hasParens: boolean }>;
export type PyCall = Node<9, { readonly leftExpr: PyExpression; readonly args: readonly PyArgument[] }>;
export type PyComprehension = Node<
  11,
  {
    readonly expr: PyExpression | PyKeyEntry | PyExpandEntry;
    readonly forIfNodes: readonly (PyComprehensionFor | PyComprehensionIf)[];
    readonly isGenerator: boolean;
    readonly hasParens: boolean;
  }
>;
export type PyComprehensionFor = Node<
  12,
  { readonly isAsync?: boolean; readonly targetExpr: PyExpression; readonly iterableExpr: PyExpression }
>;
export type PyComprehensionIf = Node<13, { readonly testExpr: PyExpression }>;
export type PyIndex = Node<27, { readonly leftExpr: PyExpression; readonly items: readonly PyArgument[]; readonly trailingComma: boolean }>;
export type PySlice = Node<
  46,
  {
    readonly startValue?: PyExpression | undefined;
    readonly endValue?: PyExpression | undefined;
    readonly stepValue?: PyExpression | undefined;
  }
>;
export type PyYield = Node<60, { readonly expr?: PyExpression | undefined }>;
export type PyYieldFrom = Node<61, { readonly expr: PyExpression }>;
export type PyMember = Node<35, { readonly leftExpr: PyExpression; readonly member: PyName }>;
export type PyLambda = Node<33, { readonly params: readonly PyParameter[]; readonly expr: PyExpression }>;
export type PyConstant = Node<14, { readonly constType: number }>;
export type PyEllipsis = Node<21, Empty>;
export type PyNumber = Node<40, { readonly value: number | bigint; readonly isInteger: boolean; readonly isImaginary: boolean }>;
export type PyString = Node<49, { readonly token: TextToken; readonly value: string }>;
export type PyFormatString = Node<
  30,
  {
    readonly token: TextToken;
    readonly middleTokens: readonly TextToken[];
    readonly fieldExprs: readonly PyExpression[];
  }
>;
export type PyStringList = Node<48, { readonly strings: readonly (PyString | PyFormatString)[] }>;
export type PyKeyEntry = Node<20, { readonly keyExpr: PyExpression; readonly valueExpr: PyExpression }>;
export type PyExpandEntry = Node<19, { readonly expr: PyExpression }>;
export type PyDictionary = Node<18, { readonly items: readonly (PyKeyEntry | PyExpandEntry | PyComprehension)[] }>;
export type PySet = Node<45, { readonly items: readonly PyExpression[] }>;
export type PyList = Node<34, { readonly items: readonly PyExpression[] }>;

/** `argCategory`: 0 simple, 1 `*unpacked`, 2 `**unpacked`. */
export type PyArgument = Node<1, { readonly argCategory: number; readonly name: PyName | undefined; readonly valueExpr: PyExpression }>;
/** `category`: 0 simple, 1 `*args`, 2 `**kwargs`; without a name, 0 is `/` and 1 is `*`. */
export type PyParameter = Node<
  41,
  {
    readonly category: number;
    readonly name: PyName | undefined;
    readonly annotation: PyExpression | undefined;
    readonly defaultValue: PyExpression | undefined;
  }
>;
/** `typeParamKind`: 0 `T`, 1 `*Ts`, 2 `**P`. */
export type PyTypeParameter = Node<
  75,
  { readonly name: PyName; readonly typeParamKind: number; readonly boundExpr?: PyExpression; readonly defaultExpr?: PyExpression }
>;
export type PyTypeParameters = Node<76, { readonly params: readonly PyTypeParameter[] }>;

export type PyExpression =
  | PyName
  | PyError
  | PyUnary
  | PyBinary
  | PyAssignment
  | PyTypeAnnotation
  | PyWalrus
  | PyAugmented
  | PyAwait
  | PyTernary
  | PyUnpack
  | PyTuple
  | PyCall
  | PyComprehension
  | PyIndex
  | PySlice
  | PyYield
  | PyYieldFrom
  | PyMember
  | PyLambda
  | PyConstant
  | PyEllipsis
  | PyNumber
  | PyString
  | PyFormatString
  | PyStringList
  | PyDictionary
  | PySet
  | PyList;

export type PySuite = Node<50, { readonly statements: readonly PyStatement[] }>;
export type PyDecorator = Node<16, { readonly expr: PyExpression }>;
export type PyIf = Node<22, { readonly testExpr: PyExpression; readonly ifSuite: PySuite; readonly elseSuite: PySuite | PyIf | undefined }>;
export type PyWhile = Node<57, { readonly testExpr: PyExpression; readonly whileSuite: PySuite; readonly elseSuite?: PySuite | undefined }>;
export type PyFor = Node<
  29,
  {
    readonly isAsync?: boolean;
    readonly targetExpr: PyExpression;
    readonly iterableExpr: PyExpression;
    readonly forSuite: PySuite;
    readonly elseSuite?: PySuite | undefined;
  }
>;
export type PyTry = Node<
  53,
  {
    readonly trySuite: PySuite;
    readonly exceptClauses: readonly PyExcept[];
    readonly elseSuite?: PySuite | undefined;
    readonly finallySuite?: PySuite | undefined;
  }
>;
export type PyExcept = Node<
  28,
  {
    readonly typeExpr?: PyExpression | undefined;
    readonly name?: PyName | undefined;
    readonly exceptSuite: PySuite;
    readonly isExceptGroup: boolean;
  }
>;
export type PyFunction = Node<
  31,
  {
    readonly firstToken: Token;
    readonly decorators: readonly PyDecorator[];
    readonly isAsync: boolean;
    readonly name: PyName;
    readonly typeParams: PyTypeParameters | undefined;
    readonly params: readonly PyParameter[];
    readonly returnAnnotation: PyExpression | undefined;
    readonly suite: PySuite;
  }
>;
export type PyClass = Node<
  10,
  {
    readonly firstToken: Token;
    readonly decorators: readonly PyDecorator[];
    readonly name: PyName;
    readonly typeParams: PyTypeParameters | undefined;
    readonly arguments: readonly PyArgument[];
    readonly suite: PySuite;
  }
>;
export type PyWith = Node<58, { readonly isAsync?: boolean; readonly withItems: readonly PyWithItem[]; readonly suite: PySuite }>;
export type PyWithItem = Node<59, { readonly expr: PyExpression; readonly target?: PyExpression | undefined }>;
export type PyStatementList = Node<47, { readonly statements: readonly PySmallStatement[] }>;
export type PyTypeAlias = Node<77, { readonly name: PyName; readonly typeParams?: PyTypeParameters; readonly expr: PyExpression }>;
export type PyMatch = Node<63, { readonly expr: PyExpression; readonly cases: readonly PyCase[] }>;
export type PyCase = Node<64, { readonly pattern: PyPattern; readonly guardExpr?: PyExpression | undefined; readonly suite: PySuite }>;

export type PyDel = Node<17, { readonly targets: readonly PyExpression[] }>;
export type PyPass = Node<42, Empty>;
export type PyBreak = Node<8, Empty>;
export type PyContinue = Node<15, Empty>;
export type PyReturn = Node<44, { readonly expr?: PyExpression | undefined }>;
export type PyRaise = Node<43, { readonly expr?: PyExpression | undefined; readonly fromExpr?: PyExpression | undefined }>;
export type PyAssert = Node<2, { readonly testExpr: PyExpression; readonly exceptionExpr?: PyExpression | undefined }>;
export type PyGlobal = Node<32, { readonly targets: readonly PyName[] }>;
export type PyNonlocal = Node<39, { readonly targets: readonly PyName[] }>;
export type PyModuleName = Node<37, { readonly leadingDots: number; readonly nameParts: readonly PyName[] }>;
export type PyImport = Node<23, { readonly list: readonly PyImportAs[] }>;
export type PyImportAs = Node<24, { readonly module: PyModuleName; readonly alias?: PyName | undefined }>;
export type PyImportFrom = Node<
  25,
  {
    readonly module: PyModuleName;
    readonly imports: readonly PyImportFromAs[];
    readonly isWildcardImport: boolean;
    readonly wildcardToken?: Token;
  }
>;
export type PyImportFromAs = Node<26, { readonly name: PyName; readonly alias?: PyName | undefined }>;

export type PySmallStatement =
  | PyExpression
  | PyDel
  | PyPass
  | PyBreak
  | PyContinue
  | PyReturn
  | PyRaise
  | PyAssert
  | PyGlobal
  | PyNonlocal
  | PyImport
  | PyImportFrom
  | PyTypeAlias;

export type PyStatement = PyIf | PyWhile | PyFor | PyTry | PyFunction | PyClass | PyWith | PyStatementList | PyMatch | PyTypeAlias | PyError;

export type PyPatternAs = Node<66, { readonly orPatterns: readonly PyPattern[]; readonly target?: PyName | undefined }>;
export type PyPatternSequence = Node<65, { readonly entries: readonly PyPattern[] }>;
export type PyPatternLiteral = Node<67, { readonly expr: PyExpression }>;
export type PyPatternClass = Node<68, { readonly className: PyName | PyMember; readonly args: readonly PyPatternArgument[] }>;
export type PyPatternArgument = Node<74, { readonly name?: PyName | undefined; readonly pattern: PyPattern }>;
export type PyPatternCapture = Node<69, { readonly target: PyName; readonly isStar: boolean; readonly isWildcard: boolean }>;
export type PyPatternMapping = Node<70, { readonly entries: readonly (PyPatternKeyEntry | PyPatternExpandEntry)[] }>;
export type PyPatternKeyEntry = Node<71, { readonly keyPattern: PyPattern; readonly valuePattern: PyPattern }>;
export type PyPatternExpandEntry = Node<72, { readonly target: PyName }>;
export type PyPatternValue = Node<73, { readonly expr: PyExpression }>;

export type PyPattern =
  | PyPatternAs
  | PyPatternSequence
  | PyPatternLiteral
  | PyPatternClass
  | PyPatternCapture
  | PyPatternMapping
  | PyPatternValue
  | PyError;

export type PyModule = Node<36, { readonly statements: readonly PyStatement[] }>;

export type PyNode = PyExpression | PySmallStatement | PyStatement | PyPattern | PySuite | PyModule;
