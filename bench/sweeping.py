"""The sweep of many open appeals of which a twentieth is due, then once more. `python -m bench.sweeping CODE`

Run on a copy: what is due is dealt with and committed. Each of the due has its journal line, its entry of the story and
its message; the second run at the same moment must change nothing.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import bench.start  # noqa: F401
from bench.importing import served
from bench.lines import Line, say_lines
from bench.matters import staff
from bench.pages import AT
from linli.appeals.actions import sweep
from linli.appeals.models import Appeal, Deed
from linli.appeals.rules import codes
from linli.base.scope import community_scope
from linli.journal.models import Line as JournalLine
from linli.news.models import Message
from linli.places import api as places


def counted(community: int) -> tuple[int, int, int]:
    """Entries of the story, journal lines and messages so far."""
    with community_scope(community):
        return Deed.objects.count(), JournalLine.objects.count(), Message.objects.count()


def swept(community: int) -> tuple[float, float, sweep.Swept]:
    """(seconds, processor seconds, what was done) of one run, committed."""
    begin, spent = time.perf_counter(), time.process_time() + served()
    with community_scope(community, last=True):
        found = sweep.due(community=community, at=AT)
    return time.perf_counter() - begin, time.process_time() + served() - spent, found


def main() -> None:
    area = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert area is not None
    community = area.id
    staff(community)
    with community_scope(community):
        due = Appeal.objects.filter(due_at__lte=AT, state__in=codes.OPEN).count()
        open_ = Appeal.objects.filter(state__in=codes.OPEN).count()
    before = counted(community)
    took, spent, first = swept(community)
    after = counted(community)
    again, _, second = swept(community)
    if first.passed + first.climbed < due or min(b - a for a, b in zip(before, after, strict=True)) < due:
        raise SystemExit(f"of {due} due: {first}, {before} → {after}")
    if second != sweep.Swept() or counted(community) != after:
        raise SystemExit(f"the second run changed something: {second}")
    name = f"sweep of {open_:,} open, {due:,} due, each with story, journal and message"
    say_lines(
        [
            Line(name, took, "s", target=10), Line("sweep: processor", spent, "s"),
            Line("sweep once more, changes nothing", again, "s", target=10),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    main()
