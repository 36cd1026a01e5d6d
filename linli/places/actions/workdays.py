"""The table of holidays is changed by loading files, never on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from linli.base import slots
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.actor import SYSTEM, TECH_ADMIN
from linli.places.models import HolidayYear
from linli.places.queries.workdays import tables
from linli.places.rules.workdays import Change, YearTable, compare, read_tables

from .guard import writes

FILE = Path(__file__).resolve().parent.parent / "data" / "workdays-CN.json"


def read_file(file: Path = FILE) -> list[YearTable]:
    """The years of a file; those that come with the software when none is named. Raises Refused."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(say("{file} cannot be read.", file=file.name)) from None
    return read_tables(text, file.name)


def preview(asked: Sequence[YearTable]) -> Change:
    """What `load_workdays` would change."""
    return compare(asked, tables())


@writes
def load_workdays(*, actor: Actor, asked: Sequence[YearTable], at: dt.datetime) -> Change:
    """Let these years be what the tables say; years not among them stay as they are.

    What changed is told to the slot `calendar_changed`, so that deadlines are counted again. Loading
    the same again changes and tells nothing.
    """
    if not actor.holds(SYSTEM, TECH_ADMIN):
        raise Refused(say("Holidays are loaded by the technical administrator."))
    found = compare(asked, tables())
    if found.years:
        wanted = [one for one in asked if one.year in found.years]
        HolidayYear.objects.filter(jurisdiction=wanted[0].jurisdiction, year__in=found.years).delete()
        HolidayYear.objects.bulk_create(
            HolidayYear(
                jurisdiction=one.jurisdiction, year=one.year, source=one.source, days=one.days, loaded_at=at
            )
            for one in wanted
        )
        journal.house(actor, "load workdays", at=at, years=list(found.years))
        list(slots.calendar_changed.ask(years=found.years, at=at))
    return found
