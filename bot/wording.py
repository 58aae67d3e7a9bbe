"""The bot's own sentences, a TOML file a language; facts bring their own words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What the bot says in one language; words in braces are filled in where the sentence is used."""

    months: tuple[str, ...]
    date: str
    languages: Mapping[str, str]
    """Names of languages, by code."""
    source: str
    said_by: str
    corrected: str
    corrected_pair: str
    unsure: str
    not_covered: str
    never_mentioned: str
    term: str
    term_joint: str
    nearby: str
    related: str
    rest_later: str
    greeting: str
    farewell: str
    thanks: str
    help: str
    about_bot: str
    remark: str
    empty: str
    examples: str
    fact_gone: str
    question: str
    one_source: str
    button_context: str
    button_helpful: str
    button_unhelpful: str
    button_why: str
    button_share: str
    button_remove: str
    vote_kept: str
    vote_reason: str
    vote_reasons: Mapping[str, str]
    vote_reason_kept: str
    why_heading: str
    why_read_as: str
    why_nearest: str
    why_nearest_fact: str
    why_checks: str
    why_passed: str
    why_failed: str
    why_decided: str
    why_no_question: str
    checks: Mapping[str, str]
    """Names of the checks, by the name that the matcher gives them."""
    asked_before: str
    reply_hidden: str
    message_hidden: str
    too_many: str
    date_year: str
    date_month: str
    date_span: str
    topics: str
    topic_line: str
    open_topic: str
    people: str
    person_line: str
    open_person: str
    said_line: str
    timeline: str
    timeline_line: str
    timeline_picture: str
    open_fact: str
    nothing_here: str
    page: str
    button_previous: str
    button_next: str
    help_commands: Mapping[str, str]
    """What each command does, by its English name."""
    help_line: str
    help_beside: str
    help_reads: str
    about_scope: str
    about_sources: str
    about_cut_off: str
    about_answers: str
    source_at: str
    privacy: str
    privacy_votes: str
    privacy_no_votes: str
    privacy_link: str
    privacy_erase: str
    privacy_erased: str
    refresh_same: str
    refresh_found: str
    refresh_added: str
    refresh_changed: str
    refresh_review: str
    refresh_removed: str
    refresh_beside: str
    refresh_more: str
    refresh_apply: str
    refresh_cancel: str
    refresh_applied: str
    refresh_cancelled: str
    refresh_stale: str
    refresh_refused: str
    upload_title: str
    upload_file: str
    upload_kinds: str
    upload_publisher: str
    upload_place: str
    upload_date: str
    upload_language: str
    change_answered: str
    change_refused: str
    change_refusals: str
    change_nothing: str
    desk_breaks: str
    desk_lost: str
    desk_breach: str
    desk_silenced: str
    desk_conflicts: str
    desk_keep_folder: str
    desk_as_shown: str
    desk_in_full: str
    desk_publish_anyway: str
    desk_reason: str
    desk_no_reason: str
    desk_moved_on: str
    desk_overtaken: str
    desk_stale: str
    desk_unknown_fact: str
    desk_write_on: str
    desk_form_add: str
    desk_form_edit: str
    desk_too_long: str
    form_statement: str
    form_quote: str
    form_questions: str
    form_said_by: str
    form_highlight: str
    desk_refused: str
    desk_no_change: str
    history_none: str
    history_line: str
    history_folder: str
    history_beside: str
    history_restored: str
    desk_exported: str
    lint_clean: str
    lint_heading: str
    gaps_none: str
    gap_line: str
    gap_not_covered: str
    gap_unsure: str
    gap_unhelpful: str
    gap_pick: str
    gap_dismissed: str
    gap_dismiss: str
    gap_refuse: str
    gap_add: str
    gap_write: str
    refusals_none: str
    refused_now: str
    allowed_now: str
    not_refused: str
    stats_none: str
    stats_line: str
    outcomes: Mapping[str, str]
    """What became of questions, by the name that it is counted under."""
    stats_picture: str
    stats_helpful: str
    stats_topics: str
    stats_week: str
    correct_posts: str
    correct_note: str
    corrected_posts: str
    audit_line: str
    audit_lost: str
    not_moderator: str
    not_your_button: str
    not_asker: str
    out_of_reach: str
    closed_channel: str
    discord_trouble: str
    command_changed: str
    trouble: str
    unexpected: str
    commands: Mapping[str, str]
    """Names and descriptions of commands and options, by their English text; empty in English."""

    def language(self, code: str) -> str:
        """Name a language; one that has no name here goes by its code."""
        return self.languages.get(code, code)

    def day(self, date: dt.date) -> str:
        """Write a calendar day, the same for every reader: no time zone moves it."""
        return self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)


def sentences_for(locale: str | None, language: str) -> Sentences:
    """Give the sentences of a reader's locale, or, where it is not known or not spoken here, of the question."""
    known = load_sentences()
    return known.get((locale or "").partition("-")[0]) or sentences_in(language)


def sentences_in(language: str) -> Sentences:
    """Give the sentences of a language code such as "hi" or "en-US", or the English ones."""
    known = load_sentences()
    return known.get(language) or known.get(language.partition("-")[0]) or known[FALLBACK]


@cache
def load_sentences() -> Mapping[str, Sentences]:
    """Read every language's sentences, once; raises `ValueError` where a file lacks or adds a key."""
    files = (resources.files("bot") / "locales").iterdir()
    return {file.name.removesuffix(".toml"): _read(file) for file in files if file.name.endswith(".toml")}


def _read(file: Traversable) -> Sentences:
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    wrong = {field.name for field in fields(Sentences)} ^ set(table)
    if wrong:
        message = f"{file.name}: missing or unknown: {', '.join(sorted(wrong))}"
        raise ValueError(message)
    return Sentences(**table | {"months": tuple(table["months"])})
