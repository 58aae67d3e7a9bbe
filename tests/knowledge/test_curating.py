from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from knowledge.curating import Library, open_library
from knowledge.drafting import with_fact, with_refusal, with_status, without_refusal
from knowledge.errors import (
    FolderError,
    KnowledgeError,
    StaleRevisionError,
    StoreUnwritableError,
    UnrehearsedError,
)
from knowledge.folder import load_folder, to_zip, write_folder
from knowledge.model import Answered, FactId, NotCovered, Refusal, SourceId, Status, Wording
from knowledge.store import open_sqlite_store
from knowledge.store.database import value
from knowledge.store.migrating import shipped_migrations
from knowledge.store.opening import open_database
from knowledge.store.revisions import SqliteStore
from knowledge.uploading import Upload

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from knowledge.model import FactBase
    from knowledge.store import Edition, Store
    from knowledge.store.database import Database

OPENING = "facts/opening.toml"
WAS = 'questions = ["How many books are there?"]'
BECOMES = 'questions = ["How many books does it have?"]'

ANOTHER = ('id = "hilltown-library"', 'id = "oakham-library"')
ANOTHER_TOLD = (
    'base.toml: its id is "oakham-library", and the facts in force are those of "hilltown-library"; give another '
    'subject a database of its own ([store] path), or, if it is the same, the id "hilltown-library"'
)


@pytest.fixture
def folder(write_base: Callable[..., Path]) -> Path:
    return write_base()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_sqlite_store(tmp_path / "facts.sqlite3") as store:
        yield store


@pytest.fixture
async def library(store: Store, folder: Path) -> Library:
    return await open_library(store, folder)


def edit(folder: Path, old: str = WAS, new: str = BECOMES, file: str = OPENING) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def refresh(library: Library) -> int:
    return await library.apply(await library.preview(), who="a moderator", why="")


async def edit_in_the_store(store: Store) -> None:
    """Publish what no folder held, as a moderator's own change."""
    edition = await store.latest()
    assert edition
    base = dataclasses.replace(edition.base, title="Changed by hand")
    await store.publish(base, after=edition.revision, who="a moderator", why="", from_folder=False)


async def test_the_first_start_takes_the_folder_in(library: Library, folder: Path) -> None:
    assert library.snapshot.revision == 1
    assert library.snapshot.base == load_folder(folder)
    assert library.drift() is None


async def test_a_question_is_answered_from_the_base_in_force(library: Library) -> None:
    answer = library.ask("How many books are there?")

    assert isinstance(answer.lead.outcome, Answered)
    assert [citation.fact.id for citation in answer.citations] == ["books"]


async def test_a_folder_that_is_refused_stops_the_first_start(store: Store, folder: Path) -> None:
    edit(folder, "4,000 books", "5,000 books")
    with pytest.raises(FolderError):
        await open_library(store, folder)

    assert await store.latest() is None


async def test_a_later_start_answers_from_the_store(library: Library, store: Store, folder: Path) -> None:
    edit(folder)
    again = await open_library(store, folder)

    assert again.snapshot.revision == 1
    assert again.snapshot.base == library.snapshot.base


async def test_a_folder_that_changed_is_reported_at_the_next_start(
    library: Library, store: Store, folder: Path
) -> None:
    edit(folder)
    drift = (await open_library(store, folder)).drift()

    assert drift
    [(before, after)] = drift.changed
    assert before == library.snapshot.base.fact_by_id[before.id]
    assert after == load_folder(folder).fact_by_id[before.id]


async def test_a_comment_in_the_folder_is_no_change(library: Library, store: Store, folder: Path) -> None:
    edit(folder, WAS, f"# to be looked at\n{WAS}")

    assert (await open_library(store, folder)).drift() is None
    assert (await library.preview()).changes.is_empty


async def test_what_was_changed_in_the_store_alone_is_not_reported(
    library: Library,  # noqa: ARG001 - the first start
    store: Store,
    folder: Path,
) -> None:
    await edit_in_the_store(store)
    again = await open_library(store, folder)

    assert again.snapshot.base.title == "Changed by hand"
    assert again.drift() is None
    assert (await again.preview()).changes.is_empty


async def test_what_was_changed_in_both_is_reported(library: Library, store: Store, folder: Path) -> None:  # noqa: ARG001 - the first start
    await edit_in_the_store(store)
    edit(folder)
    drift = (await open_library(store, folder)).drift()

    assert drift
    assert drift.base
    assert len(drift.changed) == 1


async def test_what_was_changed_alike_in_both_is_not_reported(library: Library, store: Store, folder: Path) -> None:
    edit(folder)
    after = library.snapshot.revision
    await store.publish(load_folder(folder), after=after, who="a moderator", why="", from_folder=False)

    assert (await open_library(store, folder)).drift() is None


async def test_after_a_refresh_nothing_is_reported(library: Library, store: Store, folder: Path) -> None:
    edit(folder)
    again = await open_library(store, folder)
    await refresh(again)

    assert again.drift() is None
    assert (await open_library(store, folder)).drift() is None
    assert library.snapshot.revision == 1


@pytest.mark.parametrize("broken", ["removed", "another", "refused"])
async def test_a_folder_that_is_refused_later_is_told_in_the_log(
    library: Library, store: Store, folder: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    if broken == "removed":
        shutil.rmtree(folder)
    elif broken == "another":
        edit(folder, *ANOTHER, file="base.toml")
    else:
        edit(folder, "4,000 books", "5,000 books")
    with caplog.at_level(logging.WARNING):
        again = await open_library(store, folder)

    assert again.snapshot.base == library.snapshot.base
    assert again.drift() is None
    assert "is refused" in caplog.text
    assert str(folder) in caplog.text


async def test_a_preview_changes_nothing(library: Library, store: Store, folder: Path) -> None:
    before = library.snapshot
    edit(folder)
    preview = await library.preview()
    edition = await store.latest()

    assert not preview.changes.is_empty
    assert library.snapshot is before
    assert edition
    assert edition.revision == 1


async def test_a_preview_of_a_folder_that_is_refused_says_why(library: Library, folder: Path) -> None:
    edit(folder, "4,000 books", "5,000 books")
    with pytest.raises(FolderError):
        await library.preview()

    assert library.snapshot.revision == 1


async def test_a_folder_of_another_base_is_refused_and_nothing_is_lost(library: Library, folder: Path) -> None:
    before = library.snapshot
    edit(folder, *ANOTHER, file="base.toml")
    with pytest.raises(FolderError) as refused:
        await library.preview()

    assert str(refused.value) == ANOTHER_TOLD
    assert library.snapshot is before


async def test_a_zip_of_another_base_is_refused_and_nothing_is_lost(library: Library, folder: Path) -> None:
    before = library.snapshot
    edit(folder, *ANOTHER, file="base.toml")
    with pytest.raises(FolderError) as refused:
        await library.preview_upload(Upload("oakham.zip", to_zip(load_folder(folder))))

    assert str(refused.value) == ANOTHER_TOLD
    assert library.snapshot is before


async def test_what_is_applied_is_answered_from_and_kept(library: Library, store: Store, folder: Path) -> None:
    edit(folder)
    revision = await refresh(library)
    edition = await store.latest()

    assert revision == library.snapshot.revision == 2
    assert library.snapshot.base == library.snapshot.answerer.base == load_folder(folder)
    assert edition
    assert edition.base == library.snapshot.base


async def test_what_was_previewed_is_applied_though_the_folder_moved_on(library: Library, folder: Path) -> None:
    edit(folder)
    preview = await library.preview()
    shutil.rmtree(folder)
    await library.apply(preview, who="a moderator", why="")

    assert library.snapshot.base == preview.base


async def test_of_two_previews_of_one_revision_the_second_is_stale(library: Library, folder: Path) -> None:
    edit(folder)
    first, second = await library.preview(), await library.preview()
    await library.apply(first, who="one", why="")
    applied = library.snapshot
    with pytest.raises(StaleRevisionError, match="revision 2 by now, and this change was made for revision 1"):
        await library.apply(second, who="another", why="")

    assert library.snapshot is applied


async def test_of_two_that_apply_at_once_one_is_stale(library: Library, folder: Path) -> None:
    edit(folder)
    previews = [await library.preview() for _ in range(2)]
    results = await asyncio.gather(
        *(library.apply(preview, who="one", why="") for preview in previews), return_exceptions=True
    )

    assert 2 in results
    assert any(isinstance(result, StaleRevisionError) for result in results)
    assert library.snapshot.revision == 2


async def test_what_another_process_applied_comes_into_force_with_a_preview(
    library: Library, store: Store, folder: Path
) -> None:
    edit(folder)
    await refresh(await open_library(store, folder))
    preview = await library.preview()

    assert preview.changes.is_empty
    assert library.snapshot.revision == 2
    assert library.snapshot.base == load_folder(folder)


class LateStore(SqliteStore):
    """Tells what was in force a moment ago."""

    def __init__(self, edition: Edition, database: Database) -> None:
        super().__init__(database)
        self._edition = edition

    async def newest(self) -> int:
        return self._edition.revision

    async def latest(self) -> Edition:
        return self._edition

    async def publish(self, *_: object, **__: object) -> int:
        raise AssertionError


async def test_what_was_in_force_a_moment_ago_does_not_come_back(
    library: Library, store: Store, folder: Path, tmp_path: Path
) -> None:
    edition = await store.latest()
    assert edition
    edit(folder)
    await refresh(library)
    async with open_database(tmp_path / "facts.sqlite3", shipped_migrations(), 1) as database:
        late = Library(LateStore(edition, database), folder, library.snapshot, None)
        await late.preview()

    assert late.snapshot.revision == 2


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        (Wording("", ("Who asks?",)), "statement is empty; fill it in"),
        (Wording("It opened.", ()), "questions is missing; give a list of texts"),
        (Wording("It opened.\x07", ("Who asks?",)), "statement holds the control character U+0007; take it out"),
        (Wording("It opened.", ("Who\0asks?",)), "questions, number 1, holds the control character U+0000"),
        (Wording("It opened.\ud800", ("Who asks?",)), "a text holds half a character"),
    ],
)
async def test_what_a_folder_could_not_hold_is_not_let_in_by_another_way(
    library: Library, wording: Wording, told: str
) -> None:
    fact = library.snapshot.base.facts[0]
    changed = dataclasses.replace(fact, wordings={**fact.wordings, library.snapshot.base.default_language: wording})

    with pytest.raises(FolderError) as caught:
        await library.draft(lambda base: with_fact(base, changed))

    assert told in str(caught.value)


async def test_a_change_that_leaves_a_fact_without_its_languages_is_refused(library: Library) -> None:
    turned = tuple(reversed(library.snapshot.base.languages))

    with pytest.raises(FolderError, match="is missing"):
        await library.draft(lambda base: dataclasses.replace(base, languages=turned))


async def test_what_cannot_be_kept_is_not_answered_from(tmp_path: Path, folder: Path) -> None:
    async with open_database(tmp_path / "full.sqlite3", shipped_migrations(), 1) as database:
        library = await open_library(SqliteStore(database), folder)
        before = library.snapshot
        async with database.writing() as connection:
            await value(connection, "PRAGMA max_page_count = 1")
        edit(folder, WAS, f"questions = {[f'How many books are there, {number}?' for number in range(1000)]}")
        preview = await library.preview()
        with pytest.raises(StoreUnwritableError, match="full"):
            await library.apply(preview, who="a moderator", why="", override=True)

    assert library.snapshot is before


def reworded(statement: str) -> Callable[[FactBase], FactBase]:
    """Word the first fact otherwise."""

    def change(base: FactBase) -> FactBase:
        first, *others = base.facts
        wordings = {**first.wordings}
        language = base.default_language
        wordings[language] = dataclasses.replace(wordings[language], statement=statement)
        return dataclasses.replace(base, facts=(dataclasses.replace(first, wordings=wordings), *others))

    return change


async def publish_draft(library: Library, statement: str) -> int:
    return await library.apply(await library.draft(reworded(statement)), who="mia", why="clearer")


async def test_a_draft_is_previewed_and_then_in_force(library: Library) -> None:
    preview = await library.draft(reworded("There are books."))

    [(before, after)] = preview.changes.changed
    assert before == library.snapshot.base.facts[0]
    assert after.wordings[library.snapshot.base.default_language].statement == "There are books."
    assert await library.apply(preview, who="mia", why="clearer") == 2
    assert library.snapshot.base.facts[0] == after


async def test_a_draft_that_cannot_prove_itself_is_refused(library: Library) -> None:
    with pytest.raises(FolderError, match="9999"):
        await library.draft(reworded("There are 9999 books."))

    assert library.snapshot.revision == 1


async def test_a_draft_for_a_base_that_moved_on_is_told_so(library: Library) -> None:
    await publish_draft(library, "There are books.")

    with pytest.raises(StaleRevisionError, match="revision 2 by now"):
        await library.draft(reworded("Books there are."), after=1)


async def test_what_was_drafted_survives_a_refresh_of_the_folder(library: Library, folder: Path) -> None:
    await publish_draft(library, "There are books.")
    changed = library.snapshot.base.facts[0]
    path = folder / "base.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Hilltown", "Hill Town", 1), encoding="utf-8")

    await refresh(library)

    assert library.snapshot.base.fact_by_id[changed.id] == changed
    assert library.snapshot.base.title == load_folder(folder).title
    assert (await library.preview()).changes.is_empty


async def test_where_both_changed_a_fact_the_stores_form_stays_unless_the_folders_is_chosen(
    library: Library, folder: Path
) -> None:
    first = library.snapshot.base.facts[0].id
    await publish_draft(library, "There are books.")
    theirs = load_folder(folder).fact_by_id[first]
    statement = theirs.wordings[library.snapshot.base.default_language].statement
    edit(folder, statement, statement.replace("The", "That", 1), file=f"facts/{theirs.topic}.toml")

    preview = await library.preview()
    [conflict] = preview.conflicts
    assert conflict.in_store == library.snapshot.base.fact_by_id[first] == preview.base.fact_by_id[first]
    assert conflict.in_folder == load_folder(folder).fact_by_id[first]

    chosen = await library.preview(from_folder=[first])
    assert chosen.base.fact_by_id[first] == conflict.in_folder


async def test_history_tells_who_changed_what_and_why(library: Library) -> None:
    before = library.snapshot.base.facts[0]
    await publish_draft(library, "There are books.")

    newest, first = await library.history()

    assert (newest.number, newest.who, newest.why, newest.from_folder) == (2, "mia", "clearer", False)
    assert newest.facts == ((before, library.snapshot.base.facts[0]),)
    assert newest.beside == ()
    assert first.from_folder
    assert len(first.facts) == len(library.snapshot.base.facts)
    assert [revision.number for revision in await library.history(library.snapshot.base.facts[1].id)] == [1]


async def test_a_revision_is_brought_back_as_a_new_one(library: Library) -> None:
    first = library.snapshot.base
    await publish_draft(library, "There are books.")
    await publish_draft(library, "Books there are.")

    assert await library.apply(await library.restore(1), who="mia", why="undo") == 4

    assert library.snapshot.base == first
    assert (await library.restore(2)).base.facts[0].wordings[first.default_language].statement == "There are books."


@pytest.mark.parametrize("number", [0, 2, -1])
async def test_a_revision_that_there_never_was_cannot_be_brought_back(library: Library, number: int) -> None:
    with pytest.raises(KnowledgeError, match=f"There is no revision {number}"):
        await library.restore(number)


async def test_what_must_be_refused_is_refused_and_a_part_of_the_history(library: Library) -> None:
    refusal = Refusal("Who cut the trees?", library.snapshot.base.default_language)
    assert isinstance(library.ask("Who has cut the trees?").lead.outcome, Answered)

    preview = await library.draft(lambda base: with_refusal(base, refusal))
    await library.apply(preview, who="mia", why="out of scope")

    assert preview.changes.refused == ("Who cut the trees?",)
    assert preview.rehearsal.is_clean
    assert isinstance(library.ask("Who has cut the trees?").lead.outcome, NotCovered)
    assert isinstance(library.ask("Who cut the ribbon?").lead.outcome, Answered)
    assert [revision.beside for revision in await library.history(limit=1)] == [("+ refusal Who cut the trees?",)]


async def test_a_question_may_be_answered_again(library: Library) -> None:
    preview = await library.draft(lambda base: without_refusal(base, "Who painted the ceiling?"))

    assert preview.changes.allowed == ("Who painted the ceiling?",)
    assert "Who painted the ceiling?" not in [refusal.text for refusal in preview.base.refusals]


async def test_a_question_of_a_fact_cannot_be_refused(library: Library) -> None:
    refusal = Refusal("how many books are there", library.snapshot.base.default_language)
    with pytest.raises(FolderError, match="answer it or refuse it"):
        await library.draft(lambda base: with_refusal(base, refusal))


async def test_a_refusal_that_would_be_answered_all_the_same_is_told(library: Library) -> None:
    two = Refusal("Who laughed? And how many books are there?", library.snapshot.base.default_language)
    preview = await library.draft(lambda base: with_refusal(base, two))

    [breach] = preview.rehearsal.breaches
    assert (breach.text, breach.fact) == (two.text, "books")
    with pytest.raises(UnrehearsedError, match="1 be answered wrongly"):
        await library.apply(preview, who="mia", why="")
    assert await library.apply(preview, who="mia", why="meant so", override=True) == 2


async def test_a_folder_that_did_not_change_changes_nothing_though_a_fact_was_added(library: Library) -> None:
    fact = library.snapshot.base.facts[0]
    english = fact.wordings[library.snapshot.base.default_language]
    new = dataclasses.replace(
        fact, id=FactId("new"), wordings={library.snapshot.base.default_language: Wording(english.statement, ("New?",))}
    )
    await library.apply(
        await library.draft(lambda base: with_fact(base, new)), who="a moderator", why="", override=True
    )

    assert (await library.preview()).changes.is_empty


async def test_a_topic_that_left_the_folder_stays_for_a_fact_that_was_changed_here(
    library: Library, folder: Path
) -> None:
    festival = FactId("festival")
    retire = lambda base: with_status(base, festival, Status.RETIRED)  # noqa: E731 - handed on at once
    await library.apply(await library.draft(retire), who="a moderator", why="", override=True)
    (folder / "facts/visiting.toml").unlink()
    preview = await library.preview()
    await library.apply(preview, who="a moderator", why="", override=True)

    assert [conflict.id for conflict in preview.conflicts] == [festival]
    assert library.snapshot.base.fact_by_id[festival].status is Status.RETIRED
    assert (await library.preview()).changes.is_empty


def new_version(
    folder: Path, old: str = "4,000 books and a reading room", new: str = "5,000 books and a big room"
) -> None:
    """Let the folder hold a source in a new version, as whoever keeps it would."""
    source = folder / "sources/valley-news.txt"
    was = hashlib.sha256(source.read_bytes()).hexdigest()
    edit(folder, old, new, "sources/valley-news.txt")
    edit(folder, was, hashlib.sha256(source.read_bytes()).hexdigest(), "base.toml")


async def test_a_fact_that_a_new_version_of_its_source_leaves_behind_is_up_for_review(
    library: Library, store: Store, folder: Path
) -> None:
    new_version(folder)
    preview = await library.preview()
    await library.apply(preview, who="a moderator", why="", override=True)
    base = library.snapshot.base

    assert [after.id for before, after in preview.changes.changed] == ["opening-day", "books"]
    assert base.fact_by_id[FactId("books")].status is Status.REVIEW
    assert base.cite(base.fact_by_id[FactId("books")]).source.id == "valley-news-v1"
    assert "5,000" in base.source_by_id[SourceId("valley-news")].text
    assert not isinstance(library.ask("How many books are there?").lead.outcome, Answered)
    assert (await library.preview()).changes.is_empty
    assert (await open_library(store, folder)).drift() is None


async def test_what_was_left_behind_stays_so_through_further_versions_and_an_export(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    new_version(folder)
    await library.apply(await library.preview(), who="a moderator", why="", override=True)
    new_version(folder, "two decades", "20 years")
    await library.apply(await library.preview(), who="a moderator", why="", override=True)
    base = library.snapshot.base

    assert base.fact_by_id[FactId("books")].source == "valley-news-v1"
    assert base.fact_by_id[FactId("waiting")].source == "valley-news-v2"
    assert (await library.preview()).changes.is_empty
    write_folder(base, tmp_path / "out")
    assert load_folder(tmp_path / "out") == base


async def test_a_misquote_is_refused_though_its_fact_is_known(library: Library, folder: Path) -> None:
    edit(folder, "with 4,000 books and a reading room for forty readers", "with 4,000 books and a room")
    with pytest.raises(FolderError, match="does not stand in source"):
        await library.preview()
