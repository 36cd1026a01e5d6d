"""Contents at rest."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from linli.files import vault as rest
from linli.files.rules import kind_of, safe_name
from linli.kernel import Refused

pytestmark = pytest.mark.usefixtures("vault")


@pytest.mark.parametrize("size", [0, 1, rest.PIECE - 1, rest.PIECE, rest.PIECE + 1, 3 * rest.PIECE])
def test_what_is_written_is_read_again(size: int) -> None:
    content = os.urandom(size)
    stored = rest.write(1, iter([content[:100], content[100:]]), limit=None)
    assert b"".join(rest.read(stored.path)) == content
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).hexdigest())


def test_on_disk_nothing_can_be_read() -> None:
    stored = rest.write(1, iter(["身份证 510105".encode() * 50]), limit=None)
    held = (rest.folder() / stored.path).read_bytes()
    assert "身份证".encode() not in held
    assert (rest.folder() / stored.path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["cut", "flip", "swap", "gone", "empty"])
def test_a_content_that_was_harmed_is_not_given_out(harm: str) -> None:
    stored = rest.write(1, iter([os.urandom(3 * rest.PIECE)]), limit=None)
    place = rest.folder() / stored.path
    held = place.read_bytes()
    step = rest.PIECE + 16
    harmed = {
        "cut": held[: 12 + 2 * step],
        "flip": held[:-1] + bytes([held[-1] ^ 1]),
        "swap": held[:12] + held[12 + step : 12 + 2 * step] + held[12 : 12 + step] + held[12 + 2 * step :],
        "empty": b"",
    }
    place.unlink() if harm == "gone" else place.write_bytes(harmed[harm])
    with pytest.raises(rest.Damaged):
        list(rest.read(stored.path))


def test_too_large_a_content_leaves_nothing(vault: Path) -> None:
    with pytest.raises(Refused, match="larger than"):
        rest.write(1, iter([b"x" * 2048, b"y" * (2 * 1024 * 1024)]), limit=1024 * 1024)
    assert [one for one in vault.rglob("*") if one.is_file()] == []


def test_a_full_disk_is_said_and_leaves_nothing(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk is full"):
        rest.write(1, iter([b"content"]), limit=None)
    assert [one for one in vault.rglob("*") if one.is_file()] == []


def test_an_upload_that_breaks_off_leaves_nothing(vault: Path) -> None:
    def broken() -> Any:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        rest.write(1, broken(), limit=None)
    assert [one for one in vault.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("名册.xlsx", "名册.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\下载\\名册.xlsx", "名册.xlsx"),
        ("a\u202exslx.exe", "axslx.exe"),
        ('a"b\r\nSet-Cookie: x.xls', "a_bSet-Cookie_ x.xls"),
        ("...", "file"),
        ("", "file"),
        ("𠅤" * 200 + ".xlsx", "𠅤" * 115 + ".xlsx"),
    ],
)
def test_names_are_made_harmless(typed: str, safe: str) -> None:
    assert safe_name(typed) == safe


@pytest.mark.parametrize(
    "number", ["990105198005010019", "99010519800501001X", "13912345678", "990105 19800501 0019"]
)
def test_a_number_in_a_name_is_hidden(number: str) -> None:
    name = safe_name(f"王某 {number} 20181228.xlsx")
    assert "".join(one for one in number if one.isalnum()) not in name.replace(" ", "")
    assert name.startswith("王某 ")
    assert name.endswith(" 20181228.xlsx")


def test_the_kind_follows_the_ending_and_markup_is_never_one() -> None:
    assert kind_of("a.PDF") == "application/pdf"
    assert kind_of("a.html") == kind_of("a.svg") == kind_of("a") == "application/octet-stream"
