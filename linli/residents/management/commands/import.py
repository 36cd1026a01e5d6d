"""A roster taken over by command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor, Refused, say
from linli.kernel.days import read_day
from linli.kernel.identity import mask_number
from linli.kernel.masking import mask_text
from linli.kernel.phones import hide_phone
from linli.places import api as places
from linli.residents import api as residents
from linli.residents.rules.codes import KINDS
from linli.residents.rules.imports import ROWS

WHY = "import by command"
#: Faults that are printed; the marked workbook on the import's page has them all.
MOST = 200


class Command(BaseCommand):
    help = "Read a roster, print what would become of its rows, and with --apply take it over."

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be typed."""
        parser.add_argument("file", metavar="FILE", help=".xlsx, .xls or .csv")
        parser.add_argument(
            "--community", required=True, metavar="CODE", help="statistical code of the community"
        )
        parser.add_argument(
            "--sender", default="", metavar="NAME", help="who gave the file; its columns are remembered"
        )
        parser.add_argument("--rows", choices=sorted(ROWS), default="arrivals", help="what the file lists")
        parser.add_argument(
            "--kind", choices=sorted(KINDS), default="", help="kind of residence of rows that do not say it"
        )
        parser.add_argument("--on", default="", metavar="DAY", help="day of the file; today without it")
        parser.add_argument(
            "--start", default="", metavar="DAY", help="first day of residence of rows that do not say it"
        )
        parser.add_argument("--compound", default="", metavar="NAME", help="estate of rows that name none")
        parser.add_argument(
            "--make-rooms", action="store_true", help="make buildings and rooms that are missing"
        )
        parser.add_argument(
            "--apply", action="store_true", help="take the file over; nothing is written without it"
        )
        parser.add_argument("--skip-refused", action="store_true", help="take over the rows without faults")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print plan, tally and faults; exit 1 when faults kept the file from being applied, 2 when it was typed wrongly."""
        with translation.override(options["language"]):
            try:
                found = self._import(options)
            except Refused as refused:
                raise CommandError(str(refused.reason), returncode=2) from None
            self._print(found, options)

    def _import(self, options: Mapping[str, Any]) -> residents.ImportResult:
        path, at = Path(options["file"]), clock.now()
        if not path.is_file():
            raise Refused(say("There is no file {path}.", path=str(path)))
        today = clock.day_of(at)
        on = read_day(options["on"], today=today) if options["on"] else today
        start = read_day(options["start"], today=today) if options["start"] else None
        community = places.area_by_code(options["community"].strip(), on) or places.area_by_code(
            options["community"].strip()
        )
        if community is None or community.level != "community":
            raise Refused(say("No community has borne the code {code}.", code=options["community"][:20]))
        about = residents.ImportOptions(
            options["rows"], options["kind"], start, options["make_rooms"], options["compound"]
        )
        with community_scope(community.id):
            return residents.import_file(
                Actor.system(WHY, community.id), path, sender=options["sender"], at=at, on=on, options=about, apply=options["apply"],
                skip=options["skip_refused"],
            )  # fmt: skip

    def _print(self, found: residents.ImportResult, options: Mapping[str, Any]) -> None:
        tally, cells = found.tally, found.tally.get("cells", {})
        counts = {name: tally.get(name, 0) for name in ("new", "changed", "same", "refused", "missing")}
        self.stdout.write(
            str(
                say(
                    "New {new}, changed {changed}, unchanged {same}, with faults {refused}, in the register only {missing}.",
                    **counts,
                )
            )
        )
        self.stdout.write(
            str(say("Cells: {read} = applied {applied} + unchanged {unchanged} + refused {refused} + left aside {ignored}.", **{
                name: cells.get(name, 0) for name in ("read", "applied", "unchanged", "refused", "ignored")
            }))
        )  # fmt: skip
        if tally.get("forbidden"):
            self.stdout.write(str(say("Never stored: {heads}", heads="、".join(tally["forbidden"]))))
        for one in found.faults[:MOST]:
            value = _hidden(one.field, one.value)
            self.stdout.write(f"{one.sheet} {one.row} {one.header} [{value}] {one.reason} {one.todo}")
        if len(found.faults) > MOST:
            self.stdout.write(str(say("… and {n} more.", n=len(found.faults) - MOST)))
        words = {
            "applied": say("Taken over."),
            "unchanged": say("The register says all of this already."),
            "planned": say("Nothing was written."),
            "read": say("The columns are not known. Say on the import's page what they mean."),
        }
        self.stdout.write(str(words[found.state]))
        if found.faults and found.state != "applied":
            raise CommandError(str(say("{n} rows have faults.", n=counts["refused"])), returncode=1)
        if found.state == "read":
            raise CommandError(str(say("Nothing was written.")), returncode=1)


def _hidden(field: str, value: str) -> str:
    """A faulty value as a terminal and its log may show it, a number in a wrong column too."""
    if field in ("number", "certificate"):
        return mask_number(value)
    return hide_phone(value) if field in ("phone", "phone2") else mask_text(value)
