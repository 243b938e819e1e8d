"""The rules of the tree, as tests: what core may know, which way arrows point, how long files and functions are."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "talkingpiece"
CORE = PACKAGE / "core"
FILES = sorted(PACKAGE.rglob("*.py"))

WORLD = {"asyncio", "time", "datetime", "secrets", "sqlite3", "socket", "os", "io", "pathlib", "threading", "logging"}

MOST_LINES = 250  # a file
MOST_CODE = 30  # a function, without its docstring

# Norms, not fences: what goes beyond them stands here with its reason and how far it may go.
LONG_FILES = {
    "core/steps/pairs/commands.py": (280, "all that may be asked of pairs, side by side: declarations, no logic"),
    "views.py": (325, "THE boundary is one file on purpose: whoever asks what an audience sees reads only this"),
    "core/steps/round.py": (275, "one kind, one file: shapes, rules and projections side by side"),
    "parts.py": (275, "the shapes of all views; no rules"),
}
LONG_FUNCTIONS = {
    "web.app.make_app": (40, "the whole server on one page: every route in one list"),
    "views._head": (34, "one line a field of the stage's head"),
    "wire.schema": (34, "one expression of the whole protocol"),
}


def imported(file: Path) -> Iterator[str]:
    """Every module a file imports, in full: `talkingpiece.core.texts` for `from .texts import name_of` in core."""
    package = ["talkingpiece", *file.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*above, *([node.module] if node.module else [])])


@pytest.mark.parametrize("file", sorted(CORE.rglob("*.py")), ids=lambda file: str(file.relative_to(CORE)))
def test_core_knows_the_standard_library_and_itself_and_nothing_of_the_world(file):
    for name in imported(file):
        first = name.partition(".")[0]
        assert name.startswith("talkingpiece.core") or first in sys.stdlib_module_names, name
        assert first not in WORLD, name


def test_core_rolls_no_dice_of_its_own():
    """`random` is there for the type of the dice that come in; the module's own functions would not replay."""
    for file in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "random":
                assert [alias.name for alias in node.names] == ["Random"], file.name
            assert not (isinstance(node, ast.Import) and "random" in [alias.name for alias in node.names]), file.name
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id in ("Random", "open", "print", "input")), file.name


def test_only_views_call_the_projections():
    """A second caller would be a second boundary. `report` stands among them."""
    projections = {"stage", "seat", "console", "report"}
    for file in FILES:
        if file == PACKAGE / "views.py" or file.is_relative_to(CORE / "steps"):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = ast.unparse(node.func.value)
            assert node.func.attr not in projections or "KINDS" not in owner, f"{file.name}:{node.lineno}"
            assert node.func.attr not in projections or not owner.endswith("kind"), f"{file.name}:{node.lineno}"


def test_arrows_point_down_only(capsys, monkeypatch):
    assert "importlinter" in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"], "the premise: a contract"
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Every function with its lines of code, docstring and decorators not counted."""
    module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = first.end_lineno - first.lineno + 1 if said and first.end_lineno else 0
            assert node.end_lineno is not None
            yield f"{module}.{node.name}", node.end_lineno - node.lineno + 1 - docstring


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_files_are_short(file):
    most, _ = LONG_FILES.get(str(file.relative_to(PACKAGE)), (MOST_LINES, ""))
    assert lines(file) <= most


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_functions_are_short(file):
    beyond = {name: length for name, length in functions(file) if length > LONG_FUNCTIONS.get(name, (MOST_CODE, ""))[0]}
    assert beyond == {}


def test_what_is_excepted_exists():
    names = {name for file in FILES for name, _ in functions(file)}
    assert set(LONG_FUNCTIONS) <= names
    assert all((PACKAGE / name).exists() for name in LONG_FILES)
    assert all(reason for _, reason in (*LONG_FILES.values(), *LONG_FUNCTIONS.values()))
