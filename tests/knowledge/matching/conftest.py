"""The sound base, loaded, and a reader of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.folder import load_folder
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
