"""The verb `eval`: labelled questions -> the table of how many are answered right."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import track

from bot.cli.options import FolderConfigOption, KnowledgeOption, load_answerer
from bot.cli.terminal import err
from knowledge import evaluate as judge
from knowledge import read_questions, status_of, tabulate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge import Score, Verdict

QUESTION_WIDTH, QUOTE_WIDTH = 120, 90


def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", readable=False, help="Labelled questions, one object a line.")
    ],
    *,
    misses: Annotated[bool, typer.Option("--misses", help="Show every question that went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as one JSON object.")] = False,
    knowledge: KnowledgeOption = None,
    config: FolderConfigOption = None,
) -> None:
    """Score labelled questions: how many are answered right, by language and kind.

    For example:

      visitbot eval dev.jsonl --misses
    """
    labelled = read_questions(questions)
    answerer = load_answerer(knowledge, config)
    bar = track(judge(labelled, answerer), "Asking", len(labelled), console=err(), transient=True)
    verdicts = list(bar)
    if misses:
        for verdict in verdicts:
            _show_miss(verdict)
    defects = [verdict for verdict in verdicts if verdict.defect]
    for verdict in defects:
        typer.echo(f"FAULT {verdict.question.id}: no answer: {verdict.defect}", err=True)
    _show_table(tabulate(verdicts), faults=len(defects), as_json=as_json)
    raise typer.Exit(1 if defects else 0)


def _show_miss(verdict: Verdict) -> None:
    if verdict.is_right:
        return
    question, answer = verdict.question, verdict.answer
    got = answer and (status_of(answer.lead.outcome), [cited.fact.quote[:QUOTE_WIDTH] for cited in answer.citations])
    wanted = [list(group) for group in question.evidence] or question.reason
    typer.echo(
        f"MISS {question.id} [{question.style}] {question.question[:QUESTION_WIDTH]!r}\n"
        f"     got {got}\n     want {wanted}"
    )


def _show_table(table: Mapping[str, Score], *, faults: int, as_json: bool) -> None:
    if as_json:
        rows = {row: {"right": s.right, "of": s.of, "share": round(s.share, 4)} for row, s in table.items()}
        typer.echo(json.dumps({"faults": faults, **rows}))
        return
    for row, score in table.items():
        typer.echo(f"{row:34s} {score.right:4d} / {score.of:4d}  {100 * score.share:5.1f} %")
    typer.echo(f"faults {faults}")
