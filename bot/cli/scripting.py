"""JSON Lines in, JSON Lines out: each line is answered as soon as it is read, and no line ends the run."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any, BinaryIO

from bot.cli.contract import LINE_LIMIT, RequestError, answer_request, describe_error, read_request, to_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge import Answerer, Language


def answer_lines(answerer: Answerer, lines: BinaryIO, out: BinaryIO, language: Language | None) -> None:
    """Answer every line in order; `language` holds for those that name none of the base's."""
    for line in _limited(lines):
        out.write(to_line(_answer_line(answerer, line, language)))
        out.flush()


def _limited(lines: BinaryIO) -> Iterator[bytes]:
    """Read lines, each cut off just beyond the limit and its rest let go."""
    while line := lines.readline(LINE_LIMIT + 1):
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = lines.readline(LINE_LIMIT + 1)
        yield line


def _answer_line(answerer: Answerer, line: bytes, language: Language | None) -> dict[str, Any]:
    try:
        request = read_request(line)
    except RequestError as error:
        return describe_error(error)
    try:
        return answer_request(answerer, request, language)
    except Exception as error:  # noqa: BLE001 - a defect in one answer must not cost the others
        traceback.print_exc()
        message = f"this question met a defect ({type(error).__name__}); please report it"
        return describe_error(RequestError(message, request.id))
