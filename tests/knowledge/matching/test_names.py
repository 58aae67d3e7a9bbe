"""Names are found under any spelling; of those that overlap the longest counts."""

from __future__ import annotations

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


def test_whoever_is_called_by_an_office_that_nobody_goes_by_is_a_stranger() -> None:
    names = Names([Term("Mayor of Hilltown", Kind.OTHER, ("Mayor",))], titles=["mayor", "town clerk"])

    assert names.strangers_in(("did", "the", "town", "clerk", "meet", "the", "mayor")) == {"town clerk"}


def test_the_words_beside_names_are_told() -> None:
    names = Names(
        [Term("Ann Smith", Kind.PERSON, ("Mayor of Hilltown", "スミス")), Term("Ben Clay", Kind.PERSON, ("田中",))]
    )

    assert _beside(names, "is Ben Clay the Mayor of Hilltown") == ["is", "the"]
    assert _beside(names, "田中はスミスに会い") == ["に会", "会い"]


def _beside(names: Names, text: str) -> list[str]:
    words = tokenise(normalise(text))
    return beside(words, names.spellings_in(words))


def test_names_are_found_where_they_stand() -> None:
    ada = frozenset({"Ada Finch"})
    assert NAMES.spellings_in(("did", "ada", "finch", "go")) == [(ada, ada, 1, 3)]
