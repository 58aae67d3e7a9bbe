"""Who may import whom, as the design has it: the imports are read, and some of them tried."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot
import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(bot.__file__).parent.parent
BOT_FILES = sorted((ROOT / "bot").rglob("*.py"))
KNOWLEDGE_FILES = sorted((ROOT / "knowledge").rglob("*.py"))
FILES = [*BOT_FILES, *KNOWLEDGE_FILES]

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\b", re.DOTALL
)

# From the top down: a file may import those below it, never those above.
BOT_LAYERS = ("cli", "client", "cogs", "views", "errors", "replies", "speech", "wording")
KNOWLEDGE_LAYERS = (
    ("curating", "evaluating", "feedback", "following", "checking", "browsing"),
    ("uploading", "linting", "gathering", "naming", "noting"),
    ("rehearsing", "merging", "drafting", "filling"),
    ("answering",),
    ("deciding",),
    ("matching", "gate", "folder", "store"),
    ("text",),
    ("model",),
    ("errors",),
)

IMPORT_ALL = """
import importlib, sys, threading
seen = []
def watch(event, args):
    if event.startswith(("socket.connect", "socket.bind", "subprocess.", "sqlite3.connect")):
        seen.append((event, str(args)))
    if event == "open" and str(args[0]).startswith(HOUSES):
        if not str(args[0]).endswith(".py") and "__pycache__" not in str(args[0]):
            seen.append((event, str(args[0])))
sys.addaudithook(watch)
for name in NAMES:
    importlib.import_module(name)
assert not seen, seen
assert threading.active_count() == 1, threading.enumerate()
"""

RUN_VERB = """
import runpy, sys
sys.argv = ["visitbot", *ARGUMENTS]
try:
    runpy.run_module("bot", run_name="__main__")
except SystemExit:
    pass
assert not {"discord", "simcord", "aiohttp"} & set(sys.modules), "a face of Discord was imported"
"""


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> Iterator[tuple[str, str]]:
    """Give what a file imports: the module, and the name taken from it where there is one."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute here"
            yield from ((node.module or "", alias.name) for alias in node.names)


def modules(file: Path) -> set[str]:
    """Give all dotted names that a file's imports could mean."""
    return {name for module, taken in imported(file) for name in (module, f"{module}.{taken}")}


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def names(files: list[Path]) -> list[str]:
    return [module_name(file) for file in files]


@pytest.mark.parametrize("file", KNOWLEDGE_FILES, ids=names(KNOWLEDGE_FILES))
def test_knowledge_has_never_heard_of_discord_or_the_bot(file: Path) -> None:
    assert not [name for name in modules(file) if name.split(".")[0] in {"bot", "discord", "simcord"}]


@pytest.mark.parametrize("file", BOT_FILES, ids=names(BOT_FILES))
def test_the_bot_enters_knowledge_by_the_front_door(file: Path) -> None:
    taken = [(module, name) for module, name in imported(file) if within(module, "knowledge")]

    assert [module for module, _ in taken if module != "knowledge"] == []
    assert {name for _, name in taken} <= set(knowledge.__all__)


def test_cogs_never_import_each_other() -> None:
    for file in (ROOT / "bot" / "cogs").glob("*.py"):
        assert not [name for name in modules(file) if within(name, "bot.cogs")], file


@pytest.mark.parametrize("place", range(len(BOT_LAYERS)))
def test_the_bot_imports_downward_only(place: int) -> None:
    above = [f"bot.{layer}" for layer in BOT_LAYERS[:place]]
    for file in BOT_FILES:
        if within(module_name(file), f"bot.{BOT_LAYERS[place]}"):
            assert not [name for name in modules(file) for layer in above if within(name, layer)], file


@pytest.mark.parametrize("place", range(len(KNOWLEDGE_LAYERS)))
def test_knowledge_imports_downward_only(place: int) -> None:
    above = [f"knowledge.{layer}" for row in KNOWLEDGE_LAYERS[:place] for layer in row]
    for file in KNOWLEDGE_FILES:
        if any(within(module_name(file), f"knowledge.{layer}") for layer in KNOWLEDGE_LAYERS[place]):
            assert not [name for name in modules(file) for layer in above if within(name, layer)], file


@pytest.mark.parametrize(
    "file", [ROOT / "bot" / f"{name}.py" for name in ("echo", "markdown", "plain", "speech", "wording", "replies")]
)
def test_what_is_said_is_made_without_discord(file: Path) -> None:
    assert not [name for name in modules(file) if within(name, "discord")]


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_sql_stands_in_the_store_alone(file: Path) -> None:
    if within(module_name(file), "knowledge.store"):
        return
    texts = [node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)]

    assert not [text for text in texts if isinstance(text, str) and SQL.search(text)]
    assert not {"sqlite3", "aiosqlite"} & modules(file)


def test_simcord_is_known_to_one_file() -> None:
    assert [file.name for file in FILES if any(within(name, "simcord") for name in modules(file))] == ["trial.py"]


def test_importing_any_file_does_nothing() -> None:
    houses = tuple(f"{ROOT / house}/" for house in ("bot", "knowledge"))
    script = f"HOUSES = {houses!r}\nNAMES = {names(FILES)!r}\n{IMPORT_ALL}"

    done = run(script)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("arguments", [["ask", "Who?"], ["check"], ["eval", "--help"], ["--version"]], ids=" ".join)
def test_verbs_of_the_terminal_run_without_discord(arguments: list[str]) -> None:
    done = run(f"ARGUMENTS = {arguments!r}\n{RUN_VERB}")

    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
