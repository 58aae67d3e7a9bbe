"""Facts that come as a file: a whole base as a zip, one topic as TOML, or a new version of a source as text."""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from knowledge.drafting import NewText, with_source_text
from knowledge.errors import UploadError
from knowledge.folder import load_folder, write_folder

if TYPE_CHECKING:
    from knowledge.model import FactBase, Source

LARGEST = 2**20
"""Bytes of the largest file that is taken."""
LARGEST_UNPACKED = 8 * 2**20
MOST_FILES = 500
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for gigabytes before a byte is seen


def read_upload(name: str, data: bytes, base: FactBase) -> FactBase:
    """Give the base that a file makes of the one in force; the file's name tells what it is.

    A zip holds a whole folder, a .toml file one topic's facts, a .txt file a new version of the source whose file has
    that name. Raises UploadError for a file that cannot be taken, FolderError for facts that cannot prove themselves.
    """
    if len(data) > LARGEST:
        _refuse(f"{name} is larger than {LARGEST // 2**20} MiB: split it, or use the folder.")
    match PurePosixPath(name).suffix.casefold():
        case ".zip":
            return _whole(name, data)
        case ".toml":
            return _topic(name, data, base)
        case ".txt":
            return _text(name, data, base)
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
    room = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                _refuse(f"{name} holds more than {MOST_FILES} files: a fact base has one for each topic.")
            for entry in entries:
                room -= _extract(name, archive, entry, folder, room)
    except _BROKEN as error:
        _refuse(f"{name} cannot be unpacked ({error}): pack it again as a plain zip.", error)


def _extract(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, room: int) -> int:
    """Write one entry and give its size; what an entry says of its size is not believed."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or not entry.filename.isprintable():
        _refuse(f"{name} holds {entry.filename!r}, which leads out of the folder: pack the folder itself.")
    if entry.compress_type not in _PLAIN or stat.S_ISLNK(entry.external_attr >> 16):
        _refuse(
            f"{name} holds {entry.filename!r}, which is a link or packed in an unusual way: pack it as a plain zip."
        )
    with archive.open(entry) as file:
        data = file.read(room + 1)
    if len(data) > room:
        _refuse(f"{name} unpacks to more than {LARGEST_UNPACKED // 2**20} MiB: a fact base is smaller.")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return len(data)


def _topic(name: str, data: bytes, base: FactBase) -> FactBase:
    """Put a topic's file in the place of the one with its name, or beside the others."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(base, Path(folder))
        (Path(folder) / "facts" / PurePosixPath(name).name).write_bytes(data)
        return load_folder(Path(folder))


def _text(name: str, data: bytes, base: FactBase) -> FactBase:
    source = _source_named(name, base)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _refuse(f"{name} is not UTF-8 (byte {error.start + 1}): save it as UTF-8.", error)
    if not text.strip():
        _refuse(f"{name} is empty: put the source's text there.")
    return with_source_text(base, NewText(source.id, text))


def _source_named(name: str, base: FactBase) -> Source:
    stem = PurePosixPath(name).stem
    found = [source for source in base.sources if stem in {source.id, PurePosixPath(source.file).stem}]
    if not found:
        known = ", ".join(f"{source.id}.txt" for source in base.sources)
        _refuse(f"{name} is the text of no source: name it after the one it replaces ({known}).")
    return found[0]
