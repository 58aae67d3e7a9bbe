"""The sound base, loaded, and a reader of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.folder import load_folder
from knowledge.matching.grasps import Grasps
from knowledge.matching.index import Index, Phrasings
from knowledge.matching.reading import Reader
from tests.knowledge.conftest import SOUND_BASE

if TYPE_CHECKING:
    from knowledge.model import FactBase


@pytest.fixture(scope="session")
def library_base() -> FactBase:
    return load_folder(SOUND_BASE)


@pytest.fixture(scope="session")
def reader(library_base: FactBase) -> Reader:
    return Reader(library_base)


@pytest.fixture(scope="session")
def index(library_base: FactBase, reader: Reader) -> Index:
    return index_of(library_base, reader)


@pytest.fixture(scope="session")
def grasps(library_base: FactBase, reader: Reader) -> Grasps:
    taken = Grasps(library_base, reader)
    for fact in library_base.active_facts:
        taken.take_in(fact, [reader.read(question) for question in fact.questions])
    return taken


def index_of(base: FactBase, reader: Reader) -> Index:
    """Index a base's questions as its reader reads them."""
    phrasings = Phrasings()
    for fact in base.active_facts:
        phrasings.take_in(map(reader.read, fact.questions))
    return Index(base, phrasings)
