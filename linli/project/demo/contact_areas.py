"""Party areas of a demonstration community in 2018: who is responsible, cards printed and delivered through the year.

That every occupied household has a responsible member and a card on the last day is counted from what playing leaves
behind: the stock gets its cards in January, who moves in gets one within two weeks. On 27 December one area gets another
first responsible, so that its cards are out of date the next morning.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from linli.base import clock
from linli.contact.actions import cards, charges, consents
from linli.contact.queries import cards as found
from linli.contact.queries import coverage
from linli.kernel import Actor, Period, Refused
from linli.party import api as party
from linli.party.queries import organisations
from linli.places import api as places

#: The day on which the areas were divided among the committee, after its election.
DIVIDED = dt.date(2016, 10, 8)
NEW_AREA = dt.date(2018, 1, 2)
CHANGED = dt.date(2018, 12, 27)
SCHEME = "party_area"
DUTY_PHONE = "028-87310012"
_SEATS = (
    "deputy",
    "organisation",
    "publicity",
    "discipline",
    "united_front",
    "youth",
    "member",
    "member",
    "member",
)
_RECEIPTS = ("handed", "handed", "handed", "signed", "posted")
#: Buildings that became areas of their own, with code and name.
_OWN = (("快活新居12栋", "p90", "第9党员片区"), ("英国小镇24栋", "p91", "第10党员片区"))


def play(secretary: Actor, worker: Actor) -> None:
    """Committee, areas, cards of the year. `secretary` keeps the Party's matters, `worker` takes cards to doors."""
    Year(secretary, worker).run()


class Year:
    """What the steps need to know of each other."""

    def __init__(self, secretary: Actor, worker: Actor) -> None:
        self.secretary, self.worker = secretary, worker
        self.community = secretary.community or 0
        self.new: set[int] = set()
        self.rng = random.Random(1009)  # noqa: S311 - invented people, not secrets

    def run(self) -> None:
        """The committee divides the areas, cards go out, one area changes hands."""
        self._numbers()
        seated = self._committee()
        self._own_areas()
        homes = {
            one.cell for one in coverage.by_unit(self.secretary, Period.day(NEW_AREA)) if one.counts.occupied
        }
        cells = [one.id for one in places.cells(self.community, SCHEME, NEW_AREA) if one.id in homes]
        self._charge(cells, seated)
        self._first_cards(cells)
        for day in _turns():
            self._new_cards(day)
        charges.replace_first(
            actor=self.secretary,
            at=evening(CHANGED),
            cell=cells[-1],
            member=seated[len(cells) % len(seated)],
            on=CHANGED,
        )

    def _numbers(self) -> None:
        at = evening(dt.date(2017, 12, 31))
        for name, value in (("phone", DUTY_PHONE), ("supervision_phone", "12345")):
            places.declare_fact(
                actor=self.secretary,
                area=self.community,
                name=name,
                value=value,
                source="社区公示",
                start=DIVIDED,
                at=at,
            )

    def _committee(self) -> list[int]:
        """The committee's members: its secretary, and the secretaries of branches."""
        at = evening(dt.date(2017, 12, 31))
        [(committee, _name)] = organisations.choices(self.secretary, on=DIVIDED, kinds=["committee"])
        offices = organisations.offices(self.secretary, DIVIDED, organisation=committee)
        seated = [one.member for one in offices if one.kind == "secretary"]
        for seat, branch in zip(_SEATS, party.branches(self.secretary, on=DIVIDED), strict=False):
            names = {
                name: key for key, name in party.members_of(self.secretary, on=DIVIDED, branch=branch.id)
            }
            member = names.get(branch.secretary)
            if member is not None and member not in seated:
                party.appoint(
                    actor=self.secretary,
                    at=at,
                    member=member,
                    kind=seat,
                    on=DIVIDED,
                    organisation=committee,
                )
                seated.append(member)
        return seated

    def _own_areas(self) -> None:
        """Two buildings become areas from January on; their units leave the areas they lay in."""
        at = evening(NEW_AREA)
        standing = places.units(self.community, NEW_AREA)
        for building, code, name in _OWN:
            units = [one.id for one in standing if one.building == building]
            if units:
                cell = places.draw_cell(
                    actor=self.secretary, scheme=SCHEME, code=code, name=name, start=NEW_AREA, at=at
                )
                charges.put(actor=self.secretary, at=at, cell=cell, units=units, start=NEW_AREA, move=True)
                self.new.add(cell)

    def _charge(self, cells: list[int], seated: list[int]) -> None:
        branches = party.branches(self.secretary, on=DIVIDED)
        for place, cell in enumerate(cells):
            start = NEW_AREA if cell in self.new else DIVIDED
            at = evening(max(start, dt.date(2017, 12, 31)))
            first = seated[place % len(seated)]
            charges.assign(actor=self.secretary, at=at, cell=cell, member=first, kind="first", start=start)
            branch = branches[place % len(branches)]
            others = [
                key
                for key, _name in party.members_of(self.secretary, on=start, branch=branch.id)
                if key not in seated
            ]
            for member in self.rng.sample(others, min(3, len(others))):
                charges.assign(
                    actor=self.secretary, at=at, cell=cell, member=member, kind="member", start=start
                )
            if place % 3 == 0:
                number = f"192{self.rng.randrange(10**8):08d}"
                consents.give(
                    actor=self.secretary, at=at, owner="member", key=first, phone=number, start=start
                )

    def _first_cards(self, cells: list[int]) -> None:
        """Area by area in January, delivered within two weeks."""
        for place, cell in enumerate(cells):
            printed = dt.date(2018, 1, 8) + dt.timedelta(days=place)
            batch = cards.print_cards(actor=self.secretary, at=evening(printed), cell=cell)
            keys = found.keys_to_deliver(self.worker, printed, found.Filters(batch=batch))
            for turn in range(2):
                self._deliver(keys[turn::2], printed + dt.timedelta(days=2 + 4 * turn), turn)

    def _new_cards(self, day: dt.date) -> None:
        """Who moved in since the last time."""
        try:
            cards.print_cards(actor=self.secretary, at=evening(day), title="新住户")
        except Refused:
            return
        then = day + dt.timedelta(days=1)
        self._deliver(found.keys_to_deliver(self.worker, then), then, day.month)
        for one in found.stale_waiting(self.secretary, then):
            cards.take_back(actor=self.secretary, at=evening(then), card=one.id, on=then, why="住户已搬走")

    def _deliver(self, keys: list[int], on: dt.date, turn: int) -> None:
        """At the doors of a day; who moved away meanwhile gets none."""
        going = set(found.keys_to_deliver(self.worker, on))
        still = [key for key in keys if key in going]
        if still:
            receipt = _RECEIPTS[turn % len(_RECEIPTS)]
            cards.deliver_many(actor=self.worker, at=evening(on), cards=still, on=on, receipt=receipt)


def _turns() -> Iterator[dt.date]:
    """Towards the end of each month."""
    for month in range(2, 13):
        yield dt.date(2018, month, 26)


def evening(day: dt.date) -> dt.datetime:
    """Half past five in the afternoon of a day."""
    return dt.datetime.combine(day, dt.time(17, 30), clock.SHANGHAI).astimezone(dt.UTC)
