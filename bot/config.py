"""A TOML file and the environment -> one frozen `Settings`; faults name place, key and remedy."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from knowledge import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails
    from pydantic_settings import PydanticBaseSettingsSource

DEFAULT_FILE = Path("config.toml")
FILE_VARIABLE = "VISITBOT_CONFIG"
PREFIX = "VISITBOT_"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not what it holds
TOKEN_REMEDY = f"put it into the environment variable {TOKEN_VARIABLE}, or into a file of its own that token_file names"
TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}")

LogLevel = Literal["debug", "info", "warning", "error"]


class ConfigError(Exception):
    """Settings that cannot be used; the text names all that is wrong, one fault a line."""


def _at_home(path: Path) -> Path:
    """Read a leading ~ as a shell does, so that no folder of that name comes to be."""
    if "\0" in str(path):
        message = "a path holds no NUL"
        raise ValueError(message)
    try:
        return path.expanduser()
    except RuntimeError as error:
        message = "the ~ names no known home"
        raise ValueError(message) from error


def _split_list(value: object) -> object:
    """Read "1, 2" as a list: the environment has no other way to give one."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,\[\]]+", value) if part]
    if isinstance(value, list) and not all(type(part) in {int, str} for part in value):
        message = "a server id is a whole number"
        raise ValueError(message)
    return value


Snowflake = Annotated[int, Field(gt=0, lt=1 << 63)]
"""An id as Discord gives it."""
HomePath = Annotated[Path, AfterValidator(_at_home)]


class _Table(BaseModel):
    """A table of the file: nothing unknown in it, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KnowledgeSettings(_Table):
    """Where the facts are read from."""

    path: HomePath = Field(default_factory=shipped_folder, description="the path of a fact-base folder")


class StoreSettings(_Table):
    """Where the facts are kept at run time."""

    path: HomePath = Field(default=Path("visitbot.sqlite3"), description="the path of a database file")


class ModerationSettings(_Table):
    """Who may change the facts from Discord."""

    guilds: Annotated[tuple[Snowflake, ...], NoDecode, BeforeValidator(_split_list)] = Field(
        default=(), description="a list of server ids, such as [123456789012345678]"
    )
    roles: Annotated[tuple[Snowflake, ...], NoDecode, BeforeValidator(_split_list)] = Field(
        default=(), description="a list of role ids, such as [123456789012345678]"
    )
    audit_channel: Snowflake | None = Field(default=None, description="a channel id, such as 123456789012345678")


class BackupSettings(_Table):
    """Copies of the database, made while the bot runs."""

    folder: HomePath | None = Field(default=None, description="the path of a folder for backups")
    every_hours: PositiveInt = Field(default=24, description="a whole number of hours, such as 24")
    keep: PositiveInt = Field(default=7, description="a whole number of backups, such as 7")


class LimitSettings(_Table):
    """How much may be asked."""

    member_per_minute: PositiveInt = Field(default=10, description="a whole number of questions, such as 10")
    channel_per_minute: PositiveInt = Field(default=40, description="a whole number of questions, such as 40")


class PrivacySettings(_Table):
    """What is kept of what members ask, and for how long."""

    keep_days: PositiveInt = Field(default=30, description="a whole number of days, such as 30")
    link: Annotated[str, Field(pattern=r"^(https://\S+)?$")] = Field(
        default="", description="the address of your privacy notice, starting with https://"
    )


class LogSettings(_Table):
    """What is logged."""

    level: LogLevel = Field(default="info", description=f"one of {', '.join(get_args(LogLevel))}")


class Settings(BaseSettings):
    """All settings, read once and handed on."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter="__", populate_by_name=True
    )

    token: SecretStr | None = Field(default=None, validation_alias=TOKEN_VARIABLE)
    token_file: HomePath | None = Field(default=None, description="the path of a file with the token")
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    moderation: ModerationSettings = Field(default_factory=ModerationSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    privacy: PrivacySettings = Field(default_factory=PrivacySettings)
    backup: BackupSettings = Field(default_factory=BackupSettings)
    log: LogSettings = Field(default_factory=LogSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment overrule the file, whose values come as arguments."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    def bot_token(self) -> SecretStr:
        """Give the bot's token, from the environment or else from the token file; raises `ConfigError`."""
        if self.token and self.token.get_secret_value().strip():
            return SecretStr(self.token.get_secret_value().strip())
        if self.token_file is None:
            message = f"There is no bot token: {TOKEN_REMEDY}."
            raise ConfigError(message)
        return _read_token(self.token_file)


def load_settings(path: Path | None = None) -> Settings:
    """Read `path`, else the file that VISITBOT_CONFIG names, else ./config.toml; raises `ConfigError`."""
    file = _find_file(path)
    entries = [*(_read_entries(file) if file else ()), *_environment_entries()]
    faults = [fault for entry in entries for fault in _entry_faults(entry)]
    known = [entry for entry in entries if entry.key in _FIELDS]
    try:
        settings = Settings(**_nested(entry for entry in known if entry.file))
    except SettingsError:  # a variable that holds a whole table; named among the faults
        settings = None
    except ValidationError as error:
        settings = None
        faults += [fault for detail in error.errors() for fault in _value_faults(detail, known)]
    if settings is None or faults:
        raise ConfigError("\n".join(faults))
    return settings


@dataclass(frozen=True, slots=True)
class _Entry:
    """One key with its value, wherever it is set."""

    key: str
    """Dotted, such as "log.level"."""
    value: object
    place: str
    """The file or the environment variable, for messages."""
    file: Path | None = None


def _find_file(path: Path | None) -> Path | None:
    named = path or (Path(os.environ[FILE_VARIABLE]) if os.environ.get(FILE_VARIABLE) else None)
    if named is None:
        return DEFAULT_FILE if DEFAULT_FILE.is_file() else None
    return named


def _read_entries(file: Path) -> list[_Entry]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); name a TOML file such as config.example.toml"
    except UnicodeDecodeError:
        message = f"{file}: is not UTF-8 text; save it as UTF-8"
    except (ValueError, RecursionError) as error:  # a TOML error, or a number of thousands of digits
        message = f"{file}: is not valid TOML: {error}; compare it with config.example.toml"
    else:
        return [_Entry(key, value, str(file), file) for key, value in _flatten(table)]
    raise ConfigError(message)


def _flatten(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        key = above + name
        if isinstance(value, dict) and (value or key in _TABLES):
            yield from _flatten(value, f"{key}.")
        else:
            yield key, value


def _environment_entries() -> list[_Entry]:
    names = [name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() != FILE_VARIABLE]
    return [
        _Entry(name[len(PREFIX) :].lower().replace("__", "."), os.environ[name], f"variable {name}")
        for name in sorted(names)
    ]


def _nested(entries: Iterator[_Entry]) -> dict[str, Any]:
    """Build the tables again, paths taken from the file's own folder on."""
    tables: dict[str, Any] = {}
    for entry in entries:
        *above, name = entry.key.split(".")
        table = tables.setdefault(above[0], {}) if above else tables
        table[name] = _anchored(entry) if entry.key in _PATHS else entry.value
    return tables


def _anchored(entry: _Entry) -> object:
    if entry.file is None or not isinstance(entry.value, str) or entry.value.startswith("~"):
        return entry.value
    return str(entry.file.parent / entry.value)


def _entry_faults(entry: _Entry) -> Iterator[str]:
    name = entry.key.rpartition(".")[2]
    if TOKEN_SHAPE.search(entry.key):
        yield f"{entry.place}: the token does not belong here; {TOKEN_REMEDY}"
    elif name in {"token", TOKEN_VARIABLE.lower()} or TOKEN_SHAPE.fullmatch(str(entry.value)):
        yield f"{entry.place}: {entry.key}: the token does not belong here; {TOKEN_REMEDY}"
    elif entry.key in _TABLES:
        keys = ", ".join(key for key in _FIELDS if key.startswith(entry.key))
        yield f"{entry.place}: {entry.key}: is a table, not a value; set its keys: {keys}"
    elif entry.key not in _FIELDS:
        close = difflib.get_close_matches(entry.key, _FIELDS, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"the keys are {', '.join(_FIELDS)}"
        yield f"{entry.place}: {entry.key}: there is no such key; {remedy}"


def _value_faults(detail: ErrorDetails, entries: list[_Entry]) -> Iterator[str]:
    """Say where a value stands and what it should be, never the value: it might be a secret."""
    path = [str(part) for part in detail["loc"]]
    for key, expected in _FIELDS.items():
        if path[: key.count(".") + 1] == key.split("."):
            place = [entry.place for entry in entries if entry.key == key][-1]  # the variable, where both are set
            yield f"{place}: {key}: this value cannot be used; give {expected}"


def _read_token(file: Path) -> SecretStr:
    try:
        token = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        message = f"{file}: the token file cannot be read ({reason}); {TOKEN_REMEDY}."
        raise ConfigError(message) from None
    if not token or len(token.split()) > 1:
        message = f"{file}: the token file must hold the token and nothing else."
        raise ConfigError(message)
    return SecretStr(token)


def _describe(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _describe(inner, f"{name}.")
        elif field.description:
            yield above + name, field.description


_FIELDS = dict(_describe(Settings))
"""Every key that may be set, dotted, with what it holds."""
_TABLES = {key.split(".")[0] for key in _FIELDS if "." in key}
_PATHS = {"token_file", "knowledge.path", "store.path", "backup.folder"}
