"""The gate alone, on bases made by hand; what it says of a folder's is in test_folder.py."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.gate import check_base
from knowledge.gate.holding import Held
from knowledge.model import (
    Fact,
    FactBase,
    FactId,
    Kind,
    Language,
    Source,
    SourceId,
    Term,
    TopicId,
    Wording,
)

EN = Language("en")

TEXT = """\
The third fair of Hilltown ran from May 15-17 with 4,000 guests of twenty-five villages and 3.5 million rupees.
Planned in August 2025, after two decades, the fair; on Saturday it began the Next Decade.
Mayor Ada Finch of the Library Friends Society (LFS) met Prime Ministers, Ken Ito of Japan and a friend.
"""
SOURCE = Source(
    SourceId("news"), "sources/news.txt", "0" * 64, "Valley News", "Hilltown", dt.date(2026, 5, 20), EN, TEXT
)
TERMS = (
    Term("Ada Finch", Kind.PERSON, ("Finch", "Mayor", "फ़िंच", "フィンチ")),
    Term("Ken Ito", Kind.PERSON, ("Ito", "Prime Minister", "PM", "首相", "प्रधानमंत्री")),
    Term("Uma Rao", Kind.PERSON, ("Rao", "Prime Minister", "PM of Valley")),
    Term("Library Friends Society", Kind.ORGANISATION, ("LFS", "Friends")),
    Term("United Shelves", Kind.ORGANISATION, ("US", "U.S.")),
    Term("Japan", Kind.PLACE, ("日本", "जापान")),
    Term("Japan Book Day", Kind.EVENT, ("जापान पुस्तक दिवस",)),
    Term("India", Kind.PLACE, ("インド", "भारत", "印", "!")),
    Term("Valley", Kind.PLACE, ("バレー",)),
    Term("May 15", Kind.DATE, ("15 मई", "opening night")),
)


def base_of(statement: str, quote: str = TEXT, language: Language = EN, source: Source = SOURCE) -> FactBase:
    """Make a base of one fact, worded in English and, where another is asked for, in that language."""
    wordings = {EN: Wording("It is so.", ("Is it so?",))} | {language: Wording(statement, ("Is it?",))}
    fact = Fact(FactId("fair"), TopicId("fairs"), SourceId("news"), quote, wordings)
    return FactBase("b", "B", "S", (EN, Language("hi"), Language("ja")), (source,), (), (fact,), TERMS)


def strays(statement: str, source: Source = SOURCE) -> list[str]:
    """Name what the gate refuses of a statement that stands on the whole text, lines apart."""
    quote = TEXT.replace("\n", " ")
    base = base_of(statement, quote, source=replace(source, text=quote))
    return [fault.problem.split('"')[1] for fault in check_base(base)]


@pytest.mark.parametrize(
    "statement",
    [
        "The 3rd fair ran from May 15 to 17.",
        "The fair ran on 15 and 17 May.",
        "The fair ran from May 15 to May 17, 2026.",
        "The fair ran from 2026-05-15.",
        "The fair ran from 15/05/2026 to 17.05.2026.",
        "The fair ran from 05/17/2026.",
        "The report is of Wednesday, 20 May 2026.",
        "4000 guests, or 4,000 guests, came from 25 villages.",
        "3.5 million rupees are 3,500,000 or 35 lakh rupees.",
        "It was 20 years, or 2 decades.",
        "It was planned in August 2025, in aug 2025.",
        "It may march on one fine day, with a hundred words.",
        "What began in 2025 may go on, and 17 march on.",
        "मेला १५ से १७ मई २०२६ तक चला।",
        "मेला 15 और 17 मई को चला, अगस्त 2025 की योजना से, शनिवार को।",
        "मेले में ४,००० लोग, २५ गाँव, ३५ लाख रुपये, २० वर्ष।",
        "第3回の市は5月15日から17日まで、土曜日も開かれ、4000人が来ました。",
        "市は２０２５年８月に計画され、25村が350万ルピーを出し、20年ぶりでした。",
        "次の10年へ向けた市は2026年5月15日に始まりました。",
    ],
)
def test_figure_or_date_that_is_held_passes_however_it_is_written(statement: str) -> None:
    assert strays(statement) == []


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("The 4th fair.", ["4th"]),
        ("The fair ran on May 16.", ["16"]),
        ("The fair ran from June 15 to 17.", ["June"]),
        ("It was planned in August 2026.", ["August 2026"]),
        ("It was planned on August 15.", ["August 15"]),
        ("It was planned on 15 August 2025.", ["15 August 2025"]),
        ("The fair ran on 15 May 2025.", ["15 May 2025"]),
        ("The fair ran from 2025-05-15.", ["2025-05-15"]),
        ("The fair was on Fridays.", ["Fridays"]),
        ("The fair is in March.", ["March"]),
        ("The fair is on 15 mar.", ["mar"]),
        ("It cost 3.5 billion rupees.", ["3.5 billion"]),
        ("It cost 35 rupees.", ["35"]),
        ("It cost 400 or 40,000 rupees.", ["400", "40,000"]),
        ("It cost 5 % and 5 % more.", ["5"]),
        ("मेला १६ मई को था।", ["१६"]),
        ("मेला १५ जून को था।", ["जून"]),
        ("मेला सितम्बर में, सोमवार को था।", ["सितम्बर", "सोमवार"]),
        ("योजना 15 अगस्त 2025 की है।", ["15 अगस्त 2025"]),
        ("18वीं बैठक।", ["18वीं"]),
        ("第18回の市です。", ["18"]),
        ("市は６月１５日でした。", ["6月"]),
        ("市は2027年8月でした。", ["2027年"]),
        ("市は2026年8月でした。", ["2026年8月"]),
        ("市は火曜日でした。", ["火曜日"]),
        ("市は十二月でした。", ["十二月"]),
        ("30億ルピー。", ["30億"]),
        ("It ran with forty guests of seven villages.", ["forty", "seven"]),
    ],
)
def test_figure_or_date_that_nothing_holds_is_refused(statement: str, refused: list[str]) -> None:
    assert strays(statement) == refused


def test_the_day_of_the_source_proves_a_date_and_no_other_figure() -> None:
    held = Held(["The fair ran."], dt.date(2026, 1, 17))

    assert held.strays("It ran on January 17, 2026.") == []
    assert held.strays("It was the 17th fair, on 17 January.") == ["17th"]


def test_every_month_is_read_in_every_language() -> None:
    months = {
        "en": "January February March April May June July August September October November December",
        "hi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "ja": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    }

    for names in months.values():
        refused = [month for month in names.split() if strays(f"{month} 2026")]

        assert len(refused) == 11  # all but May: the source is of May 2026


def test_month_is_not_looked_for_in_a_language_that_cannot_be_read() -> None:
    french = replace(SOURCE, language=Language("fr"))

    assert strays("It was planned in March.", french) == []
    assert strays("It was planned in March 2031.", french) == ["2031"]


def test_source_metadata_proves_too() -> None:
    source = replace(SOURCE, title="Report 77", author="Rao", publisher="India 24", place="Valley")

    assert strays("Report 77 is by Rao, for India 24 from Valley, of 20 May 2026.", source) == []


@pytest.mark.parametrize(
    "statement",
    [
        "Finch spoke.",
        "फ़िंच ने कहा और フィンチ町長 too.",
        "The Prime Minister spoke.",  # it may be either's title, and one of them is there
        "首相とフィンチ氏が会いました。",
        "PM Ito met LFS's friends, and told us so.",
        "The PMs came.",
        "日本の首相です。",
        "インドネシアの人々。",  # no mention of インド
        "矢印の先です。",  # one character is no mention of 印
        "The Friends of Hilltown.",
        "The valleys and indians.",
    ],
)
def test_name_that_is_held_passes_under_any_spelling(statement: str) -> None:
    assert strays(statement) == []


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("Rao spoke.", ["Rao"]),
        ("INDIA spoke, and india spoke.", ["India"]),
        ("भारत ने कहा।", ["भारत"]),
        ("インドは言いました。", ["インド"]),
        ("The US spoke to us.", ["US"]),
        ("The U.S. spoke.", ["U.S."]),
        ("Japan Book Day was held.", ["Japan Book Day"]),
        ("जापान पुस्तक दिवस था।", ["जापान पुस्तक दिवस"]),
        ("The PM of Valley spoke.", ["PM of Valley"]),
        ("It was the opening night.", ["opening night"]),
        ("Finch met Uma Rao’s friend.", ["Uma Rao"]),
    ],
)
def test_name_that_nothing_holds_is_refused(statement: str, refused: list[str]) -> None:
    assert strays(statement) == refused


def test_each_language_is_judged() -> None:
    faults = check_base(base_of("भारत में 99 लोग।", "The third fair of Hilltown ran", Language("hi")))

    assert [fault.problem.split(",")[0] for fault in faults] == ['hi.statement says "99"', 'hi.statement names "भारत"']


def test_sound_base_has_no_faults() -> None:
    assert check_base(base_of("It was the 3rd.", "The third fair of Hilltown")) == []


def test_faults_name_the_file_that_the_topic_suggests() -> None:
    fault = check_base(base_of("It was the 4th.", "The third fair of Hilltown"))[0]

    assert (fault.file, fault.place) == ("facts/fairs.toml", 'fact "fair"')


@pytest.mark.parametrize(("length", "count"), [(320, 0), (321, 1)])
def test_quote_has_at_most_320_characters(length: int, count: int) -> None:
    quote = "a" * length
    base = base_of("It is so.", quote, source=replace(SOURCE, text=quote))

    assert len(check_base(base)) == count


@pytest.mark.parametrize(
    ("fact_id", "count"), [("a-1", 0), ("a" * 40, 0), ("a" * 41, 1), ("A", 1), ("a_b", 1), ("é", 1)]
)
def test_id_is_of_the_form(fact_id: str, count: int) -> None:
    base = base_of("It is so.", "The third fair")
    renamed = replace(base, facts=(replace(base.facts[0], id=FactId(fact_id)),))

    assert len(check_base(renamed)) == count


def test_question_under_three_facts_is_refused_twice() -> None:
    base = base_of("It is so.", "The third fair")
    facts = tuple(replace(base.facts[0], id=FactId(name)) for name in ("a", "b", "c"))

    assert [fault.place for fault in check_base(replace(base, facts=facts))] == ['fact "b"', 'fact "c"']


@pytest.mark.parametrize(
    ("quote", "near"),
    [
        ("Mayor Ada Fynch of the Library", 'character 12: "Finch" there, "Fynch" here'),
        ("Ken Ito of  Japan", 'character 12: "Japan" there, " Japan" here'),
        ("the fair, on Saturday it", 'character 9: "fair;" (U+003B) there, "fair," (U+002C) here'),
        ("ran from May 15–17 with", 'character 16: "15-17" (U+002D) there, "15–17" (U+2013) here'),
        ("the\u00a0fair; on Saturday", 'character 4: "the fair;" (U+0020) there, "the\\u00a0fair;" (U+00A0) here'),
    ],
)
def test_misquote_shows_the_first_difference(quote: str, near: str) -> None:
    fault = check_base(base_of("It is so.", quote))[0]

    assert near in fault.problem


@given(st.text())
def test_any_statement_is_judged(statement: str) -> None:
    for fault in check_base(base_of(statement, "The third fair of Hilltown")):
        assert fault.remedy


@given(st.text(min_size=1))
def test_any_quote_is_judged(quote: str) -> None:
    faults = check_base(base_of("It is so.", quote))

    assert bool(faults) == (quote not in TEXT)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 100))
def test_every_passage_proves_itself(start: int, length: int) -> None:
    quote = TEXT[start : start + length].split("\n", maxsplit=1)[0]

    if quote:
        assert check_base(base_of(quote, quote)) == []
