"""Read each part of a fact base from its TOML table into its record; what is at fault stands empty in the record."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

from knowledge.faults import Spot, did_you_mean, shown
from knowledge.folder.files import decode, read_bytes
from knowledge.model import (
    Fact,
    FactId,
    Kind,
    Language,
    Source,
    SourceId,
    Status,
    Term,
    Topic,
    TopicId,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.folder.tables import Table

_SHA256 = re.compile("[0-9a-fA-F]{64}")
_ADDRESS = re.compile(r"https?://\S+")
_LONG_CODE = re.compile("[a-z]{3}|(?=.{1,16}$)[a-z]{2,3}(-[A-Za-z0-9]{1,8})+")
# ISO 639-1: the codes that readers' programs send; "jp" for Japanese is the usual slip.
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su
sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""


def read_languages(table: Table) -> tuple[Language, ...]:
    """Read the base's languages, the default first."""
    languages = table.texts("languages")
    for number, code in enumerate(languages):
        if code not in _CODES.split() and not _LONG_CODE.fullmatch(code):
            table.spot.note(f"language {shown(code)} is not known", 'give its ISO 639 code, such as "en" or "ja"')
        if code in languages[:number]:
            table.spot.note(f"language {shown(code)} is listed twice", "list it once")
    return tuple(Language(code) for code in languages)


def read_source(table: Table, folder: Path, languages: Sequence[Language]) -> Source:
    """Read a source and its text."""
    source_id, file, sha256 = SourceId(table.text("id")), table.text("file"), table.text("sha256")
    source = Source(
        id=source_id,
        file=file,
        sha256=sha256.lower(),
        publisher=table.text("publisher"),
        place=table.text("place"),
        date=table.date("date") or dt.date.min,
        language=Language(table.text("language")),
        text=_read_text(table.spot, folder, file, sha256),
        title=table.optional_text("title"),
        author=table.optional_text("author"),
        url=table.optional_text("url"),
    )
    table.close()
    _check_source(source, table.spot, languages)
    return source


def _check_source(source: Source, spot: Spot, languages: Sequence[Language]) -> None:
    if languages and source.language and source.language not in languages:
        spot.note(f"language {shown(source.language)} is not known", did_you_mean(source.language, languages))
    if source.url and not _ADDRESS.fullmatch(source.url):
        spot.note(f"url {shown(source.url)} is not a web address", "give one that starts with https://")


def _read_text(spot: Spot, folder: Path, file: str, sha256: str) -> str:
    """Read a source's text, and note where it is not the one that `sha256` was taken of."""
    data = read_bytes(folder, file, spot) if file else None
    if data is None:
        return ""
    _check_sha256(spot, file, sha256, hashlib.sha256(data).hexdigest())
    text = decode(data, Spot(file, "", spot.faults))
    if text is not None and not text.strip():
        spot.note(f"{shown(file)} is empty", "put the source's text there")
    return text or ""


def _check_sha256(spot: Spot, file: str, stated: str, actual: str) -> None:
    if stated and not _SHA256.fullmatch(stated):
        spot.note(f"sha256 {shown(stated)} is not 64 hexadecimal digits", f"that of {shown(file)} is {actual}")
    elif stated and stated.lower() != actual:
        remedy = f"restore the text as received, or, where the change is meant, write sha256 = {shown(actual)}"
        spot.note(f"sha256 differs from that of {shown(file)}", remedy)


def read_topic(table: Table, languages: Sequence[Language]) -> Topic:
    """Read a topic and its title in each language that has one."""
    topic_id = TopicId(table.text("id"))
    titles = {_default(languages): table.text("title")}
    for language in languages[1:]:
        further = table.optional_table(language)
        if further is not None:
            titles[language] = further.text("title")
            further.close()
    table.close(languages)
    return Topic(topic_id, titles)


def read_fact(table: Table, topic: TopicId, languages: Sequence[Language]) -> Fact:
    """Read a fact and its wording in each language that has one."""
    fact = Fact(
        id=FactId(table.text("id")),
        topic=topic,
        source=SourceId(table.text("source")),
        quote=table.passage("quote"),
        wordings=_read_wordings(table, languages),
        highlight=table.optional_passage("highlight"),
        said_by=table.optional_text("said_by"),
        related=tuple(FactId(related) for related in table.optional_texts("related")),
        status=table.optional_choice("status", Status, Status.ACTIVE),
    )
    table.close(languages)
    return fact


def _read_wordings(table: Table, languages: Sequence[Language]) -> dict[Language, Wording]:
    wordings = {_default(languages): _read_wording(table)}
    for language in languages[1:]:
        further = table.optional_table(language)
        if further is not None:
            wordings[language] = _read_wording(further)
            further.close()
    return wordings


def _read_wording(table: Table) -> Wording:
    return Wording(table.text("statement"), table.texts("questions"))


def _default(languages: Sequence[Language]) -> Language:
    return languages[0] if languages else Language("")


def read_term(table: Table) -> Term:
    """Read a name of the vocabulary."""
    term = Term(table.text("name"), table.choice("kind", Kind, Kind.OTHER), table.optional_texts("aliases"))
    table.close()
    return term
