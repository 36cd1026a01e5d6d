"""`linli workdays`: the country's holidays and make-up working days, year by year.

    linli workdays show [YEAR]
    linli workdays load [FILE] [--dry-run]      without a file: the years that come with the software

Next year's arrangement is published each November: write it as one more year of a file (places/data/workdays-CN.json
shows how), load it, and deadlines that were counted provisionally are counted again. Safe to run twice.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.base import clock
from linli.kernel import Actor, Refused
from linli.places.actions.workdays import FILE, load_workdays, preview, read_file
from linli.places.queries.workdays import tables
from linli.places.rules.workdays import Change


class Command(BaseCommand):
    help = "Show or load the holidays and make-up working days of the country."

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="let the years of a file be what it says")
        load.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE")
        load.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        show = verbs.add_parser("show", help="print what is loaded")
        show.add_argument("year", nargs="?", type=int, default=None, metavar="YEAR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._load(**options) if options["verb"] == "load" else self._show(options["year"])
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def _load(self, *, file: Path, dry_run: bool, **_: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        asked = read_file(file)
        if dry_run:
            self._say(preview(asked), "would change")
            return
        actor = Actor.system("linli workdays load")
        self._say(load_workdays(actor=actor, asked=asked, at=clock.now()), "changed")

    def _say(self, found: Change, verb: str) -> None:
        for word, years in (("new", found.new), ("changed", found.changed)):
            if years:
                self.stdout.write(f"{word}: {', '.join(map(str, years))}")
        self.stdout.write(
            f"{verb}: {len(found.new)} new, {len(found.changed)} changed, {len(found.same)} as they were"
        )

    def _show(self, year: int | None) -> None:
        loaded = tables()
        if year is not None and year not in loaded:
            raise CommandError(f"The holidays of {year} are not loaded.")
        for one in loaded.values():
            if year in (None, one.year):
                self.stdout.write(f"{one.year} {one.source}")
                for held in one.holidays:
                    self.stdout.write(f"  {held.name} {held.first} – {held.last}")
                for day, name in one.make_up:
                    self.stdout.write(f"  {day} is worked ({name})")
