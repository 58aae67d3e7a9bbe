"""Put a fact base together from the files of its folder, or refuse it with all its faults."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.errors import FolderError
from knowledge.faults import Spot, shown
from knowledge.folder.files import read_toml
from knowledge.folder.parts import read_fact, read_languages, read_source, read_term, read_topic
from knowledge.folder.tables import Table
from knowledge.gate import check_base
from knowledge.model import Fact, FactBase, Refusal, Topic, TopicId, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.errors import Fault
    from knowledge.model import Language, Term

FORMAT = 1
"""The version of the folder's form that is read."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What one file of facts holds, each with its spot."""

    topic: Topic
    spot: Spot
    facts: tuple[tuple[Fact, Spot], ...]


def shipped_folder() -> Path:
    """Give the folder of the fact base that comes with the program."""
    return Path(__file__).parent.parent / "visit"


def load_folder(folder: Path, amend: Callable[[FactBase], FactBase] | None = None) -> FactBase:
    """Read a fact base; raise FolderError with every fault that its folder has.

    `amend` may change what was read before it is held against its sources; the facts stay as many, in their order.
    """
    faults: list[Fault] = []
    header = _read_header(folder, faults)
    shelves = tuple(_read_shelves(folder, header.languages, faults))
    base = dataclasses.replace(
        header,
        topics=tuple(shelf.topic for shelf in shelves),
        facts=tuple(fact for shelf in shelves for fact, _ in shelf.facts),
        terms=_read_terms(folder, faults),
        refusals=_read_refusals(folder, header.languages, faults),
    )
    _refuse_twins(((shelf.topic.id, shelf.spot) for shelf in shelves), "topic")
    spots = {id(fact): spot for shelf in shelves for fact, spot in shelf.facts}
    if amend is not None:
        read, base = base, amend(base)
        spots |= {id(after): spots[id(before)] for before, after in zip(read.facts, base.facts, strict=True)}
    faults += check_base(base, where=lambda fact: (spots[id(fact)].file, spots[id(fact)].place))
    if faults:
        raise FolderError(folder, faults)
    return base


def read_fact_table(data: Mapping[str, Any], spot: Spot, topic: TopicId, languages: Sequence[Language]) -> Fact:
    """Read one table in the form of [[fact]]; what is at fault is noted, and stands empty in the fact."""
    return read_fact(Table(data, spot), topic, languages)


def _read_header(folder: Path, faults: list[Fault]) -> FactBase:
    """Read base.toml: the base as yet without its facts."""
    spot = Spot("base.toml", "", faults)
    if not folder.is_dir():
        spot.note(f"there is no folder {shown(str(folder))}", "name the folder that holds base.toml")
        raise FolderError(folder, faults)
    data = read_toml(folder, spot)
    if data is None:
        return FactBase("", "", "", (), (), (), ())
    table = Table(data, spot)
    _refuse_other_format(table, folder)
    languages = read_languages(table)
    base_id, title, scope = table.text("id"), table.text("title"), table.text("scope")
    parts = table.tables("source", named_by="id")
    sources = tuple(read_source(part, folder, languages) for part in parts)
    table.close()
    _refuse_twins(((source.id, part.spot) for source, part in zip(sources, parts, strict=True)), "source")
    return FactBase(base_id, title, scope, languages, sources, (), ())


def _refuse_other_format(table: Table, folder: Path) -> None:
    """Stop at a folder of another format: what else it holds cannot be judged."""
    version = table.number("format")
    if version not in (FORMAT, None):
        table.spot.note(f"format {version} is not known", f"this program reads format {FORMAT}")
        raise FolderError(folder, table.spot.faults)


def _read_shelves(folder: Path, languages: Sequence[Language], faults: list[Fault]) -> Iterator[_Shelf]:
    for name in _fact_files(folder, faults):
        spot = Spot(name, "", faults)
        data = read_toml(folder, spot)
        if data is not None:
            yield _read_shelf(Table(data, spot), languages)


def _read_shelf(table: Table, languages: Sequence[Language]) -> _Shelf:
    head, parts = table.table("topic"), table.tables("fact", named_by="id")
    table.close()
    topic = Topic(TopicId(""), {}) if head is None else read_topic(head, languages)
    facts = tuple((read_fact(part, topic.id, languages), part.spot) for part in parts)
    return _Shelf(topic, table.spot, facts)


def _fact_files(folder: Path, faults: list[Fault]) -> list[str]:
    """Name the files of facts/ in the order of their names; editors' hidden files are not of the base."""
    spot = Spot("facts", "", faults)
    try:
        names = sorted(path.name for path in (folder / "facts").iterdir() if path.suffix == ".toml")
    except OSError as error:
        spot.note(f"the folder cannot be read ({error.strerror})", "make it, with a TOML file for each topic")
        return []
    names = [name for name in names if not name.startswith(".")]
    if not names:
        spot.note("the folder holds no facts", "put a TOML file there for each topic")
    for name in names:
        if not name.isprintable():
            spot.note(f"the file name {shown(name)} cannot be printed", "rename the file")
    return [f"facts/{name}" for name in names if name.isprintable()]


def _read_terms(folder: Path, faults: list[Fault]) -> tuple[Term, ...]:
    spot = Spot("vocabulary.toml", "", faults)
    data = read_toml(folder, spot) if os.path.lexists(folder / spot.file) else None
    if not data:  # absent, refused, or without a single term
        return ()
    table = Table(data, spot)
    terms = tuple(read_term(part) for part in table.tables("term", named_by="name"))
    table.close()
    return terms


def _read_refusals(folder: Path, languages: Sequence[Language], faults: list[Fault]) -> tuple[Refusal, ...]:
    spot = Spot("refusals.toml", "", faults)
    data = read_toml(folder, spot) if os.path.lexists(folder / spot.file) else None
    if not data or not languages:  # absent, refused, without a single question, or in languages that nobody knows
        return ()
    table = Table(data, spot)
    refusals = [Refusal(text, language) for language in languages for text in table.optional_texts(language)]
    table.close()
    return in_order(refusals)


def _refuse_twins(named: Iterable[tuple[str, Spot]], what: str) -> None:
    seen: dict[str, str] = {}
    for name, spot in named:
        if name and name in seen:
            spot.at(f"{what} {shown(name)}").note(f"the id is taken in {seen[name]} already", "give another id")
        seen.setdefault(name, spot.file)
