"""Prints, for each file named on the command line, the names that each scope binds, as CPython's symtable sees them."""
import json
import sys
import symtable


def names_of(table):
    names = {s.get_name() for s in table.get_symbols() if s.is_local() and (s.is_assigned() or s.is_imported() or s.is_parameter() or s.is_namespace())}
    return {name for name in names if not name.startswith('.')}


def walk(table, found):
    comprehensions = [child for child in table.get_children() if is_comprehension(child)]
    names = names_of(table)
    pending = list(comprehensions)
    while pending:
        child = pending.pop()
        names |= names_of(child)
        for inner in child.get_children():
            if is_comprehension(inner):
                pending.append(inner)
            else:
                walk(inner, found)
    found.append([table.get_type(), table.get_name(), table.get_lineno(), sorted(names)])
    for child in table.get_children():
        if not is_comprehension(child):
            walk(child, found)


def is_comprehension(table):
    return table.get_name() in ('listcomp', 'setcomp', 'dictcomp', 'genexpr')


for line in sys.stdin:
    path = line.strip()
    try:
        with open(path, encoding='utf-8') as file:
            found = []
            walk(symtable.symtable(file.read(), path, 'exec'), found)
    except (SyntaxError, ValueError, RecursionError):
        found = None
    print(json.dumps(found))
