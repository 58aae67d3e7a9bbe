"""Names are found under any spelling; of those that overlap the longest counts."""

from __future__ import annotations

import pytest

from knowledge.matching.names import Names, beside
from knowledge.model import Kind, Term
from knowledge.text import normalise, tokenise

NAMES = Names(
    [
        Term("Ada Finch", Kind.PERSON, ("Finch", "フィンチ")),
        Term("Finch Street", Kind.PLACE),
        Term("Mayor of Hilltown", Kind.OTHER, ("Mayor",)),
        Term("Mayor of Dale", Kind.OTHER, ("Mayor",)),
    ]
)

ANN, BEN = frozenset({"Ann Smith"}), frozenset({"Ben Clay"})


def _found(text: str) -> frozenset[str]:
    return NAMES.found_in(tokenise(normalise(text)))


def test_any_spelling_finds_the_name() -> None:
    assert _found("did finch go") == _found("フィンチは") == {"Ada Finch"}


def test_the_longest_spelling_counts() -> None:
    assert _found("who lives in Finch Street") == {"Finch Street"}


def test_a_shared_spelling_finds_both() -> None:
    assert _found("the mayor") == {"Mayor of Hilltown", "Mayor of Dale"}


def test_nothing_is_found_in_nothing() -> None:
    assert _found("") == Names([]).found_in(("finch",)) == frozenset()


def test_a_name_with_its_place_changed_is_a_stranger() -> None:
    names = Names(
        [
            Term("Hilltown", Kind.PLACE),
            Term("Upton", Kind.PLACE),
            Term("Ann Smith", Kind.PERSON, ("Mayor of Hilltown",)),
            Term("Ben Clay", Kind.PERSON, ("Upton's Sheriff",)),
        ],
        frozenset({"of"}),
    )

    assert names.strangers_in(("who", "is", "the", "mayor", "of", "upton")) == {"Mayor of Upton"}
    assert not names.strangers_in(("who", "is", "the", "mayor", "of", "hilltown"))
    assert not names.strangers_in(("upton",))


def test_the_words_beside_names_are_told() -> None:
    names = Names(
        [Term("Ann Smith", Kind.PERSON, ("Mayor of Hilltown", "スミス")), Term("Ben Clay", Kind.PERSON, ("田中",))]
    )

    assert _beside(names, "is Ben Clay the Mayor of Hilltown") == ["is", "the"]
    assert _beside(names, "田中はスミスに会い") == ["に会", "会い"]


def _beside(names: Names, text: str) -> list[str]:
    words = tokenise(normalise(text))
    return beside(words, names.spellings_in(words))


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


@pytest.mark.parametrize("called", ["did Mayor Smith meet Clay", "スミス町長は", "Clay Mayor tea", "Mayor and Clay"])
def test_others_are_not(officials: Names, called: str) -> None:
    assert not _mistitled(officials, called)


def _mistitled(names: Names, text: str) -> bool:
    words = tokenise(normalise(text))
    return names.are_mistitled(words, [spelling for spelling in names.spellings_in(words) if spelling.people])


def test_names_are_found_where_they_stand() -> None:
    ada = frozenset({"Ada Finch"})
    assert NAMES.spellings_in(("did", "ada", "finch", "go")) == [(ada, ada, 1, 3)]
