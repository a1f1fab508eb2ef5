"""Small files, short functions, shallow nesting, plain names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "tool").rglob("*.py"))
SOURCES = [*PACKAGE, *sorted(path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)]

NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
SAY_NOTHING = {
    *("utils", "util", "helpers", "helper", "common", "manager", "handler", "processor"),
    *("base", "core", "misc", "data", "info", "types", "constants"),
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def depth(node: ast.AST) -> int:
    """How deep statements nest in it; `elif` is no deeper than its `if`, a function inside counts by itself."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child) + (isinstance(child, NESTING) and not is_elif))
    return deepest


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_sizes(path):
    assert len(path.read_text().splitlines()) <= 300
    for function in functions(path):
        place = f"{named(path)}:{function.lineno} {function.name}"
        assert function.end_lineno - function.lineno < 40, f"{place} is longer than 40 lines"
        assert depth(function) <= 3, f"{place} nests deeper than 3"


@pytest.mark.parametrize("path", PACKAGE, ids=named)
def test_names_say_something(path):
    assert path.stem.strip("_") not in SAY_NOTHING
    assert path.parent.name not in SAY_NOTHING


def test_one_level_of_inheritance_at_most():
    nodes = [node for path in PACKAGE for node in ast.walk(ast.parse(path.read_text()))]
    bases = {node.name: {ast.unparse(base) for base in node.bases} for node in nodes if isinstance(node, ast.ClassDef)}
    bases.pop("Part")  # to records what BaseModel is to others
    for name, ours in ((name, own & bases.keys()) for name, own in bases.items()):
        assert len(ours) <= 1, f"{name} inherits from several"
        assert not any(bases[base] & bases.keys() for base in ours), f"{name} inherits by more than one level"


def test_measured_as_said():
    tree = ast.parse("def f():\n if a:\n  pass\n elif b:\n  for c in d:\n   pass\n def g():\n  while e:\n   pass")
    assert [depth(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] == [2, 1]
