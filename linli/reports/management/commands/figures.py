"""Figures of an area by command."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from linli.base import clock
from linli.kernel import NotFound, Period, Refused, say
from linli.places import api as places
from linli.reports import engine
from linli.reports.queries import handbook, printed

WHY = "figures by command"


class Command(BaseCommand):
    help = "Print the figures of an area; --rows NAME prints the record keys behind one."

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be typed."""
        parser.add_argument(
            "--area", default="", help="statistical code of a community, subdistrict or district"
        )
        parser.add_argument("--year", help="such as 2018")
        parser.add_argument("--period", help="2018, 2018-06, 2018Q1, 2018-12-31 or 2018-01-05..2018-02-04")
        parser.add_argument(
            "--by", choices=["grid", "compound", "group", "party_area", "community"], help="parts"
        )
        parser.add_argument(
            "--figure", action="append", default=[], metavar="NAME", help="only these; may be repeated"
        )
        parser.add_argument("--rows", metavar="NAME", help="print the record keys of one figure")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
        parser.add_argument("--handbook", metavar="FILE", help="renew the table of all figures in a document")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer on standard output; a typing fault is one sentence and exit status 2."""
        with translation.override(options["language"]):
            try:
                if options["handbook"]:
                    return _renew(Path(options["handbook"]))
                self._answer(options)
            except Refused as refused:
                raise CommandError(str(refused.reason), returncode=2) from None
        return None

    def _answer(self, options: Mapping[str, Any]) -> None:
        lens = _lens(options)
        if options["rows"]:
            return self._rows(options, lens)
        known = engine.catalog()
        names = options["figure"] or list(known.figures)
        for name in names:
            _demand_known(name, known.figures)
        found = printed.objects(engine.ask(names, lens), names)
        if options["format"] == "json":
            return self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        lines = printed.lines(found)
        if options["format"] == "csv":
            return csv.writer(self.stdout if hasattr(self.stdout, "write") else sys.stdout).writerows(lines)
        return self._table(lines)

    def _rows(self, options: Mapping[str, Any], lens: engine.Lens) -> None:
        _demand_known(options["rows"], engine.catalog().figures)
        try:
            keys = engine.keys(options["rows"], lens)
        except NotFound:
            raise Refused(
                say("“{name}” is a stated number; no records stand behind it.", name=options["rows"])
            ) from None
        if options["format"] == "json":
            return self.stdout.write(json.dumps(keys))
        for key in keys:
            self.stdout.write(str(key))
        return None

    def _table(self, lines: Sequence[Sequence[object]]) -> None:
        widths = [max(_width(str(line[column])) for line in lines) for column in range(len(lines[0]))]
        for line in lines:
            cells = [
                str(cell) + " " * (width - _width(str(cell)))
                for cell, width in zip(line, widths, strict=True)
            ]
            self.stdout.write("  ".join(cells).rstrip())


def _renew(document: Path) -> None:
    try:
        document.write_text(handbook.renewed(document.read_text(encoding="utf-8")), encoding="utf-8")
    except OSError as fault:
        raise Refused(
            say("The document {name} cannot be renewed: {why}.", name=str(document), why=fault.strerror or "")
        ) from None


def _width(text: str) -> int:
    return sum(2 if char > "⺀" else 1 for char in text)


def _lens(options: Mapping[str, Any]) -> engine.Lens:
    if options["year"] and options["period"]:
        raise Refused(say("Give --year or --period, not both."))
    period = Period.read(options["period"] or options["year"] or str(clock.today().year))
    if options["year"] and period != Period.year(period.start.year):
        raise Refused(say("“{text}” is no year. Write a year such as 2018.", text=options["year"]))
    code = options["area"].strip()
    if not code:
        raise Refused(say("Name an area by its code: --area 510105014013."))
    found = places.area_by_code(code, period.last) or places.area_by_code(code)
    if found is None:
        raise Refused(say("No area has borne the code {code}.", code=code[:20]))
    by = options["by"] or ""
    if by == "community" and found.level == "community":
        raise Refused(say("A community is divided by grid, compound, group or party_area."))
    if by not in ("", "community") and found.level != "community":
        raise Refused(say("Above the community figures are divided by community only."))
    try:
        return engine.system_lens(WHY, found.id, found.level, period, scheme="" if by == "community" else by)
    except NotFound:
        raise Refused(say("No community stood under {code} on {day}.", code=code, day=period.last)) from None


def _demand_known(name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise Refused(
            say("There is no figure “{name}”. All of them: leave --figure and --rows out.", name=name[:60])
        )
