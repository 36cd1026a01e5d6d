"""The program ``linli``: what is typed, right and wrong."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from linli.project.command import instance, main, tls, words
from linli.project.command.failures import sentence_for


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LINLI_LANGUAGE", "en")
    return tmp_path


def test_help_names_every_word_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    said = capsys.readouterr().out
    lines = {
        line.split()[0]: line.split(maxsplit=1)[1:] for line in said.splitlines() if line.startswith("  ")
    }
    assert set(words.OWN) <= set(lines)
    assert set(words.commands()) <= set(lines)
    assert [word for word, rest in lines.items() if not rest] == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["srve"], "Did you mean “serve”?"),
        (["../etc"], "there is no command"),
        (["serve", "--prot", "1"], "linli serve --help"),
        (["serve", "--port", "70000"], "not a port"),
        (["backup"], "linli backup --help"),
        (["certificate", "no name"], "neither a host name nor an address"),
    ],
)
def test_what_is_typed_wrong_is_a_sentence_and_status_2(
    typed: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    assert sentence in capsys.readouterr().err


def test_the_program_never_shows_a_traceback(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linli", "restore", str(place / "nothing")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unforeseen_failure_shows_no_values() -> None:
    assert "510105" not in sentence_for(ValueError("510105199001011234"))


def test_a_taken_port_is_told_with_how_to_choose_another(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"make run PORT={port + 1}" in capsys.readouterr().err


def test_a_second_start_says_where_the_first_answers(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with instance.claim(place / "data", {"address": "http://localhost:8123"}):
        assert main(["serve"]) == 0
        assert "http://localhost:8123" in capsys.readouterr().out
    assert instance.runs(place / "data") is None


def test_stop_says_that_nothing_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stop"]) == 0
    assert "does not run" in capsys.readouterr().out


def test_a_certificate_can_be_served_and_its_keys_are_private(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["certificate", "linli.local", "192.168.1.10"]) == 0
    folder = place / "data" / "tls"
    assert tls.problem(folder / "server.crt", folder / "server.key") is None
    assert {name: (folder / name).stat().st_mode & 0o777 for name in ("ca.key", "server.key")} == {
        "ca.key": 0o600,
        "server.key": 0o600,
    }
    assert (folder / "guide.pdf").read_bytes().startswith(b"%PDF")
    authority = (folder / "linli-ca.crt").read_bytes()
    assert main(["certificate", "other.local"]) == 0
    assert (folder / "linli-ca.crt").read_bytes() == authority
    assert "--tls" in capsys.readouterr().out


def test_a_key_of_another_certificate_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["certificate", "one.local"])
    folder = place / "data" / "tls"
    assert main(["serve", "--tls", str(folder / "server.crt"), str(folder / "ca.key")]) == 1
    assert "do not belong together" in capsys.readouterr().err
