"""`linli clock`: what day the demonstration thinks it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.base import clock


class Command(BaseCommand):
    """Show the work clock, or move the demonstration's."""

    help = "Show the work clock, or move the demonstration's: linli clock 2018-12-28T09:00"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("moment", nargs="?", help="a moment in Asia/Shanghai, such as 2018-12-28T09:00")

    def handle(self, *args: Any, moment: str | None = None, **options: Any) -> None:
        if moment:
            if not settings.DEMO:
                raise CommandError("Only the demonstration's clock can be moved (LINLI_DEMO).")
            try:
                wanted = dt.datetime.fromisoformat(moment)
            except ValueError:
                raise CommandError(f"“{moment}” is no moment; write 2018-12-28T09:00.") from None
            clock.move_to(wanted if wanted.tzinfo else wanted.replace(tzinfo=clock.SHANGHAI))
        self.stdout.write(clock.now().astimezone(clock.SHANGHAI).isoformat(timespec="minutes"))
