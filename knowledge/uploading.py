"""Facts that come as a file: a whole base as a zip, one topic as TOML, a source or a new version of one as text."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a record's type
import hashlib
import io
import re
import stat
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from knowledge.drafting import NewText, with_source, with_source_text
from knowledge.errors import UploadError
from knowledge.faults import Spot
from knowledge.folder import load_folder, parse_toml, topic_files, write_folder
from knowledge.model import Source, SourceId

if TYPE_CHECKING:
    from knowledge.model import FactBase

LARGEST = 2**20
"""Bytes of the largest file that is taken."""
LONGEST_NAME = 100
"""Bytes: file systems take twice as many, and an ending has to fit."""
LARGEST_UNPACKED = 8 * 2**20
MOST_FILES = 500
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for gigabytes before a byte is seen


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a source besides its text."""

    publisher: str
    place: str
    date: dt.date
    language: str
    """One of the base's."""
    title: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    data: bytes
    about: About | None = None
    """What is told of a new source."""

    @property
    def brings_facts(self) -> bool:
        """Whether it holds facts, and not a source's text."""
        return PurePosixPath(self.name).suffix.casefold() != ".txt"


def read_upload(name: str, data: bytes, base: FactBase, about: About | None = None) -> FactBase:
    """Give the base that a file makes of the one in force; the file's name tells what it is.

    A zip holds a whole folder, a .toml file one topic's facts, a .txt file a new version of the source whose file has
    that name, or, with what `about` tells, a new source. Raises UploadError for a file that cannot be taken,
    FolderError for facts that cannot prove themselves.
    """
    if not name.isprintable() or len(name.encode()) > LONGEST_NAME:
        _refuse("The file's name is too long or cannot be printed: give it a short one.")
    if len(data) > LARGEST:
        _refuse(f"{name} is larger than {LARGEST // 2**20} MiB: split it, or use the folder.")
    match PurePosixPath(name).suffix.casefold():
        case ".zip":
            return _whole(name, data)
        case ".toml":
            return _topic(name, data, base)
        case ".txt":
            return _text(name, data, base, about)
        case _:
            message = f"{name} is no zip, .toml or .txt file: name it after what it holds."
            raise UploadError(message)


def _refuse(message: str, cause: Exception | None = None) -> NoReturn:
    raise UploadError(message) from cause


def _whole(name: str, data: bytes) -> FactBase:
    with tempfile.TemporaryDirectory() as folder:
        _unpack(name, data, Path(folder))
        inner = [path for path in Path(folder).iterdir() if path.is_dir() and (path / "base.toml").is_file()]
        return load_folder(inner[0] if inner and not (Path(folder) / "base.toml").exists() else Path(folder))


def _unpack(name: str, data: bytes, folder: Path) -> None:
    """Unpack a zip, entry by entry, never more than is allowed and never out of the folder."""
    room, names = LARGEST_UNPACKED, set[str]()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                _refuse(f"{name} holds more than {MOST_FILES} files: a fact base has one for each topic.")
            for entry in entries:
                path = _path(name, entry)
                if str(path).casefold() in names:
                    _refuse(f"{name} holds {entry.filename!r} more than once: pack the folder itself.")
                names.add(str(path).casefold())
                room -= _extract(name, archive, entry, folder / path, room)
    except _BROKEN as error:
        # The system names our own folder, which tells nobody anything.
        reason = error.strerror if isinstance(error, OSError) else error
        _refuse(f"{name} cannot be unpacked ({reason}): pack it again as a plain zip.", error)


def _path(name: str, entry: zipfile.ZipInfo) -> PurePosixPath:
    """Give an entry's path inside the folder, and refuse what is no plain file there."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or not entry.filename.isprintable():
        _refuse(f"{name} holds {entry.filename!r}, which leads out of the folder: pack the folder itself.")
    if entry.compress_type not in _PLAIN or stat.S_ISLNK(entry.external_attr >> 16):
        _refuse(
            f"{name} holds {entry.filename!r}, which is a link or packed in an unusual way: pack it as a plain zip."
        )
    return path


def _extract(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Write one entry and give its size; what an entry says of its size is not believed."""
    with archive.open(entry) as file:
        data = file.read(room + 1)
    if len(data) > room:
        _refuse(f"{name} unpacks to more than {LARGEST_UNPACKED // 2**20} MiB: a fact base is smaller.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return len(data)


def _topic(name: str, data: bytes, base: FactBase) -> FactBase:
    """Put a topic's file in the place of the one that has its topic, or else its name, or beside the others."""
    file = f"facts/{PurePosixPath(name).stem.lstrip('.') or 'topic'}.toml"
    told = (parse_toml(data, Spot(file, "", [])) or {}).get("topic")
    topic = str(told.get("id")) if isinstance(told, dict) else ""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(base, Path(folder))
        (Path(folder) / topic_files(base).get(topic, file)).write_bytes(data)
        return load_folder(Path(folder))


def _text(name: str, data: bytes, base: FactBase, about: About | None) -> FactBase:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _refuse(f"{name} is not UTF-8 (byte {error.start + 1}): save it as UTF-8.", error)
    if "\0" in text:
        _refuse(f"{name} is no plain text, for it holds null characters: save it as UTF-8.")
    if not text.strip():
        _refuse(f"{name} is empty: put the source's text there.")
    source = _source_named(name, base)
    if source is not None:
        return with_source_text(base, NewText(source.id, text, about.date if about else None))
    if about is None:
        known = ", ".join(f"{source.id}.txt" for source in base.sources)
        remedy = "name it after the one it replaces, or tell publisher, place, date and language of a new one"
        _refuse(f"{name} is the text of no source ({known}): {remedy}.")
    return with_source(base, _new_source(name, text, about, base))


def _new_source(name: str, text: str, about: About, base: FactBase) -> Source:
    id_ = SourceId("-".join(re.findall("[a-z0-9]+", PurePosixPath(name).stem.casefold())) or "source")
    language = base.language_for(about.language)
    if language is None:
        _refuse(f"The base has no language {about.language!r}: it has {', '.join(base.languages)}.")
    if not about.publisher.strip() or not about.place.strip():
        _refuse(f"{name} needs its publisher and its place: tell both.")
    if about.url and not re.fullmatch(r"https?://\S+", about.url):
        _refuse(f"{about.url!r} is not a web address: give one that starts with https://.")
    if id_ in base.source_by_id:
        _refuse(f"{name} would have the id of another source, {id_}: give it another name.")
    digest = hashlib.sha256(text.encode()).hexdigest()
    own = (about.publisher.strip(), about.place.strip(), about.date, language, text)
    return Source(id_, f"sources/{id_}.txt", digest, *own, about.title or None, about.author or None, about.url or None)


def _source_named(name: str, base: FactBase) -> Source | None:
    stem = PurePosixPath(name).stem
    return next((one for one in base.sources if stem in {one.id, PurePosixPath(one.file).stem}), None)
