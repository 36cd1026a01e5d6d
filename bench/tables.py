"""The whole population table of one community, and over 1, 10, 100 … of them. `python -m bench.tables CODE`

CODE is the first of the communities that were filled; the others stand under the same subdistrict.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

import bench.start  # noqa: F401
from bench.lines import Line, median, say_lines, times
from bench.watch import watched
from linli.base.scope import scope
from linli.kernel import Actor, Period
from linli.kernel.actor import SECRETARY
from linli.kernel.lens import Lens
from linli.places import api as places
from linli.places.models import AreaParent
from linli.reports import engine
from linli.reports.queries import sheets
from linli.reports.rules.tables import POPULATION

YEAR = Period.year(2018)
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))


def measured(name: str, lens: Lens, seen: tuple[int, ...], rounds: int) -> list[Line]:
    """Milliseconds, statements and buffers of the table through a lens."""
    work: Callable[[], object] = lambda: sheets.down(POPULATION, lens)  # noqa: E731
    with transaction.atomic(), scope(seen):
        times(work, 1)
        with watched(explain=True) as found:
            work()
        if "-v" in sys.argv:
            for buffers, sql in sorted(found.by_statement, reverse=True)[:3]:
                print(name, buffers, sql[:300], file=sys.stderr)
        return [
            Line(name, median(work, rounds) * 1000),
            Line(name, len(found.statements), "queries"),
            Line(name, found.buffers, "buffers"),
        ]


def main() -> None:
    code = sys.argv[1]
    one = places.area_by_code(code, YEAR.last)
    assert one is not None
    above = AreaParent.objects.get(area=one.id).parent
    secretary = Actor(1, "", one.id, frozenset({SECRETARY}))
    lens = engine.community_lens(secretary, YEAR, scheme="grid")
    lines = measured("table, one community", lens, (one.id,), ROUNDS)
    whole = engine.system_lens("benchmark", above.pk, above.level, YEAR)
    filled = tuple(key for key in whole.communities if key >= one.id)
    count = 1
    while count <= len(filled):
        some = replace(whole, communities=filled[:count])
        lines += measured(f"table, {count} communities", some, (), max(3, ROUNDS // 2))
        count *= 10
    say_lines(lines)


if __name__ == "__main__":
    main()
