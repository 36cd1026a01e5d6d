"""Uploads on their way in: private while they last, gone afterwards."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from linli.base import clock
from linli.files import incoming


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.LINLI_DATA = tmp_path
    return tmp_path


def sent(name: str) -> HttpRequest:
    return RequestFactory().post("/", {"file": SimpleUploadedFile(name, b"rows")})


@pytest.mark.parametrize("name", ["名册.xlsx", "x" * 200 + "." + "y" * 300, "../../x", "x.\x00csv"])
def test_an_upload_lies_in_a_folder_of_ours_that_nobody_else_opens(data: Path, name: str) -> None:
    file: Any = sent(name).FILES["file"]
    place = Path(file.temporary_file_path())
    assert place.parent == data / "incoming"
    assert place.parent.stat().st_mode & 0o077 == 0
    assert place.stat().st_mode & 0o077 == 0
    assert place.read_bytes() == b"rows"
    file.close()
    assert not place.exists()


def test_what_a_killed_process_left_is_swept_and_a_fresh_upload_stays(data: Path) -> None:
    now = clock.real_now()
    old, fresh = incoming.folder() / "old.upload", incoming.folder() / "fresh.upload"
    for one in (old, fresh):
        one.write_bytes(b"rows")
    past = (now - dt.timedelta(hours=2)).timestamp()
    os.utime(old, (past, past))
    assert incoming.sweep(now) == 1
    assert not old.exists()
    assert fresh.exists()
