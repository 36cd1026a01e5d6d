"""`linli terms`: show the policies and standards, or load them from versioned files.

    linli terms show [--area 510105014013] [--on 2018-12-31] [--key working_hours]
    linli terms load [FILE …] [--dry-run]      without a file: those that come with the software

Safe to run twice: what is loaded already is left as it is. Versions that overlap are refused.
"""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.base import clock
from linli.kernel import Actor, Refused
from linli.places.actions.terms import bundled, compare, load_terms, read_files
from linli.places.queries import areas
from linli.places.queries.terms import terms_of
from linli.places.rules.terms import Difference, Written, readable


class Command(BaseCommand):
    help = "Show or load the policies and standards (dated terms with their legal basis)."

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="let the terms be what the files say")
        load.add_argument("files", nargs="*", type=Path, metavar="FILE")
        load.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        show = verbs.add_parser("show", help="print the terms that hold for an area on a day")
        show.add_argument(
            "--area", default="", help="code of the area, also a former one; the country when left out"
        )
        show.add_argument("--on", type=_day, default=None, metavar="DAY")
        show.add_argument("--key", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._load(**options) if options["verb"] == "load" else self._show(**options)
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def _load(self, *, files: list[Path], dry_run: bool, **_: Any) -> None:
        missing = [str(one) for one in files if not one.is_file()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}.")
        written = read_files(files or bundled())
        if dry_run:
            self._say(compare(written), "would change")
            return
        actor = Actor.system("linli terms load")
        self._say(load_terms(actor=actor, written=written, at=clock.now()), "changed")

    def _say(self, found: Difference, verb: str) -> None:
        for one in found.new:
            self.stdout.write(f"+ {_line(one)}")
        for old, new in found.changed:
            self.stdout.write(f"- {_line(old)}\n+ {_line(new)}")
        for one in found.gone:
            self.stdout.write(f"- {_line(one)}")
        counts = f"{len(found.new)} new, {len(found.changed)} changed, {len(found.gone)} gone, {found.same} as they were"
        self.stdout.write(f"{verb}: {counts}")

    def _show(self, *, area: str, on: dt.date | None, key: str, **_: Any) -> None:
        day = on or clock.today()
        place = areas.by_code(area, on) if area else None
        if area and place is None:
            raise CommandError(f"No area bears the code {area}.")
        for one in terms_of(place.id if place else None, day):
            if key in ("", one.key):
                days = f"{one.start or '…'} – {one.end or '…'}"
                self.stdout.write(
                    f"{one.key} [{one.jurisdiction or 'CN'}] {days}\n  {readable(one.value)}\n  {one.legal_basis}"
                )


def _line(one: Written) -> str:
    return f"{one.key} [{one.jurisdiction or 'CN'}] from {one.start or 'the beginning'} until {one.end or 'further notice'}: {readable(one.value)}"


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
