"""Settings from the environment."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from linli.project import environ


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    environ.forget()
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    monkeypatch.setenv("LINLI_LANGUAGE", "en")
    yield
    environ.forget()


def test_a_reader_answers_its_default_when_nothing_is_set() -> None:
    assert environ.number("T_PORT", 8000) == 8000
    assert environ.flag("T_FLAG", True) is True
    assert environ.items("T_LIST", ["a"]) == ["a"]
    environ.settled()


@pytest.mark.parametrize(
    ("raw", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("false", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, raw: str, expected: bool) -> None:
    monkeypatch.setenv("T_FLAG", raw)
    assert environ.flag("T_FLAG") is expected


def test_every_fault_is_told_at_once_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_FLAG", "perhaps")
    monkeypatch.setenv("T_NUMBER", "eight")
    monkeypatch.setenv("T_SMALL", "0")
    monkeypatch.setenv("T_KIND", "blue")
    monkeypatch.setenv("T_URL", "ftp//x")
    environ.flag("T_FLAG")
    environ.number("T_NUMBER", 1)
    environ.number("T_SMALL", 1, at_least=1, at_most=9)
    environ.text("T_KIND", "red", choices=["red", "green"])
    environ.url("T_URL")
    with pytest.raises(environ.Misconfigured) as caught:
        environ.settled()
    assert [one.name for one in caught.value.faults] == ["T_FLAG", "T_NUMBER", "T_SMALL", "T_KIND", "T_URL"]
    assert "choose one of red, green" in str(caught.value)
    assert "from 1 to 9" in str(caught.value)


def test_a_value_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "port").write_text("81\n")
    monkeypatch.setenv("T_PORT_FILE", str(tmp_path / "port"))
    assert environ.number("T_PORT", 1) == 81
    monkeypatch.setenv("T_PORT", "82")
    environ.number("T_PORT", 1)
    assert "keep one of them" in str(environ.faults()[0])


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_KEY_FILE", "/nowhere/at/all")
    assert environ.text("T_KEY", "x") == "x"
    assert environ.faults()[0].name == "T_KEY_FILE"


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = environ.secret("T_SECRET", "t.key")
    assert len(first) >= 48
    assert environ.secret("T_SECRET", "t.key") == first
    assert stat.S_IMODE((tmp_path / "t.key").stat().st_mode) == 0o600


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_SECRET", "short")
    environ.secret("T_SECRET", "t.key")
    assert "shorter than 32" in str(environ.faults()[0])


def test_a_database_address_is_taken_apart() -> None:
    fields = environ.database_fields(
        "postgresql://a%40b:p%2Fw@db.example:6000/lin%20li?sslmode=require&host=/run"
    )
    assert fields == {
        "NAME": "lin li",
        "USER": "a@b",
        "PASSWORD": "p/w",
        "HOST": "/run",
        "PORT": "6000",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("raw", ["mysql://x/y", "postgresql://host", "postgresql://h:port/x", "nonsense"])
def test_an_unusable_database_address_is_a_sentence(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("DATABASE_URL", raw)
    environ.database()
    assert [one.name for one in environ.faults()] == ["DATABASE_URL"]
    assert "postgresql://user:password@host:5432/name" in str(environ.faults()[0])


def test_a_fault_never_shows_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://me:geheim@h/x")
    environ.database()
    assert "geheim" not in str(environ.faults()[0])


def test_a_private_file_is_never_overwritten(tmp_path: Path) -> None:
    assert environ.private_file(tmp_path / "once", b"first")
    assert not environ.private_file(tmp_path / "once", b"second")
    assert (tmp_path / "once").read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["once"]
