"""Appeals of one community: lists, creating, transitions, duplicate help. `python -m bench.appeals CODE`

Lists go through the WSGI handler as in bench.pages; creating and transitions are the actions that pages and interfaces
call, in a transaction and scope of their own that is committed. Buffers are those of reading statements.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.urls import reverse

import bench.start  # noqa: F401
from bench.lines import Line, say_lines
from bench.matters import staff
from bench.pages import AT, Browser, signed_in
from bench.spent import spent
from bench.watch import watched
from linli.appeals.actions import accept, answer, handover, revisit
from linli.appeals.actions.intake import register
from linli.appeals.models import Appeal, Reporter
from linli.appeals.queries import duplicates, listing
from linli.appeals.queries.listing import Filter
from linli.appeals.rules.intake import PlaceParts, ReporterParts
from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.places import api as places

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "200"))
Work = Callable[[], object]
TEXT = "三单元二楼转角的声控灯坏了三天，晚上看不见，老人差点绊倒，请派人来看。"


def queries(work: Work) -> tuple[int, int]:
    """(statements, buffers) of one round, reads explained in a further one."""
    with watched() as counted:
        work()
    with watched(explain=True) as touched:
        work()
    if "-v" in sys.argv:
        for sql in counted.statements:
            print("   ", sql[:170].replace("\n", " "), file=sys.stderr)
        for buffers, sql in sorted(touched.by_statement, reverse=True)[:3]:
            print("  =", buffers, sql[:700], file=sys.stderr)
    return len(counted.statements), touched.buffers


def told(name: str, work: Work, most: float, *, statements: int = 10, flat: bool = True) -> list[Line]:
    """Milliseconds, processor, statements and buffers of one kind of work."""
    if "-v" in sys.argv:
        print(name, file=sys.stderr)
    for _ in range(3):
        work()
    count, buffers = queries(work)
    found = [*spent(work, ROUNDS).lines(name, most), Line(name, count, "queries", target=statements)]
    return [*found, Line(name, buffers, "buffers")] if flat else found


def paths(community: int, boss: Actor) -> dict[str, str]:
    """Queries of the list; page 1,000, or the last there is, by the mark that leads there and by its number."""
    with community_scope(community):
        one = Appeal.objects.filter(community_id=community).order_by("-received_at")[20]
        count = Appeal.objects.filter(community_id=community).count()
        page = min(1000, count // 50)
        deep = listing.listing(boss, at=AT, page=page - 1)
    marked = f"page={page}&after={deep.after}"
    return {
        "list": "", "list of a state": "state=in_hand", "list of a category": f"category={one.category}",
        "list, channel and level": "channel=phone&level=community", "list, overdue": "show=late&late=true",
        "list, words": f"q={quote(one.text[:6])}", "list, number": f"q={one.number}", "list, days": "since=2018-11-01&until=2018-11-30",
        "list, page 1,000 by its mark": marked, "list, page 1,000 by its number": f"page={page}",
    }  # fmt: skip


def lists(community: int, boss: Actor) -> list[Line]:
    """The list as page and as JSON, with each filter; then the record."""
    browser, lines = Browser(signed_in(community)), []
    for kind, address, most in (
        ("HTML", reverse("appeals:appeals"), 60),
        ("JSON", reverse("api:appeals"), 25),
    ):
        for name, query in paths(community, boss).items():
            path = f"{address}?{query}" if query else address
            lines += told(f"{kind} {name}", lambda path=path: browser.get(path), most)  # type: ignore[misc]
    with community_scope(community):
        key = Appeal.objects.filter(community_id=community, state="in_hand").order_by("-received_at")[0].pk
    record = reverse("appeals:appeal", args=[key])
    return [*lines, *told("HTML one appeal", lambda: browser.get(record), 60, statements=20)]


class Lives:
    """Steps of lives of appeals, each in its own transaction; the moments run on."""

    def __init__(self, community: int, number: int = 0) -> None:
        self.community = community
        self.boss, self.one, self.two = staff(community)
        self.moments = (AT + dt.timedelta(seconds=n) for n in itertools.count(number * 1_000_000 % 3_600))
        with community_scope(community):
            person = Reporter.objects.filter(community_id=community).exclude(person=None)[number]
            self.room = Appeal.objects.get(community_id=community, pk=person.appeal_id).room_id
        self.asking = ReporterParts(person.name, person.phone, person.person_id)

    def _do(self, action: Callable[..., Any], actor: Actor, **values: Any) -> Any:
        with community_scope(self.community, last=True):
            return action(actor=actor, at=next(self.moments), **values)

    def create(self) -> int:
        """Registered at the counter by one worker, who is the first asked; a known person at a door."""
        made = self._do(
            register, self.one, channel="counter", text=TEXT, category="facilities", reporter=self.asking,
            place=PlaceParts(room=self.room),
        )  # fmt: skip
        return int(made.id)

    def assign(self, key: int) -> None:
        """Put to another by the secretary, who takes over."""
        self._do(handover.assign, self.boss, appeal=key, handler=self.two.user_id)
        self._do(handover.take_over, self.two, appeal=key)

    def accept(self, key: int) -> None:
        """Accepted by the one who was asked."""
        self._do(accept.accept, self.one, appeal=key)

    def progress(self, key: int) -> None:
        """A word in between."""
        self._do(answer.progress, self.one, appeal=key, text="灯座已经订了，明天到货。")

    def answer(self, key: int, actor: Actor | None = None) -> None:
        """The final answer, which enters the call list."""
        self._do(answer.answer, actor or self.two, appeal=key, text="声控灯已换新，亮了。")

    def tell(self, key: int) -> None:
        """Carried back to the resident."""
        self._do(answer.tell, self.one, appeal=key, way="phone", told="本人")

    def revisit(self, key: int) -> None:
        """Asked by another than the handler: solved, closed."""
        self._do(revisit.revisit, self.boss, appeal=key, solved=True, rating="satisfied")

    def search(self) -> None:
        """Found by its words."""
        with community_scope(self.community, last=True):
            found = listing.listing(self.boss, Filter(text="转角的声控灯"), at=next(self.moments))
        assert found.rows

    def whole(self) -> None:
        """Create, assign and take over, answer and tell, revisit, search: six writes, one search."""
        key = self.create()
        self.assign(key)
        self.answer(key)
        self.tell(key)
        self.revisit(key)
        self.search()


def deeds(community: int) -> list[Line]:
    """Creating, and each transition on fresh appeals."""
    lives = Lives(community)
    lines = told("create", lives.create, 15, statements=12)
    made = [lives.create() for _ in range(ROUNDS + 10)]
    steps: list[tuple[str, Callable[[int], object], int]] = [
        ("accept", lives.accept, 10), ("progress", lives.progress, 10), ("answer", lambda key: lives.answer(key, lives.one), 10),
        ("tell", lives.tell, 10), ("revisit", lives.revisit, 10),
    ]  # fmt: skip
    for name, step, most in steps:
        lines += told(f"transition: {name}", _each(step, made), 12, statements=most)
    return lines


def _each(step: Callable[[int], object], keys: list[int]) -> Work:
    """The step, on another appeal each time."""
    left = iter(keys)
    return lambda: step(next(left))


def help_(community: int) -> list[Line]:
    """Likely duplicates while an appeal is written down, with all that may be known."""
    boss, *_ = staff(community)
    with community_scope(community):
        asked = Reporter.objects.filter(community_id=community).exclude(person=None).order_by("-appeal")[10]
        row = Appeal.objects.get(community_id=community, pk=asked.appeal_id)

    def work() -> None:
        with community_scope(community, last=True):
            duplicates.likely(
                boss, at=AT, phone=asked.phone, household=asked.household_id, building=row.building_id, room=row.room_id,
                point=(104.06, 30.67), text=row.text,
            )  # fmt: skip

    return told("duplicate help", work, 150)


def main() -> None:
    community = places.area_by_code(sys.argv[1], dt.date(2018, 12, 28))
    assert community is not None
    clock.move_to(AT)
    boss, *_ = staff(community.id)
    asked = os.environ.get("BENCH_APPEALS", "lists,deeds,help").split(",")
    lines: list[Line] = []
    if "lists" in asked:
        lines += lists(community.id, boss)
    if "help" in asked:
        lines += help_(community.id)
    if "deeds" in asked:
        lines += deeds(community.id)
    connection.close()
    say_lines(lines)


if __name__ == "__main__":
    main()
