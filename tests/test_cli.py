"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from talkingpiece import __version__, cli, resources, wire
from talkingpiece.config import Config
from talkingpiece.store.sqlite_file import SCHEMA


def run(*args: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(args), env=env or {})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """`serve` up to the moment it would begin: the settings it was given."""
    given: list[Config] = []

    async def begin(config: Config) -> int:
        given.append(config)
        return 0

    monkeypatch.setattr(cli, "_serve", begin)
    monkeypatch.setattr(resources, "vendor_fault", lambda: None)
    return given


def module(folder: Path, words: str) -> Path:
    (folder / "m").mkdir()
    (folder / "m" / "module.md").write_text(
        "---\nsummary: For a test.\npeople: 2-9\nobjectives:\n  one: One\n---\n# M\n"
    )
    (folder / "m" / "10-one.md").write_text(words)
    return folder


def test_version_prints_the_version() -> None:
    result = run("version")
    assert (result.exit_code, result.stdout) == (0, f"{__version__}\n")


def test_protocol_prints_the_schema_of_every_message() -> None:
    result = run("protocol")
    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert schema == json.loads(json.dumps(wire.schema()))
    for name in ("Hello", "Welcome", "StageHead", "NextStep", "Ok"):
        assert name in schema["$defs"]


def test_check_is_content_with_what_is_shipped() -> None:
    result = run("check", str(resources.MODULES))
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_tells_each_fault_with_file_and_line(tmp_path: Path) -> None:
    result = run("check", str(module(tmp_path, "---\nkind: dance\nminutes: 2\n---\n# One\n\nWords.\n")))
    assert result.exit_code == 1
    assert "10-one.md:2: " in result.stdout


def test_check_without_a_folder_is_a_matter_of_usage(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "nothing")).exit_code == 2
    assert run("check").exit_code == 2
    assert run("check", "--strange").exit_code == 2
    assert run("fly").exit_code == 2


# --- serve ------------------------------------------------------------------------------------------------------


def test_serve_has_defaults_for_one_machine(told: list[Config]) -> None:
    assert run("serve").exit_code == 0
    (config,) = told
    assert (config.host, config.port, config.store) == ("127.0.0.1", 8765, "sqlite:///data/talkingpiece.db")
    assert (config.workers, config.modules) == (1, None)


OPTIONS = {"host": "0.0.0.0", "port": "9000", "store": "memory://", "workers": "1", "modules": "."}


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_of_serve_is_an_environment_variable_too(name: str, told: list[Config]) -> None:
    value = OPTIONS[name]
    assert run("serve", f"--{name}", value).exit_code == 0
    assert run("serve", env={f"TALKINGPIECE_{name.upper()}": value}).exit_code == 0
    by_option, by_variable = told
    assert by_option == by_variable
    assert str(getattr(by_option, name)) == value


def test_what_is_typed_wins_over_the_environment(told: list[Config]) -> None:
    assert run("serve", "--port", "9001", env={"TALKINGPIECE_PORT": "9000"}).exit_code == 0
    assert told[0].port == 9001


@pytest.mark.parametrize(
    "name", ["PUBLIC_URL", "TRUSTED_PROXIES", "OPERATOR_KEY", "FRAME_ANCESTORS", "KEEP_DAYS", "PEOPLE"]
)
def test_the_rest_comes_from_the_environment(name: str, told: list[Config]) -> None:
    given = {"PUBLIC_URL": "https://circle.example", "KEEP_DAYS": "7", "PEOPLE": "8", "OPERATOR_KEY": "k" * 22}
    value = given.get(name, "192.0.2.1")
    assert run("serve", env={f"TALKINGPIECE_{name}": value}).exit_code == 0
    assert str(getattr(told[0], name.lower())) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "99999"), ("PORT", "many"), ("WORKERS", "0"), ("KEEP_DAYS", "0"), ("PUBLIC_URL", "circle.example"),
     ("PUBLIC_URL", "https://circle.example/path"), ("PUBLIC_URL", "ftp://circle.example"), ("PEOPLE", "-1")],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_named_and_never_quoted(name: str, value: str, told: list[Config]) -> None:
    result = run("serve", env={f"TALKINGPIECE_{name}": value, "TALKINGPIECE_OPERATOR_KEY": "a secret key"})
    assert result.exit_code == 2
    assert name.lower() in result.stderr
    assert "secret" not in result.output
    assert not told


@pytest.mark.parametrize("store", ["sqlite:///x.db", "memory://", "redis://127.0.0.1:1/0"])
def test_several_workers_are_refused(store: str, told: list[Config]) -> None:
    result = run("serve", "--workers", "2", "--store", store)
    assert result.exit_code == 2
    assert "--workers 1" in result.stderr
    assert not told


def test_stale_browser_libraries_are_told_with_the_command_that_mends_it(
    told: list[Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "vendor_fault", lambda: "Type `make setup`.")
    result = run("serve")
    assert (result.exit_code, result.stderr) == (2, "Type `make setup`.\n")


def not_a_database(file: Path) -> None:
    file.write_bytes(b"Dear diary, " * 500)


def of_a_newer_schema(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE sessions (id)")
        other.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    other.close()


def a_folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize("spoil", [not_a_database, of_a_newer_schema, a_folder])
def test_a_store_that_cannot_be_opened_ends_serve_with_a_sentence(
    tmp_path: Path, spoil: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "vendor_fault", lambda: None)
    file = tmp_path / "tp.db"
    spoil(file)  # type: ignore[operator]
    result = run("serve", "--port", "0", "--store", f"sqlite:///{file}")
    assert result.exit_code == 1
    assert "tp.db" in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize("url", ["postgres://user:secret@host/db", "sqlite://", "sqlite:///", "nonsense"])
def test_an_address_of_no_store_ends_serve_and_is_not_repeated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "vendor_fault", lambda: None)
    result = run("serve", "--port", "0", "--store", url)
    assert result.exit_code == 1
    assert "sqlite:///" in result.stderr
    assert "secret" not in result.output


def test_an_operators_key_that_can_be_guessed_is_refused_without_being_told() -> None:
    answer = run("serve", env={"TALKINGPIECE_OPERATOR_KEY": "hunter2-short"})
    assert answer.exit_code == 2
    assert "operator_key" in answer.stderr
    assert "hunter2" not in answer.output + answer.stderr
