"""Lists the nodes of Python files as CPython sees them.

Standard input: a line of JSON with the child fields of each node type, then a path a line. Standard output: for each
path a line of JSON, a list of texts "field Type start-end label" in the order of the fields, or null for a file that
CPython does not accept. Offsets count UTF-16 code units of the file.
"""

import ast
import bisect
import json
import re
import sys
import tokenize
import warnings

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.FloorDiv: "//",
    ast.And: "and", ast.Or: "or", ast.Not: "not", ast.UAdd: "+", ast.USub: "-", ast.Invert: "~", ast.Eq: "==",
    ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is", ast.IsNot: "is not",
    ast.In: "in", ast.NotIn: "not in",
}
# Before 3.12, positions in format strings were wrong.
FORMAT_STRINGS_ARE_EXACT = sys.version_info >= (3, 12)


class Offsets:
    """From CPython's positions to offsets."""

    def __init__(self, text):
        self.lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
        self.starts = []
        start = 0
        for line in self.lines:
            self.starts.append(start)
            start += len(line) if line.isascii() else utf16_length(line)

    def at(self, line, column):
        text = self.lines[line - 1]
        if not text.isascii():
            column = utf16_length(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass"))
        return self.starts[line - 1] + column


def utf16_length(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def label(node):
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, str):
            return "str " + value[:20].encode("ascii", "backslashreplace").decode()
        return "Ellipsis" if value is ... else "None" if value is None else type(value).__name__
    if isinstance(node, ast.Compare):
        return ",".join(OPERATORS[type(op)] for op in node.ops)
    if isinstance(node, (ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.AugAssign)):
        return OPERATORS[type(node.op)]
    if isinstance(node, ast.alias):
        return node.name + (" as " + node.asname if node.asname else "")
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return ",".join(node.names)
    if isinstance(node, ast.ImportFrom):
        return "." * node.level + (node.module or "")
    if isinstance(node, ast.comprehension):
        return "async" if node.is_async else ""
    if isinstance(node, ast.MatchClass):
        return ",".join(node.kwd_attrs)
    if isinstance(node, ast.MatchMapping):
        return node.rest or ""
    for field in ("id", "attr", "name", "arg"):
        value = getattr(node, field, None)
        if isinstance(value, str):
            return value
    return ""


def list_nodes(tree, offsets, keys):
    lines = []
    stack = [("", tree, True)]
    while stack:
        field, node, exact = stack.pop()
        name = type(node).__name__
        place = ""
        if exact and hasattr(node, "lineno"):
            start = offsets.at(node.lineno, node.col_offset)
            place = f"{start}-{offsets.at(node.end_lineno, node.end_col_offset)}"
        lines.append(f"{field} {name} {place} {label(node)}")
        inner = exact and (FORMAT_STRINGS_ARE_EXACT or name != "JoinedStr")
        children = []
        for key in keys[name]:
            value = getattr(node, "type" if key == "exceptionType" else key, None)
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    children.append((key, child, inner))
        stack.extend(reversed(children))
    return lines


def main():
    keys = json.loads(sys.stdin.readline())
    warnings.simplefilter("ignore")
    for path in sys.stdin:
        try:
            with tokenize.open(path.rstrip("\n")) as file:
                encoding = file.encoding
            with open(path.rstrip("\n"), encoding=encoding, newline="") as file:
                text = file.read()
            tree = ast.parse(text)
            result = {"text": text, "nodes": list_nodes(tree, Offsets(text), keys)}
        except (SyntaxError, ValueError, RecursionError, UnicodeError, LookupError):
            result = None
        print(json.dumps(result), flush=True)


main()
