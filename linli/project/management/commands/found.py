"""`linli found`: the first step of real use, instead of the demonstration.

    linli found 510105014013 快活社区 --under "510105014 文家街道" --under "510105 青羊区" --secretary "wang 王芳"

Makes the areas that are not there yet, loads terms and holidays, and prints each account's one-time password once.
"""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.base import clock
from linli.base.scope import all_communities
from linli.kernel import Refused
from linli.project.founding import Named, found, today


class Command(BaseCommand):
    help = "Begin in real use: found a community with its first accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="the community's code of 12 digits")
        parser.add_argument("name", metavar="NAME", help="what it is called, such as 快活社区")
        parser.add_argument(
            "--under", action="append", default=[], metavar="'CODE NAME'", help="an area above it; repeat it"
        )
        parser.add_argument("--secretary", required=True, metavar="'USER NAME'", help="user name and name")
        parser.add_argument(
            "--technician", metavar="'USER NAME'", help="who keeps accounts and sees no resident"
        )
        parser.add_argument(
            "--since", metavar="DAY", help="first day of these posts, such as 2018-01-01; today"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO and all_communities():
            raise CommandError(
                "This database holds the demonstration. Choose another data folder: LINLI_DATA=/path linli migrate"
            )
        try:
            made = found(
                community=Named(options["code"], options["name"]),
                above=[_pair(one) for one in options["under"]],
                secretary=_pair(options["secretary"]),
                technician=_pair(options["technician"]) if options["technician"] else None,
                start=_day(options["since"]),
                at=clock.now(),
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{options['name']} {options['code']}")
        for one in made.accounts:
            self.stdout.write(f"{one.name}: user name {one.username}, one-time password {one.password}")
        self.stdout.write(
            "Each password is shown only here and must be changed when it is first used. Then: linli serve"
        )


def _pair(text: str) -> Named:
    code, _, name = text.strip().partition(" ")
    if not name.strip():
        raise CommandError(f"“{text}” should be two words: “510105 青羊区” or “wang 王芳”.")
    return Named(code, name.strip())


def _day(text: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else today()
    except ValueError:
        raise CommandError(f"“{text}” is no day; write 2018-01-01.") from None
