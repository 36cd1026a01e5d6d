"""Contact cards and coverage of one community. `python -m bench.contact CODE [CARDS]`

Everything happens in one transaction that is undone: an area over all units, who is responsible, cards printed and
delivered. The paper is made in this process, cold (fonts read) and warm, beside a floor: as many empty pages.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time

from django.db import transaction

import bench.start  # noqa: F401
from bench.lines import Line, median, say_lines
from bench.watch import watched
from linli.base.scope import community_scope
from linli.contact.actions import cards, charges, papers
from linli.contact.queries import cards as found
from linli.contact.queries import coverage
from linli.kernel import Actor, Period
from linli.kernel.actor import SECRETARY
from linli.office import pdf
from linli.party import api as party
from linli.places import api as places
from linli.residents import api as residents

AT = dt.datetime(2018, 12, 28, 1, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
BEGUN = dt.date(2018, 1, 2)
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "10"))
#: Most seconds for a thousand cards in one PDF; the issue's own number.
MOST = 5_000


def lead(me: Actor) -> int:
    """An area over all units of the community with a first responsible; its key."""
    branch = party.found(actor=me, at=AT, kind="branch", name="第一党支部", on=dt.date(2010, 7, 1))
    member = party.register(
        actor=me,
        at=AT,
        on=BEGUN,
        today=ON,
        parts=party.Parts("乔东强", joined=dt.date(2000, 7, 1)),
        branch=branch,
    )
    cell = places.draw_cell(
        actor=me, scheme="party_area", code="p77", name="第77党员片区", start=BEGUN, at=AT
    )
    units = [one.id for one in places.units(me.community or 0, ON)]
    charges.put(actor=me, at=AT, cell=cell, units=units, start=BEGUN, move=True)
    charges.assign(actor=me, at=AT, cell=cell, member=member, kind="first", start=BEGUN)
    return cell


def main() -> None:
    one = places.area_by_code(sys.argv[1], ON)
    assert one is not None
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    me = Actor(1, "", one.id, frozenset({SECRETARY}))
    lines: list[Line] = []
    with community_scope(one.id), transaction.atomic():
        lead(me)
        asked = list(residents.occupied(one.id, ON).order_by("pk").values_list("pk", flat=True)[:many])
        begin = time.perf_counter()
        batch = cards.print_cards(actor=me, at=AT, households=asked)
        lines.append(Line(f"{len(asked):,} cards entered", (time.perf_counter() - begin) * 1000))
        begin = time.perf_counter()
        content, _count = papers.draw(me, AT, batch, lambda code: f"https://linli.example/b/{code}")
        name = f"{len(asked):,} cards as a PDF"
        cold = (time.perf_counter() - begin) * 1000
        lines.append(Line(f"{name}, fonts read", cold, target=MOST))
        warm = (
            median(lambda: papers.draw(me, AT, batch, lambda code: f"https://linli.example/b/{code}"), 3)
            * 1000
        )
        floor = empty_pages(-(-len(asked) // 8) * 2)
        lines.append(Line(f"{name}, warm", warm, beside=floor, beside_name="empty pages"))
        lines.append(Line(f"{name}, size", len(content) / 1000, "kB"))
        keys = found.keys_to_deliver(me, ON)
        begin = time.perf_counter()
        cards.deliver_many(actor=me, at=AT, cards=keys, on=ON, receipt="handed")
        lines.append(Line(f"{len(keys):,} cards delivered", (time.perf_counter() - begin) * 1000))
        quarter = Period.quarter(2018, 4)
        coverage.coverage(me, quarter)
        with watched(explain=True) as touched:
            coverage.coverage(me, quarter)
        lines.append(
            Line("coverage", median(lambda: coverage.coverage(me, quarter), ROUNDS) * 1000, target=300)
        )
        lines.append(Line("coverage", len(touched.statements), "queries", target=8))
        transaction.set_rollback(True)
    say_lines(lines)


def empty_pages(count: int) -> float:
    """Milliseconds for as many pages with one word each."""
    made = [pdf.Slip("·", ["·"]) for _ in range(count * 2)]
    pdf.slips("·", made[:2])
    return median(lambda: pdf.slips("·", made), 1) * 1000


if __name__ == "__main__":
    main()
