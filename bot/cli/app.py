"""The verbs together: their common help, the version, and what becomes of an error that the user can mend."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.cli.ask import ask
from bot.cli.backup import backup, restore
from bot.cli.check import check
from bot.cli.doctor import doctor
from bot.cli.eval_ import evaluate
from bot.cli.facts.group import facts
from bot.cli.facts.refreshing import refresh
from bot.cli.run import run
from bot.cli.terminal import fail
from bot.cli.try_ import try_
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_CODES = """
Exit codes: 0 all is well · 1 something is wrong, and was said · 2 wrong usage · 130 interrupted.
"""


class Verbs(TyperGroup):
    """The verbs; what goes wrong with the facts is said in their own words, without a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - typer keeps the types to itself
        """Read the arguments, and show the help or the version where that is all that is asked for."""
        with _failures_said():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run a verb."""
        with _failures_said():
            return super().invoke(ctx)


@contextlib.contextmanager
def _failures_said() -> Iterator[None]:
    try:
        yield
    except KnowledgeError as error:
        fail(str(error))
    except BrokenPipeError:
        raise  # a reader who has had enough; typer ends quietly
    except OSError as error:
        told = error.strerror or str(error)
        fail(f"The system refuses {error.filename}: {told}." if error.filename else f"The system refuses: {told}.")


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - how typer hands over a flag
    if asked:
        typer.echo(f"visitbot {__version__}")
        raise typer.Exit


@app.callback()
def _about(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Answers questions from a curated fact base, each with its verbatim quote and its source.

    First look, no account needed:  visitbot try

    In the terminal:  visitbot ask "Which dialogue did he take part in?"

    On Discord:  visitbot run
    """


app.command()(ask)
app.command()(check)
app.command("eval")(evaluate)
app.command()(refresh)
app.command()(run)
app.command("try")(try_)
app.add_typer(facts, name="facts")
app.command()(backup)
app.command()(restore)
app.command()(doctor)
