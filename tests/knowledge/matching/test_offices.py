"""An office means whoever goes by it; nobody else is called so."""

from __future__ import annotations

import pytest

from knowledge.matching.names import Names
from knowledge.model import Kind, Term
from knowledge.text import normalise, tokenise

ANN = frozenset({"Ann Smith"})


@pytest.fixture(scope="module")
def officials() -> Names:
    return Names(
        [
            Term("Ann Smith", Kind.PERSON, ("Mayor Smith", "Smith", "スミス町長", "スミス")),
            Term("Ben Clay", Kind.PERSON, ("Clay", "Clay the Gardener", "クレイ")),
            Term("Mayor", Kind.OTHER, ("Mayors", "町長")),
            Term("Gardener", Kind.OTHER),
            Term("Hilltown", Kind.PLACE),
        ],
        articles=frozenset({"the"}),
    )


def test_an_office_means_whoever_goes_by_it_and_itself(officials: Names) -> None:
    assert [spelling.people for spelling in officials.spellings_in(("the", "mayors"))] == [ANN | {"Mayor"}]
    assert [spelling.people for spelling in officials.spellings_in(("the", "hilltown"))] == [frozenset()]


@pytest.mark.parametrize("called", ["did Mayor Clay go", "クレイ町長は", "Clay, the Mayor, ate", "Gardener Smith"])
def test_whoever_is_called_by_an_office_of_others_is_mistitled(officials: Names, called: str) -> None:
    assert _mistitled(officials, called)


@pytest.mark.parametrize(
    "called", ["did Mayor Smith meet Clay", "スミス町長は", "Clay Mayor tea", "Mayor and Clay", "クレイ 町長"]
)
def test_others_are_not(officials: Names, called: str) -> None:
    assert not _mistitled(officials, called)


def _mistitled(names: Names, text: str) -> bool:
    normal = normalise(text)
    words = tokenise(normal)
    people = [spelling for spelling in names.spellings_in(words) if spelling.people]
    return names.offices.are_mistitled(words, people, normal)
