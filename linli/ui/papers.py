"""An official table as a file: the workbook that is kept, or A4 to be signed and stamped."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from linli.office import pdf
from linli.office.layout import TableSheet, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(sheet: TableSheet, name: str) -> HttpResponse:
    """The table as a workbook to keep, called `name`.xlsx."""
    return served(write_table(sheet), XLSX, f"{name}.xlsx", download=True)


def paper(sheet: TableSheet, name: str, at: dt.datetime) -> HttpResponse:
    """The table on A4, shown in the browser."""
    content = pdf.table(sheet, demo=settings.DEMO, at=at.replace(microsecond=0))
    return served(content, "application/pdf", f"{name}.pdf", download=False)


def served(content: bytes, kind: str, name: str, *, download: bool) -> HttpResponse:
    """A made file, never kept by anybody on the way."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(download, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
