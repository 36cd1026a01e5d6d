"""`linli demo`: play the demonstration, or fill a database for benchmarks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.kernel import Refused
from linli.project import demo
from linli.project.demo import fill


class Command(BaseCommand):
    """Load 快活社区 and its year, or many communities of invented people."""

    help = "Load the demonstration into an empty database; with --communities N --people M fill one for benchmarks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--communities", type=int, default=0, help="fill this many communities in bulk")
        parser.add_argument("--people", type=int, default=10_000, help="people in each of them")

    def handle(self, *args: Any, communities: int = 0, people: int = 10_000, **options: Any) -> None:
        settings.DEMO = settings.LINLI_DEMO = True
        try:
            if communities:
                fill.fill(communities, people, self.stdout.write)
            elif demo.needed():
                demo.load(self.stdout.write)
            else:
                self.stdout.write(
                    "The database is not empty; the demonstration is loaded into an empty one only."
                )
        except Refused as refused:
            raise CommandError(str(refused)) from None
