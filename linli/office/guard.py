"""Refuse what is no readable workbook, clearly and before any cell is read.

Only the first bytes, the directory of the container and one counting pass over the packed parts
are looked at; nothing is unpacked to disk and nothing is executed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from linli.kernel.refusal import Refused
from linli.kernel.say import say

from . import guard_ole, guard_zip
from .limits import DEFAULT, Limits
from .refusals import macros, no_workbook

Kind = Literal["xlsx", "xls", "csv"]
Source = str | Path | bytes

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WPS_NAMES = (".et", ".ett", ".wps", ".wpt", ".dps", ".dpt")
MACRO_NAMES = (".xlsm", ".xltm", ".xlam", ".xla")
BINARY_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
WEB_PAGE_STARTS = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head")


def opened(source: Source) -> BinaryIO:
    """The bytes of `source`, seekable; a path is not read into memory."""
    return BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb")


def check(source: Source, name: str, limits: Limits = DEFAULT) -> Kind:
    """The kind of workbook that `source` is, by its content; raises Refused with what to do."""
    return examine(source, name, limits)[0]


def examine(source: Source, name: str, limits: Limits = DEFAULT) -> tuple[Kind, bool]:
    """As `check`, and whether cells of an .xlsx may hold errors (#N/A)."""
    with opened(source) as file:
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(4096)
        file.seek(0)
        if not size or not head.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
            raise Refused(say("The file is empty. Save the workbook once more and upload it again."))
        if size > limits.file:
            raise Refused(
                say(
                    "The file has {size} MB; at most {limit} MB can be read. Split it and upload the parts.",
                    size=_megabytes(size),
                    limit=_megabytes(limits.file),
                )
            )
        _refuse_by_name(name)
        if head.startswith((ZIP, EMPTY_ZIP)):
            return "xlsx", guard_zip.check(file, size, limits)
        if head.startswith(OLE):
            guard_ole.check(file, size, limits)
            return "xls", False
        _refuse_other_kinds(head, name)
        return "csv", False


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


def _refuse_by_name(name: str) -> None:
    lowered = name.lower()
    if lowered.endswith(WPS_NAMES):
        raise Refused(
            say("This is a file in WPS's own format. Open it in WPS, save it as .xlsx and upload that file.")
        )
    if lowered.endswith(MACRO_NAMES):
        raise macros()


def _refuse_other_kinds(head: bytes, name: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(WEB_PAGE_STARTS):
        raise Refused(
            say(
                "This is a web page or XML named like a workbook. Open it, save it as .xlsx and upload that file."
            )
        )
    lowered = name.lower()
    tabbed = b"\t" in head  # old systems name tab-separated text .xls
    if (
        lowered.endswith(".xlsx")
        or (lowered.endswith(".xls") and not tabbed)
        or head.startswith(BINARY_STARTS)
        or _looks_binary(head)
    ):
        raise no_workbook()


def _looks_binary(head: bytes) -> bool:
    """Whether `head` is no text: NUL bytes that are not those of UTF-16, where they stand mostly on one side."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head:
        return False
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) * 3 > max(even, odd) or max(even, odd) * 20 < len(head)
