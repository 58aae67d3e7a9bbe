"""A fact base as the files of a folder: the contract's form, which reading takes for the same base again."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import tomli_w

from knowledge.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.model import Fact, FactBase, Source, Topic

FORMAT = 1
LONGEST_NAME = 60
"""Characters of a topic's id that its file is named after."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name: the same base gives the same bytes."""


def to_files(base: FactBase) -> dict[str, bytes]:
    """Give every file of a base's folder, by its path inside it, with forward slashes."""
    files = {"base.toml": _toml(_header(base))}
    files |= {source.file: source.text.encode() for source in base.sources}
    for name, topic in _named(base).items():
        facts = [as_table(fact, base) for fact in base.facts if fact.topic == topic.id]
        files[f"facts/{name}.toml"] = _toml({"topic": _topic(topic, base), "fact": facts})
    if base.terms:
        terms = [{"name": t.name, "kind": t.kind.value, "aliases": list(t.aliases)} for t in base.terms]
        files["vocabulary.toml"] = _toml({"term": [_without_nothing(term) for term in terms]})
    if base.refusals:
        files["refusals.toml"] = _toml(_refusals(base))
    return files


def to_zip(base: FactBase) -> bytes:
    """Give a base's folder as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in to_files(base).items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def write_folder(base: FactBase, folder: Path) -> None:
    """Write a base into a folder, which is made; files that are there already are overwritten. Raises OSError."""
    for name, data in to_files(base).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _toml(table: Mapping[str, Any]) -> bytes:
    return tomli_w.dumps(table).encode()


def _header(base: FactBase) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "id": base.id,
        "title": base.title,
        "scope": base.scope,
        "languages": list(base.languages),
        "source": [_source(source) for source in base.sources],
    }


def _refusals(base: FactBase) -> dict[str, list[str]]:
    by_language = {code: [r.text for r in base.refusals if r.language == code] for code in base.languages}
    return {code: texts for code, texts in by_language.items() if texts}


def _source(source: Source) -> dict[str, Any]:
    keys = ("id", "file", "sha256", "publisher", "place", "date", "language", "title", "author", "url")
    return _without_nothing({key: getattr(source, key) for key in keys})


def _named(base: FactBase) -> dict[str, Topic]:
    """Name each topic's file after it; where the names alone would order them otherwise, by number, too."""
    names = [_NOT_IN_NAMES.sub("-", topic.id.casefold())[:LONGEST_NAME].strip("-") or "topic" for topic in base.topics]
    if names != sorted(set(names)):
        names = [f"{number:03}-{name}" for number, name in enumerate(names, 1)]
    return dict(zip(names, base.topics, strict=True))


def topic_files(base: FactBase) -> dict[str, str]:
    """Tell which file of the base's folder holds each topic."""
    return {topic.id: f"facts/{name}.toml" for name, topic in _named(base).items()}


def _topic(topic: Topic, base: FactBase) -> dict[str, Any]:
    default, *others = base.languages
    table: dict[str, Any] = {"id": topic.id, "title": topic.titles.get(default)}
    return _without_nothing(table) | {
        language: {"title": topic.titles[language]} for language in others if language in topic.titles
    }


def as_table(fact: Fact, base: FactBase) -> dict[str, Any]:
    """Give a fact as the table [[fact]] that reads back to it."""
    default, *others = base.languages
    wording = fact.wordings.get(default)
    table: dict[str, Any] = {
        "id": fact.id,
        "source": fact.source,
        "quote": fact.quote,
        "highlight": fact.highlight,
        "said_by": fact.said_by,
        "statement": wording.statement if wording else None,
        "questions": list(wording.questions) if wording else None,
        "related": list(fact.related),
        "status": None if fact.status is Status.ACTIVE else fact.status.value,
    }
    for language in [language for language in others if language in fact.wordings]:
        wording = fact.wordings[language]
        table[language] = _without_nothing({"statement": wording.statement, "questions": list(wording.questions)})
    return _without_nothing(table)


def _without_nothing(table: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what has no value: TOML knows no such thing, and an empty list says no more."""
    return {key: value for key, value in table.items() if value is not None and value != []}
