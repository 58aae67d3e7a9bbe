"""Settings: where they come from, and what is said of those that cannot be used."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import ConfigError, load_settings
from knowledge import shipped_folder

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
KEYS = (
    "token_file, knowledge.path, store.path, moderation.guilds, moderation.roles, moderation.audit_channel, "
    "limits.member_per_minute, limits.channel_per_minute, privacy.keep_days, privacy.link, "
    "backup.folder, backup.every_hours, backup.keep, log.level"
)
GUILDS = "a list of server ids, such as [123456789012345678]"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - made up


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str, name: str = "config.toml") -> Path:
    file = Path.cwd() / name
    file.write_text(text, encoding="utf-8")
    return file


def complaint(path: Path | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    return str(caught.value)


def test_without_a_file_the_defaults_hold() -> None:
    settings = load_settings()

    assert settings.knowledge.path == shipped_folder()
    assert settings.store.path == Path("visitbot.sqlite3")
    assert settings.moderation.guilds == ()
    assert settings.log.level == "info"


def test_the_example_loads_as_it_stands() -> None:
    settings = load_settings(EXAMPLE)

    assert settings.store.path == EXAMPLE.parent / "visitbot.sqlite3"


def test_the_example_names_every_key_and_each_is_explained() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    explained = re.sub(r"(?m)^# (\w+ = )", r"\1", text)
    lines = explained.splitlines()
    uncommented = tomllib.loads(explained)

    keys = {"token_file"} | {f"{name}.{key}" for name, t in uncommented.items() if isinstance(t, dict) for key in t}
    assert keys == set(KEYS.split(", "))
    assert all(lines[n - 1].startswith("# ") for n, line in enumerate(lines) if re.match(r"\w+ = ", line))


def test_a_file_beside_the_work_is_found() -> None:
    write('[log]\nlevel = "error"')

    assert load_settings().log.level == "error"


def test_the_variable_names_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[log]\nlevel = "error"')
    other = write('[log]\nlevel = "debug"', "other.toml")
    monkeypatch.setenv("VISITBOT_CONFIG", str(other))

    assert load_settings().log.level == "debug"


def test_the_named_file_goes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISITBOT_CONFIG", str(write('[log]\nlevel = "error"')))

    assert load_settings(write('[log]\nlevel = "debug"', "other.toml")).log.level == "debug"


def test_the_environment_overrules_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[log]\nlevel = "error"\n[store]\npath = "a.sqlite3"')
    monkeypatch.setenv("VISITBOT_LOG__LEVEL", "warning")
    monkeypatch.setenv("VISITBOT_KNOWLEDGE__PATH", "facts")
    monkeypatch.setenv("VISITBOT_MODERATION__GUILDS", "11, 22")

    settings = load_settings()

    assert settings.log.level == "warning"
    assert settings.store.path.name == "a.sqlite3"
    assert settings.knowledge.path == Path("facts")
    assert settings.moderation.guilds == (11, 22)


def test_paths_in_a_file_start_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    file = write('token_file = "token.txt"\n[knowledge]\npath = "../facts"\n[store]\npath = "/var/b.db"', "etc/a.toml")

    settings = load_settings(file)

    assert settings.token_file == tmp_path / "etc" / "token.txt"
    assert settings.knowledge.path == tmp_path / "etc" / ".." / "facts"
    assert settings.store.path == Path("/var/b.db")


def test_a_tilde_is_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert load_settings(write('[store]\npath = "~/b.db"')).store.path == tmp_path / "b.db"


@pytest.mark.parametrize("guilds", ["[true]", "[1.0]", "[1e3]", "[0]", "[-5]", "[9223372036854775808]", "5"])
def test_a_server_id_is_a_whole_number_as_discord_gives_it(guilds: str) -> None:
    file = write(f"[moderation]\nguilds = {guilds}")

    assert complaint(file) == (
        f"{file}: moderation.guilds: this value cannot be used; give a list of server ids, such as [123456789012345678]"
    )


def test_a_path_with_a_nul_is_refused() -> None:
    file = write('token_file = "a\\u0000b"')

    assert complaint(file) == f"{file}: token_file: this value cannot be used; give the path of a file with the token"


def test_a_token_that_is_typed_as_a_key_is_not_shown() -> None:
    token = "a" * 24 + "." + "b" * 6 + "." + "c" * 30
    file = write(f'"{token}" = 1')

    assert complaint(file).startswith(f"{file}: the token does not belong here;")


def test_settings_cannot_be_changed() -> None:
    settings = load_settings()

    with pytest.raises(ValidationError):
        settings.log = settings.log
    with pytest.raises(ValidationError):
        settings.log.level = "debug"


def test_every_fault_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(
        'colour = 1\n[log]\nlevle = "info"\nlevel = "loud"\n[moderation]\nguilds = [5, "x"]\n[store]\npath = 3'
    )
    monkeypatch.setenv("VISITBOT_STORE__PAHT", "x")

    assert complaint(file).splitlines() == [
        f"{file}: colour: there is no such key; the keys are {KEYS}",
        f"{file}: log.levle: there is no such key; did you mean log.level?",
        "variable VISITBOT_STORE__PAHT: store.paht: there is no such key; did you mean store.path?",
        f"{file}: store.path: this value cannot be used; give the path of a database file",
        f"{file}: moderation.guilds: this value cannot be used; give {GUILDS}",
        f"{file}: log.level: this value cannot be used; give one of debug, info, warning, error",
    ]


def test_a_fault_names_the_variable_where_that_overrules_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write('[log]\nlevel = "info"')
    monkeypatch.setenv("VISITBOT_LOG__LEVEL", "loud")

    assert complaint(file).startswith("variable VISITBOT_LOG__LEVEL: log.level: this value cannot be used;")


@pytest.mark.parametrize("source", ["file", "variable"])
def test_a_table_is_no_value(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if source == "file":
        place = write("log = 3").name
    else:
        monkeypatch.setenv("VISITBOT_LOG", "loud")
        place = "variable VISITBOT_LOG"

    assert complaint() == f"{place}: log: is a table, not a value; set its keys: log.level"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[log", "is not valid TOML: "),
        (b"a = " + b"9" * 5000, "is not valid TOML: "),
        (b"a = " + b"[" * 20_000, "is not valid TOML: "),
        (b"\xff\xfe", "is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_an_unreadable_file_is_named_with_the_remedy(content: bytes, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)

    assert complaint(file).startswith(f"{file}: {expected}")


def test_a_missing_file_is_named() -> None:
    assert complaint(Path("nowhere.toml")).startswith("nowhere.toml: cannot be read (No such file or directory)")


@pytest.mark.parametrize(
    "text",
    [
        f'token = "{TOKEN}"',
        f'DISCORD_TOKEN = "{TOKEN}"',
        f'[discord]\ntoken = "{TOKEN}"',
        f'token_file = "{TOKEN}"',
        f'[log]\nlevel = "{TOKEN}"',
    ],
)
def test_a_token_in_the_file_is_refused_and_never_repeated(text: str) -> None:
    said = complaint(write(text))

    assert "the token does not belong here; put it into the environment variable DISCORD_TOKEN" in said
    assert TOKEN not in said


def test_a_token_under_another_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISITBOT_TOKEN", TOKEN)

    assert complaint().startswith("variable VISITBOT_TOKEN: token: the token does not belong here")


def test_the_token_comes_from_its_variable_and_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f" {TOKEN}\n")

    settings = load_settings()

    assert settings.bot_token().get_secret_value() == TOKEN
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_the_token_comes_from_its_file_where_the_variable_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"{TOKEN}\n", "token.txt")
    monkeypatch.setenv("DISCORD_TOKEN", "")

    assert load_settings(write('token_file = "token.txt"')).bot_token().get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "the token file cannot be read (No such file or directory); put it into the environment variable"),
        ("", "the token file must hold the token and nothing else."),
        (f"DISCORD_TOKEN = {TOKEN}", "the token file must hold the token and nothing else."),
    ],
)
def test_an_unusable_token_file_is_named(content: str | None, expected: str, tmp_path: Path) -> None:
    if content is not None:
        write(content, "token.txt")
    settings = load_settings(write('token_file = "token.txt"'))

    with pytest.raises(ConfigError) as caught:
        settings.bot_token()

    assert str(caught.value).startswith(f"{tmp_path / 'token.txt'}: {expected}")
    assert TOKEN not in str(caught.value)


def test_a_missing_token_says_where_to_put_it() -> None:
    with pytest.raises(ConfigError, match="There is no bot token: put it into the environment variable DISCORD_TOKEN"):
        load_settings().bot_token()


def test_importing_reads_nothing() -> None:
    write("this is not TOML")

    code = f"import sys; sys.path.insert(0, {str(EXAMPLE.parent)!r}); import bot.config"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")
