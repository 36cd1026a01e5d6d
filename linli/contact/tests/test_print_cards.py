"""Contact cards: printed for households that need one, delivered, replaced when what they say changed."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from unittest import mock

import pytest
from django.utils import translation
from pypdf import PdfReader

from linli.base.scope import community_scope
from linli.contact.actions import cards, charges, consents, papers
from linli.contact.models import Batch, Card
from linli.contact.queries import areas
from linli.contact.queries import cards as found
from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import CAPTAIN, GRID_WORKER, SOCIAL_WORKER
from linli.places.models import Unit
from linli.places.tests import factories as ground
from linli.residents.tests import factories as residents

from . import dividing
from .dividing import AT, ON, actor

pytestmark = pytest.mark.django_db
NEXT = AT + dt.timedelta(days=1)


def test_cards_are_printed_delivered_and_replaced_when_what_they_say_changed(divided: int) -> None:
    made = dividing.led(divided)
    assert found.needed(made.me, ON)[made.cell] == found.Needed(3, 0)
    batch = cards.print_cards(actor=made.me, at=AT, cell=made.cell)
    printed = dividing.keys(batch)
    assert (len(printed), Batch.objects.get().count) == (3, 3)
    assert [one.number for one in Card.objects.order_by("pk")] == [1, 2, 3]
    with pytest.raises(Refused):
        cards.print_cards(actor=made.me, at=AT, cell=made.cell)
    assert [one.id for one in found.to_deliver(made.me, ON)] == printed
    assert cards.deliver_many(actor=made.me, at=AT, cards=printed, on=ON, receipt="signed") == 3
    assert found.needed(made.me, ON) == {}
    charges.replace_first(actor=made.me, at=NEXT, cell=made.cell, member=made.members[2], on=NEXT.date())
    assert found.needed(made.me, NEXT.date())[made.cell] == found.Needed(0, 3)
    assert found.listing(made.me, found.Filters("outdated"), on=NEXT.date())[1] == 3
    again = cards.print_cards(actor=made.me, at=NEXT)
    assert set(Card.objects.filter(batch=again).values_list("reason", flat=True)) == {"changed"}
    cards.deliver_many(actor=made.me, at=NEXT, cards=dividing.keys(again), on=NEXT.date(), receipt="handed")
    assert found.needed(made.me, NEXT.date()) == {}
    old = Card.objects.get(pk=printed[0])
    assert (old.state, old.ended_on, old.version) == ("replaced", NEXT.date(), 3)


def test_what_a_card_says_does_not_follow_the_language_of_who_looks(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert found.needed(made.me, ON) == {}


def test_a_private_number_makes_cards_out_of_date_and_a_member_ended_too(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    consents.give(actor=made.me, at=NEXT, owner="member", key=made.members[0], phone="19200000009")
    assert found.needed(made.me, NEXT.date())[made.cell].outdated == 3


def test_a_card_for_a_vacated_flat_is_refused_with_its_door(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    leave(made, 0, ON)
    with pytest.raises(Refused) as refused:
        cards.print_cards(actor=made.me, at=AT, households=[made.households[0]])
    assert "101" in str(refused.value)
    first = Card.objects.get(household=made.households[0]).pk
    with pytest.raises(Refused):
        cards.deliver(actor=made.me, at=AT, card=first, on=ON, receipt="handed")
    assert first not in [one.id for one in found.to_deliver(made.me, ON)]
    assert [one.id for one in found.stale_waiting(made.me, ON)] == [first]
    cards.take_back(actor=made.me, at=AT, card=first, on=ON, why="搬走")
    assert found.stale_waiting(made.me, ON) == []
    assert found.batch(made.me, batch).waiting == 2


def test_a_household_without_area_or_responsible_gets_no_card(divided: int) -> None:
    made = dividing.ground(divided)
    with pytest.raises(Refused) as nobody:
        cards.print_cards(actor=made.me, at=AT, cell=made.cell)
    assert "第1党员片区" in str(nobody.value)
    with pytest.raises(Refused) as nowhere:
        cards.print_cards(actor=made.me, at=AT, households=[made.households[-1]])
    assert "2栋" in str(nowhere.value)


def test_who_moved_in_gets_a_card_and_a_lost_one_is_printed_again(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    new = residents.resident(divided, free(made), start=ON)
    batch = cards.print_cards(actor=made.me, at=NEXT)
    assert Card.objects.get(batch=batch).reason == "moved_in"
    assert Card.objects.get(batch=batch).household_id == new.household
    again = cards.print_cards(actor=made.me, at=NEXT, households=[made.households[0]], reason="lost")
    assert Card.objects.get(batch=again).reason == "lost"
    newer = cards.print_cards(actor=made.me, at=NEXT, households=[made.households[0]], reason="lost")
    assert Card.objects.get(batch=again).state == "void"
    cards.deliver(
        actor=made.me, at=NEXT, card=Card.objects.get(batch=newer).pk, on=NEXT.date(), receipt="posted"
    )
    assert Card.objects.filter(household=made.households[0], state="delivered").count() == 1


def test_cards_are_delivered_once_and_not_before_they_were_printed(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    key = dividing.keys(batch)[0]
    for day in (ON - dt.timedelta(days=1), ON + dt.timedelta(days=1)):
        with pytest.raises(Refused):
            cards.deliver(actor=made.me, at=AT, card=key, on=day, receipt="handed")
    cards.deliver(actor=made.me, at=AT, card=key, on=ON, receipt="handed", version=1)
    with pytest.raises(Refused):
        cards.deliver(actor=made.me, at=AT, card=key, on=ON, receipt="handed")
    with pytest.raises(Refused):
        cards.deliver_many(actor=made.me, at=AT, cards=[], on=ON, receipt="handed")
    cards.take_back(actor=made.me, at=AT, card=key, on=ON)
    with pytest.raises(Refused):
        cards.take_back(actor=made.me, at=AT, card=key, on=ON)


def test_a_grid_worker_and_a_captain_carry_cards_of_their_own_cells(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    grid = ground.cell(divided, "第1网格", units=units(made.units[:1])).pk
    for role in (GRID_WORKER, CAPTAIN):
        mine = found.to_deliver(actor(divided, role, cells=frozenset({grid})), ON)
        assert {one.door for one in mine} == {"1栋1单元101", "1栋1单元102", "1栋1单元201"}
    other = ground.cell(divided, "第2网格", units=units(made.units[1:])).pk
    with pytest.raises(NotFound):
        cards.deliver(
            actor=actor(divided, CAPTAIN, cells=frozenset({other})),
            at=AT,
            card=dividing.keys(batch)[0],
            on=ON,
            receipt="handed",
        )
    with pytest.raises(Refused):
        cards.print_cards(actor=actor(divided, GRID_WORKER, cells=frozenset({grid})), at=AT)


def test_a_foreign_household_and_a_foreign_card_are_not_found(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    elsewhere = ground.community()
    with community_scope(elsewhere):
        me = actor(elsewhere, SOCIAL_WORKER)
        with pytest.raises(NotFound):
            cards.print_cards(actor=me, at=AT, households=[made.households[0]])
        with pytest.raises(NotFound):
            cards.deliver(
                actor=me,
                at=AT,
                card=dividing.keys(batch)[0] if dividing.keys(batch) else 1,
                on=ON,
                receipt="handed",
            )
        with pytest.raises(NotFound):
            found.batch(me, batch)


def test_nothing_is_written_when_the_journal_fails(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    keys = dividing.keys(batch)
    free(made)
    residents.resident(divided, free(made), start=ON)

    def state() -> list[object]:
        return list(Card.objects.order_by("pk").values_list("pk", "state", "delivered_on", "version"))

    before = state()
    deeds = (
        lambda: cards.print_cards(actor=made.me, at=AT),
        lambda: cards.deliver_many(actor=made.me, at=AT, cards=keys, on=ON, receipt="handed"),
        lambda: cards.take_back(actor=made.me, at=AT, card=keys[0], on=ON),
        lambda: papers.make_paper(actor=made.me, at=AT, batch=batch, base="http://testserver/"),
    )
    for deed in deeds:
        with mock.patch.object(journal, "write", side_effect=RuntimeError), pytest.raises(RuntimeError):
            deed()
        assert state() == before
        assert Batch.objects.get().file is None


def test_the_paper_says_whom_to_call_on_both_sides_and_is_read_by_two_readers(divided: int) -> None:
    made, batch = dividing.carded(divided, deliver=False)
    consents.give(actor=made.me, at=AT, owner="member", key=made.members[0], phone="19200000009")
    content, count = papers.draw(made.me, AT, batch, lambda code: f"https://linli.example/b/{code}")
    assert count == 3
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 2
    assert (round(float(pages[0].mediabox.width)), round(float(pages[0].mediabox.height))) == (595, 842)
    front, back = (page.extract_text().replace("\n", "").replace(" ", "") for page in pages)
    assert front.count("乔东强") == 3
    assert front.count("19200000009") == 3
    assert "1栋1单元101" in front
    assert "12345" in back
    assert "乔东强" not in back
    if shutil.which("pdftotext"):
        read = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        ).stdout.decode()
        assert read.count("乔东强") == 3
    assert papers.draw(made.me, AT, batch, lambda code: f"https://linli.example/b/{code}")[0] == content


def test_a_back_lies_behind_its_front(divided: int) -> None:
    """The first front stands left, so its back, turned over the long edge, stands right."""
    made, batch = dividing.carded(divided, deliver=False)
    one = Card.objects.get(pk=dividing.keys(batch)[0])
    Card.objects.exclude(pk=one.pk).delete()
    content, _count = papers.draw(made.me, AT, batch, lambda code: code)
    where: dict[int, list[float]] = {0: [], 1: []}
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages):
        page.extract_text(
            visitor_text=lambda text, cm, tm, *rest, n=number: (
                where[n].append(tm[4] + cm[4]) if text.strip() else None
            )
        )
    assert max(where[0]) < 595 / 2
    assert min(where[1]) > 595 / 2


def leave(made: dividing.Ground, place: int, on: dt.date) -> None:
    """The one person of a household moves away."""
    from linli.residents import actions
    from linli.residents.models import Residence

    row = Residence.objects.get(person=made.persons[place], void=False)
    worker = residents.actor(made.community, SOCIAL_WORKER)
    actions.close(actor=worker, at=AT, residence=row.pk, on=on, reason="moved_out")


def free(made: dividing.Ground) -> int:
    """A room of the first building in which nobody lives."""
    from linli.places.models import Room

    taken = made.rooms
    return (
        Room.objects.filter(unit__building=made.buildings[0])
        .exclude(pk__in=taken)
        .order_by("pk")
        .values_list("pk", flat=True)[0]
    )


def units(keys: list[int]) -> list[Unit]:
    """The rows of units."""
    return list(Unit.objects.filter(pk__in=keys))


def test_a_card_is_the_same_for_a_reader_in_english(divided: int) -> None:
    made, _batch = dividing.carded(divided)
    with translation.override("en"):
        english = {cell: one.mark for cell, one in areas.says_on(divided, ON).items()}
    with translation.override("zh-hans"):
        chinese = {cell: one.mark for cell, one in areas.says_on(divided, ON).items()}
    assert english == chinese
    assert made.me.community == divided
