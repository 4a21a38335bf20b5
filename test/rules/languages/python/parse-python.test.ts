import assert from 'node:assert/strict';
import type { Module, PythonNode } from '../../../../rules/languages/python/ast.ts';
import { parsePython } from '../../../../rules/languages/python/parse-python.ts';
import { childrenOf } from './list-nodes.ts';

function nodesOf(module: Module): PythonNode[] {
  const nodes: PythonNode[] = [module];
  for (const node of nodes) nodes.push(...childrenOf(node).map((child) => child.node));
  return nodes;
}

/** The texts of all nodes of some types, in the order of the text. */
function textsOf(text: string, ...types: readonly PythonNode['type'][]): string[] {
  const { module } = parsePython(text);
  const found = nodesOf(module).filter(({ type }) => types.includes(type));
  return found.sort((a, b) => a.start - b.start || b.end - a.end).map(({ start, end }) => text.slice(start, end));
}

function findNode<Type extends PythonNode['type']>(text: string, type: Type): Extract<PythonNode, { readonly type: Type }> {
  const found = nodesOf(parsePython(text).module).find((node): node is Extract<PythonNode, { readonly type: Type }> => node.type === type);
  assert.ok(found !== undefined, `${type} in ${text}`);
  return found;
}

const operators = ['or', 'and', 'not in', 'in', 'is', 'is not', '<', '==', '|', '^', '&', '<<', '+', '-', '*', '//', '@', '**', 'if xxxx else', 'and not', '* -', ', *'];

/** What an expression is made of, but for its operands. */
function shapeOf(text: string): string {
  const { module, errors } = parsePython(text);
  const nodes = nodesOf(module).map((node) => [/^(?:Name|Constant)$/.test(node.type) ? 'operand' : node.type, node.start, node.end, 'op' in node ? node.op : 'ops' in node ? node.ops : undefined]);
  return JSON.stringify([nodes, errors.map(({ start, end }) => [start, end])]);
}

describe('parsePython', () => {
  it('reads expressions alike whatever their operands are', () => {
    for (const first of operators) {
      for (const second of operators) {
        const text = `f(xxxx ${first} xxxx ${second} xxxx)\nxxxx ${second} xxxx, not xxxx ${first} -xxxx[xxxx ${second} xxxx]`;
        // Keywords go down all levels of operators, names take the short way.
        assert.equal(shapeOf(text), shapeOf(text.replaceAll('xxxx', 'None')), text);
      }
    }
  });

  it('leaves the parentheses around a node out of it, and counts those of its parts in', () => {
    assert.deepEqual(textsOf('x = ((f)((a), (b)))', 'Call', 'Name'), ['x', '(f)((a), (b))', 'f', 'a', 'b']);
    assert.deepEqual(textsOf('( (a + b) * c )', 'BinOp'), ['(a + b) * c', 'a + b']);
    assert.deepEqual(textsOf('((1, 2)), (), ((3),)', 'Tuple'), ['((1, 2)), (), ((3),)', '(1, 2)', '()', '((3),)']);
    assert.deepEqual(textsOf('x = ( # one\n  (yield a) # two\n)', 'Yield'), ['yield a']);
    assert.deepEqual(textsOf('return f(x for x in y), f((x for x in y))', 'GeneratorExp'), ['(x for x in y)', '(x for x in y)']);
  });

  it('tells where the arguments of a call are', () => {
    const call = findNode('f (  # note ( \n  a)', 'Call');
    assert.deepEqual([call.argumentsSpan.start, call.argumentsSpan.end], [2, 19]);
  });

  it('starts a function at its first keyword, not at its decorators, and ends its head behind the colon', () => {
    const text = '@a\n@b.c(d)\nasync  def f(x) -> int :\n    pass\n\n\ny = 1\n';
    const { start, end, headEnd, nameSpan, decorator_list } = findNode(text, 'AsyncFunctionDef');
    assert.equal(text.slice(start, end), 'async  def f(x) -> int :\n    pass');
    assert.equal(text.slice(start, headEnd), 'async  def f(x) -> int :');
    assert.equal(text.slice(nameSpan.start, nameSpan.end), 'f');
    assert.equal(decorator_list.length, 2);
  });

  it('sorts parameters', () => {
    const { args } = findNode('def f(a, b=1, /, c: int=2, *d, e, g=3, **h): pass', 'FunctionDef');
    const names = (list: readonly { readonly arg: string }[]): string[] => list.map(({ arg }) => arg);
    assert.deepEqual([names(args.posonlyargs), names(args.args), args.vararg?.arg, names(args.kwonlyargs), args.kwarg?.arg], [['a', 'b'], ['c'], 'd', ['e', 'g'], 'h']);
    assert.equal(args.defaults.length, 2);
    assert.deepEqual(args.kw_defaults.map((value) => value?.type), [undefined, 'Constant']);
    assert.deepEqual(names(findNode('x = lambda a, *, b=1: a', 'Lambda').args.kwonlyargs), ['b']);
  });

  it('nests elif, and joins comparisons, conditions and targets', () => {
    const { orelse } = findNode('if a: pass\nelif b: pass\nelse: c', 'If');
    assert.equal(orelse[0]?.type, 'If');
    assert.deepEqual(findNode('a < b not in c is not (d < e)', 'Compare').ops, ['<', 'not in', 'is not']);
    assert.equal(findNode('a and b and (c and d)', 'BoolOp').values.length, 3);
    assert.deepEqual(textsOf('a = b, c = d', 'Name'), ['a', 'b', 'c', 'd']);
    assert.equal(findNode('a = b, c = d', 'Assign').targets.length, 2);
  });

  it('knows what is in a format string', () => {
    const { values } = findNode('x = "a" f"b{{ {c!r:>{d + 1}.2f} {e = }" \'z\'', 'JoinedStr');
    assert.deepEqual(values.map((value) => (value.type === 'Constant' ? value.value : value.value.type)), ['ab{ ', 'Name', ' e = ', 'Name', 'z']);
    assert.deepEqual(textsOf('f"{a:{b}}{f\'{c}\'}"', 'FormattedValue', 'Name'), ['{a:{b}}', 'a', '{b}', 'b', "{f'{c}'}", '{c}', 'c']);
    assert.equal(findNode('t"{await x}"', 'TemplateStr').values[0]?.type, 'FormattedValue');
    assert.deepEqual(textsOf('f"{await g()}"', 'Await', 'Call'), ['await g()', 'g()']);
    assert.deepEqual([findNode('"\\U0001F600" "b"', 'Constant').value, findNode('b"a"', 'Constant').kind], ['😀b', 'bytes']);
  });

  it('knows newer grammar', () => {
    const text = [
      'def f[T: int = str, *Ts, **P](x: T) -> T: ...',
      'type A[T] = list[T]',
      'try: pass',
      'except* A as e: pass',
      'try: pass',
      'except A, B: pass',
      'if (n := 1): pass',
      'a[*b, 1:2:, (x := 3)]',
      'with (open(a) as b, c): pass',
      'match x:',
      '    case {"a": 1, **rest} | [1, *rest] | A(rest, c=None) as d if e: pass',
      '    case (None | -1 | a.b): pass',
      'lazy import x',
    ].join('\n');
    assert.deepEqual(parsePython(text).errors, []);
    assert.deepEqual(findNode(text, 'FunctionDef').type_params.map(({ type, name }) => `${type} ${name}`), ['TypeVar T', 'TypeVarTuple Ts', 'ParamSpec P']);
    assert.equal(findNode(text, 'TryStar').handlers[0]?.name, 'e');
    assert.equal(findNode(text, 'Try').handlers[0]?.exceptionType?.type, 'Tuple');
    assert.deepEqual(findNode(text, 'MatchMapping').rest, 'rest');
  });

  it('ignores types in comments, and early ends of finally', () => {
    const text = 'x = [] # type: List[\ndef f(): # type: (\n    while a:\n        try: pass\n        finally: break\n';
    assert.deepEqual(parsePython(text).errors, []);
  });

  it('keeps offsets, whatever lines end with and whatever comes first', () => {
    for (const text of ['\uFEFFa()\n  \nb()', 'a()\r\nb()', 'a()\rb()', 'a()\n\fb()', 'if x:\n\ta()\n\tb()', '"😀"; a()\nb()', 'a()\n\\\n\nb()']) {
      assert.deepEqual(textsOf(text, 'Call'), ['a()', 'b()'], JSON.stringify(text));
    }
    const { comments } = parsePython('\uFEFFx # one\n# two\r\n"# no"');
    assert.deepEqual(comments, [
      { start: 3, end: 8 },
      { start: 9, end: 14 },
    ]);
  });

  it('passes over what notebooks know besides Python', () => {
    const text = '%matplotlib inline\n!pip install x\nfiles = !ls (\n?help\na.b??\nvalue = %time f(\nif x:\n    %timeit (\n    g(5 % 2)\nh()\n';
    assert.deepEqual(textsOf(text, 'Call'), ['g(5 % 2)', 'h()']);
    assert.deepEqual(parsePython(text).errors, []);
    assert.equal(parsePython('a = (b\n  % c)\n').errors.length, 0);
  });

  it('tells about a string that is never closed', () => {
    assert.equal(parsePython('a()\nx = """\nb()\n').unclosedString, true);
    assert.equal(parsePython('x = f"""{a}\nb()\n').unclosedString, true);
    assert.equal(parsePython("x = 'a\nb()\n").unclosedString, false);
    assert.equal(parsePython('x = """a"""\n').unclosedString, false);
  });

  it('never throws: deep nesting, long chains, and noise', () => {
    const deep = parsePython('('.repeat(20_000));
    assert.deepEqual([deep.module.body.length, deep.errors[0]?.message], [0, 'The code is nested too deeply to be analysed.']);
    assert.equal(parsePython(`x = ${'"a" + '.repeat(900)}b`).errors.length, 0);
    assert.equal(parsePython(`if a:\n pass\n${'elif b:\n pass\n'.repeat(500)}`).errors.length, 0);
    const pieces = ['def f(', ')', '[', '}', '"""', 'f"{', "'", ':', '\n', '    ', 'await ', 'async ', 'x', '=', '@', 'match ', 'case ', '\\', '!', '%', '?', '\u0000', '\uD800', '😀', 'lambda ', 'except* ', '#'];
    let seed = 7;
    for (let run = 0; run < 1000; run++) {
      const text = Array.from({ length: 1 + (run % 30) }, () => pieces[(seed = (seed * 1103515245 + 12345) % 2147483648) % pieces.length] ?? '').join('');
      for (const { start, end } of nodesOf(parsePython(text).module)) assert.ok(start >= 0 && start <= end && end <= text.length, JSON.stringify(text));
    }
  });
});
