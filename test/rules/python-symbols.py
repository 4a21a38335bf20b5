"""Reads symbols as JSON from the standard input and prints those of the standard library that do not exist."""

import importlib
import json
import re
import sys


def resolve(symbol):
    root, path = symbol.split(":", 1)
    if root not in sys.stdlib_module_names and root != "builtins":
        return True
    value = importlib.import_module(root)
    name = root
    for mark, part in re.findall(r"(\(\)|[.#]?)([^.#()]*)", path):
        if not part:
            if mark == "()":
                return True
            continue
        if mark == "#" and not isinstance(value, type):
            return True
        # What a property gives is not known without an instance.
        if isinstance(value, property):
            return True
        if "*" in part:
            return True
        if not hasattr(value, part):
            try:
                value = importlib.import_module(f"{name}.{part}")
            except ImportError:
                return isinstance(value, type) and mark == "#" and f"#{part}." in path
        else:
            value = getattr(value, part)
        name = f"{name}.{part}"
    return True


def exists(symbol):
    try:
        return resolve(symbol)
    except ImportError:
        return False


json.dump([symbol for symbol in json.load(sys.stdin) if not exists(symbol)], sys.stdout)
