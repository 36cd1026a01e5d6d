"""Uploads on their way in.

A roster holds identity numbers, and until its request ends it lies in the clear. So it lies in a folder of the
data folder that nobody else opens, not among everybody's temporary files; it goes when the request ends, and
what a killed process left behind is swept.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

#: No request lasts longer.
LONGEST = dt.timedelta(hours=1)


class IncomingHandler(TemporaryFileUploadHandler):
    """Django's handler of uploads on disk, with our folder."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _Incoming(
            str(self.file_name), str(self.content_type), 0, self.charset, self.content_type_extra
        )


class _Incoming(TemporaryUploadedFile):
    def __init__(self, name: str, *about: Any) -> None:
        suffix = ".upload" + os.path.splitext(name)[1][:20]
        file = tempfile.NamedTemporaryFile(suffix=suffix, dir=folder())  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, file, name, *about)


def folder() -> Path:
    """The folder of uploads, readable by the account of the server alone."""
    place = Path(settings.LINLI_DATA) / "incoming"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def sweep(now: dt.datetime) -> int:
    """Take away uploads whose request ended long ago, by the real clock; how many."""
    before = (now - LONGEST).timestamp()
    gone = 0
    for one in folder().iterdir():
        with suppress(FileNotFoundError):  # its request ends just now
            if one.stat().st_mtime < before:
                one.unlink()
                gone += 1
    return gone
