"""Discord's own description of its API, and whether a request body keeps to it."""

from __future__ import annotations

import gzip
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simcord import HttpLogEntry

VARIABLE = "DISCORD_OPENAPI"
WITHOUT_IT = f"{VARIABLE} names no file with Discord's API description"


@cache
def api_description() -> ApiDescription | None:
    """Read the description that the environment names; `None` where it names none."""
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    with gzip.open(name, "rt", encoding="utf-8") as file:
        return ApiDescription(json.load(file))


class ApiDescription:
    """What bodies Discord takes where."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._routes = [_Route.of(template) for template in document["paths"]]

    def faults(self, requests: Iterable[HttpLogEntry]) -> list[str]:
        """Tell what is wrong with the bodies of requests; empty where nothing is."""
        return [
            f"{request.method} {request.path}: {fault}"
            for request in requests
            if request.json is not None
            for fault in self._faults(request.method.lower(), request.path, request.json)
        ]

    def _faults(self, method: str, path: str, body: object) -> list[str]:
        operation = self._document["paths"][self._template(path)].get(method, {})
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": self._document["components"]})
        fault = best_match(validator.iter_errors(_with_text_ids(body)))
        return [f"{fault.json_path}: {fault.message}"] if fault else []

    def _template(self, path: str) -> str:
        fitting = [route for route in self._routes if route.pattern.fullmatch(path)]
        return min(fitting, key=lambda route: route.holes).template


@dataclass(frozen=True, slots=True)
class _Route:
    template: str
    pattern: re.Pattern[str]
    holes: int

    @classmethod
    def of(cls, template: str) -> _Route:
        steps = ["[^/]+" if step.startswith("{") else re.escape(step) for step in template.strip("/").split("/")]
        return cls(template, re.compile("/" + "/".join(steps)), template.count("{"))


def _with_text_ids(value: object, key: str = "") -> object:
    """Write ids as text: Discord takes numbers too, and discord.py sends some, but the description has text alone."""
    if isinstance(value, dict):
        # An attachment's id is the number of its file; a component's is a number in the description, too.
        names = {name: f"{key}_id" if key == "attachment" and name == "id" else name for name in value}
        return {name: _with_text_ids(inner, names[name]) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_ids(inner, "attachment" if key == "attachments" else "") for inner in value]
    return str(value) if key.endswith("_id") and isinstance(value, int) else value
